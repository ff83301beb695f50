//! What runs keep: verdicts for later runs, evidence, and what quotations come to on fetched pages.

use serde_json::Value;

use super::server::{Act, Asked, Server, answer, page};
use crate::desk::{Desk, Ran};

const SPEECH: &str = "<p>The mayor spoke to the port on Monday. The ferry line will not close this year or next, she \
    said, because the islands have no other way to reach the mainland in winter. The council had asked for a second \
    opinion in March and for a third one in June, and all three came to the same end: the line pays for itself as soon \
    as the summer guests are counted. Nobody in the hall had a question after that.</p>";

fn script(asked: &Asked) -> Vec<Act> {
    match asked.target.as_str() {
        "/speech" if asked.head.contains("if-none-match: \"v1\"") => {
            vec![Act::Send(answer(304, &[("ETag", "\"v1\"")], b""))]
        }
        "/speech" => vec![Act::Send(answer(200, &[("ETag", "\"v1\"")], &page("Speech to the port", SPEECH)))],
        "/away" => vec![Act::Close],
        "/badgzip" => {
            let head = "HTTP/1.1 200 X\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n";
            let [first, rest] = ["10\r\nthis is not gzip\r\n", "d\r\n, nor is this\r\n0\r\n\r\n"];
            let pause = Act::Pause(std::time::Duration::from_millis(50));
            vec![Act::Send(format!("{head}{first}").into_bytes()), pause, Act::Send(rest.into())]
        }
        _ => vec![Act::Send(answer(404, &[], &page("Nothing", "<p>Nothing is here.</p>")))],
    }
}

/// A server, and a desk with an article that rests on it.
fn place(paths: [&str; 2]) -> (Server, Desk) {
    let server = Server::start(1, script);
    let [first, second] = paths.map(|path| server.url(1, path));
    let article = format!(
        "# The ferry\n\n“The ferry line will close this year or next,” the mayor said [1]. It is an old line [2].\n\n\
         ## Sources\n\n[1] “Speech to the port.” {first}\n\n[2] “The old line.” {second}\n"
    );
    (server, Desk::new(&[("a.md", article.as_bytes())]))
}

fn check(desk: &Desk, now: &str, more: &[&str]) -> Ran {
    let args = ["check", "--isolated", "--verify", "--allow-private", "--interval", "0", "--now", now, "a.md"];
    desk.run(&[args.as_slice(), more].concat())
}

fn json(desk: &Desk, now: &str, more: &[&str]) -> Value {
    check(desk, now, &[&["--format", "json"], more].concat()).json()
}

/// The verdict on the address that ends so.
fn source(report: &Value, end: &str) -> Value {
    let all = report["sources"].as_array().unwrap();
    all.iter().find(|source| source["url"].as_str().unwrap().ends_with(end)).unwrap().clone()
}

#[test]
fn quotations_are_looked_for_on_fetched_pages() {
    let (_server, desk) = place(["/speech", "/gone"]);
    let report = json(&desk, "2026-03-01T12:00:00Z", &[]);
    let quotation = &report["quotations"][0];
    assert_eq!(quotation["verdict"], "altered-critical", "{report}");
    assert!(quotation["difference"]["source"].as_str().unwrap().contains("*not*"), "{quotation}");
    let text = check(&desk, "2026-03-01T12:00:00Z", &[]);
    assert!(text.out.contains("1 quotation: 1 altered."), "{}", text.out);
    assert_eq!(text.code, Some(1));
}

#[test]
fn a_second_run_sends_nothing() {
    let (server, desk) = place(["/speech", "/gone"]);
    let keep = ["--cache=kept/verdicts.redb"];
    let first = json(&desk, "2026-03-01T12:00:00Z", &keep);
    let asked = server.log().len();
    assert!(asked >= 2);
    let second = json(&desk, "2026-03-01T20:00:00Z", &keep);
    assert_eq!(server.log().len(), asked, "no request");
    for end in ["/speech", "/gone"] {
        let (before, after) = (source(&first, end), source(&second, end));
        assert_eq!(
            (&after["class"], &after["reason"], &after["checked_at"]),
            (&before["class"], &before["reason"], &before["checked_at"])
        );
        assert_eq!((&before["from_cache"], &after["from_cache"]), (&Value::Bool(false), &Value::Bool(true)));
    }
    assert_eq!(first["quotations"], second["quotations"], "the text is remembered too");
    // A day later what is gone is asked again, what opens is not; in a week that is too, and the server says it is the same.
    json(&desk, "2026-03-02T18:00:00Z", &keep);
    assert_eq!((server.asked("/speech").len(), server.asked("/gone").len() > 1), (1, true));
    let later = json(&desk, "2026-03-09T18:00:00Z", &keep);
    assert_eq!(server.asked("/speech").len(), 2);
    assert!(server.asked("/speech")[1].asked.head.contains("if-none-match: \"v1\""));
    assert_eq!(
        (&source(&later, "/speech")["class"], &later["quotations"]),
        (&source(&first, "/speech")["class"], &first["quotations"])
    );
}

