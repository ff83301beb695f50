//! Sources that words lead to: `[the survey][3]`, `<a href="#ref-3">the survey</a>`. Such a link is no marker, but who
//! follows it comes to the source.

use super::Resolver;
use super::known::{Known, without_number};
use crate::article::{Element, ElementKind};
use crate::cite::EntryId;
use crate::cite::list::{Labelled, names_note};
use crate::cite::marker::{Candidate, Says, Shape};
use crate::map::HashSet;

impl Resolver<'_> {
    /// For each entry, whether a link that a reader sees leads to it from outside of all entries.
    pub(super) fn led_to(&self, known: &Known) -> Vec<bool> {
        let mut found = vec![false; self.citations.entries.len()];
        if found.is_empty() {
            return found;
        }
        // A marker means what it says, wherever it leads.
        let markers: HashSet<usize> = self.citations.cites.iter().filter_map(|c| c.link).collect();
        for (index, element) in self.article.elements.iter().enumerate() {
            let seen = element.kind == ElementKind::Link
                && element.range.start < self.article.visible_end
                && !self.article.slice(element.range).trim().is_empty()
                && !Says::of(element).leads_back;
            if !seen || markers.contains(&index) || self.citations.entry_at(element.range.start).is_some() {
                continue;
            }
            if let Some(entry) = self.definition(element, known).or_else(|| self.linked_entry(Some(index))) {
                found[entry] = true;
            }
        }
        let words = self.candidates.list.iter().filter(|c| c.shape == Shape::Words);
        for key in words.filter_map(|c| self.left_behind(c)).flatten() {
            let namesakes = known.by_key.get(&key).map_or(&[][..], |all| &all.sources);
            namesakes.iter().for_each(|&entry| found[entry] = true);
        }
        self.note_loose(&mut found);
        found
    }

    /// Where numbers in the line cite, any number that stands there may be meant for its source.
    fn note_loose(&self, found: &mut [bool]) {
        let all = &self.candidates.list;
        let appended = |c: &&Candidate| matches!(c.shape, Shape::Glued | Shape::Enclosed);
        let (sure, glued) = all.split_at(all.len() - all.iter().rev().take_while(appended).count());
        let at = |c: &Candidate| c.range.start;
        // A number that is a link or raised stands in the line, too.
        let taken = |c: &Candidate| {
            self.citations.markers.binary_search_by_key(&at(c), |m| m.range.start).is_ok()
                && sure.binary_search_by_key(&at(c), at).is_err()
        };
        if !glued.iter().filter(|c| c.shape == Shape::Glued).any(taken) {
            return;
        }
        for (id, entry) in self.citations.entries.iter().enumerate() {
            let number = entry.key.and_then(|k| self.citations.keys.number(k));
            found[id] |= number.is_some_and(|n| self.candidates.loose.contains(&n));
        }
    }

    /// Whether a link that declares itself a citation, or leads where its key would stand, names a work whose source is
    /// gone: `Tarn et al.`, or the year behind it where only that is a link.
    pub(super) fn names_gone_work(&self, candidate: &Candidate) -> bool {
        let href = candidate.overlay.link.and_then(|l| self.article.elements[l].href.as_ref());
        let place = href.and_then(|h| h.url.strip_prefix('#')).unwrap_or_default();
        (candidate.overlay.declared && names_note(place) || self.is_place_of(candidate, place))
            && self.targets.anchor(self.article, candidate.overlay.link.unwrap_or_default()).is_none()
            && (self.article.slice(candidate.range).contains(char::is_alphabetic) || self.dates_gone_work(candidate))
    }

    /// Whether a cross reference shows the name of a place that is gone, and others of its series lead to sources: `[s3]`
    /// beside `[s2]`, as AsciiDoc writes them.
    pub(super) fn counts_on(&self, candidate: &Candidate, known: &Known) -> bool {
        let [part] = self.candidates.parts_of(candidate) else { return false };
        let Some(link) = candidate.overlay.link.filter(|_| !known.series.is_empty()) else { return false };
        let key = self.citations.key(part.key);
        let place = self.article.elements[link].href.as_ref().and_then(|h| h.url.strip_prefix('#'));
        let series = without_number(key);
        place == Some(key)
            && series.len() < key.len()
            && known.series.contains(series)
            && self.targets.anchor(self.article, link).is_none()
    }

    /// What stands in front of the number in the names of places that cross references show, and that are sources.
    pub(super) fn series(&self) -> HashSet<String> {
        let words = self.candidates.list.iter().filter(|c| c.shape == Shape::Words && c.overlay.link.is_some());
        let leading = words.filter(|c| self.linked_entry(c.overlay.link).is_some());
        let shown = leading.filter_map(|c| self.candidates.parts_of(c).first()).map(|p| self.citations.key(p.key));
        let counted = shown.filter(|key| without_number(key).len() < key.len());
        counted.map(|key| without_number(key).to_owned()).filter(|series| !series.is_empty()).collect()
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

    /// The definition that a reference link of Markdown goes through, where definitions are the list.
    fn definition(&self, element: &Element, known: &Known) -> Option<EntryId> {
        let label = element.href.as_ref()?.reference.as_deref()?;
        let namesakes = known.by_key.get(&self.citations.keys.find(label)?)?;
        let first = *namesakes.sources.first()?;
        (self.drafts[self.citations.entries[first].list].labelled == Labelled::Definition).then_some(first)
    }
}
