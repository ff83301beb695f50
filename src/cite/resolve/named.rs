//! Sources that words lead to: `[the survey][3]`, `<a href="#ref-3">the survey</a>`. Such a link is no marker, but who
//! follows it comes to the source.

use super::Resolver;
use super::known::Known;
use crate::article::{Element, ElementKind};
use crate::cite::EntryId;
use crate::cite::list::Labelled;
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

    /// The definition that a reference link of Markdown goes through, where definitions are the list.
    fn definition(&self, element: &Element, known: &Known) -> Option<EntryId> {
        let label = element.href.as_ref()?.reference.as_deref()?;
        let namesakes = known.by_key.get(&self.citations.keys.find(label)?)?;
        let first = *namesakes.sources.first()?;
        (self.drafts[self.citations.entries[first].list].labelled == Labelled::Definition).then_some(first)
    }
}
