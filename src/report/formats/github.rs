//! `github`: workflow commands, which GitHub Actions shows at the lines of a pull request.
//!
//! Of each kind a step shows ten. The worst come first, the others follow as plain lines of the log, and the last line
//! says how many there are.

use std::io::{self, Write};

use super::concise;
use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::input::Unread;
use crate::report::Report;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;
use crate::report::shared::totals;
use crate::report::shared::words::{advice, relative, word};

/// How many of a kind GitHub shows for one step.
const SHOWN: usize = 10;

/// Writes the commands.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    report.unread.iter().try_for_each(|unread| writeln!(out, "{}", unread_line(unread)))?;
    let mut more = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let room = match severity {
            Severity::Error => SHOWN.saturating_sub(report.unread.len()),
            Severity::Warning => SHOWN,
            // The last line is a note too.
            Severity::Info => SHOWN - 1,
        };
        for (nth, (file, finding)) in report.findings().filter(|(_, f)| f.severity == severity).enumerate() {
            match nth < room {
                true => writeln!(out, "{}", line(file, finding, &report.base))?,
                false => more.push((file, finding)),
            }
        }
    }
    if !more.is_empty() {
        writeln!(out, "::group::{}", count(more.len(), "more finding"))?;
        more.iter().try_for_each(|(file, finding)| writeln!(out, "{}", concise::line(file, finding)))?;
        writeln!(out, "::endgroup::")?;
    }
    let rest = match more.len() {
        0 => String::new(),
        n => format!(" GitHub shows {SHOWN} of each kind at their lines; {n} more are in the log."),
    };
    let text = format!("{}{rest}", totals::closing(report));
    writeln!(out, "{}", command("notice", &[("title", "wellcited")], &text))
}

fn line(file: &FileReport, finding: &FindingReport, base: &str) -> String {
    let place = finding.place;
    let (start, end) = (place.start, place.end);
    let kind = word(finding.severity, ["notice", "warning", "error"]);
    let properties = [
        ("title", finding.rule.name),
        ("file", &relative(&file.path, base)),
        ("line", &start.line.to_string()),
        ("endLine", &end.line.to_string()),
        ("col", &start.column.to_string()),
        ("endColumn", &end.column.to_string()),
    ];
    command(kind, &properties, &advice(finding))
}

fn unread_line(unread: &Unread) -> String {
    let help = unread.help.as_deref().map(|help| format!(" ({})", clean(help))).unwrap_or_default();
    let text = format!("{}: {}{help}", clean(&unread.path), clean(&unread.message));
    command("error", &[("title", "cannot be read")], &text)
}

/// A command as the runner takes it: in data `%` and line ends are escaped, in properties `:` and `,` too.
fn command(name: &str, properties: &[(&str, &str)], data: &str) -> String {
    let properties: Vec<String> = properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    format!("::{name} {}::{}", properties.join(","), escaped(data))
}

fn escaped(data: &str) -> String {
    data.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(value: &str) -> String {
    escaped(value).replace(':', "%3A").replace(',', "%2C")
}
