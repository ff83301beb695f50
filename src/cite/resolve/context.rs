//! What stands around a candidate, and whether a citation can stand there.

use super::Resolver;
use crate::cite::Style;
use crate::cite::marker::{Candidate, points_back};
use crate::input::{TextRange, ceil_boundary};

/// The longest token that is looked at, and how far the words around a candidate are, in bytes.
const MAX_TOKEN: usize = 200;

impl Resolver<'_> {
    /// The text of the candidate's block before and after it.
    pub(super) fn around(&self, candidate: &Candidate) -> (&str, &str) {
        let block = self.article.blocks[candidate.block].range;
        let before = self.article.slice(TextRange::new(block.start, candidate.range.start));
        let after = self.article.slice(TextRange::new(candidate.range.end, block.end));
        (before, after)
    }

    /// Whether the candidate is an index or a part of an expression: `a[0]`, `x[[1]]`, `items_list[2]`, `f(x)[1]`.
    pub(super) fn is_index(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        let Some(last) = before.chars().next_back() else { return false };
        // `[1]_\ [2]_`: one citation behind another.
        if candidate.style == Style::Restructured && before.trim_end_matches(['\\', ' ']).ends_with("]_") {
            return false;
        }
        let glued =
            last.is_ascii_alphanumeric() || matches!(last, '_' | ')' | '$' | '\u{fffc}' | '\\' | '}' | '=' | '/');
        // `setof/[3,4]`.
        if is_part_of_version(before, after) || last == '/' || end_of(before).contains(">>> ") || is_member(before) {
            return true;
        }
        if !glued {
            return false;
        }
        let token = last_token(before);
        let letters = token.chars().filter(|c| c.is_alphabetic()).count();
        let codelike = token.contains(['_', '{', '}', '=', '<', '>', '\\', '`'])
            || token.contains('$') && !is_sum(token)
            || token.contains("::")
            || token.contains("->")
            || token.contains("()");
        let variable = letters == 1 && token.chars().count() <= 2 && token.is_ascii();
        let assigned = after.trim_start().starts_with("= ");
        let member = after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_lowercase());
        let named = if is_camel_case(token) { assigned || member } else { assigned && letters <= 8 };
        codelike || variable || last == '\\' || named
    }

    /// Whether the bracket begins a word, as in the names of compounds: `a [4]catenane`, `the [3,3]-shift`.
    pub(super) fn begins_word(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        let free = before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        let joined = after.strip_prefix('-').filter(|_| self.candidates.written_numbers(candidate) > 1);
        free && joined.unwrap_or(after).starts_with(|c: char| c.is_ascii_lowercase())
    }

    /// Whether several numbers in one bracket are a stretch of values: `n in [1, 10]`, `the interval [1, 3]`, `CI [1, 3]`.
    /// "The list [1, 10]" is one too, unless all of it `is_listed`.
    pub(super) fn is_interval(&self, candidate: &Candidate, is_listed: bool) -> bool {
        const SURE: [&str; 12] =
            ["interval", "intervals", "ci", "ci:", "ci,", "iqr", "iqr:", "cri", "∈", "=", "→", "≤"];
        const LIKELY: [&str; 12] = [
            "list", "lists", "array", "vector", "set", "matrix", "tuple", "sequence", "range", "scale", "between",
            "values",
        ];
        /// The names of variables in prose are short: `ier`; "if given in [1, 2]" cites.
        const LONGEST_NAME: usize = 3;
        if candidate.overlay.link.is_some() || candidate.parts.len() < 2 {
            return false;
        }
        let (before, _) = self.around(candidate);
        let mut words = end_of(before).split_whitespace().rev();
        let word = words.next().unwrap_or_default().trim_start_matches('(').to_lowercase();
        let (one, two) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let variable = || {
            // `x in [0, 1]`; "if ier in [1, 2, 3]".
            let longest = if two.eq_ignore_ascii_case("if") { LONGEST_NAME } else { 1 };
            one.chars().count() <= longest && one.starts_with(char::is_alphabetic)
        };
        SURE.contains(&word.as_str())
            || !is_listed && LIKELY.contains(&word.as_str())
            || matches!(word.as_str(), "in" | "over") && variable()
    }

    /// Whether the candidate ends a sentence or a clause, as citations do.
    pub(super) fn ends_clause(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        if before.trim().is_empty() {
            return false;
        }
        let after = after.trim_start_matches([')', ']', '”', '"', ' ', '\u{a0}']);
        let stops =
            after.is_empty() || after.starts_with(['.', ',', ';', ':', '。', '，', '；', '、', '[', '【', '?', '!']);
        let after_stop = before.trim_end().ends_with(['.', '。', '!', '?', '”', '"', '’', ',']);
        stops || after_stop
    }

    /// Whether brackets set off an enumeration or a remark: `[1] and [2] above`, `[1] first, [2] second`.
    pub(super) fn enumerates(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        points_back(after) || before.trim().is_empty() || before.trim_end().ends_with([':', '('])
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

/// As much of the text before a candidate as is looked at.
pub(super) fn end_of(before: &str) -> &str {
    &before[ceil_boundary(before, before.len().saturating_sub(MAX_TOKEN))..]
}

pub(super) fn last_token(before: &str) -> &str {
    end_of(before)
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '—' | '\u{a0}'))
        .next()
        .unwrap_or_default()
}
