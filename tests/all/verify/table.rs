//! Every fault, with the verdict and the number of tries that it must give.

use std::time::{Duration, Instant};

use wellcited::outcome::{Plan, Verdict, Wanted, key};
use wellcited::verify::{Options, Verifier};

use super::faults::{BOMB, script};
use super::server::Server;

/// Options for a test: private addresses are what it is about, and time is short.
pub(crate) fn quick() -> Options {
    Options {
        allow_private: true,
        per_host: 64,
        interval: Some(Duration::ZERO),
        connect_timeout: Duration::from_secs(3),
        timeout: Duration::from_secs(2),
        idle_timeout: Duration::from_secs(2),
        body_timeout: Duration::from_secs(3),
        backoff: Duration::from_millis(50),
        ..Options::default()
    }
}

/// Asks for addresses, with the title that a source gives.
pub(crate) fn ask(options: &Options, urls: &[(String, &str)]) -> wellcited::outcome::Outcomes {
    let mut plan = Plan::default();
    for (url, title) in urls {
        let titles = if title.is_empty() { Vec::new() } else { vec![(*title).to_owned()] };
        plan.add(key(url).unwrap(), Wanted { titles, ..Wanted::default() });
    }
    Verifier::new(options.clone(), None).unwrap().run(plan, &mut |_| {}).0.outcomes
}

struct Row {
    host: u8,
    target: &'static str,
    title: &'static str,
    want: &'static str,
    tries: u32,
}

const fn row(host: u8, target: &'static str, want: &'static str, tries: u32) -> Row {
    Row { host, target, title: "", want, tries }
}

const fn titled(target: &'static str, title: &'static str, want: &'static str) -> Row {
    Row { host: 1, target, title, want, tries: 1 }
}

const ROWS: &[Row] = &[
    row(1, "/ok/1", "ok", 1),
    row(1, "/s/204", "ok", 1),
    row(1, "/s/206", "ok", 1),
    row(1, "/earlyhints", "ok", 1),
    row(1, "/http10", "ok", 1),
    row(1, "/pdf", "ok.not_html", 1),
    row(1, "/noctype", "ok", 1),
    row(1, "/te-block", "ok", 1),
    row(1, "/s/304", "unreachable.protocol", 1),
    row(1, "/s/404", "dead.404", 1),
    row(1, "/s/410", "dead.410", 1),
    row(1, "/redir-404", "dead.404", 1),
    row(1, "/head200get404", "dead.404", 1),
    row(1, "/s/401", "restricted.auth", 1),
    row(1, "/s/402", "restricted.payment", 1),
    row(1, "/s/403", "restricted.forbidden", 1),
    row(1, "/s/406", "restricted.not_acceptable", 1),
    row(1, "/s/418", "restricted.denied", 1),
    row(1, "/s/451", "restricted.legal", 1),
    row(1, "/s/999", "restricted.denied", 1),
    row(1, "/ua-block", "restricted.forbidden", 1),
    row(1, "/accept-block", "ok", 1),
    row(1, "/challenge403", "restricted.challenge", 1),
    row(1, "/challenge200", "restricted.challenge", 1),
    row(1, "/paywall", "restricted.paywall", 1),
    row(1, "/redir-login", "restricted.login_redirect", 1),
    row(1, "/cookie-wall", "ok", 1),
    row(4, "/429-then-ok", "ok", 2),
    row(5, "/429-date-then-ok", "ok", 2),
    row(6, "/429-long", "restricted.rate_limited", 1),
    row(7, "/429-always", "restricted.rate_limited", 3),
    row(1, "/500-then-ok", "ok", 2),
    row(8, "/503-ra-then-ok", "ok", 2),
    row(1, "/reset-then-ok", "ok", 2),
    row(1, "/hang-then-ok", "ok", 2),
    row(1, "/s/500", "unreachable.5xx", 3),
    row(1, "/s/502", "unreachable.5xx", 3),
    row(1, "/s/503", "unreachable.5xx", 3),
    row(1, "/s/504", "unreachable.5xx", 3),
    row(1, "/s/408", "unreachable.408", 3),
    row(1, "/s/501", "unreachable.5xx", 1),
    row(1, "/s/521", "unreachable.5xx", 1),
    row(1, "/chain/5", "moved.permanent", 1),
    row(1, "/redir-slash", "moved.permanent", 1),
    row(1, "/redir-otherhost", "ok", 1),
    row(1, "/chain/25", "unreachable.redirect_limit", 1),
    row(1, "/loop", "unreachable.redirect_loop", 1),
    row(1, "/redir-bad", "unreachable.redirect_invalid", 1),
    row(1, "/redir-noloc", "unreachable.redirect_invalid", 1),
    row(1, "/redir-file", "refused.scheme", 1),
    row(1, "/redir-meta", "suspect.meta_refresh", 1),
    row(1, "/redir-home", "suspect.soft404.home", 1),
    row(1, "/", "ok", 1),
    row(1, "/soft404", "suspect.soft404.title", 1),
    row(1, "/soft404-body", "ok", 1),
    row(1, "/has-been-removed", "ok", 1),
    titled("/probe-same/ferry", "The ferry line will close", "suspect.soft404.probe"),
    row(1, "/parked", "suspect.parked", 1),
    row(1, "/empty", "suspect.empty", 1),
    titled("/title-mismatch", "The ferry line will close", "suspect.title_mismatch"),
    titled("/title-agrees", "The ferry line will close", "ok"),
    row(1, "/badcharset", "ok", 1),
    row(1, "/cp1251", "ok", 1),
    row(1, "/metacharset", "ok", 1),
    row(1, "/slow-headers", "ok", 1),
    row(1, "/slow-body", "ok", 1),
    row(1, "/slowloris", "unreachable.timeout.body", 3),
    row(1, "/hang", "unreachable.timeout.headers", 3),
    row(1, "/hang-headers", "unreachable.timeout.headers", 3),
    row(1, "/reset", "unreachable.reset", 3),
    row(1, "/reset-now", "unreachable.reset", 3),
    row(1, "/close", "unreachable.closed", 3),
    row(1, "/close-midheaders", "unreachable.closed", 3),
    row(1, "/truncated", "suspect.truncated", 1),
    row(1, "/chunk-trunc", "suspect.truncated", 1),
    row(1, "/chunk-bad", "suspect.truncated", 1),
    row(1, "/badgzip", "suspect.undecodable", 1),
    row(1, "/huge", "ok", 1),
    row(1, "/infinite", "ok", 1),
    row(1, "/gzipbomb", "ok", 1),
    row(1, "/manyhdr", "ok", 1),
    row(1, "/bighdr", "unreachable.protocol", 1),
    row(1, "/dupcl", "unreachable.protocol", 1),
    row(1, "/badhttp", "unreachable.protocol", 1),
    row(1, "/badstatus", "unreachable.protocol", 1),
    row(1, "/status99", "unreachable.protocol", 1),
    row(1, "/http09", "unreachable.protocol", 1),
];

