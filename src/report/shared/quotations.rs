//! What became of the quotations, in numbers that add up.

use super::layout::count;
use crate::engine::QuotationReport;
use crate::quote::{Flaw, Gap, Verdict};
use crate::report::{Report, Saved};

/// One line about quotations, and one about the copies that they were looked for in; none where nobody looked.
pub(in crate::report) fn lines(report: &Report) -> Vec<String> {
    if !report.quotations {
        return Vec::new();
    }
    let all: Vec<&QuotationReport> = report.files.iter().flat_map(|file| &file.quotations).collect();
    let mut lines = vec![summary(&all)];
    match report.saved {
        Some(Saved { files: 0, .. }) => lines.push("Saved copies: none found.".into()),
        Some(Saved { files, used }) => {
            lines.push(format!("Saved copies: {}, {used} of a source cited here.", count(files, "file")));
        }
        None if all.iter().any(|quotation| quotation.gap == Some(Gap::NoCopy)) => {
            lines.push("Have you saved copies of the sources? --sources FOLDER".into());
        }
        None => {}
    }
    lines
}

fn summary(all: &[&QuotationReport]) -> String {
    if all.is_empty() {
        return "No quotations of five words or more.".into();
    }
    format!("{}: {}{}.", count(all.len(), "quotation"), parts(all).join(", "), reasons(all))
}

/// What became of how many.
pub(in crate::report) fn parts(all: &[&QuotationReport]) -> Vec<String> {
    let of = |verdicts: &[Verdict]| all.iter().filter(|q| verdicts.contains(&q.verdict)).count();
    let parts = [
        (of(&[Verdict::Verbatim, Verdict::Interleaved]), "word for word"),
        (of(&[Verdict::Elided]), "with marked changes"),
        (of(&[Verdict::Altered, Verdict::AlteredCritical]), "altered"),
        (of(&[Verdict::Elsewhere]), "from another source"),
        (of(&[Verdict::NotFound]), "not in the source"),
        (of(&[Verdict::Unchecked]), "not checked"),
    ];
    parts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect()
}

/// Why some were not checked: ` (2 without a citation, 1 whose copy was read in part only)`.
fn reasons(all: &[&QuotationReport]) -> String {
    let of = |gap: Gap| all.iter().filter(|q| q.gap == Some(gap)).count();
    let at_hand = Flaw::ALL.map(|flaw| (of(Gap::Flawed(flaw)), format!("whose copy {}", flaw.what())));
    let parts = [
        (of(Gap::NoSource), "without a citation".to_owned()),
        (of(Gap::NoCopy), "without a text of the source".to_owned()),
    ];
    let parts = parts.into_iter().chain(at_hand).filter(|(n, _)| *n > 0).map(|(n, why)| format!("{n} {why}"));
    let parts: Vec<String> = parts.collect();
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) }
}
