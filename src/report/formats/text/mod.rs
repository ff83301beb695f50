//! `text`: for an editor with half a minute. Findings by cause and rule, one line a place.

mod rows;

use std::io::{self, Write};

use super::text::rows::rows;
use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{pad, width, wrap};
use crate::report::shared::plan::{Block, Group, blocks};
use crate::report::shared::style::{severity, strong};
use crate::report::shared::wording::{explains, headline, names_its_tag, sentence};
use crate::report::shared::{header, overview, totals};
use crate::report::views::fixes;
use crate::report::{Look, Report};

/// With more files than this only the worst are named.
const MAX_FILES: usize = 5;
/// With more findings than this a rule shows only its first places.
const MAX_FINDINGS: usize = 60;
/// How many places of a rule are shown then.
const PLACES_OF_MANY: usize = 10;

/// Writes the report for people.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let many = report.files.iter().map(|f| f.findings.len()).sum::<usize>() > MAX_FINDINGS;
    if report.files.len() > MAX_FILES || (many && report.files.len() > 1) {
        overview::write(report, look, out)?;
    } else {
        let limit = if many { PLACES_OF_MANY } else { usize::MAX };
        for file in &report.files {
            write_file(file, limit, look, out)?;
        }
        if many && !look.quiet {
            overview::write_rules(report, look, out)?;
        }
    }
    if look.quiet {
        return Ok(());
    }
    fixes::write(report, look, out)?;
    totals::write(report, look, out)
}

fn write_file(file: &FileReport, limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let blocks = blocks(file, look.show_info);
    if blocks.is_empty() && look.quiet {
        return Ok(());
    }
    writeln!(out, "{}", strong(clean(&file.path)))?;
    for line in header::lines(file).iter().flat_map(|line| wrap(line, look.width.saturating_sub(2))) {
        writeln!(out, "  {line}")?;
    }
    writeln!(out)?;
    let mut after_cause = false;
    for (number, block) in (1..).zip(&blocks) {
        if after_cause {
            writeln!(out)?;
        }
        write_block(number, block, limit, look, out)?;
        after_cause = block.cause.is_some();
    }
    if blocks.is_empty() { Ok(()) } else { writeln!(out) }
}

fn write_block(number: usize, block: &Block<'_>, limit: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let number = pad(&number.to_string(), 2);
    match block.cause {
        Some(cause) => {
            let title = headline(cause.rule, 1, cause.tag.as_deref());
            writeln!(out, "{}", titled(&format!("{number} {title}"), cause.severity, cause.rule.name, look))?;
            let text = [sentence(&cause.message), explanation(cause, block)];
            for line in text.iter().flat_map(|text| wrap(&clean(text), look.width.saturating_sub(6))) {
                writeln!(out, "   {line}")?;
            }
            for group in &block.groups {
                writeln!(out)?;
                write_group("  ", group, true, limit, look, out)?;
            }
            Ok(())
        }
        None => block.groups.iter().try_for_each(|group| write_group(&number, group, false, limit, look, out)),
    }
}

fn write_group(
    lead: &str,
    group: &Group<'_>,
    explained: bool,
    limit: usize,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let single = if let [single] = group.findings.as_slice() { single.tag.as_deref() } else { None };
    let title = clean(&headline(group.rule, group.findings.len(), single)).into_owned();
    writeln!(out, "{}", titled(&format!("{lead} {title}"), group.severity, group.rule.name, look))?;
    let with_tags = explained || single.is_none() || !names_its_tag(group.rule);
    rows(&group.findings, with_tags, limit, look).iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// A headline with severity and rule at the right, or below it where there is no room.
fn titled(title: &str, level: Severity, rule: &str, look: &Look) -> String {
    let side = look.side_column().unwrap_or(0).max(width(title) + 2);
    let fits = side + width(level.name()) + 2 + width(rule) <= look.width;
    let gap = if fits { " ".repeat(side - width(title)) } else { "\n   ".to_owned() };
    format!("{}{gap}{}  {rule}", strong(title), severity(level, level.name()))
}

/// What a cause explains and what to do first.
fn explanation(cause: &FindingReport, block: &Block<'_>) -> String {
    let help = cause.help.as_deref().map(sentence).unwrap_or_default();
    format!("{} {help}", explains(block.size()))
}
