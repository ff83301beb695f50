//! The last lines: counts that add up, what was not checked, what to do next.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::clean::clean;
use super::layout::{count, wrap};
use super::quotations;
use crate::engine::{self, FileReport, SourceVerdict, Status};
use crate::finding::Severity;
use crate::outcome::{Class, Reason};
use crate::report::views::fixes;
use crate::report::{Look, Report};

/// What was not checked, if anything.
pub(in crate::report) fn not_checked(report: &Report) -> Option<&'static str> {
    match (report.outcomes.is_some(), report.quotations) {
        (false, false) => Some("Not checked: whether addresses open, whether quotations match (--verify)."),
        (false, true) => Some("Not checked: whether addresses open (--verify)."),
        (true, false) => Some("Not checked: whether quotations match."),
        (true, true) => None,
    }
}

/// What the web was asked, and what is known: the parts add up to the sources.
pub(in crate::report) fn looked_up(report: &Report) -> Option<String> {
    let outcomes = report.outcomes.as_deref()?;
    let mut counts: BTreeMap<(Class, &str), usize> = BTreeMap::new();
    for reason in report.files.iter().flat_map(|file| &file.sources).map(SourceVerdict::reason) {
        let words = match (reason.class(), reason) {
            (Class::Ok, _) => "ok",
            (Class::Restricted, _) => "to check by hand",
            (Class::Unreachable, _) => "not reached",
            (Class::Refused, _) => "not sent",
            (Class::Skipped, Reason::Cut) => "cut off",
            (Class::Skipped, Reason::Malformed | Reason::Placeholder) => "no address of a page",
            (Class::Skipped, _) => "not asked",
            (Class::None, _) => "without a web address",
            (class, _) => class.name(),
        };
        *counts.entry((reason.class(), words)).or_default() += 1;
    }
    let parts: Vec<String> = counts.iter().map(|((_, words), n)| format!("{n} {words}")).collect();
    let total: usize = counts.values().sum();
    let sum = if parts.is_empty() { "none".to_owned() } else { format!("{total} = {}", parts.join(" + ")) };
    let requests = match outcomes.requests {
        0 if outcomes.verdicts.values().any(|verdict| verdict.from_cache) => "No request sent: all is known.".into(),
        0 => "Nothing could be looked up; 0 requests sent.".to_owned(),
        n => format!("{} sent.", count(usize::try_from(n).unwrap_or(usize::MAX), "request")),
    };
    let end = if outcomes.interrupted { " Interrupted: the rest was not asked." } else { "" };
    Some(format!("Sources: {sum}. {requests}{end}"))
}

/// Which selectors fit nothing, where the files are too many to say it of each.
fn unmatched(report: &Report) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for unmatched in report.files.iter().flat_map(|file| &file.unmatched) {
        *counts.entry(&unmatched.selector).or_default() += 1;
    }
    let line =
        |(selector, files): (&str, usize)| format!("“{}” fits nothing in {}.", clean(selector), count(files, "file"));
    counts.into_iter().map(line).collect()
}

/// With more findings than this nobody mends them all at once.
const MANY: usize = 30;

/// Writes the totals.
pub(in crate::report) fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let mut lines = Vec::new();
    let is_nothing_checked = report.files.is_empty();
    if report.inputs() > 1 || is_nothing_checked {
        lines.push(files(report));
        lines.extend(unmatched(report));
    }
    if is_nothing_checked {
        lines.push("Nothing was checked.".into());
        return lines.iter().try_for_each(|line| writeln!(out, "{line}"));
    }
    lines.extend(fixes::total(report));
    lines.push(findings(report, look));
    lines.extend(looked_up(report));
    lines.extend(quotations::lines(report));
    lines.extend(not_checked(report).map(str::to_owned));
    if let Some(rule) = most_frequent_rule(report, look) {
        lines.push(format!("Next: wellcited explain {rule} · to see it on the page, add --open"));
    }
    if let Some(command) = report.accepted_by.as_deref().filter(|_| number(report) > MANY) {
        lines.push("Too many at once? This accepts them all and fails only on new ones:".into());
        lines.push(format!("  {}", super::clean::clean(command)));
    }
    lines.iter().flat_map(|line| wrap(line, look.width)).try_for_each(|line| writeln!(out, "{line}"))
}

