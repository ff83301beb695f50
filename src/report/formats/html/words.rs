//! Words the page uses more than once.

use std::borrow::Cow;

use crate::engine::{FileReport, Status};
use crate::finding::Severity;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;

/// What is called what: severities from the worst on, with the words for one and for several.
pub(super) const SEVERITIES: [(Severity, &str, &str); 3] = [
    (Severity::Error, "error", "Errors"),
    (Severity::Warning, "warning", "Warnings"),
    (Severity::Info, "note", "Notes"),
];

/// The word for a severity.
pub(super) fn severity(severity: Severity) -> &'static str {
    SEVERITIES.iter().find(|(level, ..)| *level == severity).map_or("note", |(_, word, _)| word)
}

/// What an article is called: its title, else its path.
pub(super) fn title(file: &FileReport) -> Cow<'_, str> {
    match file.title.as_deref().map(clean).filter(|title| !title.trim().is_empty()) {
        Some(title) => title,
        None => clean(&file.path),
    }
}

/// How many findings of a severity an article has.
pub(super) fn number(file: &FileReport, severity: Severity) -> usize {
    file.findings.iter().filter(|finding| finding.severity == severity).count()
}

/// What was found in an article, in a few words.
pub(super) fn tally(file: &FileReport) -> String {
    let found = SEVERITIES.map(|(level, word, _)| (number(file, level), word));
    let parts: Vec<String> = found.iter().filter(|(n, _)| *n > 0).map(|(n, word)| count(*n, word)).collect();
    match (parts.is_empty(), file.status) {
        (false, _) => parts.join(", "),
        (true, Status::Checked) => "no findings".into(),
        (true, Status::LinksOnly) => "links only, no numbered citations".into(),
        (true, Status::NoCitations) => "nothing to check".into(),
    }
}

/// The beginning of a text: at most so many characters.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{} …", text[..at].trim_end()),
        None => text.to_owned(),
    }
}
