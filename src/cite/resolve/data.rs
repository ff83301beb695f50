//! Numbers in brackets that are values: arrays, registers, sequences, intervals.

use super::Resolver;
use super::context::end_of;
use super::known::Known;
use crate::article::OBJECT;
use crate::cite::Style;
use crate::cite::marker::{Candidate, Part};

/// Of a group of more numbers only the first are compared with one another.
const MANY_NUMBERS: usize = 32;
/// Lists of fewer numbers are not cited by groups of others.
const FEW: usize = 2;
/// A writer who cites more sources in a row writes a range.
const LONG: usize = 4;

impl Resolver<'_> {
    /// Whether a group can be no group of cites: `[1, 100]` over a list of three, `[1, 1, 1]`.
    pub(super) fn is_data(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let far = |n: u32| n > known.max.saturating_mul(2).saturating_add(10);
        let number = |p: &Part| self.citations.keys.number(p.key);
        let written = self.candidates.written_numbers(candidate);
        let again = |&(nth, p): &(usize, &Part)| parts[..nth].iter().any(|q| q.key == p.key);
        let repeats = written > 2 && parts.iter().all(|p| p.key == parts[0].key)
            || written > 4 && parts.len() == written && parts.iter().enumerate().take(MANY_NUMBERS).any(|p| again(&p));
        // Where most numbers are links or marked, `[1, 12]` that is neither and is not listed whole is an interval.
        let unlisted = |p: &Part| !known.by_key.contains_key(&p.key);
        let marked = known.mostly_linked || known.restructured && candidate.style != Style::Restructured;
        let alien = marked && candidate.overlay.link.is_none() && parts.iter().any(unlisted);
        written > 1 && (alien || repeats || parts.iter().filter_map(number).any(far))
    }

    /// Whether numbers that are not all listed, and are no link, stand where the article does not cite: right behind code
    /// (`` `name`[32] ``) or a word, or several together, while the listed ones stand otherwise.
    pub(super) fn is_value(&self, candidate: &Candidate, known: &Known) -> bool {
        if candidate.overlay.link.is_some() || candidate.overlay.declared {
            return false;
        }
        let (before, _) = self.around(candidate);
        let written = self.candidates.written_numbers(candidate);
        let parts = self.candidates.parts_of(candidate);
        let again = |(nth, part): (usize, &Part)| parts[..nth].iter().any(|p| p.key == part.key);
        let lone = !known.whole || known.count < FEW && !self.is_known(candidate, known);
        without_indexes(end_of(before)).ends_with(OBJECT)
            || before.ends_with(char::is_alphabetic) && !known.glued
            || written > 1 && lone
            || written > 2 && parts.iter().enumerate().take(MANY_NUMBERS).any(again)
            || written > LONG && !self.ends_clause(candidate)
    }
}

/// A text without the bracketed numbers at its end: `rows[2]` gives `rows`.
fn without_indexes(mut text: &str) -> &str {
    while let Some(rest) = text.strip_suffix(']') {
        let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
        let Some(head) = rest[..rest.len() - digits].strip_suffix('[').filter(|_| digits > 0) else { break };
        text = head;
    }
    text
}
