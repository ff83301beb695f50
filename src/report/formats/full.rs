//! `full`: one block a finding, over the sentence it stands in, never over the raw line.

use std::fmt::{self, Display};
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents};
use miette::{SourceCode, SourceSpan, SpanContents};

use crate::engine::{FileReport, FindingReport};
use crate::finding::Severity;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{clip_left, clip_right, width};
use crate::report::shared::plan::causes_first;
use crate::report::shared::totals;
use crate::report::views::fixes;
use crate::report::{Look, Report};

/// Writes one block a finding, what explains others first.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let theme = if look.unicode { GraphicalTheme::unicode() } else { GraphicalTheme::ascii() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(look.width).with_context_lines(0);
    let mut text = String::new();
    for file in &report.files {
        for finding in causes_first(file).filter(|f| look.show_info || f.severity > Severity::Info) {
            text.clear();
            // Writing to a string fails only if a `Display` does; then the block is left as far as it came.
            let _ = handler.render_report(&mut text, &Page::new(file, finding, look));
            writeln!(out, "{}", text.trim_end())?;
            writeln!(out)?;
        }
    }
    if look.quiet {
        return Ok(());
    }
    fixes::write(report, look, out)?;
    totals::write(report, look, out)
}

/// One finding as miette wants it.
#[derive(Debug)]
struct Page {
    message: String,
    rule: &'static str,
    severity: miette::Severity,
    help: Option<String>,
    label: String,
    sentence: Sentence,
}

/// One sentence that knows where in its file it stands.
#[derive(Debug)]
struct Sentence {
    path: String,
    text: String,
    spot: SourceSpan,
    line: usize,
    column: usize,
}

impl Page {
    fn new(file: &FileReport, finding: &FindingReport, look: &Look) -> Self {
        let (text, spot) = marked(finding, look);
        let start = finding.place.start;
        Self {
            message: clean(&finding.message).into_owned(),
            rule: finding.rule.name,
            severity: severity(finding.severity),
            help: finding.help.as_deref().map(|h| clean(h).into_owned()),
            label: finding.aside.as_deref().map_or_else(|| "here".into(), |a| clean(a).into_owned()),
            sentence: Sentence {
                path: clean(&file.path).into_owned(),
                text,
                spot,
                line: start.line.get() as usize - 1,
                column: start.column.get() as usize - 1,
            },
        }
    }
}

/// The sentence cut to the width around its spot, and the spot in it.
fn marked(finding: &FindingReport, look: &Look) -> (String, SourceSpan) {
    let excerpt = &finding.excerpt;
    let room = look.width.saturating_sub(12).max(30);
    let spot = clip_right(&clean(&excerpt.text[excerpt.spot.clone()]), room / 2);
    let spot = if spot.is_empty() && finding.rule.name == "dropped-citation" { look.gap().to_owned() } else { spot };
    let rest = room - width(&spot).min(room);
    let before = clean(&excerpt.text[..excerpt.spot.start]).into_owned();
    let after = clean(&excerpt.text[excerpt.spot.end..]).into_owned();
    let spaced = |text: &str, kept: String, at_end: bool| match at_end {
        true if text.ends_with(' ') => kept + " ",
        false if text.starts_with(' ') => format!(" {kept}"),
        _ => kept,
    };
    let before = spaced(&before, clip_left(&before, rest * 2 / 3), true);
    let after = spaced(&after, clip_right(&after, rest / 3), false);
    let span = SourceSpan::new(before.len().into(), spot.len());
    (format!("{before}{spot}{after}"), span)
}

fn severity(severity: Severity) -> miette::Severity {
    match severity {
        Severity::Error => miette::Severity::Error,
        Severity::Warning => miette::Severity::Warning,
        Severity::Info => miette::Severity::Advice,
    }
}

impl SourceCode for Sentence {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() + span.len() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let whole = SourceSpan::new(0.into(), self.text.len());
        let (path, text) = (self.path.clone(), self.text.as_bytes());
        Ok(Box::new(MietteSpanContents::new_named(path, text, whole, self.line, self.column, 1)))
    }
}

impl Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Page {}

impl Diagnostic for Page {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(self.rule))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        self.help.as_ref().map(|h| Box::new(h) as Box<dyn Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.sentence.text.is_empty()).then_some(&self.sentence as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = LabeledSpan::new_primary_with_span(Some(self.label.clone()), self.sentence.spot);
        Some(Box::new(std::iter::once(label)))
    }
}
