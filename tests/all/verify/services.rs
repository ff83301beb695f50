//! DOIs and copies in an archive, asked of servers of our own.

use std::time::Duration;

use jiff::civil::Date;
use wellcited::outcome::{Archive, Outcomes, Plan, Verdict, Wanted, key};
use wellcited::verify::{Options, Services, Verifier};

use super::server::{Act, Asked, Server, answer, answer_of, page};
use super::table::quick;

fn json(status: u16, body: &str) -> Vec<Act> {
    vec![Act::Send(answer_of("application/json", status, &[], body.as_bytes()))]
}

/// A resolver of DOIs, its registry, a publisher that turns everybody away, and an archive.
pub(super) fn script(asked: &Asked) -> Vec<Act> {
    let path = asked.target.as_str();
    if let Some(doi) = path.strip_prefix("/api/handles/10.1000/") {
        return match doi {
            "there" | "other" => json(200, r#"{"responseCode":1,"handle":"10.1000/there"}"#),
            "gone" => json(404, r#"{"responseCode":100}"#),
            "broken" => json(500, r#"{"responseCode":2}"#),
            "busy" => json(429, ""),
            _ => vec![Act::Send(answer(200, &[], &page("Welcome to the hotel", "<p>Log in")))],
        };
    }
    if path.starts_with("/works/") {
        let paced = [("X-Rate-Limit-Limit", "5"), ("X-Rate-Limit-Interval", "1s")];
        let body = br#"{"message":{"title":["Tides in narrow inlets"]}}"#;
        return vec![Act::Send(answer_of("application/json", 200, &paced, body))];
    }
    if let Some(copy) = path.strip_prefix("/web/") {
        let to = format!("/web/20240301000000/{}", copy.split_once('/').unwrap().1);
        return match copy {
            copy if copy.ends_with("/kept") => vec![Act::Send(answer(302, &[("Location", &to)], b""))],
            copy if copy.ends_with("/lost") => vec![Act::Send(answer(404, &[], b""))],
            copy if copy.ends_with("/slow") => vec![Act::Hang],
            _ => vec![Act::Send(answer(429, &[], b""))],
        };
    }
    vec![Act::Send(answer(404, &[], b""))]
}

fn options(server: &Server) -> Options {
    let base = server.url(1, "/");
    let services = Services { doi: base.clone(), crossref: base.clone(), archive: base };
    Options { services, archive_interval: Duration::from_millis(100), ..quick() }
}

fn ask(options: &Options, wanted: &[(&str, Wanted)]) -> Outcomes {
    let mut plan = Plan::default();
    for (url, wanted) in wanted {
        plan.add(key(url).unwrap(), wanted.clone());
    }
    Verifier::new(options.clone(), None).unwrap().run(plan, &mut |_| {}).0.outcomes
}

fn doi(name: &str, title: &str) -> (String, Wanted) {
    let titles = if title.is_empty() { Vec::new() } else { vec![title.to_owned()] };
    (
        format!("https://doi.org/10.1000/{name}"),
        Wanted { titles, doi: Some(format!("10.1000/{name}")), ..Wanted::default() },
    )
}

#[test]
fn dois_are_asked_of_their_registry_alone() {
    let server = Server::start(1, script);
    let wanted = [
        doi("there", "Tides in narrow inlets"),
        doi("other", "Recipes for a long winter"),
        doi("gone", ""),
        doi("broken", ""),
        doi("busy", ""),
        doi("hotel", ""),
    ];
    let wanted: Vec<(&str, Wanted)> = wanted.iter().map(|(url, wanted)| (url.as_str(), wanted.clone())).collect();
    let outcomes = ask(&options(&server), &wanted);
    let of = |name: &str| -> &Verdict { outcomes.of(&format!("https://doi.org/10.1000/{name}")).unwrap() };
    let got = |name: &str| (of(name).reason.full(), of(name).attempts);
    assert_eq!(got("there"), ("ok.doi_registered".into(), 1));
    assert_eq!((of("there").title(), of("there").title_score), (Some("Tides in narrow inlets"), Some(100)));
    assert_eq!(got("other"), ("suspect.title_mismatch".into(), 1));
    assert_eq!(got("gone"), ("dead.doi_not_found".into(), 1));
    assert_eq!(got("broken").0, "unreachable.5xx");
    assert_eq!(got("busy").0, "restricted.rate_limited");
    assert_eq!(got("hotel"), ("unreachable.protocol".into(), 1));
    assert_eq!(server.asked("/works/10.1000/gone").len(), 0);
}

#[test]
fn copies_are_looked_for_and_change_no_verdict() {
    let server = Server::start(1, script);
    let gone = |name: &str| server.url(1, &format!("/{name}"));
    let day = Wanted { cited_on: Date::new(2024, 2, 29).ok(), ..Wanted::default() };
    let urls = [gone("kept"), gone("lost"), gone("slow")];
    let wanted: Vec<(&str, Wanted)> = urls.iter().map(|url| (url.as_str(), day.clone())).collect();
    let outcomes = ask(&Options { archive: true, ..options(&server) }, &wanted);
    let copy = |url: &str| outcomes.of(url).unwrap().archive.clone().unwrap();
    assert!(outcomes.verdicts.values().all(|v| v.reason.full() == "dead.404"));
    let kept = format!("{}{}", server.url(1, "/web/20240301000000/"), urls[0]);
    assert_eq!(copy(&urls[0]), Archive::Found { url: kept, date: Date::new(2024, 3, 1).ok() });
    assert_eq!(copy(&urls[1]), Archive::None);
    assert_eq!(copy(&urls[2]), Archive::LookupFailed);
    assert_eq!(server.asked(&format!("/web/20240229/{}", urls[0])).len(), 1, "the day of the citation is asked for");
    let without = ask(&options(&server), &wanted);
    assert!(without.verdicts.values().all(|v| v.archive.is_none()));
}

#[test]
fn an_archive_that_has_had_enough_is_left_alone() {
    let server = Server::start(1, script);
    let urls: Vec<String> = (0..6).map(|i| server.url(1, &format!("/busy{i}"))).collect();
    let wanted: Vec<(&str, Wanted)> = urls.iter().map(|url| (url.as_str(), Wanted::default())).collect();
    let outcomes = ask(&Options { archive: true, ..options(&server) }, &wanted);
    assert!(outcomes.verdicts.values().all(|v| v.archive == Some(Archive::LookupFailed)), "{outcomes:?}");
    assert_eq!(server.log().iter().filter(|l| l.asked.target.starts_with("/web/")).count(), 1);
}
