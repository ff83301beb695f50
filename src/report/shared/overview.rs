//! Many files or findings: the worst files, and how often each rule fired.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{self, Write};

use super::clean::clean;
use super::layout::{clip_right, count, pad, pad_left, wrap};
use super::plan::blocks;
use super::style::{faint, severity, strong};
use super::wording::headline;
use crate::engine::FileReport;
use crate::finding::{Meta, Severity};
use crate::report::{Look, Report};

/// The width of the column that says which findings can be mended.
const FIX: usize = 10;
/// How many files are named.
const WORST: usize = 10;

/// Writes the worst files and the counts per rule. Notes count where they are shown.
pub(in crate::report) fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let shown = shown(look);
    let weight = |file: &FileReport| shown.iter().map(|level| Reverse(number(file, *level))).collect::<Vec<_>>();
    let mut files: Vec<&FileReport> =
        report.files.iter().filter(|f| f.findings.iter().any(|finding| shown.contains(&finding.severity))).collect();
    if files.is_empty() {
        return Ok(());
    }
    files.sort_by_cached_key(|file| weight(file));
    let what = if look.show_info { "findings" } else { "errors or warnings" };
    let title = match files.len() {
        n if n > WORST => format!("The {WORST} worst of {n} files with {what}"),
        n => format!("{} with {what}", count(n, "file")),
    };
    writeln!(out, "{}", strong(title))?;
    let notes = if look.show_info { "notes  " } else { "" };
    writeln!(out, "{}", faint(format!("errors  warnings  {notes}file")))?;
    for file in files.iter().take(WORST) {
        write_file(file, look, out)?;
    }
    writeln!(out, "{}", faint("Name one of them to see its findings; --format concise lists them all."))?;
    writeln!(out)?;
    write_rules(report, look, out)
}

/// The severities that are shown one by one, worst first.
fn shown(look: &Look) -> &'static [Severity] {
    const ALL: &[Severity] = &[Severity::Error, Severity::Warning, Severity::Info];
    if look.show_info { ALL } else { &ALL[..2] }
}

fn write_file(file: &FileReport, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let columns = shown(look).iter().zip([6, 8, 5]);
    let numbers: String =
        columns.map(|(level, columns)| pad_left(&number(file, *level).to_string(), columns) + "  ").collect();
    let path = clean(&file.path);
    writeln!(out, "{numbers}{}", strong(&path))?;
    let blocks = blocks(file, look.show_info);
    let Some(cause) = blocks.first().and_then(|b| b.cause) else { return Ok(()) };
    let why = clean(&cause.message).into_owned();
    let front = numbers.len();
    writeln!(out, "{}{}", " ".repeat(front), faint(clip_right(&why, look.width.saturating_sub(front).max(20))))
}

fn number(file: &FileReport, severity: Severity) -> usize {
    file.findings.iter().filter(|f| f.severity == severity).count()
}

/// Writes how often each rule fired, worst first. Notes count where they are shown.
pub(in crate::report) fn write_rules(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let counts: Vec<Count> = counts(report).into_iter().filter(|c| shown(look).contains(&c.severity)).collect();
    table(&counts, look, false, out)
}

/// Writes how often each rule fired, notes too, and how many of its findings can be mended.
pub(in crate::report) fn write_all_rules(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    table(&counts(report), look, true, out)
}

fn table(counts: &[Count], look: &Look, with_fix: bool, out: &mut dyn Write) -> io::Result<()> {
    let columns = counts.iter().map(|c| c.rule.name.len()).max().unwrap_or(0).max(4);
    let fixes = |text: &str| if with_fix { format!("  {}", pad(text, FIX)) } else { String::new() };
    let front = 29 + columns + if with_fix { FIX + 2 } else { 0 };
    let title = format!("findings  files  severity  {}{}  what it means", pad("rule", columns), fixes("fix"));
    writeln!(out, "{}", faint(title))?;
    for c in counts {
        let level = format!("{}{}", severity(c.severity, c.severity.name()), " ".repeat(8 - c.severity.name().len()));
        let lead =
            format!("{:>8}  {:>5}  {level}  {}{}", c.findings, c.files, pad(c.rule.name, columns), fixes(&c.fix()));
        let meaning = wrap(&lower(&headline(c.rule, 1, None)), look.width.saturating_sub(front).max(20));
        writeln!(out, "{lead}  {}", meaning.first().map_or("", String::as_str))?;
        for line in meaning.iter().skip(1) {
            writeln!(out, "{}{line}", " ".repeat(front))?;
        }
    }
    writeln!(out)
}

/// How often one rule fired with one severity.
pub(in crate::report) struct Count {
    pub(in crate::report) rule: &'static Meta,
    pub(in crate::report) severity: Severity,
    pub(in crate::report) findings: usize,
    pub(in crate::report) files: usize,
    /// How many have a fix that loses nothing.
    safe: usize,
    /// How many have a fix that is made on request.
    on_request: usize,
}

impl Count {
    /// Which of its findings can be mended, in a word.
    fn fix(&self) -> String {
        match (self.safe, self.on_request) {
            (0, 0) => "-".into(),
            (n, 0) if n == self.findings => "safe".into(),
            (0, n) if n == self.findings => "on request".into(),
            (safe, 0) => format!("safe: {safe}"),
            (0, n) => format!("request: {n}"),
            (safe, n) => format!("{safe} + {n}"),
        }
    }
}

/// How often each rule fired, worst first.
pub(in crate::report) fn counts(report: &Report) -> Vec<Count> {
    let mut counts: BTreeMap<(Reverse<Severity>, &'static str), Count> = BTreeMap::new();
    for file in &report.files {
        let mut here: BTreeMap<(Reverse<Severity>, &'static str), (&'static Meta, usize)> = BTreeMap::new();
        for finding in &file.findings {
            here.entry((Reverse(finding.severity), finding.rule.name)).or_insert((finding.rule, 0)).1 += 1;
        }
        for (key, (rule, findings)) in here {
            let count = counts.entry(key).or_insert(Count {
                rule,
                severity: key.0.0,
                findings: 0,
                files: 0,
                safe: 0,
                on_request: 0,
            });
            count.findings += findings;
            count.files += 1;
        }
        for finding in &file.findings {
            let count = counts.get_mut(&(Reverse(finding.severity), finding.rule.name));
            match (count, &finding.fix) {
                (Some(count), Some(fix)) if fix.safe => count.safe += 1,
                (Some(count), Some(_)) => count.on_request += 1,
                _ => {}
            }
        }
    }
    let mut counts: Vec<Count> = counts.into_values().collect();
    counts.sort_by_key(|c| (Reverse(c.severity), Reverse(c.findings)));
    counts
}

fn lower(headline: &str) -> String {
    let mut characters = headline.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}
