//! `wellcited check`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use wellcited::finding::{Group, Severity};
use wellcited::report::{FORMATS, Format};
use wellcited::rules::{self, nearest};

use super::values::{Names, parse_date};
use super::{FixArgs, InputArgs, ScreenArgs, SettingsArgs, VerifyArgs};

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
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(crate) today: Option<jiff::civil::Date>,
    // Each of these has a heading of its own in the help; the longest comes last.
    #[command(flatten)]
    pub(crate) fix: FixArgs,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
    #[command(flatten)]
    pub(crate) verify: VerifyArgs,
}

/// What `--fail-on` may name.
pub(crate) fn conditions() -> impl Iterator<Item = &'static str> {
    let severities = [Severity::Error, Severity::Warning, Severity::Info].map(Severity::name);
    let groups = Group::ALL.map(Group::name);
    severities.into_iter().chain(["never"]).chain(groups).chain(rules::names())
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
