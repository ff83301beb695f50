//! The command line as data.

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::{PossibleValue, PossibleValuesParser, StringValueParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};
use jiff::{SignedDuration, Span, SpanRelativeTo};
use wellcited::config::{Method, Network, parse_duration};
use wellcited::finding::{Group, Severity};
use wellcited::input::{self, Dialect};
use wellcited::outcome::Class;
use wellcited::report::{FORMATS, Format};
use wellcited::rules::{self, nearest};

/// Finds broken citations: cites without a source, sources nobody cites, cites that were dropped.
#[derive(Debug, Parser)]
#[command(name = "wellcited", version, args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
#[command(override_usage = "wellcited [OPTIONS] <FILE>…\n       wellcited <COMMAND>")]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check articles (the default)
    Check(Box<CheckArgs>),
    /// Show what was read: citations, sources, links
    Extract(ExtractArgs),
    /// List all rules
    Rules(RulesArgs),
    /// Explain a rule
    Explain(ExplainArgs),
    /// Show the settings that hold, and where each comes from
    Config(ConfigArgs),
    /// Show what earlier runs found out about addresses, or forget it
    Cache(CacheArgs),
    /// Look at the articles of a folder and write a wellcited.toml for them
    Init(InitArgs),
    /// Print the JSON Schema of a file that the program reads or writes
    Schema(SchemaArgs),
    /// Print a script that completes commands and options
    Completions(CompletionsArgs),
    /// Print the manual page
    Man,
}

/// Which articles, read how.
#[derive(Args, Debug)]
pub(crate) struct InputArgs {
    /// Files, folders, quoted globs; `-` is standard input
    #[arg(value_name = "FILE")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read the paths to check from a file, one a line; `-` is standard input
    #[arg(long, value_name = "FILE")]
    pub(crate) files_from: Option<PathBuf>,
    /// What to call standard input; its extension decides the format
    #[arg(long, value_name = "NAME")]
    pub(crate) stdin_filename: Option<String>,
    /// Read every file as this, whatever its name
    #[arg(long, value_name = "FORMAT")]
    pub(crate) format_in: Option<FormatIn>,
    /// How many files to read at once
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

/// Which settings hold.
#[derive(Args, Debug)]
pub(crate) struct SettingsArgs {
    /// A file of settings, or one setting: 'rules.unused-source="error"'
    #[arg(long, value_name = "FILE|SETTING")]
    pub(crate) config: Vec<String>,
    /// Look for no wellcited.toml
    #[arg(long)]
    pub(crate) isolated: bool,
    /// Leave out what the settings exclude also where it is named, as hooks name it
    #[arg(long)]
    pub(crate) force_exclude: bool,
}

#[derive(Args, Debug)]
pub(crate) struct CheckArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// Look for quotations in the saved copies of sources in this folder
    #[arg(long, value_name = "FOLDER")]
    pub(crate) sources: Vec<PathBuf>,
    /// Leave out the findings that this file knows
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Accept all that is found: write it to the file of `--baseline`
    #[arg(long, requires = "baseline")]
    pub(crate) update_baseline: bool,
    /// Print how often each rule fired, in place of the findings
    #[arg(long, conflicts_with = "format")]
    pub(crate) statistics: bool,
    /// Print which files would be checked, and with which settings
    #[arg(long, conflicts_with_all = ["format", "statistics", "baseline"])]
    pub(crate) show_files: bool,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = formats())]
    pub(crate) format: &'static Format,
    /// Write a report to a file too, in any of the formats; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = ReportFile::parse)]
    pub(crate) report: Vec<ReportFile>,
    /// Open the html report in a browser: the one of `--report`, or one in a temporary place
    #[arg(long, conflicts_with_all = ["show_files", "diff"])]
    pub(crate) open: bool,
    /// Check only files that differ from where the work parted from this commit
    #[arg(long, value_name = "REF")]
    pub(crate) changed_since: Option<String>,
    /// Check again whenever a file changes
    #[arg(long, conflicts_with_all = ["fixing", "update_baseline", "show_files", "files_from", "changed_since"])]
    pub(crate) watch: bool,
    /// Write the tables of an audit to a folder: pages, sources, findings, and all of it as a workbook
    #[arg(long, value_name = "FOLDER")]
    pub(crate) audit: Option<PathBuf>,
    /// Bring back what a desk wrote into the table of findings: audit.xlsx or findings.csv
    #[arg(long, value_name = "FILE")]
    pub(crate) review: Vec<PathBuf>,
    /// Which findings make the exit code 1: severities, groups, rules, or `never`
    #[arg(long, value_name = "WHAT", value_delimiter = ',', default_value = "warning",
        value_parser = Names(conditions), hide_possible_values = true)]
    pub(crate) fail_on: Vec<String>,
    /// The day to compare dates with, like 2026-01-31; today
    #[arg(long, value_name = "DATE")]
    pub(crate) today: Option<jiff::civil::Date>,
    #[command(flatten)]
    pub(crate) verify: VerifyArgs,
    #[command(flatten)]
    pub(crate) fix: FixArgs,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
}

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
    #[arg(long, value_name = "TIME")]
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

