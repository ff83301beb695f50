//! What was mended and what was not, and why.

use std::io::{self, Write};

use crate::report::shared::clean::clean;
use crate::report::shared::layout::{count, pad, wrap};
use crate::report::shared::style::{faint, strong};
use crate::report::{Fixes, Look, Report};

/// More files than this are counted, not named.
const FILES: usize = 10;
/// More fixes than this of one file are counted, not named.
const SHOWN: usize = 20;
/// Where the name of the rule stands.
const RULE_COLUMN: usize = 44;

/// Writes what was done to each file and what was held back.
pub(in crate::report) fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    write_files(report, "Fixed in", look, out)
}

/// The counts as a sentence; `None` where no fix was asked for or none was offered.
pub(in crate::report) fn total(report: &Report) -> Option<String> {
    let held: usize = report.fixes.iter().map(|f| f.held.len()).sum();
    match (report.fixed(), held) {
        (0, 0) => None,
        (fixed, 0) => Some(format!("{fixed} fixed.")),
        (fixed, held) => Some(format!("{fixed} fixed, {held} held back.")),
    }
}

/// Writes what was done and the counts, without findings.
pub fn write_alone(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if look.quiet {
        return Ok(());
    }
    write(report, look, out)?;
    writeln!(out, "{}", total(report).as_deref().unwrap_or("Nothing to fix."))
}

/// The same where nothing was written.
pub fn write_preview(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if look.quiet {
        return Ok(());
    }
    write_files(report, "Can be fixed in", look, out)?;
    match report.fixed() {
        0 => writeln!(out, "Nothing to fix."),
        n => writeln!(out, "{} can be made. Nothing was written.", count(n, "change")),
    }
}

fn write_files(report: &Report, done: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    report.fixes.iter().take(FILES).try_for_each(|fixes| write_file(fixes, done, look, out))?;
    match report.fixes.len().saturating_sub(FILES) {
        0 => Ok(()),
        more => writeln!(out, "… and {}\n", count(more, "more file")),
    }
}

fn write_file(fixes: &Fixes, done: &str, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let path = clean(&fixes.path);
    if !fixes.applied.is_empty() {
        writeln!(out, "{}", strong(format!("{done} {path}")))?;
        for fix in fixes.applied.iter().take(SHOWN) {
            write_row(&fix.title, fix.rule, out)?;
        }
        write_rest(fixes.applied.len(), out)?;
    }
    if !fixes.held.is_empty() {
        writeln!(out, "{}", strong(format!("Held back in {path}")))?;
        for fix in fixes.held.iter().take(SHOWN) {
            write_row(&fix.title, fix.rule, out)?;
            for line in wrap(&clean(&fix.reason), look.width.saturating_sub(6)) {
                writeln!(out, "      {}", faint(line))?;
            }
        }
        write_rest(fixes.held.len(), out)?;
    }
    Ok(())
}

fn write_row(title: &str, rule: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "  {}  {}", pad(&clean(title), RULE_COLUMN), faint(rule))
}

fn write_rest(all: usize, out: &mut dyn Write) -> io::Result<()> {
    if all > SHOWN {
        writeln!(out, "  … and {} more", all - SHOWN)?;
    }
    writeln!(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fix::{Applied, Held};
    use crate::report::sample;

    #[test]
    fn fixes_come_with_their_rule_and_the_reason_of_what_was_not_done() {
        let fixes = Fixes {
            path: "tides.md".into(),
            applied: vec![Applied { rule: "duplicate-citation", title: "remove the second [2]".into() }],
            held: vec![Held {
                rule: "unused-source",
                title: "remove source [3]".into(),
                reason: "it may be what was lost elsewhere: [7] is cited once".into(),
            }],
        };
        let report = Report { fixes: vec![fixes], ..Report::default() };
        let page = sample::written(|out| write(&report, &sample::LOOK, out));
        assert_eq!(
            page,
            "Fixed in tides.md\n  \
             remove the second [2]                         duplicate-citation\n\n\
             Held back in tides.md\n  \
             remove source [3]                             unused-source\n      \
             it may be what was lost elsewhere: [7] is cited once\n\n"
        );
        assert_eq!(total(&report).as_deref(), Some("1 fixed, 1 held back."));
    }
}
