//! The titles that a source gives a page.

use crate::article::ElementKind;
use crate::cite::EntryId;
use crate::input::TextRange;
use crate::rules::Context;
use crate::rules::sources::titles::quoted;

/// The titles of a source: what it sets in quotation marks, and the words of the link at `shown`.
pub(super) fn of(cx: &Context<'_>, entry: EntryId, shown: TextRange) -> Vec<String> {
    let mut titles = quoted_in(cx, entry);
    let is_link = cx.article.elements_in(shown).iter().any(|e| e.kind == ElementKind::Link && e.range == shown);
    let words = cx.text(shown).trim();
    if is_link && is_title(words) && !titles.iter().any(|title| title == words) {
        titles.push(words.to_owned());
    }
    titles
}

/// What a source sets in quotation marks.
pub(super) fn quoted_in(cx: &Context<'_>, entry: EntryId) -> Vec<String> {
    let text = cx.text(cx.citations.entries[entry].body);
    let titles = quoted(text).into_iter().map(|range| text[range].trim_end_matches(['.', ',', ';', ':']).trim());
    titles.filter(|title| has_words(title, 2)).map(str::to_owned).collect()
}

/// Whether the words of a link can be a title: at least three of them, and no address.
fn is_title(words: &str) -> bool {
    !words.contains("://") && !words.starts_with("www.") && has_words(words, 3)
}

fn has_words(text: &str, least: usize) -> bool {
    let has_signs = text.chars().any(|c| !c.is_ascii() && c.is_alphabetic() && !c.is_lowercase() && !c.is_uppercase());
    has_signs || text.split_whitespace().filter(|w| w.chars().any(char::is_alphanumeric)).nth(least - 1).is_some()
}
