//! Each key of `[verify]`, with what a server or a report shows of it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::thread;
use std::time::Duration;

use serde_json::Value;

use super::server::{Act, Asked, Line, Server};
use super::{faults, services};
use crate::desk::{Desk, Ran};

/// A key, what it is set to, what is asked, and how it shows. `SERVER` stands for the address of the server.
struct Row {
    key: &'static str,
    value: &'static str,
    /// Paths on the server, or whole addresses.
    sources: &'static [&'static str],
    args: &'static [&'static str],
    /// Whether a run without the setting may be tried: it asks nobody else, and shows the opposite at any speed.
    may_be_left_out: bool,
    shows: fn(&Seen) -> bool,
}

/// What one run shows.
struct Seen {
    ran: Ran,
    lines: Vec<Line>,
    most_at_once: usize,
}

impl Seen {
    fn reasons(&self) -> Vec<String> {
        let sources = self.ran.json()["sources"].as_array().unwrap().clone();
        sources.iter().map(|source| source["reason"].as_str().unwrap().to_owned()).collect()
    }

    fn has_asked(&self, prefix: &str) -> bool {
        self.lines.iter().any(|line| line.asked.target.starts_with(prefix))
    }

    fn has_sent(&self, header: &str) -> bool {
        self.lines[0].asked.head.contains(header)
    }
}

const PRIVATE: &str = "--allow-private";
const ONE: &[&str] = &["/ok/1"];
const SLOW: &[&str] = &["/slowhost?ms=80&i=1", "/slowhost?ms=80&i=2", "/slowhost?ms=80&i=3", "/slowhost?ms=80&i=4"];
const DOI: &[&str] = &["https://doi.org/10.1000/there"];

#[rustfmt::skip]
const ROWS: &[Row] = &[
    row("allow-private", "true", ONE, &[], true, |seen| seen.reasons() == ["ok"]),
    row("archive", "true", &["/s/404"], &[PRIVATE, "--archive-url=SERVER"], true, |seen| seen.has_asked("/web/")),
    row("archive-url", "\"SERVER\"", &["/s/404"], &[PRIVATE, "--archive"], false, |seen| seen.has_asked("/web/")),
    row("ca", "[\"no.pem\"]", ONE, &[PRIVATE], true, |seen| seen.ran.err.contains("no.pem cannot be read")),
    row("concurrency", "1", SLOW, &[PRIVATE], false, |seen| seen.most_at_once <= 2),
    row("crossref-url", "\"SERVER\"", DOI, &[PRIVATE, "--doi-url=SERVER"], false, |seen| seen.has_asked("/works/")),
    row("deadline", "\"300ms\"", &["/hang"], &[PRIVATE, "--timeout=60s"], false, |seen| seen.reasons() == ["deadline"]),
    row("doi-url", "\"SERVER\"", DOI, &[PRIVATE, "--crossref-url=SERVER"], false, |seen| seen.has_asked("/api/handles/")),
    row("exclude", "[\"/ok/\"]", ONE, &[PRIVATE], true, |seen| seen.reasons() == ["excluded"]),
    row("headers", "{ X-Desk = \"quay\" }", ONE, &[PRIVATE], true, |seen| seen.has_sent("x-desk: quay")),
    row("include", "[\"/elsewhere\"]", ONE, &[PRIVATE], true, |seen| seen.reasons() == ["excluded"]),
    row("interval", "\"200ms\"", &["/ok/1", "/ok/2", "/ok/3"], &[PRIVATE], false,
        |seen| seen.lines[2].start - seen.lines[0].start >= Duration::from_millis(300)),
    row("max-wait", "\"1s\"", &["/429-then-ok"], &[PRIVATE], true, |seen| seen.reasons() == ["rate_limited"]),
    row("method", "\"head\"", ONE, &[PRIVATE], true, |seen| seen.lines[0].asked.method == "HEAD"),
    row("per-host", "1", SLOW, &[PRIVATE], false, |seen| seen.most_at_once <= 2),
    row("proxy", "\"SERVER\"", ONE, &[PRIVATE], true, |seen| seen.has_asked("http://")),
    row("robots", "true", &["/robots-denied"], &[PRIVATE], true, |seen| seen.reasons() == ["robots"]),
    row("timeout", "\"200ms\"", &["/hang"], &[PRIVATE], false, |seen| seen.reasons() == ["timeout.headers"]),
    row("user-agent", "\"harbour-desk/2\"", ONE, &[PRIVATE], true, |seen| seen.has_sent("user-agent: harbour-desk/2")),
];

const fn row(
    key: &'static str,
    value: &'static str,
    sources: &'static [&'static str],
    args: &'static [&'static str],
    may_be_left_out: bool,
    shows: fn(&Seen) -> bool,
) -> Row {
    Row { key, value, sources, args, may_be_left_out, shows }
}

/// What answers: sites with every fault, a registry and an archive, and a page that never comes.
fn script(asked: &Asked) -> Vec<Act> {
    let is_service = |prefix: &&str| asked.target.starts_with(*prefix);
    match asked.target.as_str() {
        "/hang" => vec![Act::Hang],
        _ if ["/api/", "/works/", "/web/"].iter().any(is_service) => services::script(asked),
        _ => faults::script(asked),
    }
}

/// Runs a row with or without its setting, on a server of its own.
fn run(row: &Row, is_set: bool) -> Seen {
    let server = Server::start(1, script);
    let there = |text: &str| text.replace("SERVER", &server.url(1, ""));
    let mut article = String::from("# Harbour notes\n\n");
    for n in 1..=row.sources.len() {
        write!(article, "The tide turned at {n} [{n}]. ").unwrap();
    }
    article.push_str("\n\n## Sources\n\n");
    for (n, source) in (1..).zip(row.sources) {
        let url = if source.starts_with('/') { server.url(1, source) } else { (*source).to_owned() };
        writeln!(article, "[{n}] Harbour Times. “Tides in narrow inlets.” {url}\n").unwrap();
    }
    let set = if is_set { format!("[verify]\n{} = {}\n", row.key, there(row.value)) } else { String::new() };
    let desk = Desk::new(&[("a.md", article.as_bytes()), ("wellcited.toml", set.as_bytes())]);
    let args: Vec<String> = row.args.iter().map(|arg| there(arg)).collect();
    let mut all = vec!["check", "--verify", "--format=json", "a.md"];
    all.extend(args.iter().map(String::as_str));
    let ran = desk.run(&all);
    Seen { ran, lines: server.log(), most_at_once: server.most_at_once(1) }
}

#[test]
fn every_setting_of_the_web_has_an_effect() {
    // Most of the time is spent waiting.
    thread::scope(|scope| ROWS.iter().for_each(|row| drop(scope.spawn(|| try_out(row)))));
}

fn try_out(row: &Row) {
    let seen = run(row, true);
    assert!((row.shows)(&seen), "{} = {}: {}{}{:?}", row.key, row.value, seen.ran.out, seen.ran.err, seen.lines);
    if row.may_be_left_out {
        assert!(!(row.shows)(&run(row, false)), "without {} it shows too", row.key);
    }
}

#[test]
fn every_setting_of_the_web_is_in_the_table() {
    let schema: Value = Desk::new(&[]).run(&["config", "schema"]).json();
    let keys = schema["$defs"]["Network"]["properties"].as_object().unwrap().keys().map(String::as_str);
    let shown: BTreeSet<&str> = ROWS.iter().map(|row| row.key).collect();
    assert_eq!(keys.collect::<BTreeSet<_>>(), shown);
}
