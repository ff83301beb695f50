//! What an address in an article must never make the program do.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use wellcited::outcome::Outcomes;
use wellcited::verify::{Options, Proxy, Resolver, Unresolved};

use super::faults::script;
use super::server::{Act, Server, answer};
use super::table::{ask, quick};

/// Names with what they resolve to; one that is not there does not exist.
#[derive(Debug)]
struct Names {
    known: BTreeMap<&'static str, Result<Vec<IpAddr>, Unresolved>>,
}

impl Resolver for Names {
    fn lookup(&self, name: &str) -> Result<Vec<IpAddr>, Unresolved> {
        self.known.get(name).cloned().unwrap_or(Err(Unresolved::NoSuchName))
    }
}

const LOOPBACK: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn names() -> Arc<Names> {
    let known = BTreeMap::from([
        ("inner.example", Ok(vec![LOOPBACK])),
        ("mapped.example", Ok(vec!["::ffff:127.0.0.1".parse().unwrap()])),
        ("servfail.example", Err(Unresolved::Temporary)),
        ("empty.example", Ok(vec![])),
    ]);
    Arc::new(Names { known })
}

fn reason(outcomes: &Outcomes, url: &str) -> (String, u32) {
    let verdict = outcomes.of(url).unwrap();
    (verdict.reason.full(), verdict.attempts)
}

#[test]
fn nothing_reaches_this_machine_under_the_guard() {
    let server = Server::start(1, script);
    let port = server.port;
    let hosts = [
        "127.0.0.1",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "localhost",
        "169.254.169.254",
        "10.0.0.5",
        "inner.example",
        "mapped.example",
    ];
    let urls: Vec<(String, &str)> = hosts.iter().map(|host| (format!("http://{host}:{port}/ok/1"), "")).collect();
    let options = Options { allow_private: false, resolver: names(), ..quick() };
    let outcomes = ask(&options, &urls);
    for (url, _) in &urls {
        assert_eq!(reason(&outcomes, url), ("refused.private_address".into(), 0), "{url}");
    }
    assert_eq!((outcomes.requests, server.log().len()), (0, 0));
}

#[test]
fn a_way_into_the_private_network_ends_at_its_gate() {
    let inner = Server::start(1, script);
    let to = inner.url(1, "/ok/1");
    // A proxy stands for a public site: the first step can be taken, and the next is refused by its address.
    let outer = Server::start(1, move |_| vec![Act::Send(answer(302, &[("Location", &to)], b""))]);
    let proxy = Proxy::Url(outer.url(1, ""));
    let options = Options { allow_private: false, resolver: names(), proxy, ..quick() };
    let public = "http://public.example/leads-inside";
    let outcomes = ask(&options, &[(public.to_owned(), "")]);
    assert_eq!(reason(&outcomes, public), ("refused.private_address".into(), 1));
    assert_eq!((outer.log().len(), inner.log().len()), (1, 0));
}

#[test]
fn names_that_do_not_resolve() {
    let options = Options { resolver: names(), attempts: 3, ..quick() };
    let urls: Vec<(String, &str)> =
        ["nowhere", "empty", "servfail"].map(|n| (format!("http://{n}.example/"), "")).into();
    let outcomes = ask(&options, &urls);
    assert_eq!(reason(&outcomes, &urls[0].0), ("dead.nxdomain".into(), 1));
    assert_eq!(reason(&outcomes, &urls[1].0), ("dead.nxdomain".into(), 1));
    assert_eq!(reason(&outcomes, &urls[2].0), ("unreachable.dns_temporary".into(), 1));
    assert!(outcomes.requests == 0);
}

#[test]
fn a_port_that_takes_no_calls_is_refused_at_once() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = free.local_addr().unwrap().port();
    drop(free);
    let url = format!("http://127.0.0.1:{port}/");
    let outcomes = ask(&quick(), &[(url.clone(), "")]);
    assert_eq!(reason(&outcomes, &url), ("unreachable.refused".into(), 1));
    assert!(outcomes.reached_nothing());
}

#[test]
fn a_proxy_of_the_environment_is_nobodys_decision() {
    let server = Server::start(1, script);
    let options = Options { proxy: Proxy::Undecided("HTTP_PROXY".into()), ..quick() };
    let url = server.url(1, "/ok/1");
    let outcomes = ask(&options, &[(url.clone(), "")]);
    assert_eq!(reason(&outcomes, &url), ("refused.proxy_policy".into(), 0));
    assert_eq!(server.log().len(), 0);
}

#[test]
fn no_login_is_sent() {
    let server = Server::start(1, script);
    let url = format!("http://ana:secret@127.0.0.1:{}/ok/1", server.port);
    ask(&quick(), &[(url, "")]);
    let log = server.log();
    assert_eq!(log.len(), 1);
    assert!(!log[0].asked.head.contains("authorization"), "{}", log[0].asked.head);
}

#[test]
fn without_leave_nothing_is_sent() {
    let server = Server::start(1, script);
    let url = server.url(1, "/ok/1");
    let outcomes = ask(&Options { offline: true, ..quick() }, &[(url.clone(), "")]);
    assert_eq!(reason(&outcomes, &url), ("skipped.offline".into(), 0));
    let excluded = Options { exclude: vec!["/ok/".into()], ..quick() };
    assert_eq!(reason(&ask(&excluded, &[(url.clone(), "")]), &url), ("skipped.excluded".into(), 0));
    let included = Options { include: vec!["elsewhere".into()], ..quick() };
    assert_eq!(reason(&ask(&included, &[(url.clone(), "")]), &url), ("skipped.excluded".into(), 0));
    assert_eq!(server.log().len(), 0);
}