#[test]
fn every_fault_has_its_verdict() {
    let _ = BOMB.len();
    let server = Server::start(8, script);
    let urls: Vec<(String, &str)> = ROWS.iter().map(|r| (server.url(r.host, r.target), r.title)).collect();
    let started = Instant::now();
    let outcomes = ask(&quick(), &urls);
    assert!(started.elapsed() < Duration::from_secs(40), "{:?}", started.elapsed());
    let mut wrong = Vec::new();
    for (row, (url, _)) in ROWS.iter().zip(&urls) {
        let verdict = outcomes.of(url).unwrap();
        let got = (verdict.reason.full(), verdict.attempts);
        if got != (row.want.to_owned(), row.tries) {
            wrong.push(format!("{}: {got:?}, not {:?}\n    {verdict:?}", row.target, (row.want, row.tries)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let of = |target: &str| -> &Verdict { outcomes.of(&server.url(1, target)).unwrap() };
    assert_eq!(of("/badcharset").title(), Some("Café naïve"));
    assert_eq!(of("/cp1251").title(), Some("Новости дня"));
    assert_eq!(of("/metacharset").title(), Some("日本語"));
    assert_eq!(of("/chain/5").chain.len(), 5);
    assert!(of("/redir-otherhost").final_url.as_deref().is_some_and(|url| url.ends_with("/ok/moved")));
    assert_eq!(of("/truncated").status, Some(200));
    assert!(server.sent() < 64 << 20, "{} bytes", server.sent());
    let gap = |host, target: &str| {
        let lines: Vec<Instant> = server.log().iter().filter(|l| l.asked.target == target).map(|l| l.start).collect();
        assert_eq!(lines.len(), 2, "{host} {target}");
        lines[1] - lines[0]
    };
    assert!(gap(4, "/429-then-ok") >= Duration::from_secs(2));
    assert!(gap(5, "/429-date-then-ok") >= Duration::from_secs(3));
    assert!(gap(8, "/503-ra-then-ok") >= Duration::from_secs(1));
}