/// A time span that may be given in days and weeks too.
fn parse_age(text: &str) -> Result<SignedDuration, String> {
    let wrong = |_| format!("“{text}” is no time span; for example 12h, 3d, 2w");
    let span: Span = text.trim().parse().map_err(wrong)?;
    let age = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(wrong)?;
    if age.is_negative() { Err(format!("“{text}” lies in the past")) } else { Ok(age) }
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

fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| "it is a number from 1 on".into())
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

/// What is mended.
#[derive(Args, Debug)]
#[group(id = "fixes", multiple = true)]
pub(crate) struct FixArgs {
    /// Make the changes that lose nothing; mended standard input goes to standard output
    #[arg(long, group = "fixing")]
    pub(crate) fix: bool,
    /// The same, and report only what was changed
    #[arg(long, group = "fixing")]
    pub(crate) fix_only: bool,
    /// Show the changes as a unified diff and write nothing
    #[arg(long, group = "fixing", conflicts_with_all = ["fix", "fix_only", "format"])]
    pub(crate) diff: bool,
    /// Make the changes too that an editor should look at; with --fix, --fix-only or --diff
    #[arg(long, requires = "fixing")]
    pub(crate) unsafe_fixes: bool,
}

/// How it looks.
#[derive(Args, Debug)]
pub(crate) struct ScreenArgs {
    /// Print findings alone: no summary, nothing about files without findings
    #[arg(long, short)]
    pub(crate) quiet: bool,
    /// Print findings of severity `info` too, not only their number
    #[arg(long, value_name = "SEVERITY")]
    pub(crate) show: Option<Show>,
    /// When to use colours
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(crate) color: Color,
    /// How many columns to use; the width of the terminal, else 100
    #[arg(long, value_name = "COLUMNS")]
    pub(crate) width: Option<usize>,
}

#[derive(Args, Debug)]
pub(crate) struct ExtractArgs {
    #[command(flatten)]
    pub(crate) input: InputArgs,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DataFormat,
}

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The rule's name, as in brackets in the report
    #[arg(value_name = "RULE", value_parser = Names(rules::names), hide_possible_values = true)]
    pub(crate) rule: String,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,
}

#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct ConfigArgs {
    #[command(subcommand)]
    pub(crate) command: Option<ConfigCommand>,
    /// For which article; for any in this folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) settings: SettingsArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ConfigCommand {
    /// Print the JSON Schema of wellcited.toml
    Schema,
}

