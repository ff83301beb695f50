//! Numbers without brackets: an exponent, the name of an affiliation, a link of its own, or a citation.

use super::Resolver;
use super::context::end_of;
use super::known::Known;
use crate::article::ElementKind;
use crate::cite::list::{names_note, names_other};
use crate::cite::marker::{Candidate, Shape};
use crate::cite::{KeyId, Style};
use crate::input::{Format, TextRange};
use crate::map::HashSet;

/// So many elements that begin where a block does are looked at.
const NEAR: usize = 16;
/// So many small letters in a row are a word, not a unit.
const WORD: usize = 4;
/// So many sources that raised numbers cite are enough, however many they leave out.
const ENOUGH: usize = 3;
/// What ends a clause, or the quotation or remark in it.
const STOPS: [char; 14] = ['.', ',', ';', ':', '!', '?', '”', '’', '"', ')', '»', '—', '。', '，'];
/// The highest power that anybody writes behind a word.
const HIGHEST_POWER: u32 = 9;

impl Resolver<'_> {
    /// Whether a raised or linked number that leads to no entry is a citation.
    pub(super) fn is_bare_number(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let url = candidate.overlay.link.and_then(|l| self.article.elements[l].href.as_ref()).map_or("", |h| &h.url);
        let (page, place) = url.rsplit_once('#').unwrap_or((url, ""));
        if names_other(place) {
            return false;
        }
        if self.is_power(candidate) || self.names_affiliation(candidate) {
            return false;
        }
        let plausible = || self.plausible(candidate, known);
        if candidate.style == Style::Linked {
            // `[5](https://…)` over a numbered list; a lone link "2" to elsewhere is no citation.
            let markdown = self.input.format == Format::Markdown;
            return url.contains("://") && known.numbers && (listed || markdown && plausible())
                || candidate.overlay.declared && known.numbers && plausible()
                || known.mostly_linked && page.is_empty() && self.names_gone_source(candidate, place) && plausible();
        }
        // Where its own note is gone, the name of the place it leads to still says that there was one.
        let declared = candidate.overlay.declared || page.is_empty() && names_note(place);
        let gone = candidate.overlay.raised && page.is_empty() && !place.is_empty() && !self.leads_to_anchor(candidate);
        listed && (known.raised || declared)
            || known.raised
                && (declared || gone || self.is_in_count(candidate, known) || self.follows_words(candidate))
                && plausible()
    }

    /// Raised numbers that cite a list with printed numbers (`1. A log`): where nothing else cites it, and they cite a good
    /// part of it.
    pub(super) fn raised(&self, known: &Known, accepted: &[usize]) -> Vec<usize> {
        let all = &self.candidates.list;
        let numbers = |c: &Candidate| matches!(c.shape, Shape::Numbers | Shape::BareNumbers) && self.is_known(c, known);
        if !known.numbers || known.raised || accepted.iter().any(|&i| numbers(&all[i])) {
            return Vec::new();
        }
        let fits = |c: &Candidate| {
            c.shape == Shape::BareNumbers
                && self.follows_words(c)
                && self.plausible(c, known)
                && !self.is_power(c)
                && !self.belongs_to_entry(c)
        };
        let found: Vec<usize> = (0..all.len()).filter(|&i| fits(&all[i])).collect();
        let parts = found.iter().flat_map(|&i| self.candidates.parts_of(&all[i]));
        let cited: HashSet<KeyId> = parts.map(|p| p.key).filter(|key| known.by_key.contains_key(key)).collect();
        // A single `²` behind the name of a unit is a power.
        if cited.len() < ENOUGH && cited.len() * 2 < known.count { Vec::new() } else { found }
    }

    /// Whether a raised number belongs to the names of authors, or to what they are affiliated with in the next line:
    /// `Ada Tarn¹, Bo Fenn²` over `¹ Quay University`, which no list holds.
    fn names_affiliation(&self, candidate: &Candidate) -> bool {
        if candidate.style != Style::Superscript || candidate.overlay.link.is_some() || candidate.overlay.declared {
            return false;
        }
        let sentence = || {
            let text = end_of(self.article.slice(self.article.blocks[candidate.block].range));
            text.trim_end_matches(|c: char| !c.is_alphabetic() && !STOPS.contains(&c)).ends_with(STOPS)
        };
        self.opens_with_sign(candidate.block) || self.opens_with_sign(candidate.block + 1) && !sentence()
    }

    /// Whether a block begins with a raised number and is no source.
    fn opens_with_sign(&self, block: usize) -> bool {
        let Some(start) = self.article.blocks.get(block).map(|b| b.range.start) else { return false };
        let near = self.article.elements_in(TextRange::empty(start));
        let raised =
            near.iter().take(NEAR).any(|e| e.kind == ElementKind::Sup && e.range.start == start && !e.range.is_empty());
        raised && self.citations.entry_at(start).is_none()
    }

    /// Whether a raised number stands inside a call: `O(n²)`.
    fn is_power(&self, candidate: &Candidate) -> bool {
        let near = end_of(self.around(candidate).0);
        let call = near.rfind('(').filter(|&open| !near[open..].contains(')'));
        candidate.style == Style::Superscript
            && candidate.overlay.link.is_none()
            && call.is_some_and(|open| near[..open].ends_with(char::is_alphanumeric))
    }

    /// Whether the candidate declares itself a reference to a note, and its link leads to a file beside this one.
    pub(super) fn leads_to_file(&self, candidate: &Candidate) -> bool {
        candidate.overlay.declared && candidate.overlay.link.is_some_and(|link| self.is_in_other_file(link))
    }

    /// Whether a link leads to a place in a file beside this one.
    pub(super) fn is_in_other_file(&self, link: usize) -> bool {
        self.targets.is_in_other_file(self.article, link)
    }

    /// Whether a number leads to a place that is named after its source, and that is gone: `<a href="#ref-8">8</a>`.
    fn names_gone_source(&self, candidate: &Candidate, place: &str) -> bool {
        let counted = &place[place.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
        let parts = self.candidates.parts_of(candidate);
        let number = parts.first().filter(|_| parts.len() == 1).and_then(|p| self.citations.keys.number(p.key));
        number.is_some() && number == counted.parse().ok() && names_note(place) && !self.leads_to_anchor(candidate)
    }

    /// Whether a script opens what a link shows: `href="#"`.
    fn is_control(&self, link: usize) -> bool {
        let url = self.article.elements[link].href.as_ref().map_or("", |h| &h.url);
        matches!(url, "" | "#") || url.starts_with("javascript:")
    }

    fn leads_to_anchor(&self, candidate: &Candidate) -> bool {
        candidate.overlay.link.is_some_and(|l| self.targets.anchor(self.article, l).is_some())
    }

    /// Whether a raised number stands where notes are cited and powers are not: behind a stop, or between a word and one.
    fn follows_words(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        // `sin(x)² + 1`
        if after.trim_start().starts_with(['+', '=', '−', '*', '/', '<', '>', '^', '·', '×']) {
            return false;
        }
        let word = before.chars().rev().take(WORD).filter(|c| c.is_lowercase()).count() == WORD;
        let parts = || self.candidates.parts_of(candidate).iter();
        let high = || parts().all(|p| self.citations.keys.number(p.key).is_some_and(|n| n > HIGHEST_POWER));
        candidate.style == Style::Superscript
            && candidate.overlay.link.is_none_or(|link| self.is_control(link))
            && (before.ends_with(STOPS) || before.ends_with('%') || word && (after.starts_with(STOPS) || high()))
    }

    fn plausible(&self, candidate: &Candidate, known: &Known) -> bool {
        self.candidates
            .parts_of(candidate)
            .iter()
            .all(|p| self.citations.keys.number(p.key).is_some_and(|n| n > 0 && n <= known.max + 50))
    }
}
