//! What servers see: how many requests at once, how fast, and never before they asked for.

use std::time::{Duration, Instant};

use wellcited::verify::Options;

use super::faults::script;
use super::server::{Act, Line, Server, answer, page};
use super::table::{ask, quick};

fn starts(lines: &[Line]) -> Vec<Instant> {
    lines.iter().map(|line| line.start).collect()
}

#[test]
fn no_host_is_asked_more_at_once_than_it_may_be() {
    let server = Server::start(3, script);
    let urls: Vec<(String, &str)> =
        (0..60).map(|i| (server.url(1 + (i % 3) as u8, &format!("/slowhost?ms=30&i={i}")), "")).collect();
    let outcomes = ask(&Options { per_host: 4, ..quick() }, &urls);
    assert!(outcomes.verdicts.values().all(|v| v.attempts == 1), "{outcomes:?}");
    for host in 1..=3 {
        let most = server.most_at_once(host);
        assert!((1..=4).contains(&most), "{most} at once on host {host}");
    }
    let all = Server::start(3, script);
    let urls: Vec<(String, &str)> =
        (0..60).map(|i| (all.url(1 + (i % 3) as u8, &format!("/slowhost?ms=30&i={i}")), "")).collect();
    ask(&Options { per_host: 60, concurrency: 6, ..quick() }, &urls);
    let most: usize = (1..=3).map(|host| all.most_at_once(host)).sum();
    assert!(most <= 6 * 3, "{most}");
}

#[test]
fn requests_keep_their_distance() {
    let server = Server::start(1, script);
    let urls: Vec<(String, &str)> = (0..8).map(|i| (server.url(1, &format!("/ok/{i}")), "")).collect();
    ask(&Options { interval: Some(Duration::from_millis(60)), ..quick() }, &urls);
    let starts = starts(&server.log());
    assert_eq!(starts.len(), 8);
    // The whole is asserted exactly; a single gap may look shorter where one request was slow to arrive.
    assert!(starts[7] - starts[0] >= Duration::from_millis(60 * 6), "{:?}", starts[7] - starts[0]);
}

#[test]
fn hosts_with_many_addresses_are_asked_slowly_by_default() {
    let server = Server::start(2, script);
    let urls: Vec<(String, &str)> = (0..22).map(|i| (server.url(1, &format!("/ok/{i}")), "")).collect();
    let few: Vec<(String, &str)> = (0..20).map(|i| (server.url(2, &format!("/ok/{i}")), "")).collect();
    ask(&Options { interval: None, ..quick() }, &[urls, few].concat());
    let of = |host: u8| -> Vec<Instant> {
        server
            .log()
            .iter()
            .filter(|l| l.asked.head.contains(&format!("host: 127.0.0.{host}:")))
            .map(|l| l.start)
            .collect()
    };
    let (many, few) = (of(1), of(2));
    assert!(many[21] - many[0] >= Duration::from_millis(1900), "{:?}", many[21] - many[0]);
    assert!(few[19] - few[0] < many[21] - many[0]);
}

#[test]
fn a_host_that_asks_for_patience_gets_it_whatever_else_it_answers() {
    let server = Server::start(2, |asked| {
        let late = [Act::Pause(Duration::from_millis(100))];
        let ok = Act::Send(answer(200, &[], &page("Tide", "<p>text")));
        match asked.target.as_str() {
            "/wait" if asked.before == 0 => vec![Act::Send(answer(429, &[("Retry-After", "1")], b""))],
            _ => [late.as_slice(), &[ok]].concat(),
        }
    });
    let mut urls = vec![(server.url(1, "/wait"), "")];
    urls.extend((0..40).map(|i| (server.url(1, &format!("/a/{i}")), "")));
    urls.extend((0..4).map(|i| (server.url(2, &format!("/a/{i}")), "")));
    let outcomes = ask(&Options { per_host: 4, ..quick() }, &urls);
    assert!(outcomes.verdicts.values().all(|v| v.reason.full() == "ok"), "{outcomes:?}");
    let refused = server.asked("/wait");
    assert_eq!(refused.len(), 2);
    let said = refused[0].end.unwrap();
    let earliest = said + Duration::from_secs(1);
    // What was on its way when the answer arrived may still come in.
    let on_its_way = said + Duration::from_millis(500);
    let early = server
        .log()
        .into_iter()
        .filter(|l| l.asked.head.contains("host: 127.0.0.1:") && l.start > on_its_way && l.start < earliest);
    assert_eq!(early.count(), 0);
}

#[test]
fn a_wait_that_nobody_has_time_for_ends_the_host_and_no_other() {
    let server = Server::start(2, |asked| match asked.target.as_str() {
        "/long" => vec![Act::Send(answer(429, &[("Retry-After", "3600")], b""))],
        _ => vec![Act::Pause(Duration::from_millis(50)), Act::Send(answer(200, &[], &page("Tide", "<p>text")))],
    });
    let mut urls = vec![(server.url(1, "/long"), "")];
    urls.extend((0..20).map(|i| (server.url(1, &format!("/later/{i}")), "")));
    urls.extend((0..20).map(|i| (server.url(2, &format!("/a/{i}")), "")));
    let started = Instant::now();
    let outcomes = ask(&Options { per_host: 1, ..quick() }, &urls);
    assert!(started.elapsed() < Duration::from_secs(20));
    let reason = |url: &str| outcomes.of(url).unwrap().reason.full();
    assert_eq!(reason(&urls[0].0), "restricted.rate_limited");
    let later = |lines: &[Line]| lines.iter().filter(|l| l.asked.target.starts_with("/later")).count();
    let asked = later(&server.log());
    let limited = (0..20).filter(|i| reason(&urls[1 + i].0) == "restricted.rate_limited").count();
    assert_eq!(asked + limited, 20);
    assert!((0..20).all(|i| reason(&urls[21 + i].0) == "ok"));
}