#[derive(Args, Debug)]
pub(crate) struct CacheArgs {
    #[command(subcommand)]
    pub(crate) command: CacheCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CacheCommand {
    /// List the verdicts that are remembered
    List(CacheListArgs),
    /// Forget old verdicts
    Prune(CachePruneArgs),
}

#[derive(Args, Debug)]
pub(crate) struct CacheListArgs {
    /// Which cache; the one in the usual folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "table")]
    pub(crate) format: DataFormat,
    /// The time that ages are counted from; now
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<jiff::Timestamp>,
}

#[derive(Args, Debug)]
pub(crate) struct CachePruneArgs {
    /// Which cache; the one in the usual folder, if none is named
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Forget what is older than this
    #[arg(long, value_name = "TIME", default_value = "90d", value_parser = parse_age)]
    pub(crate) max_age: SignedDuration,
    /// The time that ages are counted from; now
    #[arg(long, value_name = "TIME")]
    pub(crate) now: Option<jiff::Timestamp>,
}

#[derive(Args, Debug)]
pub(crate) struct InitArgs {
    /// Which folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(crate) folder: PathBuf,
}

#[derive(Args, Debug)]
pub(crate) struct SchemaArgs {
    /// Of what
    #[arg(value_name = "WHAT")]
    pub(crate) of: Described,
}

/// What a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Described {
    /// wellcited.toml
    Config,
    /// What `--format json` writes
    Report,
}

#[derive(Args, Debug)]
pub(crate) struct CompletionsArgs {
    /// For which shell
    #[arg(value_name = "SHELL")]
    pub(crate) shell: Shell,
}

/// A shell that can be taught to complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Elvish,
    Fish,
    Nushell,
    Powershell,
    Zsh,
}

/// A report that goes to a file.
#[derive(Clone, Debug)]
pub(crate) struct ReportFile {
    pub(crate) format: &'static Format,
    pub(crate) file: PathBuf,
}

impl ReportFile {
    /// Takes `FORMAT=FILE` apart.
    fn parse(argument: &str) -> Result<Self, String> {
        let names = || FORMATS.iter().map(|format| format.name);
        let all = || names().collect::<Vec<_>>().join(", ");
        let Some((name, file)) = argument.split_once('=') else {
            return Err(format!("it is written FORMAT=FILE, as in sarif=out.sarif; formats are {}", all()));
        };
        let Some(format) = Format::named(name) else {
            let near = nearest(name, names()).map(|near| format!("did you mean “{near}”? "));
            return Err(format!("there is no format “{name}”; {}formats are {}", near.unwrap_or_default(), all()));
        };
        match file {
            "" => Err("the name of the file is missing".into()),
            file => Ok(Self { format, file: file.into() }),
        }
    }
}

/// The names of the formats, with what each is for.
fn formats() -> impl TypedValueParser<Value = &'static Format> {
    let names = FORMATS.iter().map(|format| PossibleValue::new(format.name).help(format.about));
    // Whatever passes is a name of the table.
    PossibleValuesParser::new(names).map(|name| Format::named(&name).unwrap_or(&FORMATS[0]))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataFormat {
    /// For reading
    Table,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For reading
    #[value(alias = "table")]
    Text,
    /// For programs
    Json,
    /// For a page of a site
    Markdown,
}

/// What `--fail-on` may name.
pub(crate) fn conditions() -> impl Iterator<Item = &'static str> {
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::name);
    let groups = Group::ALL.map(Group::name);
    severities.into_iter().chain(["never"]).chain(groups).chain(rules::names())
}

/// Takes any text, and tells shells the names that are known: what is wrong with a name is said where it is used.
#[derive(Clone)]
struct Names<F>(F);

impl<F, I> TypedValueParser for Names<F>
where
    F: Fn() -> I + Clone + Send + Sync + 'static,
    I: Iterator<Item = &'static str> + 'static,
{
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().map(PossibleValue::new)))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Show {
    Info,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatIn {
    Html,
    Markdown,
    Mdx,
    Quarto,
    Text,
    Rst,
    Asciidoc,
}

impl FormatIn {
    /// The format and dialect it stands for.
    pub(crate) const fn format(self) -> (input::Format, Dialect) {
        match self {
            Self::Html => (input::Format::Html, Dialect::Plain),
            Self::Markdown => (input::Format::Markdown, Dialect::Plain),
            Self::Mdx => (input::Format::Markdown, Dialect::Mdx),
            Self::Quarto => (input::Format::Markdown, Dialect::Quarto),
            Self::Text => (input::Format::Text, Dialect::Plain),
            Self::Rst => (input::Format::Text, Dialect::Rst),
            Self::Asciidoc => (input::Format::Text, Dialect::AsciiDoc),
        }
    }
}
