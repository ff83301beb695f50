//! Articles that cite by number and have no list at all.

use super::Resolver;
use super::context::last_token;
use super::known::Known;
use crate::article::BlockKind;
use crate::cite::Form;
use crate::cite::list::{names_other, turns_page};
use crate::cite::marker::{Candidate, Shape};
use crate::input::TextRange;
use crate::map::{HashMap, HashSet};

/// So many markers without any list are citations whose list is missing.
pub(super) const ENOUGH_WITHOUT_LIST: usize = 3;

impl Resolver<'_> {
    /// Bracketed numbers of an article that has no list for them: citations if several end sentences or clauses.
    pub(super) fn without_list(&self, known: &Known, accepted: &[usize]) -> Vec<usize> {
        if known.numbers || self.candidates.list.iter().any(|c| self.repeats_one_number(c)) {
            return Vec::new();
        }
        let taken: HashSet<usize> = accepted.iter().copied().collect();
        let found: Vec<usize> = (0..self.candidates.list.len())
            .filter(|i| !taken.contains(i))
            .filter(|&i| {
                let candidate = &self.candidates.list[i];
                let numbers =
                    candidate.shape == Shape::Numbers && candidate.form == Form::Sound && !candidate.overlay.in_url;
                numbers
                    && self.article.blocks[candidate.block].kind == BlockKind::Paragraph
                    && self.unlisted(candidate, known)
                    && !self.belongs_to_entry(candidate)
            })
            .collect();
        let ending = found.iter().filter(|&&i| self.ends_clause(&self.candidates.list[i])).count();
        let enough = ending >= ENOUGH_WITHOUT_LIST && ending * 2 >= found.len();
        if enough && self.begins_low(&found) && !self.share_one_word(&found) { found } else { Vec::new() }
    }

    /// Whether a group is one number over and over: where the text writes `[1, 1, 1]`, its brackets hold values.
    fn repeats_one_number(&self, candidate: &Candidate) -> bool {
        let parts = self.candidates.parts_of(candidate);
        candidate.shape == Shape::Numbers && parts.len() > 2 && parts.iter().all(|p| p.key == parts[0].key)
    }

    /// An article counts its sources from 1 and cites most of them; other numbers belong to what it talks about.
    fn begins_low(&self, found: &[usize]) -> bool {
        let numbers: HashSet<u32> = found
            .iter()
            .map(|&i| &self.candidates.list[i])
            // A stretch alone counts nothing: "ports [1-4]".
            .filter(|c| c.parts.len() == self.candidates.written_numbers(c))
            .flat_map(|c| self.candidates.parts_of(c))
            .filter_map(|p| self.citations.keys.number(p.key))
            .collect();
        let highest = numbers.iter().max().map_or(0, |&n| n as usize);
        numbers.len() >= 2 && numbers.len() * 2 >= highest && numbers.iter().any(|&n| n <= 2)
    }

    /// Whether most of the numbers are the bits or ports of one and the same thing: `bit[4]`, "ports [1-4]".
    fn share_one_word(&self, found: &[usize]) -> bool {
        let mut count: HashMap<&str, usize> = HashMap::default();
        for candidate in found.iter().map(|&i| &self.candidates.list[i]) {
            let (before, _) = self.around(candidate);
            let is_range = candidate.parts.len() > self.candidates.written_numbers(candidate);
            let word = if is_range { before.trim_end() } else { before };
            if word.ends_with(char::is_alphabetic) {
                *count.entry(last_token(word)).or_default() += 1;
            }
        }
        count.values().any(|&n| n * 2 > found.len())
    }

    fn unlisted(&self, candidate: &Candidate, known: &Known) -> bool {
        let small = self
            .candidates
            .parts_of(candidate)
            .iter()
            .all(|p| self.citations.keys.number(p.key).is_some_and(|n| (1..=400).contains(&n)));
        // `[1, 2, 3, 4]` written out is data; a writer who cites four sources in a row writes a range.
        let few = self.candidates.written_numbers(candidate) <= 2;
        let indexes = self.is_index(candidate, known) || known.arrays.contains(last_token(self.around(candidate).0));
        small
            && few
            && !indexes
            && !self.is_interval(candidate, false)
            && !candidate.perhaps_pinpoint
            && !self.turns_page(candidate)
            && !self.leads_to_other(candidate)
            && !self.enumerates(candidate)
    }

    /// Whether a number is a link to a place that is named like something else: the index of a manual has `[1]`, `[2]`.
    fn leads_to_other(&self, candidate: &Candidate) -> bool {
        let href = candidate.overlay.link.and_then(|l| self.article.elements[l].href.as_ref());
        href.and_then(|h| h.url.rsplit_once('#')).is_some_and(|(_, place)| names_other(place))
    }

    /// Whether no word stands in the candidate's block.
    pub(super) fn stands_among_numbers(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        !before.contains(char::is_alphabetic) && !after.contains(char::is_alphabetic)
    }

    /// Whether a number is a link to another page as a whole: `[ 1 ] [ 2 ] [ next ]`.
    pub(super) fn turns_page(&self, candidate: &Candidate) -> bool {
        let href = candidate.overlay.link.and_then(|l| self.article.elements[l].href.as_ref());
        href.is_some_and(|h| turns_page(&h.url))
    }

    /// Whether a number belongs to the words of a link, and is that of the page it opens: `request [6]` over `…/requests/6`.
    pub(super) fn is_number_of_target(&self, candidate: &Candidate) -> bool {
        let Some(link) = candidate.overlay.link.map(|l| &self.article.elements[l]) else { return false };
        let words = TextRange::new(link.range.start, link.range.start.max(candidate.range.start));
        let [part] = self.candidates.parts_of(candidate) else { return false };
        let named = |url: &str| url.rsplit(['/', '=', '#']).next() == Some(self.citations.key(part.key));
        self.article.slice(words).contains(char::is_alphabetic) && link.href.as_ref().is_some_and(|h| named(&h.url))
    }
}
