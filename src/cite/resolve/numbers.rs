//! Whether numbers in brackets are markers: `[3]`, `[2, 4–6]`; not indexes, intervals, data.

use super::Resolver;
use super::context::last_token;
use super::known::Known;
use crate::cite::Style;
use crate::cite::list::in_later_cell;
use crate::cite::marker::{Candidate, Part, opens_sentence};

/// What opens a list that is set in one line.
const LEADS: [&str; 6] = ["references:", "reference:", "sources:", "source:", "bibliography:", "literature:"];

impl Resolver<'_> {
    /// `[3]` where a list has numbers.
    pub(super) fn is_number(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let whole = self.is_in_count(candidate, known);
        if self.is_index(candidate, known)
            || !known.arrays.is_empty() && known.arrays.contains(last_token(self.around(candidate).0))
            || candidate.perhaps_pinpoint && !whole
            || self.is_interval(candidate, whole)
            || !whole && self.is_value(candidate, known)
            || !whole && known.counted_from_zero.contains(&candidate.block)
            || self.turns_page(candidate) && self.stands_among_numbers(candidate)
            || self.is_number_of_target(candidate)
            || self.begins_word(candidate)
                && (!whole || candidate.parts.len() > 1 || follows_article(self.around(candidate).0))
        {
            return false;
        }
        // `[1]_` is nothing else.
        if candidate.style == Style::Restructured && candidate.parts.len() == 1 {
            return true;
        }
        if listed {
            let zero = |p: &Part| self.is_unlisted_zero(p, known);
            // `[0, 1]` is an interval unless a list counts from 0; where all others are links, `[3, 1, 5]` is data.
            let alien = known.linked
                && candidate.overlay.link.is_none()
                && candidate.parts.len() > 1
                && !self.ends_clause(candidate);
            // So is a long group in mid-sentence of which most numbers are not listed.
            let parts = self.candidates.parts_of(candidate);
            let unlisted = parts.iter().filter(|p| !known.by_key.contains_key(&p.key)).count();
            let alien = alien
                || unlisted * 2 > parts.len()
                    && self.candidates.written_numbers(candidate) > 2
                    && !self.ends_clause(candidate);
            return !alien && !self.is_data(candidate, known) && !self.candidates.parts_of(candidate).iter().any(zero);
        }
        // "References: [1] A log" in one line names a source.
        let lead = self.around(candidate).0.trim();
        if LEADS.iter().any(|l| l.eq_ignore_ascii_case(lead)) {
            return false;
        }
        // `[[2]]` is an array of one; as a form of citing it is a link.
        if candidate.style == Style::Nested && candidate.parts.len() == 1 && candidate.overlay.link.is_none() {
            return false;
        }
        let numbers: Vec<u32> =
            self.candidates.parts_of(candidate).iter().filter_map(|p| self.citations.keys.number(p.key)).collect();
        let tail = numbers.iter().any(|n| *n > 99 && known.tails.contains(n));
        let plausible = numbers
            .iter()
            .all(|&n| n > 0 && !(1500..=2100).contains(&n) && n <= known.max.saturating_mul(3).saturating_add(100));
        let (before, after) = self.around(candidate);
        if candidate.overlay.link.is_none() && (known.linked || known.mostly_linked && !known.whole) {
            return false;
        }
        // A long group in mid-sentence of which no number is listed is data: "the list [10, 50, 100]".
        if self.candidates.written_numbers(candidate) > 2 && !self.ends_clause(candidate) {
            return false;
        }
        // `[100, 10]` over a list of three: sources so far past it are not cited backwards.
        let far = |&n: &u32| n > known.max.saturating_mul(2).saturating_add(10);
        if !numbers.is_sorted() && numbers.iter().any(far) {
            return false;
        }
        let opens = before.trim().is_empty() && !self.fills_cell(candidate, known) && !opens_sentence(after);
        tail || known.numbers && plausible && !opens
    }

    /// Whether a part is 0 where no list counts from there.
    pub(super) fn is_unlisted_zero(&self, part: &Part, known: &Known) -> bool {
        self.citations.keys.number(part.key) == Some(0) && !known.by_key.contains_key(&part.key)
    }

    /// Whether a number just past the list, beside others at most, is all that a cell says: one of a column "Source".
    fn fills_cell(&self, candidate: &Candidate, known: &Known) -> bool {
        const PAST: u32 = 10;
        let near = |p: &Part| self.citations.keys.number(p.key).is_some_and(|n| n <= known.max + PAST);
        self.stands_among_numbers(candidate)
            && in_later_cell(self.article, candidate.block)
            && self.candidates.parts_of(candidate).iter().all(near)
    }
}

/// Whether text ends with a word that a noun must follow: `a [2]catenane`.
fn follows_article(before: &str) -> bool {
    ["a", "an", "the"].contains(&last_token(before.trim_end()))
}
