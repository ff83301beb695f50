//! Links on the years of works: `Tarn et al. (2014)`, where the authors are a link of their own, or none.

use super::Resolver;
use crate::article::{Element, ElementKind};
use crate::cite::marker::{Candidate, Part, Says, is_lead};
use crate::cite::{KeyId, is_year};
use crate::input::TextRange;
use crate::map::HashMap;

/// The names of works whose sources are gone, by the place where these stood.
pub(super) type Gone = HashMap<String, KeyId>;

/// So many elements in front of a link are looked at for one around it.
pub(super) const NEAR: usize = 32;

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
