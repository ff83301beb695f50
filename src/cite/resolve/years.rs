//! Links on the years of works: `Tarn et al. (2014)`, where the authors are a link of their own, or none.

use super::Resolver;
use super::known::Known;
use crate::article::{Element, ElementKind};
use crate::cite::marker::{Candidate, Part, Says, Shape, is_lead};
use crate::cite::{KeyId, is_year};
use crate::input::TextRange;
use crate::map::{HashMap, HashSet};

/// The names of works whose sources are gone, by the place where these stood.
pub(super) type Gone = HashMap<String, KeyId>;

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

    /// How the places of sources are called that links on a year lead to.
    pub(super) fn places_of_dated(&self) -> HashSet<String> {
        let dated = self.candidates.list.iter().filter(|c| c.shape == Shape::Words && self.ends_with_year(c));
        let links = dated.filter_map(|c| c.overlay.link).filter(|&l| self.linked_entry(Some(l)).is_some());
        links.filter_map(|l| self.counted_place(l)).collect()
    }

    /// Whether a link on a year leads to a place that is gone, and that is called as those of sources are.
    pub(super) fn leads_to_gone_place(&self, candidate: &Candidate, known: &Known) -> bool {
        let Some(link) = candidate.overlay.link.filter(|_| !known.places.is_empty()) else { return false };
        self.ends_with_year(candidate)
            && (self.article.slice(candidate.range).contains(char::is_alphabetic) || self.dates_gone_work(candidate))
            && self.targets.anchor(self.article, link).is_none()
            && self.counted_place(link).is_some_and(|place| known.places.contains(&place))
    }

    fn ends_with_year(&self, candidate: &Candidate) -> bool {
        let last = self.article.slice(candidate.range).rsplit(' ').next().unwrap_or_default();
        is_year(last.trim_matches(['(', ')', '[', ']']))
    }

    /// How a link names a place, without its numbers: `#CR` for `#CR3`, whatever page stands in front.
    fn counted_place(&self, link: usize) -> Option<String> {
        let (page, place) = self.article.elements[link].href.as_ref()?.url.split_once('#')?;
        let name: String = place.chars().filter(|c| !c.is_ascii_digit()).collect();
        (!name.is_empty() && name.len() < place.len()).then(|| format!("{page}#{name}"))
    }

    /// Whether nothing but a bracket stands between two links.
    fn stand_together(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.article.elements[one].range, self.article.elements[other].range);
        other.start >= one.end
            && self.article.slice(TextRange::new(one.end, other.start)).chars().all(|c| !c.is_alphanumeric())
    }

    /// What the text calls the work that part `at` leads to, where its source is gone: what an earlier link to the same
    /// place shows, which `gone` knows; for the year alone `Tarn et al. (2014)`.
    pub(super) fn name_of_gone(&mut self, at: usize, gone: &mut Gone) -> Option<KeyId> {
        let link = self.candidates.links[at]?;
        let place = &self.article.elements[link].href.as_ref()?.url;
        let key = self.candidates.parts[at].key;
        let numbered = self.citations.keys.number(key).is_some() && !is_year(self.citations.key(key));
        if numbered || !place.contains('#') || self.targets.anchor(self.article, link).is_some() {
            return None;
        }
        if let Some(&known) = gone.get(&**place) {
            return Some(known);
        }
        let part = &self.candidates.parts[at];
        let key = match self.dated_name(link, part) {
            Some(name) => self.citations.keys.intern(&name),
            None => part.key,
        };
        gone.insert(place.to_string(), key);
        Some(key)
    }

    fn dated_name(&self, link: usize, part: &Part) -> Option<String> {
        let year = self.citations.key(part.key);
        if !is_year(year) {
            return None;
        }
        let cite = self.citing(link)?;
        let before = self.article.slice(TextRange::new(cite.start, part.range.start));
        let own = &before[before.rfind(';').map_or(0, |at| at + 1)..];
        let own = without_leads(own.trim_start_matches([' ', '(', '[']));
        let authors = own.split(['(', '[']).next().unwrap_or_default().trim_end_matches([' ', ',']);
        authors.contains(char::is_alphabetic).then(|| format!("{authors} ({year})"))
    }

    /// The element around a link that declares itself a citation.
    fn citing(&self, link: usize) -> Option<TextRange> {
        let elements = &self.article.elements;
        let cites = |e: &Element| e.kind == ElementKind::Cite || e.kind != ElementKind::Link && Says::of(e).cites;
        let around = |e: &&Element| cites(e) && e.range.covers(elements[link].range);
        elements[..link].iter().rev().take(NEAR).find(around).map(|e| e.range)
    }
}

/// Without words that lead to the authors: `see Tarn` names Tarn.
fn without_leads(mut text: &str) -> &str {
    while let Some((_, rest)) = text.split_once(' ').filter(|(word, _)| is_lead(word.trim_end_matches(','))) {
        text = rest.trim_start();
    }
    text
}
