//! `check --verify` as a user meets it.

use std::fmt::Write as _;
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::faults::script;
use super::server::{Act, Server, answer, page};
use crate::desk::{Desk, NOTHING, Ran};

/// An article with one source for each address; `{}` of a title is the number of the source.
fn article(sources: &[(&str, String)]) -> String {
    let mut text = String::from("# Harbour notes\n\n");
    for n in 1..=sources.len() {
        write!(text, "The tide turned at {n} [{n}]. ").unwrap();
    }
    text.push_str("\n\n## Sources\n\n");
    for (n, (title, url)) in (1..).zip(sources) {
        writeln!(text, "[{n}] Harbour Times. {title} {url}\n").unwrap();
    }
    text
}

/// The servers of these tests are on this machine, which is nothing to report here.
const HERE: [&str; 2] = ["--config", "rules.private-url=\"off\""];
const ASK: [&str; 6] = ["--verify", "--allow-private", "--interval", "0", "--now", "2026-11-22T14:03:00Z"];

fn run(desk: &Desk, more: &[&str]) -> Ran {
    desk.run(&[["check"].as_slice(), &HERE, &ASK, more, &["a.md"]].concat())
}

fn harbour(server: &Server) -> String {
    let url = |target: &str| server.url(1, target);
    article(&[
        ("“The ferry line will close.”", url("/title-agrees")),
        ("“Slash the new way.”", url("/redir-slash")),
        ("“Port fees doubled.”", url("/s/403")),
        ("“Pilots strike.”", url("/paywall")),
        ("“Minister resigns.”", url("/redir-home")),
        ("“Tides of a long change.”", url("/title-mismatch")),
        ("“Quay sold.”", url("/s/404")),
        ("“Bulletin twelve.”", url("/s/501")),
        ("“Report.”", "http://10.0.0.5/report.pdf".into()),
        ("“Times.”", "https://harbourtimes.example/world/us/…".into()),
        ("Interview, January 2026.", String::new()),
    ])
}