#[test]
fn users_may_ask_again_and_look_into_the_cache() {
    let (server, desk) = place(["/speech", "/gone"]);
    let keep = "--cache=verdicts.redb";
    json(&desk, "2026-03-01T12:00:00Z", &[keep]);
    json(&desk, "2026-03-01T13:00:00Z", &[keep, "--refresh", "ok,moved"]);
    assert_eq!(server.asked("/speech").len(), 2);
    json(&desk, "2026-03-01T14:00:00Z", &[keep, "--max-age", "30m"]);
    assert_eq!(server.asked("/speech").len(), 3);
    let listed = desk.run(&["cache", "list", "verdicts.redb", "--now", "2026-03-01T15:00:00Z"]);
    assert_eq!(listed.code, Some(0), "{}", listed.err);
    assert!(listed.out.contains("/speech") && listed.out.contains("2 verdicts = 2 that hold + 0"), "{}", listed.out);
    let all = desk.run(&["cache", "list", "verdicts.redb", "--format", "json"]).json();
    assert_eq!(all["verdicts"].as_array().unwrap().len(), 2);
    let pruned = desk.run(&["cache", "prune", "verdicts.redb", "--max-age", "1d", "--now", "2026-03-09T12:00:00Z"]);
    assert!(pruned.out.contains("2 verdicts removed, 0 left."), "{}{}", pruned.out, pruned.err);
    assert_eq!(desk.run(&["cache", "list", "nowhere.redb"]).code, Some(2));
    assert_eq!(desk.run(&["cache", "list"]).code, Some(2), "there is no home here");
    let wrong = check(&desk, "2026-03-01T12:00:00Z", &[keep, "--refresh", "deed"]);
    assert!(wrong.code == Some(2) && wrong.err.contains("dead"), "{}", wrong.err);
}

#[test]
fn three_failures_over_a_week_are_an_error() {
    let (_server, desk) = place(["/speech", "/away"]);
    let severity = |day: &str| {
        let report = json(&desk, &format!("2026-03-{day}T12:00:00Z"), &["--cache=verdicts.redb"]);
        let findings = report["files"][0]["findings"].as_array().unwrap().clone();
        let finding = findings.iter().find(|f| f["rule"] == "unreachable-url");
        finding.map(|f| f["severity"].as_str().unwrap().to_owned())
    };
    let seen = ["01", "02", "04", "07"].map(severity);
    assert_eq!(seen.map(Option::unwrap), ["info", "info", "info", "error"]);
}

#[test]
fn evidence_is_kept_and_cited() {
    let (_server, desk) = place(["/speech", "/gone"]);
    let report = json(&desk, "2026-03-01T12:00:00Z", &["--evidence", "proof", "--header", "X-Key: secret"]);
    let record = source(&report, "/speech")["record"].as_str().unwrap().to_owned();
    assert!(record.starts_with("urn:uuid:"), "{record}");
    let files: Vec<String> = std::fs::read_dir(desk.path().join("proof"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(files.len(), 2, "{files:?}");
    let text = proof(&desk);
    assert!(text.contains(&format!("<{record}>")) && text.contains("will not close this year"), "{text}");
    assert!(!text.contains("X-Key: secret") && text.to_lowercase().contains("x-key: (left out)"));
}

/// The records of the evidence that a check has written.
fn proof(desk: &Desk) -> String {
    let file = std::fs::read(desk.path().join("proof/wellcited-20260301120000.warc.gz")).unwrap();
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut flate2::bufread::MultiGzDecoder::new(file.as_slice()), &mut text).unwrap();
    String::from_utf8_lossy(&text).into_owned()
}

#[test]
fn what_cannot_be_decoded_is_whole_evidence() {
    let (_server, desk) = place(["/badgzip", "/gone"]);
    let report = json(&desk, "2026-03-01T12:00:00Z", &["--evidence", "proof"]);
    assert_eq!(source(&report, "/badgzip")["reason"], "undecodable");
    let text = proof(&desk);
    assert!(text.contains("this is not gzip, nor is this"), "{text}");
    assert!(!text.contains("WARC-Truncated"), "nothing is missing: {text}");
}

#[test]
fn a_broken_cache_is_said_and_the_run_goes_on() {
    let (_server, desk) = place(["/speech", "/gone"]);
    let path = desk.path().join("verdicts.redb");
    check(&desk, "2026-03-01T12:00:00Z", &["--cache=verdicts.redb"]);
    let mut scratched = std::fs::read(&path).unwrap();
    let middle = scratched.len() / 2;
    scratched[4096..middle].fill(0x5a);
    for bytes in ["no cache ".repeat(2_000).into_bytes(), scratched] {
        std::fs::write(&path, bytes).unwrap();
        let ran = check(&desk, "2026-03-01T12:00:00Z", &["--cache=verdicts.redb"]);
        assert_eq!(ran.code, Some(1), "{}", ran.err);
        assert!(ran.err.contains("verdicts.redb.broken") && !ran.err.contains("panicked"), "{}", ran.err);
    }
    assert!(desk.path().join("verdicts.redb.broken-2").exists());
}