/// All counts on one line.
pub(in crate::report) fn line(report: &Report, shows_info: bool) -> String {
    let total = report.findings().count();
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|s| report.count(s));
    let hidden = if shows_info || infos == 0 { "" } else { " not shown" };
    let parts = [count(errors, "error"), count(warnings, "warning"), count(infos, "note")].join(", ");
    let files = if report.inputs() > 1 { format!(" {}", files(report)) } else { String::new() };
    let aside = set_aside(report);
    let aside = if aside == NOTHING_SET_ASIDE { String::new() } else { format!("; {aside}") };
    let fixed = fixes::total(report).map(|total| format!(" {total}")).unwrap_or_default();
    format!("{}: {parts}{hidden}{aside}.{fixed}{files}", count(total, "finding"))
}

/// All counts, and what was not checked.
pub(in crate::report) fn closing(report: &Report) -> String {
    let not_checked = not_checked(report).map(|words| format!(" {words}")).unwrap_or_default();
    format!("{}{not_checked}", line(report, true))
}

/// Why a finding does not count, in words.
pub(in crate::report) fn reason(reason: &engine::Reason) -> String {
    match reason {
        engine::Reason::Comment => "a comment in the article silences it".into(),
        engine::Reason::Settings(why) => format!("the settings accept it: {why}"),
        engine::Reason::Baseline => "the baseline knows it".into(),
        engine::Reason::Desk(decision) if decision.note.is_empty() => {
            format!("the desk says: {}", decision.state.name())
        }
        engine::Reason::Desk(decision) => format!("the desk says: {}, {}", decision.state.name(), decision.note),
    }
}

/// How many findings count.
fn number(report: &Report) -> usize {
    report.count(Severity::Error) + report.count(Severity::Warning)
}

/// What became of every input: the parts add up.
pub(in crate::report) fn files(report: &Report) -> String {
    let with = |test: fn(&FileReport) -> bool| report.files.iter().filter(|f| test(f)).count();
    let clean = |f: &FileReport, status| f.findings.is_empty() && f.status == status;
    let parts = [
        (with(|f| !f.findings.is_empty()), "with findings"),
        (report.files.iter().filter(|f| clean(f, Status::Checked)).count(), "without"),
        (report.files.iter().filter(|f| clean(f, Status::LinksOnly)).count(), "with links only"),
        (report.files.iter().filter(|f| clean(f, Status::NoCitations)).count(), "without citations"),
        (report.unread.len(), "unreadable"),
        (report.excluded, "excluded"),
        (report.unchanged, "not changed"),
    ];
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}"));
    let skipped = match report.skipped {
        0 => String::new(),
        n => format!(" {} skipped.", count(n, "binary file")),
    };
    format!("{} = {}.{skipped}", count(report.inputs(), "file"), parts.collect::<Vec<_>>().join(" + "))
}

fn findings(report: &Report, look: &Look) -> String {
    let [errors, warnings, infos] = [Severity::Error, Severity::Warning, Severity::Info].map(|s| report.count(s));
    if errors + warnings + infos == 0 {
        return match report.files.iter().any(|f| f.status == Status::Checked) {
            true => format!("No findings, {}.", set_aside(report)),
            false => "Nothing to check.".into(),
        };
    }
    let notes = match infos {
        0 => String::new(),
        n if look.show_info => format!("{}, ", count(n, "note")),
        n => format!("{} not shown (--show info), ", count(n, "note")),
    };
    format!("{}, {}, {notes}{}.", count(errors, "error"), count(warnings, "warning"), set_aside(report))
}

/// What [`set_aside`] says where there is nothing of the kind.
pub(in crate::report) const NOTHING_SET_ASIDE: &str = "nothing suppressed";

/// What was found and is not shown: the parts that comments, settings and the baseline took.
pub(in crate::report) fn set_aside(report: &Report) -> String {
    let sum = |number: fn(&FileReport) -> usize| report.files.iter().map(number).sum::<usize>();
    let known = match (sum(FileReport::baselined), report.resolved) {
        (0, 0) => String::new(),
        (known, 0) => format!(", {known} in the baseline"),
        (known, gone) => format!(", {known} in the baseline ({gone} more there are resolved)"),
    };
    match sum(FileReport::suppressed) {
        0 => format!("{NOTHING_SET_ASIDE}{known}"),
        n => format!("{n} suppressed{known}"),
    }
}

/// The rule to read about first.
fn most_frequent_rule(report: &Report, look: &Look) -> Option<&'static str> {
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    let shown = report.files.iter().flat_map(|f| &f.findings).filter(|f| look.show_info || f.severity > Severity::Info);
    for finding in shown {
        *counts.entry(finding.rule.name).or_default() += 1;
    }
    counts.into_iter().max_by_key(|&(name, n)| (n, std::cmp::Reverse(name))).map(|(name, _)| name)
}
