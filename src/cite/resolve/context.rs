//! What stands around a candidate, and whether a citation can stand there.

use super::Resolver;
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

    /// Whether the bracket begins a word, as in the names of compounds: `a [4]catenane`, `the [3,3]-shift`.
    pub(super) fn begins_word(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        let free = before.chars().next_back().is_none_or(|c| c.is_whitespace() || c == '(');
        let joined = after.strip_prefix('-').filter(|_| self.candidates.written_numbers(candidate) > 1);
        free && !self.is_link(candidate) && joined.unwrap_or(after).starts_with(|c: char| c.is_ascii_lowercase())
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
        /// What tells intervals of values from those of time: "the interval [3, 4]"; "at fixed intervals [3, 4]" cites.
        const OF_VALUES: [&str; 17] = [
            "",
            "the",
            "an",
            "in",
            "on",
            "of",
            "over",
            "to",
            "any",
            "every",
            "each",
            "some",
            "closed",
            "open",
            "half-open",
            "confidence",
            "credible",
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
            // `x in [0, 1]`; "if ier in [1, 2, 3]"; "vitamin C in [1, 2]" cites.
            let longest = if two.eq_ignore_ascii_case("if") { LONGEST_NAME } else { 1 };
            let named = is_listed && one.starts_with(char::is_uppercase) && two.chars().count() > LONGEST_NAME;
            one.chars().count() <= longest && one.starts_with(char::is_alphabetic) && !named
        };
        let of_time = is_listed && word.starts_with("interval") && !OF_VALUES.contains(&&*one.to_lowercase());
        SURE.contains(&word.as_str()) && !of_time
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
