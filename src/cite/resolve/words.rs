//! Whether words are markers: `[RFC2119]`, `[note 1]`, the letter or sign that is a link to a note.

use super::Resolver;
use super::known::{Known, is_to_come};
use crate::cite::Style;
use crate::cite::marker::{Candidate, Part};

impl Resolver<'_> {
    /// Whether a word that is a link can be the sign of a note: `a`, `*`, `note 1`; not "updated" or "v t e".
    pub(super) fn is_sign(&self, candidate: &Candidate) -> bool {
        if candidate.overlay.raised || candidate.overlay.declared || candidate.style == Style::Label {
            return !self.article.slice(candidate.range).contains("edit");
        }
        let text = self.article.slice(candidate.range).trim_matches(['[', ']', '(', ')']);
        if is_dated(text) {
            return true;
        }
        let counted = text.chars().count() <= 12
            && text.ends_with(|c: char| c.is_ascii_digit())
            && text.starts_with(char::is_alphabetic);
        counted || text.chars().count() == 1 && !text.starts_with(char::is_alphanumeric)
    }

    /// `[RFC2119]`, `[note 1]`, a link whose text is a word.
    pub(super) fn is_word(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let bracketed = matches!(candidate.style, Style::Label | Style::Restructured | Style::Lenticular);
        if !bracketed {
            return false;
        }
        let (before, after) = self.around(candidate);
        // `[text](url)` that was not read as a link, `[x]` in front of a task, `name[OPTIONS]`.
        if after.starts_with('(') || self.is_index(candidate, known) {
            return false;
        }
        if self.is_formula(candidate, known)
            || self.mixes_values(candidate, known)
            || self.left_behind(candidate).is_some()
        {
            return false;
        }
        if listed || candidate.overlay.declared && !known.by_key.is_empty() || candidate.style == Style::Restructured {
            return true;
        }
        let parts = self.candidates.parts_of(candidate);
        if self.counts_sources(candidate, known) {
            return !before.trim().is_empty();
        }
        let text = |key| self.citations.key(key);
        if parts.iter().any(|p| is_to_come(text(p.key))) {
            return false;
        }
        let named = |key| names_itself(text(key));
        if parts.iter().all(|p| named(p.key)) {
            return !before.trim().is_empty();
        }
        // What another page of the same site lists is none of this one.
        let links = &self.candidates.links[candidate.parts.clone()];
        let elsewhere = links.iter().flatten().any(|&link| self.is_in_other_file(link));
        known.words
            && !elsewhere
            && parts.len() <= 6
            && parts.iter().all(|p| known.resembles(text(p.key)))
            && !before.trim().is_empty()
    }

    /// Whether numbers stand beside something that is no number and no label: `[1, 1.5]`, `[1, 2n+1]`.
    fn is_formula(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let number = |p: &Part| self.citations.keys.number(p.key).is_some();
        let unlisted_term = |p: &Part| !known.by_key.contains_key(&p.key) && is_term(self.citations.key(p.key));
        candidate.overlay.link.is_none()
            && parts.iter().any(unlisted_term)
            && (parts.len() == 1 || parts.iter().any(number))
    }

    /// Whether words stand beside numbers where all sources are numbers: `[maj, 7, min, 9]` over a list of ten.
    fn mixes_values(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let number = |p: &Part| self.citations.keys.number(p.key).is_some();
        let word = |p: &Part| !number(p) && !names_itself(self.citations.key(p.key));
        !known.words && candidate.overlay.link.is_none() && parts.iter().any(number) && parts.iter().any(word)
    }
}

/// Whether a label is rather a term of a formula: it begins with a digit and holds a point or a plus.
fn is_term(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['.', '+'])
}

/// Whether a year ends a name, with or without a blank in front: `Skerry and Tarn, 2005`, `Tarn2005b`.
fn is_dated(text: &str) -> bool {
    let text = text.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(text);
    let digits = &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    digits.parse().is_ok_and(|year: u32| (1400..2100).contains(&year))
}

/// Labels that name their document: `RFC5246`, `BCP14`, `doi:…`.
pub(super) fn names_itself(text: &str) -> bool {
    ["RFC", "BCP", "STD", "FIPS"].iter().any(|p| {
        text.strip_prefix(p).is_some_and(|r| {
            let digits = r.trim_start_matches([' ', '-', '\u{a0}']);
            (2..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        })
    })
}
