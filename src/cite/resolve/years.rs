//! Links on the years of works: `Tarn et al. (2014)`, where the authors are a link of their own, or none.

use super::Resolver;
use crate::article::{Element, ElementKind};
use crate::cite::marker::{Candidate, Part, is_lead};
use crate::input::TextRange;

/// So many elements in front of a link are looked at for one around it.
const NEAR: usize = 32;

impl Resolver<'_> {
    /// Whether a part is the year behind the authors, both in one link to their work: `Polder et al., 2006`.
    pub(super) fn is_year_of_work(&self, candidate: &Candidate, at: usize) -> bool {
        let (parts, links) = (&self.candidates.parts, &self.candidates.links);
        at > candidate.parts.start
            && links[at].is_some()
            && links[at] == links[at - 1]
            && is_year(self.citations.keys.text(parts[at].key))
            && self.citations.keys.number(parts[at - 1].key).is_none_or(|_| self.is_year_of_work(candidate, at - 1))
            && self.linked_entry(links[at]).is_some()
    }

    /// Whether a link shows nothing but the year of a work, and no link in front of it the authors.
    pub(super) fn dates_gone_work(&self, candidate: &Candidate) -> bool {
        let Some(link) = candidate.overlay.link else { return false };
        let url = |at: usize| self.article.elements[at].href.as_ref().map(|h| &h.url);
        let is_link = |&at: &usize| self.article.elements[at].kind == ElementKind::Link;
        let authors = (link.saturating_sub(NEAR)..link).rev().find(is_link);
        self.candidates.parts_of(candidate).iter().all(|part| is_year(self.citations.key(part.key)))
            && authors.is_none_or(|at| url(at) != url(link) || !self.stand_together(at, link))
    }

    /// Whether nothing but a bracket stands between two links.
    fn stand_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.article.elements[one].range, self.article.elements[other].range);
        other.start >= one.end
            && self.article.slice(TextRange::new(one.end, other.start)).chars().all(|c| !c.is_alphanumeric())
    }

    /// What the text calls the work whose year is all of a link: `Tarn et al. (2014)` for 2014.
    pub(super) fn name_of_dated(&self, candidate: &Candidate, part: &Part) -> Option<String> {
        let year = self.citations.key(part.key);
        if !candidate.overlay.declared || !is_year(year) || !self.names_gone_work(candidate) {
            return None;
        }
        let cite = self.citing(candidate.overlay.link?)?;
        let before = self.article.slice(TextRange::new(cite.start, part.range.start));
        let own = &before[before.rfind(';').map_or(0, |at| at + 1)..];
        let own = without_leads(own.trim_start_matches([' ', '(', '[']));
        let authors = own.split(['(', '[']).next().unwrap_or_default().trim_end_matches([' ', ',']);
        authors.contains(char::is_alphabetic).then(|| format!("{authors} ({year})"))
    }

    /// The element around a link that declares itself a citation.
    fn citing(&self, link: usize) -> Option<TextRange> {
        let elements = &self.article.elements;
        let around = |e: &&Element| e.kind == ElementKind::Cite && e.range.covers(elements[link].range);
        elements[..link].iter().rev().take(NEAR).find(around).map(|e| e.range)
    }
}

/// Whether a label is a year, or one of several works of a year: `2006`, `2006b`.
pub(super) fn is_year(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - letters.len()];
    digits.len() == 4 && ("1500"..="2100").contains(&digits) && (letters.is_empty() || is_letter(letters))
}

fn is_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a'..=b'z'])
}

/// Without words that lead to the authors: `see Tarn` names Tarn.
fn without_leads(mut text: &str) -> &str {
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| is_lead(word.trim_end_matches(','))) {
        text = rest.trim_start();
    }
    text
}
