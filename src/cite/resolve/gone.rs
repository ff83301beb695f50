//! Links to places that are gone: the sources that stood there are missed.

use super::Resolver;
use super::known::Known;
use super::years::NEAR;
use crate::article::ElementKind;
use crate::cite::list::names_note;
use crate::cite::marker::{Candidate, Shape};
use crate::cite::{ends_with_year, is_year};
use crate::input::TextRange;
use crate::map::HashSet;

impl Resolver<'_> {
    /// Whether a link that declares itself a citation, or leads where its key would stand, names a work whose source is
    /// gone: `Tarn et al.`, or the year behind it where only that is a link.
    pub(super) fn names_gone_work(&self, candidate: &Candidate) -> bool {
        let href = candidate.overlay.link.and_then(|l| self.article.elements[l].href.as_ref());
        let place = href.and_then(|h| h.url.strip_prefix('#')).unwrap_or_default();
        (candidate.overlay.declared && names_note(place) || self.is_place_of(candidate, place))
            && self.targets.anchor(self.article, candidate.overlay.link.unwrap_or_default()).is_none()
            && self.names_work(candidate)
    }

    /// Whether a link leads to a place that is gone, and others of its series lead to sources: `#CR4` beside `#CR3`.
    pub(super) fn continues_series(&self, candidate: &Candidate, known: &Known) -> bool {
        let Some(link) = candidate.overlay.link.filter(|_| !known.series.is_empty()) else { return false };
        (self.shows_place(candidate, link) || self.shows_year(candidate) && self.names_work(candidate))
            && self.targets.anchor(self.article, link).is_none()
            && self.series_of(link).is_some_and(|series| known.series.contains(&series))
    }

    /// The series of places that links on years, or on the names of these places, lead to, where they are sources.
    pub(super) fn series(&self) -> HashSet<String> {
        let words = self.candidates.list.iter().filter(|c| c.shape == Shape::Words);
        let leading = words.filter_map(|c| {
            let link = c.overlay.link?;
            (self.shows_year(c) || self.shows_place(c, link)).then_some(link)
        });
        leading.filter(|&l| self.linked_entry(Some(l)).is_some()).filter_map(|l| self.series_of(l)).collect()
    }

    /// The series that the place of a link is counted in, its name without numbers: `#CR` for `#CR3`, whatever page stands
    /// in front.
    fn series_of(&self, link: usize) -> Option<String> {
        let (page, place) = self.article.elements[link].href.as_ref()?.url.split_once('#')?;
        let name: String = place.chars().filter(|c| !c.is_ascii_digit()).collect();
        (!name.is_empty() && name.len() < place.len()).then(|| format!("{page}#{name}"))
    }

    /// Whether a link shows a year, perhaps behind authors.
    fn shows_year(&self, candidate: &Candidate) -> bool {
        ends_with_year(self.article.slice(candidate.range))
    }

    /// Whether a link shows the name of the place it leads to, and its number, as cross references of AsciiDoc do: `[s3]`.
    fn shows_place(&self, candidate: &Candidate, link: usize) -> bool {
        let [part] = self.candidates.parts_of(candidate) else { return false };
        let key = self.citations.key(part.key);
        let place = self.article.elements[link].href.as_ref().and_then(|h| h.url.strip_prefix('#'));
        place == Some(key) && key.ends_with(|c: char| c.is_ascii_digit())
    }

    /// Whether a place is called as docutils calls that of a source: `#tarn2014` for `[Tarn2014]`; not `#top` for `[top]`.
    fn is_place_of(&self, candidate: &Candidate, place: &str) -> bool {
        let [part] = self.candidates.parts_of(candidate) else { return false };
        let key = self.citations.key(part.key);
        key.contains(|c: char| c.is_ascii_digit())
            && place.len() == key.len()
            && place
                .bytes()
                .zip(key.bytes())
                .all(|(p, k)| p == k.to_ascii_lowercase() || p == b'-' && k.is_ascii_punctuation())
    }

    /// Whether a link names a work: by its authors, or by nothing but its year where no link in front of it shows them.
    fn names_work(&self, candidate: &Candidate) -> bool {
        if self.article.slice(candidate.range).contains(char::is_alphabetic) {
            return true;
        }
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
}