#[test]
fn findings_say_what_the_web_says() {
    let server = Server::start(1, script);
    let desk = Desk::new(&[("a.md", harbour(&server).as_bytes())]);
    // One source is on a private network that the test must not reach, so it is left out of what is asked.
    let ran = run(&desk, &["--exclude", "10\\.0\\.0\\.5", "--format", "concise", "--show", "info"]);
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    for rule in
        ["dead-url", "soft-404", "moved-url", "restricted-url", "unreachable-url", "title-mismatch", "truncated-url"]
    {
        assert!(ran.out.contains(&format!("[{rule}]")), "{rule}\n{}", ran.out);
    }
    assert_eq!(ran.out.matches("[restricted-url]").count(), 2);
    let json = run(&desk, &["--exclude", "10\\.0\\.0\\.5", "--format", "json"]).json();
    let sources = json["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 10);
    let classes = |of: &str| -> u64 {
        json["summary"]["verified"][of].as_object().unwrap().values().map(|n| n.as_u64().unwrap()).sum()
    };
    assert_eq!((classes("entries"), classes("urls"), classes("links")), (11, 10, 0));
    assert_eq!(json["files"][0]["entries"], 11);
    assert_eq!(json["files"][0]["verdicts"].as_array().unwrap().len(), 11);
    assert_eq!(json["files"][0]["verdicts"][10]["class"], "none");
    let dead = sources.iter().find(|s| s["class"] == "dead").unwrap();
    assert_eq!((&dead["reason"], &dead["status"], &dead["attempts"]), (&"404".into(), &404.into(), &1.into()));
    assert_eq!(dead["used"][0]["entry"], 6);
    assert!(sources.iter().all(|s| s["checked_at"] == "2026-11-22T14:03:00Z"), "{sources:#?}");
}

#[test]
fn the_table_of_sources_adds_up() {
    let server = Server::start(1, script);
    let desk = Desk::new(&[("a.md", harbour(&server).as_bytes())]);
    let ran = run(&desk, &["--exclude", "10\\.0\\.0\\.5", "--sources-report"]);
    let lines: Vec<&str> = ran.out.lines().collect();
    assert_eq!(lines[0], "11 sources, looked at 2026-11-22 14:03 UTC", "{}", ran.out);
    let status = |tag: &str| lines.iter().find(|l| l.trim_start().starts_with(tag)).unwrap().split_at(6).1.trim_start();
    for (tag, words) in [
        ("[1]", "ok "),
        ("[2]", "moved "),
        ("[3]", "check by hand "),
        ("[5]", "suspect "),
        ("[7]", "dead "),
        ("[8]", "not reached "),
        ("[9]", "not asked "),
        ("[10]", "not requested "),
        ("[11]", "no address "),
    ] {
        assert!(status(tag).starts_with(words), "{tag} {words}\n{}", ran.out);
    }
    let sum = ran.out.split("11 = ").nth(1).unwrap().replace('\n', " ");
    let (sum, rest) = sum.split_once('.').unwrap();
    let total: u32 = sum.split(" + ").map(|part| part.split(' ').next().unwrap().parse::<u32>().unwrap()).sum();
    assert_eq!(total, 11, "{sum}");
    assert!(rest.contains("Must fix: [7] [10].") && rest.contains("Open yourself: [3] [4] [5] [6]."), "{rest}");
}

#[test]
fn the_same_run_gives_the_same_bytes() {
    let server = Server::start(3, script);
    let sources: Vec<(&str, String)> =
        (0..60).map(|i| ("“A title of three words.”", server.url(1 + i % 3, &format!("/ok/{i}")))).collect();
    let desk = Desk::new(&[("a.md", article(&sources).as_bytes())]);
    let runs: Vec<String> = (0..3).map(|_| run(&desk, &["--format", "json", "--per-host", "7"]).out).collect();
    assert!(runs[0].contains("\"sources\""), "{}", runs[0]);
    assert_eq!(runs[0], runs[1]);
    assert_eq!(runs[0], runs[2]);
}

#[test]
fn the_exit_code_says_how_it_ended() {
    let server = Server::start(1, script);
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nowhere = format!("http://{}/x", closed.local_addr().unwrap());
    drop(closed);
    let code = |sources: &[(&str, String)], more: &[&str]| {
        let desk = Desk::new(&[("a.md", article(sources).as_bytes())]);
        let ran = run(&desk, more);
        (ran.code.unwrap(), ran.out, ran.err)
    };
    let one = |target: &str| vec![("Tide tables, 2024.", server.url(1, target))];
    assert_eq!(code(&one("/ok/1"), &[]).0, 0);
    assert_eq!(code(&one("/s/404"), &[]).0, 1);
    assert_eq!(code(&one("/s/404"), &["--fail-on", "never"]).0, 0);
    assert_eq!(code(&one("/s/403"), &[]).0, 0);
    assert_eq!(code(&one("/soft404"), &[]).0, 0, "a warning about the web fails nobody by itself");
    assert_eq!(code(&one("/soft404"), &["--fail-on", "soft-404"]).0, 1);
    assert_eq!(code(&one("/soft404"), &["--strict"]).0, 1);
    assert_eq!(code(&one("/s/501"), &["--strict"]).0, 1);
    assert_eq!(code(&one("/ok/1"), &["--header", "no colon"]).0, 2);
    assert_eq!(code(&one("/ok/1"), &["--include", "("]).0, 2);
    let lost = vec![("Tide tables, 2024.", nowhere)];
    assert_eq!(code(&lost, &[]).0, 3);
    assert_eq!(code(&[lost.clone(), one("/ok/1")].concat(), &[]).0, 0);
    let (none, out, _) = code(&[("Tide tables, 2024.", String::new())], &[]);
    assert_eq!(none, 0);
    assert!(
        out.contains("Sources: 1 = 1 without a web address. Nothing could be looked up; 0 requests sent."),
        "{out}"
    );
    let desk = Desk::new(&[("a.md", NOTHING.as_bytes())]);
    assert_eq!(run(&desk, &[]).code, Some(0));
}

#[test]
fn nothing_is_sent_that_nobody_asked_for() {
    let server = Server::start(1, script);
    let desk = Desk::new(&[("a.md", article(&[("Tide tables, 2024.", server.url(1, "/ok/1"))]).as_bytes())]);
    assert_eq!(desk.run(&["check", HERE[0], HERE[1], "a.md"]).code, Some(0));
    let offline = run(&desk, &["--offline"]);
    assert!(offline.out.contains("1 not asked"), "{}", offline.out);
    let guarded = desk.run(&["check", "--verify", "a.md"]);
    assert!(guarded.out.contains("1 not sent"), "{}", guarded.out);
    let mut proxied = desk.command(&[["check"].as_slice(), &HERE, &ASK, &["a.md"]].concat());
    let proxied = Ran::from(proxied.env("HTTP_PROXY", server.url(1, "")).output().unwrap());
    assert!(proxied.out.contains("1 not sent"), "{}", proxied.out);
    assert_eq!(server.log().len(), 0);
}

#[test]
fn settings_say_how_the_web_is_asked() {
    let server = Server::start(1, script);
    let text = article(&[("Tide tables, 2024.", server.url(1, "/ok/1"))]);
    let settings = "[verify]\nallow-private = true\nuser-agent = \"harbour-desk/2\"\nheaders = { X-Desk = \"quay\" }\ninterval = \"0s\"\n";
    let desk = Desk::new(&[("a.md", text.as_bytes()), ("wellcited.toml", settings.as_bytes())]);
    assert_eq!(desk.run(&["check", HERE[0], HERE[1], "--verify", "a.md"]).code, Some(0));
    let head = &server.log()[0].asked.head;
    assert!(head.contains("user-agent: harbour-desk/2") && head.contains("x-desk: quay"), "{head}");
    desk.run(&["check", "--verify", "--user-agent", "other/1", "a.md"]);
    assert!(server.log()[1].asked.head.contains("user-agent: other/1"));
    let wrong = Desk::new(&[("a.md", text.as_bytes()), ("wellcited.toml", b"[verify]\ninterval = \"soon\"\n")]);
    let ran = wrong.run(&["check", "a.md"]);
    assert_eq!(ran.code, Some(2));
    assert!(ran.err.contains("is no time span") && ran.err.contains("wellcited.toml:2"), "{}", ran.err);
}

#[test]
fn each_mention_has_its_own_place() {
    let server = Server::start(1, script);
    let sources: Vec<(&str, String)> =
        (0..50).map(|i| ("Tide tables.", server.url(1, &format!("/s/404?{}", i % 5)))).collect();
    let desk = Desk::new(&[("a.md", article(&sources).as_bytes())]);
    let json = run(&desk, &["--format", "json"]).json();
    let findings = json["files"][0]["findings"].as_array().unwrap().iter();
    let lines: std::collections::BTreeSet<u64> =
        findings.filter(|f| f["rule"] == "dead-url").map(|f| f["start"]["line"].as_u64().unwrap()).collect();
    assert_eq!((lines.len(), server.log().len()), (50, 5));
    let used: usize = json["sources"].as_array().unwrap().iter().map(|s| s["used"].as_array().unwrap().len()).sum();
    assert_eq!(used, 50);
}

/// Ctrl-C gives what is known by then.
#[test]
#[cfg(unix)]
fn an_interrupted_run_reports_what_it_knows() {
    let server = Server::start(2, |asked| {
        let slow = asked.target.starts_with("/slow");
        let pause = Act::Pause(if slow { Duration::from_secs(60) } else { Duration::ZERO });
        vec![pause, Act::Send(answer(200, &[], &page("Tide", "<p>text")))]
    });
    let sources = vec![
        ("Tide tables.", server.url(1, "/fast")),
        ("Tide tables.", server.url(2, "/slow/1")),
        ("Tide tables.", server.url(2, "/slow/2")),
    ];
    let desk = Desk::new(&[("a.md", article(&sources).as_bytes())]);
    let args = [["check"].as_slice(), &HERE, &ASK, &["--timeout", "50s", "--format", "json", "a.md"]].concat();
    let child = desk.command(&args).spawn();
    let child = child.unwrap();
    let patience = std::time::Instant::now() + Duration::from_secs(60);
    while server.asked("/slow/2").is_empty() || server.asked("/fast").iter().all(|line| line.end.is_none()) {
        assert!(std::time::Instant::now() < patience, "{:?}", server.log());
        std::thread::sleep(Duration::from_millis(20));
    }
    std::thread::sleep(Duration::from_millis(300));
    Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    let ran = Ran::from(child.wait_with_output().unwrap());
    assert_eq!(ran.code, Some(130), "{}", ran.err);
    let json = ran.json();
    let reasons: Vec<&Value> = json["sources"].as_array().unwrap().iter().map(|s| &s["reason"]).collect();
    assert_eq!(reasons, ["ok", "deadline", "deadline"]);
    assert_eq!(json["summary"]["verified"]["interrupted"], true);
}