#[test]
fn a_slow_host_keeps_nobody_waiting() {
    let server = Server::start(4, script);
    let mut urls: Vec<(String, &str)> =
        (0..40).map(|i| (server.url(1, &format!("/slowhost?ms=1000&i={i}")), "")).collect();
    urls.extend((0..60).map(|i| (server.url(2 + (i % 3) as u8, &format!("/ok/{i}")), "")));
    // The slow host could take all there is if places were taken before the turn.
    let outcomes = ask(&Options { per_host: 10, concurrency: 16, ..quick() }, &urls);
    assert!(outcomes.verdicts.values().all(|v| v.reason.full() == "ok"), "{outcomes:?}");
    let log = server.log();
    let first_slow =
        log.iter().filter(|l| l.asked.target.starts_with("/slowhost")).filter_map(|l| l.end).min().unwrap();
    let fast_before = log.iter().filter(|l| l.asked.target.starts_with("/ok") && l.start < first_slow).count();
    assert!(fast_before >= 50, "{fast_before} of 60 fast ones before the first slow one ended");
}

#[test]
fn each_address_is_asked_once() {
    let server = Server::start(1, script);
    let urls: Vec<(String, &str)> =
        (0..500).map(|i| (format!("{}#part-{i}", server.url(1, &format!("/ok/{}", i % 10))), "")).collect();
    let outcomes = ask(&quick(), &urls);
    assert_eq!((outcomes.verdicts.len(), outcomes.requests, server.log().len()), (10, 10, 10));
}

#[test]
fn rules_for_robots_are_obeyed_on_request() {
    let server = Server::start(2, script);
    let urls = vec![(server.url(1, "/robots-denied"), ""), (server.url(1, "/ok/1"), ""), (server.url(1, "/ok/2"), "")];
    let outcomes = ask(&Options { robots: true, ..quick() }, &urls);
    let denied = outcomes.of(&urls[0].0).unwrap();
    assert_eq!((denied.reason.full(), denied.attempts), ("restricted.robots".into(), 0));
    assert_eq!(outcomes.of(&urls[1].0).unwrap().reason.full(), "ok");
    assert_eq!(server.asked("/robots.txt").len(), 1);
    assert_eq!(server.asked("/robots-denied").len(), 0);
    // Crawl-delay: 0.2
    let pages: Vec<Instant> =
        server.log().iter().filter(|l| l.asked.target.starts_with("/ok")).map(|l| l.start).collect();
    assert!(pages[1] - pages[0] >= Duration::from_millis(150), "{:?}", pages[1] - pages[0]);
    let person = ask(&quick(), &urls);
    assert_eq!(person.of(&urls[0].0).unwrap().reason.full(), "ok");
}

#[test]
fn head_is_believed_only_where_it_says_yes() {
    let server = Server::start(1, script);
    let options = Options { head_first: true, ..quick() };
    for (target, want, methods) in [
        ("/ok/1", "ok", vec!["HEAD"]),
        ("/head405", "ok", vec!["HEAD", "GET"]),
        ("/head501", "ok", vec!["HEAD", "GET"]),
        ("/head404", "ok", vec!["HEAD", "GET"]),
        ("/head403", "ok", vec!["HEAD", "GET"]),
        ("/headreset", "ok", vec!["HEAD", "GET"]),
        ("/headhang", "ok", vec!["HEAD", "GET"]),
        ("/redir-404", "dead.404", vec!["HEAD"]),
    ] {
        let outcomes = ask(&options, &[(server.url(1, target), "")]);
        let verdict = outcomes.of(&server.url(1, target)).unwrap();
        assert_eq!((verdict.reason.full(), verdict.attempts), (want.into(), 1), "{target}");
        let asked: Vec<String> = server.asked(target).iter().map(|l| l.asked.method.clone()).collect();
        assert_eq!(asked, methods, "{target}");
    }
}

#[test]
fn a_deadline_ends_the_run_and_says_what_was_not_asked() {
    let server = Server::start(2, script);
    let mut urls: Vec<(String, &str)> =
        (0..10).map(|i| (server.url(1, &format!("/slowhost?ms=1500&i={i}")), "")).collect();
    urls.push((server.url(2, "/ok/1"), ""));
    let started = Instant::now();
    let outcomes = ask(&Options { deadline: Some(Duration::from_millis(700)), per_host: 2, ..quick() }, &urls);
    assert!(started.elapsed() < Duration::from_secs(10));
    let skipped = outcomes.verdicts.values().filter(|v| v.reason.full() == "skipped.deadline").count();
    assert_eq!(skipped, 10, "{outcomes:?}");
    assert_eq!(outcomes.of(&urls[10].0).unwrap().reason.full(), "ok");
}

#[test]
fn sources_that_all_open_one_page_are_suspect() {
    let server = Server::start(3, script);
    let mut urls: Vec<(String, &str)> = (0..10).map(|i| (server.url(3, &format!("/cluster/{i}")), "")).collect();
    urls.push((server.url(1, "/ok/1"), ""));
    urls.extend((0..2).map(|i| (server.url(2, &format!("/cluster/{i}")), "")));
    let outcomes = ask(&quick(), &urls);
    let marked = |urls: &[(String, &str)]| {
        urls.iter().filter(|(url, _)| outcomes.of(url).unwrap().reason.full() == "suspect.soft404.cluster").count()
    };
    assert_eq!((marked(&urls[..10]), marked(&urls[10..])), (10, 0), "two may well be the same page");
}
