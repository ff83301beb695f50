//! `--verify`: from arguments and settings to a run, and its progress on the screen.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::Arc;
use std::time::Duration;
use std::{env, mem};

use wellcited::config::{Method, Network};
use wellcited::outcome::Plan;
use wellcited::verify::{Connections, Options, Progress, Proxy, Services, Verified, Verifier};

use super::cache::Keeping;
use super::pdf::Readers;
use crate::cli::{ScreenArgs, VerifyArgs};

/// Variables that name a proxy.
const PROXIES: [&str; 6] = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"];

/// A run that is prepared, and what it keeps.
pub(super) struct Prepared {
    verifier: Verifier,
    keeping: Keeping,
}

impl Prepared {
    /// Prepares a run. The error is a sentence for the user.
    pub(super) fn new(args: &VerifyArgs, settings: Network) -> Result<Self, String> {
        let mut options = options(args, args.network()?.over(settings))?;
        let keeping = Keeping::open(args, &mut options)?;
        Ok(Self { verifier: Verifier::new(options, args.now)?, keeping })
    }

    /// Finds out what a plan asks for; `goes_on` is called now and then. The inner error is a sentence for the user.
    pub(super) fn run(
        self,
        plan: Plan,
        screen: &ScreenArgs,
        mut goes_on: impl FnMut(),
    ) -> io::Result<Result<(Verified, Connections), String>> {
        if let Err(problem) = self.keeping.prefetch(&plan) {
            return Ok(Err(problem));
        }
        let mut line = Line::new(screen.quiet);
        let verified = self.verifier.run(plan, &mut |progress| {
            line.show(progress);
            goes_on();
        });
        drop(goes_on);
        line.clear();
        self.keeping.close(screen.color)?;
        Ok(Ok(verified))
    }
}

/// What holds where nobody has said anything.
pub(super) fn by_itself() -> Network {
    let own = Options::default();
    Network {
        concurrency: Some(own.concurrency),
        per_host: Some(own.per_host),
        interval: own.interval,
        timeout: Some(own.timeout),
        deadline: own.deadline,
        max_wait: Some(own.max_wait),
        method: Some(if own.head_first { Method::Head } else { Method::Get }),
        include: Some(own.include),
        exclude: Some(own.exclude),
        headers: Some(own.headers),
        user_agent: Some(own.user_agent),
        proxy: None,
        ca: Some(Vec::new()),
        robots: Some(own.robots),
        allow_private: Some(own.allow_private),
        archive: Some(own.archive),
        doi_url: Some(own.services.doi),
        crossref_url: Some(own.services.crossref),
        archive_url: Some(own.services.archive),
    }
}

fn options(args: &VerifyArgs, network: Network) -> Result<Options, String> {
    let own = Options::default();
    let network = network.over(by_itself());
    let services = Services {
        doi: network.doi_url.map_or(own.services.doi, with_slash),
        crossref: network.crossref_url.map_or(own.services.crossref, with_slash),
        archive: network.archive_url.map_or(own.services.archive, with_slash),
    };
    let authorities = network.ca.unwrap_or_default().into_iter().map(|file| {
        fs::read(&file).map_err(|error| format!("the certificates in {} cannot be read ({error})", file.display()))
    });
    Ok(Options {
        concurrency: network.concurrency.unwrap_or(own.concurrency),
        per_host: network.per_host.unwrap_or(own.per_host),
        interval: network.interval,
        connect_timeout: network.timeout.map_or(own.connect_timeout, |limit| limit.min(own.connect_timeout)),
        timeout: network.timeout.unwrap_or(own.timeout),
        deadline: network.deadline,
        max_wait: network.max_wait.unwrap_or(own.max_wait),
        head_first: network.method == Some(Method::Head),
        include: network.include.unwrap_or_default(),
        exclude: network.exclude.unwrap_or_default(),
        headers: network.headers.unwrap_or_default(),
        user_agent: network.user_agent.unwrap_or(own.user_agent),
        proxy: proxy(network.proxy),
        authorities: authorities.collect::<Result<_, _>>()?,
        robots: network.robots.unwrap_or_default(),
        allow_private: network.allow_private.unwrap_or_default(),
        archive: network.archive.unwrap_or_default(),
        offline: args.offline,
        timings: args.timings,
        stops_on_interrupt: true,
        services,
        documents: Some(Arc::new(Readers::default())),
        ..Options::default()
    })
}

/// Addresses of services are prefixes.
fn with_slash(mut url: String) -> String {
    if !url.ends_with('/') {
        url.push('/');
    }
    url
}

/// A proxy of the environment sees every address and may hide where an answer comes from: somebody has to say so.
fn proxy(named: Option<String>) -> Proxy {
    match named.as_deref() {
        Some("none") => Proxy::Direct,
        Some("env") => Proxy::Environment(proxies().map(|(_, url)| url).collect()),
        Some(url) => Proxy::Url(url.to_owned()),
        None => proxies().next().map_or(Proxy::Direct, |(name, _)| Proxy::Undecided(name.to_owned())),
    }
}

/// The proxies that the environment names, by variable.
fn proxies() -> impl Iterator<Item = (&'static str, String)> {
    PROXIES.into_iter().filter_map(|name| Some((name, env::var(name).ok().filter(|value| !value.is_empty())?)))
}

/// One line on standard error that says how far the run is; only where somebody watches.
struct Line {
    is_shown: bool,
    last: String,
}

impl Line {
    fn new(is_quiet: bool) -> Self {
        Self { is_shown: !is_quiet && io::stderr().is_terminal(), last: String::new() }
    }

    fn show(&mut self, progress: &Progress) {
        if !self.is_shown {
            return;
        }
        let text = text(progress);
        // Blanks wipe out what is left of a longer line.
        let gone = self.last.chars().count().saturating_sub(text.chars().count());
        self.write(&format!("\r{text}{}", " ".repeat(gone)));
        self.last = text;
    }

    fn clear(&mut self) {
        let last = mem::take(&mut self.last);
        if self.is_shown && !last.is_empty() {
            self.write(&format!("\r{}\r", " ".repeat(last.chars().count())));
        }
    }

    /// Whoever has closed standard error does not want to know.
    fn write(&self, text: &str) {
        let mut err = io::stderr().lock();
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

/// `120 of 500 · 98 ok, 22 dead · 45 a second · waiting for slow.example (12 s)`
fn text(progress: &Progress) -> String {
    let classes: BTreeMap<_, _> = progress.classes.iter().filter(|(_, n)| **n > 0).collect();
    let classes: Vec<String> = classes.iter().map(|(class, n)| format!("{n} {class}")).collect();
    let seconds = progress.elapsed.as_secs_f64().max(0.1);
    let mut text = format!("{} of {}", progress.done, progress.total);
    if !classes.is_empty() {
        text.push_str(&format!(" · {}", classes.join(", ")));
    }
    text.push_str(&format!(" · {:.0} a second", progress.requests as f64 / seconds));
    let slow = progress.slowest.first().filter(|(_, since)| *since > SLOW);
    if let Some((host, since)) = slow {
        text.push_str(&format!(" · waiting for {host} ({} s)", since.as_secs()));
    }
    text.chars().take(LONGEST_LINE).collect()
}

/// A host that takes longer than this is named.
const SLOW: Duration = Duration::from_secs(2);
/// A longer line would break.
const LONGEST_LINE: usize = 100;
