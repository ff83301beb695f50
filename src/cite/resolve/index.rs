//! What programs write in brackets behind a word: indexes, members, parts of versions.

use super::Resolver;
use super::context::{end_of, last_token};
use super::known::Known;
use crate::cite::Style;
use crate::cite::marker::Candidate;

/// Words in front of the name of a variable.
const PROGRAMMED: [&str; 14] = [
    "array", "matrix", "vector", "element", "entry", "value", "table", "register", "from", "with", "that", "then",
    "when", "where",
];

impl Resolver<'_> {
    /// Whether the candidate is an index or a part of an expression: `a[0]`, `x[[1]]`, `items_list[2]`, `f(x)[1]`.
    pub(super) fn is_index(&self, candidate: &Candidate, known: &Known) -> bool {
        let (before, after) = self.around(candidate);
        let Some(last) = before.chars().next_back().filter(|_| !self.is_link(candidate)) else { return false };
        // `[1]_\ [2]_`: one citation behind another.
        if candidate.style == Style::Restructured && before.trim_end_matches(['\\', ' ']).ends_with("]_") {
            return false;
        }
        let glued =
            last.is_ascii_alphanumeric() || matches!(last, '_' | ')' | '$' | '\u{fffc}' | '\\' | '}' | '=' | '/');
        // `setof/[3,4]`; "[3]/[4]" cites.
        let parted = last == '/' && !before.ends_with("]/");
        if is_part_of_version(before, after) || parted || end_of(before).contains(">>> ") || is_member(before) {
            return true;
        }
        glued
            && !is_figure(before)
            && (is_code(before, after) || is_variable(before) && !(known.glued_to_words && ends_name(before)))
    }

    /// Whether the brackets and nothing else are a link: no program writes one.
    pub(super) fn is_link(&self, candidate: &Candidate) -> bool {
        candidate.overlay.link.is_some_and(|link| candidate.range.covers(self.article.elements[link].range))
    }
}

/// Whether a bracket is a part of a version: `4.[123].0`, "`4.0.[5-10]` and later"; not the cite behind "rose to 3.5." or
/// "COVID-19.".
fn is_part_of_version(before: &str, after: &str) -> bool {
    let goes_on = || after.strip_prefix('.').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let numbers = || {
        let token = last_token(before);
        token.bytes().all(|b| b.is_ascii_digit() || b == b'.') && token.matches('.').count() > 1
    };
    before.strip_suffix('.').is_some_and(|b| b.ends_with(|c: char| c.is_ascii_digit()))
        && (goes_on() || numbers() && after.trim_start().starts_with(char::is_lowercase))
}

/// Whether text ends with a figure and what it is compared with, which have no index: `(p<0.001)`, `n=45`, `pH=7`.
fn is_figure(before: &str) -> bool {
    let token = last_token(before).trim_end_matches(')');
    let figure = token.rsplit(['=', '<', '>', '≤', '≥']).next().unwrap_or_default();
    let compared = figure.len() < token.len();
    compared && figure.starts_with(|c: char| c.is_ascii_digit() || c == '.') && !figure.contains(char::is_alphabetic)
}

/// Whether text ends with a piece of code.
fn is_code(before: &str, after: &str) -> bool {
    let token = last_token(before);
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let codelike = token.contains(['_', '{', '}', '=', '<', '>', '\\', '`'])
        || token.contains('$') && !is_sum(token)
        || token.contains("::")
        || token.contains("->")
        || token.contains("()");
    let assigned = after.trim_start().starts_with("= ");
    let member = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_lowercase());
    let named = if is_camel_case(token) { assigned || member } else { assigned && letters <= 8 };
    codelike || before.ends_with('\\') || named
}

/// Whether text ends with the name of a variable: `x`, `f(a)`; "section 4(a)" is none.
fn is_variable(before: &str) -> bool {
    let token = last_token(before);
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let called = || before[..before.len() - token.len()].trim_end_matches('(').ends_with(char::is_alphabetic);
    letters == 1 && token.chars().count() <= 2 && token.is_ascii() && (!token.ends_with(')') || called())
}

/// Whether a letter ends the name of something in prose, or is a unit: "hepatitis B", "the road E6", "in 9.58 s".
fn ends_name(before: &str) -> bool {
    const SHORTEST: usize = 4;
    let mut words = end_of(before).rsplit(' ');
    let (token, word) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let amount = word.starts_with(|c: char| c.is_ascii_digit()) && !word.contains(char::is_alphabetic);
    let named = token.starts_with(|c: char| c.is_ascii_uppercase())
        && word.chars().count() >= SHORTEST
        && word.chars().all(char::is_alphabetic)
        && !PROGRAMMED.contains(&word);
    amount || named
}

/// Whether every dollar sign of a word opens a sum: `$11`, `~$2.4–$3.1`.
fn is_sum(token: &str) -> bool {
    token.split('$').skip(1).all(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether a bracket is the value of a key or an argument of a function: `{0:[1,4], 4:[0,5]}`, `matrix(2,[2,1])`.
fn is_member(before: &str) -> bool {
    let near = end_of(before);
    // "He wrote in 1987:[3]" and "at step 12:[3]" cite.
    let keyed = || {
        near.strip_suffix(':').is_some_and(|head| {
            let rest = head.trim_end_matches(|c: char| c.is_ascii_digit());
            near.contains('{') && rest.len() < head.len() && rest.ends_with(['{', ' '])
        })
    };
    let argument = || {
        let open = near.strip_suffix(',').and_then(|rest| rest.rsplit_once('('));
        open.is_some_and(|(name, inside)| {
            name.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '_') && !inside.contains([')', ' '])
        })
    };
    keyed() || argument()
}

/// Whether a word is written as names in programs are: `itemList`.
fn is_camel_case(token: &str) -> bool {
    let humps = token.chars().zip(token.chars().skip(1)).any(|(a, b)| a.is_lowercase() && b.is_uppercase());
    humps && token.bytes().all(|b| b.is_ascii_alphanumeric())
}
