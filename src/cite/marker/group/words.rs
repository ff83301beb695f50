//! Markers of words: `RFC2119`, `Smith20, Doe21`, `note 1`.

use super::token::{digit, is_dash};
use super::vocabulary::is_locator;
use super::{Group, Shape};
use crate::cite::{Form, key};
use crate::input::TextRange;

/// The longest label in bytes.
const MAX_LABEL: usize = 60;

/// Words that may be keys: `RFC2119`, `Smith20, Doe21`, `note 1`, `RFC2251, Section 4.12`.
pub(super) fn words(inner: &str, base: u32) -> Option<Group> {
    if inner.len() > 4 * MAX_LABEL {
        return None;
    }
    let mut keys: Vec<(String, TextRange)> = Vec::new();
    let mut located = false;
    let mut at = 0;
    for piece in inner.split_inclusive([',', ';', '，', '；', '、']) {
        let start = at;
        at += piece.len();
        let text = piece.trim_end_matches([',', ';', '，', '；', '、']);
        let bare = text.trim().trim_matches(['[', ']']).trim();
        if located && !piece.trim_end().ends_with(';') {
            continue;
        }
        let after_number = keys.first().is_some_and(|k| k.0.chars().all(digit)) && !bare.starts_with(digit);
        // One letter is a variable: `[2, n]` bounds a formula.
        if after_number && bare.chars().nth(1).is_none() {
            return None;
        }
        let first = bare.split_whitespace().next().unwrap_or_default();
        let named = keys.first().is_some_and(|k| !k.0.chars().all(digit));
        if !keys.is_empty() && (is_locator(first) || named && is_section(first) || after_number) {
            located = true;
            continue;
        }
        if !is_label(bare) {
            return None;
        }
        let from = base + (start + (bare.as_ptr() as usize - text.as_ptr() as usize)) as u32;
        keys.push((bare.to_owned(), TextRange::new(from, from + bare.len() as u32)));
    }
    let numeric = keys.iter().all(|k| k.0.chars().all(digit));
    let shape = if numeric { Shape::Numbers } else { Shape::Words };
    (!keys.is_empty()).then_some(Group { keys, form: Form::Sound, shape })
}

/// `6.`, `7.1.3`: the number of a section behind a name.
fn is_section(text: &str) -> bool {
    text.contains('.') && text.starts_with(digit) && text.chars().all(|c| digit(c) || c == '.')
}

fn is_label(text: &str) -> bool {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return false };
    // `12:30` is a time, `12:4` a verse, `1 2` a row of numbers.
    let counted = text.contains([':', ' ']) && text.chars().all(|c| digit(c) || matches!(c, ':' | ' ') || is_dash(c));
    text.len() <= MAX_LABEL
        && !counted
        && !key::is_repeated(text)
        && !text.contains("://")
        && (first.is_alphanumeric() || matches!(first, '*' | '†' | '‡' | '§' | '#'))
        && chars.clone().all(|c| {
            c.is_alphanumeric()
                || matches!(
                    c,
                    '-' | '_' | '.' | ':' | '+' | '/' | '\'' | '’' | ' ' | '*' | '†' | '\u{a0}' | '‑' | '–' | '#'
                )
        })
        && text.split_whitespace().count() <= 4
}
