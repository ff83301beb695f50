//! What the web is asked, and how.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};
use jiff::SignedDuration;
use wellcited::config::{Method, Network, parse_duration};
use wellcited::outcome::Class;

use super::values::{at_least_one, parse_age, parse_time};

/// What the web is asked, and how. All but what belongs to one run may stand in the settings too, under [verify].
#[derive(Args, Debug)]
#[command(next_help_heading = "Asking the web")]
pub(crate) struct VerifyArgs {
    /// Ask the web about the address of every source, each once
    #[arg(long)]
    pub(crate) verify: bool,
    /// Send nothing: use only what earlier runs found out
    #[arg(long, requires = "verify")]
    pub(crate) offline: bool,
    /// Print every source with what is known about it, in place of the findings
    #[arg(long, requires = "verify", conflicts_with_all = ["format", "statistics"])]
    pub(crate) sources_report: bool,
    /// Count what may be temporary too: all findings about the web decide the exit code
    #[arg(long)]
    pub(crate) strict: bool,
    /// Ask an archive for copies of what is gone
    #[arg(long, requires = "verify")]
    pub(crate) archive: bool,
    /// How many requests may run at once [128]
    #[arg(long, value_name = "N", requires = "verify", value_parser = at_least_one)]
    pub(crate) concurrency: Option<usize>,
    /// How many of them may go to one host [4]
    #[arg(long, value_name = "N", requires = "verify", value_parser = at_least_one)]
    pub(crate) per_host: Option<usize>,
    /// The least time between two requests to one host [100ms for hosts with more than 20 addresses]
    #[arg(long, value_name = "TIME", requires = "verify", value_parser = parse_duration)]
    pub(crate) interval: Option<Duration>,
    /// How long a site may take to answer [15s]
    #[arg(long, value_name = "TIME", requires = "verify", value_parser = parse_duration)]
    pub(crate) timeout: Option<Duration>,
    /// How long everything may take together
    #[arg(long, value_name = "TIME", requires = "verify", value_parser = parse_duration)]
    pub(crate) deadline: Option<Duration>,
    /// The longest wait that a site may ask for [1m]
    #[arg(long, value_name = "TIME", requires = "verify", value_parser = parse_duration)]
    pub(crate) max_wait: Option<Duration>,
    /// How to ask: `head` reads no titles and asks again with GET where the answer is not a yes
    #[arg(long, value_name = "METHOD", requires = "verify")]
    pub(crate) method: Option<HttpMethod>,
    /// Ask only addresses that this regular expression covers; may be given several times
    #[arg(long, value_name = "REGEX", requires = "verify")]
    pub(crate) include: Vec<String>,
    /// Do not ask addresses that this regular expression covers; may be given several times
    #[arg(long, value_name = "REGEX", requires = "verify")]
    pub(crate) exclude: Vec<String>,
    /// A header for every request; may be given several times
    #[arg(long, value_name = "NAME: VALUE", requires = "verify")]
    pub(crate) header: Vec<String>,
    /// What the program calls itself
    #[arg(long, value_name = "NAME", requires = "verify")]
    pub(crate) user_agent: Option<String>,
    /// The proxy to go through: its address, `env` for what the environment says, or `none`
    #[arg(long, value_name = "URL", requires = "verify")]
    pub(crate) proxy: Option<String>,
    /// Certificates (PEM) that are trusted too; may be given several times
    #[arg(long, value_name = "FILE", requires = "verify")]
    pub(crate) ca: Vec<PathBuf>,
    /// Obey robots.txt
    #[arg(long, requires = "verify")]
    pub(crate) robots: bool,
    /// Ask private addresses too: for intranets
    #[arg(long, requires = "verify")]
    pub(crate) allow_private: bool,
    /// The resolver of DOIs [https://doi.org/]
    #[arg(long, value_name = "URL", requires = "verify")]
    pub(crate) doi_url: Option<String>,
    /// The registry of works with a DOI [https://api.crossref.org/]
    #[arg(long, value_name = "URL", requires = "verify")]
    pub(crate) crossref_url: Option<String>,
    /// The archive of the web [https://web.archive.org/]
    #[arg(long, value_name = "URL", requires = "verify")]
    pub(crate) archive_url: Option<String>,
    /// The time that verdicts carry, like 2026-01-31T12:00:00Z; now
    #[arg(long, value_name = "TIME", value_parser = parse_time)]
    pub(crate) now: Option<jiff::Timestamp>,
    /// Remember verdicts for later runs, in this file or in the usual folder of caches
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true, requires = "verify")]
    pub(crate) cache: Option<Option<PathBuf>>,
    /// Ask again what has this verdict, however new it is: ok, moved, restricted, suspect, dead
    #[arg(long, value_name = "CLASS", value_delimiter = ',', requires = "cache", value_parser = Classes)]
    pub(crate) refresh: Vec<Class>,
    /// How old a remembered verdict may be [a week if it opens, else a day; never what was not reached]
    #[arg(long, value_name = "TIME", requires = "cache", value_parser = parse_age)]
    pub(crate) max_age: Option<SignedDuration>,
    /// Keep what was fetched in this folder, as WARC files with an index
    #[arg(long, value_name = "FOLDER", requires = "verify")]
    pub(crate) evidence: Option<PathBuf>,
    /// Say how long requests took
    #[arg(long, requires = "verify")]
    pub(crate) timings: bool,
}

impl VerifyArgs {
    /// What they set. The error is a sentence for the user.
    pub(crate) fn network(&self) -> Result<Network, String> {
        let some = |list: &[String]| (!list.is_empty()).then(|| list.to_vec());
        let headers = self.header.iter().map(|header| {
            let parts = header.split_once(':').map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned()));
            parts.ok_or_else(|| format!("--header “{header}”: it is written NAME: VALUE"))
        });
        let headers: BTreeMap<String, String> = headers.collect::<Result<_, _>>()?;
        Ok(Network {
            concurrency: self.concurrency,
            per_host: self.per_host,
            interval: self.interval,
            timeout: self.timeout,
            deadline: self.deadline,
            max_wait: self.max_wait,
            method: self.method.map(HttpMethod::method),
            include: some(&self.include),
            exclude: some(&self.exclude),
            headers: (!headers.is_empty()).then_some(headers),
            user_agent: self.user_agent.clone(),
            proxy: self.proxy.clone(),
            ca: (!self.ca.is_empty()).then(|| self.ca.clone()),
            robots: self.robots.then_some(true),
            allow_private: self.allow_private.then_some(true),
            archive: self.archive.then_some(true),
            doi_url: self.doi_url.clone(),
            crossref_url: self.crossref_url.clone(),
            archive_url: self.archive_url.clone(),
        })
    }
}

/// How an address is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum HttpMethod {
    Get,
    Head,
}

impl HttpMethod {
    const fn method(self) -> Method {
        match self {
            Self::Get => Method::Get,
            Self::Head => Method::Head,
        }
    }
}

/// The classes of verdicts, by name.
#[derive(Clone)]
struct Classes;

impl TypedValueParser for Classes {
    type Value = Class;

    fn parse_ref(&self, command: &clap::Command, arg: Option<&clap::Arg>, value: &OsStr) -> Result<Class, clap::Error> {
        let names = Class::ALL.map(Class::name);
        let name = PossibleValuesParser::new(names).parse_ref(command, arg, value)?;
        Ok(Class::by_name(&name).unwrap_or(Class::None))
    }
}
