//! Numbers that were raised once and stand in the line now: `trust.3 The`, `fakes 3, and`.
//!
//! Documents that pass through plain text lose what raised their markers. Such a number tells nothing by itself, so they
//! are looked for only in articles with a numbered list, and taken only where nothing else cites it.

use super::super::{Form, Keys, Style};
use super::group::is_locator;
use super::{Candidate, Candidates, Overlay, Part, Shape};
use crate::article::{Article, BlockId, BlockKind};
use crate::input::TextRange;

/// More digits are no number of a source.
const MAX_DIGITS: usize = 3;
/// Words in front of a number that count or name something: "over 30, ", "level 3, ".
const COUNTING: [&str; 24] = [
    "over", "about", "than", "least", "most", "under", "around", "nearly", "almost", "only", "exactly", "from",
    "between", "level", "version", "phase", "step", "stage", "tier", "grade", "type", "class", "rank", "number",
];

/// Adds the candidates outside of `lists`, behind all others.
pub(in super::super) fn scan(article: &Article, lists: &[TextRange], keys: &mut Keys, candidates: &mut Candidates) {
    for (block, data) in article.blocks.iter().enumerate() {
        let listed = lists.iter().any(|l| l.start <= data.range.start && data.range.start < l.end);
        if data.kind == BlockKind::Paragraph && data.range.start < article.visible_end && !listed {
            numbers(article, block, keys, candidates);
        }
    }
}

fn numbers(article: &Article, block: BlockId, keys: &mut Keys, candidates: &mut Candidates) {
    let range = article.blocks[block].range;
    let text = article.slice(range);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let (before, number, after) = (&text[..start], &text[start..end], &text[end..]);
        if number.len() > MAX_DIGITS || number.starts_with('0') {
            continue;
        }
        let place = TextRange::new(range.start + start as u32, range.start + end as u32);
        if follows_stop(before) && ends_here(after) || follows_word(before) && stops(after) {
            push(block, place, keys.intern(number), candidates);
        } else if !before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '$' | '€' | '-' | '/')) {
            candidates.loose.extend(number.parse::<u32>());
        }
    }
}

fn push(block: BlockId, range: TextRange, key: super::super::KeyId, candidates: &mut Candidates) {
    let first = candidates.parts.len();
    candidates.parts.push(Part { key, range });
    candidates.links.push(None);
    candidates.list.push(Candidate {
        block,
        range,
        style: Style::Superscript,
        form: Form::Sound,
        shape: Shape::Glued,
        parts: first..first + 1,
        overlay: Overlay::default(),
        perhaps_pinpoint: false,
    });
}

/// Whether text ends with a word and a stop: `trust.`, `(both).`, `“so,”`; not `p.`, `No.` or `3.`.
fn follows_stop(before: &str) -> bool {
    let Some(head) = before.strip_suffix(['.', ',', ';', '!', '?', '”', '"', ')']) else { return false };
    let word = head.trim_end_matches(['.', ',', '?', '!', '”', '"', '’', ')', '*', '%']);
    let last = word.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    // "in 2023.1 Then", "by 18%.2 Then": a year or a share ends a sentence too.
    let year = last.len() == 4 && last.starts_with(['1', '2']) && last.bytes().all(|b| b.is_ascii_digit());
    if head.ends_with('%') || year && before.ends_with('.') {
        return true;
    }
    letters >= 2 && word.ends_with(char::is_alphabetic) && !is_locator(last) && !last.contains('.')
}

/// Whether a sentence or clause goes on, or ends, behind a number.
fn ends_here(after: &str) -> bool {
    let rest = after.trim_start_matches([')', '*', '”', '"']);
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// Whether text ends with a word that counts nothing, and a blank.
fn follows_word(before: &str) -> bool {
    const SHORTEST: usize = 4;
    let Some(head) = before.strip_suffix(' ') else { return false };
    if head.ends_with([')', '”', '’']) {
        return true;
    }
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let plain = word.chars().count() >= SHORTEST && word.chars().all(char::is_lowercase);
    plain && !COUNTING.contains(&word) && !is_locator(word)
}

/// Whether a stop follows, and then a blank or the end.
fn stops(after: &str) -> bool {
    let rest = after.strip_prefix([',', ';', '.']);
    rest.is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_lost_their_height() {
        for before in [
            "in 2023.",
            "by 18%.",
            "is suspect.",
            "the “liar’s dividend”.",
            "as it seems,",
            "what (both) say).",
            "is it so?",
        ] {
            assert!(follows_stop(before), "{before}");
        }
        for before in ["see p.", "No.", "3.", "x12.", "3.1.", "Node v.", "e.g.", "$1,", "A.", "cost"] {
            assert!(!follows_stop(before), "{before}");
        }
        assert!(follows_word("public agencies ") && stops(", to"));
        for before in ["more than ", "Level ", "of ", "level "] {
            assert!(!follows_word(before), "{before}");
        }
    }
}
