//! Joining: which entry each cite means.

use super::Resolver;
use super::choice::{Choices, Space, one_or_many};
use super::known::{Known, is_citation};
use super::page;
use super::words::names_itself;
use crate::cite::list::Labelled;
use crate::cite::{Cite, CiteId, EntryId, KeyId, ListId, Scope, Style, Target, is_year};
use crate::input::{TextRange, floor_boundary};
use crate::map::HashMap;

/// So many entries of one key are told of every cite.
const MANY: usize = 16;
/// A longer label is a name, no letter or sign that notes are told apart by.
const LONGEST_SIGN: usize = 2;
/// Authors and year stand no further in a source, or in a link that names it, in bytes: cites are many, and all ask.
const NEAR: usize = 4000;

impl Resolver<'_> {
    /// Gives every cite its target and every entry its cites.
    pub(super) fn join(&mut self, known: &Known) {
        let local = self.local_lists(known);
        let mut choices = Choices::new(known, &local);
        for cite in 0..self.citations.cites.len() {
            let (key, target) = self.target(cite, &mut choices);
            if let Some(key) = key {
                self.citations.cites[cite].key = key;
            }
            match &target {
                Target::Entry(entry) => self.citations.cited_by[*entry].push(cite),
                Target::Ambiguous(entries) => self.cite_all(entries, cite),
                Target::Missing | Target::Elsewhere => {}
            }
            self.citations.cites[cite].target = target;
        }
        for (list, flag) in local.into_iter().enumerate() {
            if flag && self.citations.lists[list].scope == Scope::Article {
                self.citations.lists[list].scope = Scope::Local;
            }
        }
    }

    /// Every entry learns that it is cited. Of very many only the first are told of each cite: all cites of all entries
    /// would be a square.
    fn cite_all(&mut self, entries: &[EntryId], cite: CiteId) {
        let all_know = entries.last().is_some_and(|&last| !self.citations.cited_by[last].is_empty());
        let told = if all_know { entries.len().min(MANY) } else { entries.len() };
        for &entry in &entries[..told] {
            self.citations.cited_by[entry].push(cite);
        }
    }

    /// What a cite means; with the key of the source, where the text shows another name for it.
    fn target(&self, cite: CiteId, choices: &mut Choices<'_>) -> (Option<KeyId>, Target) {
        let data = &self.citations.cites[cite];
        let marker = &self.citations.markers[data.marker];
        let number = self.citations.keys.number(data.key).is_some();
        if let Some(entry) = self.linked_entry(data.link).filter(|&e| marker.inside != Some(e)) {
            let own = self.citations.entries[entry].key;
            if own == Some(data.key) || own.is_none() {
                return (None, Target::Entry(entry));
            }
            if own.is_some_and(|own| self.shows_part(data, entry, own, choices.known)) {
                return (own, Target::Entry(entry));
            }
        }
        let space = Space::of(marker.style, data.link.is_none() && choices.known.linked_notes);
        let listed = choices.known.by_key.contains_key(&data.key);
        let counted = (!listed && !number).then(|| self.number_of(data.key, choices.known)).flatten();
        if let Some(choice) = counted.and_then(|key| choices.of(self, key, space)) {
            return (counted, choice.at(marker.range.start));
        }
        let target = match choices.of(self, data.key, space) {
            Some(choice) => choice.at(marker.range.start),
            None if marker.style == Style::Citekey && self.citations.bibliography.is_some() => self.defined(data.key),
            // `[#name]_` is a note, and notes stand in the file that cites them.
            None if !self.article.slice(marker.range).starts_with("[#")
                && self.is_elsewhere(data.key, marker.style, choices.known) =>
            {
                Target::Elsewhere
            }
            None if data.link.is_some_and(|l| self.is_in_other_file(l)) => Target::Elsewhere,
            None if !choices.known.named_sources && names_itself(self.citations.key(data.key)) => Target::Elsewhere,
            None => match self.divided(data.key, choices.known) {
                Target::Missing => self.listed_address(data.link),
                found => found,
            },
        };
        (None, target)
    }

    /// Whether a link on another name than that of its entry shows a part of it: its year, its authors, or a number
    /// where the list prints names only.
    fn shows_part(&self, cite: &Cite, entry: EntryId, own: KeyId, known: &Known) -> bool {
        let shown = self.citations.key(cite.key);
        if is_year(shown) {
            return self.states(entry, &shown[..4]);
        }
        if self.citations.keys.number(cite.key).is_some() {
            let named = self.citations.key(own).len() > LONGEST_SIGN;
            return named && !known.counted.contains(&self.citations.entries[entry].list);
        }
        !known.by_key.contains_key(&cite.key)
            && (!self.shows_name(entry, own) || self.share_a_word(cite.key, own) || self.names(entry, cite))
    }

    /// Whether a source states something, in its label or behind it.
    fn states(&self, entry: EntryId, what: &str) -> bool {
        let entry = &self.citations.entries[entry];
        entry.key.is_some_and(|own| self.citations.key(own).contains(what))
            || self.beginning(entry.range).contains(what)
    }

    /// Whether a link names authors, or a year behind them, that its source states: `Polder et al., 2006`.
    fn names(&self, entry: EntryId, cite: &Cite) -> bool {
        let shown = cite.link.map_or("", |l| self.beginning(self.article.elements[l].range));
        let words = || shown.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words().any(|word| is_year(word) && self.states(entry, &word[..4]))
            || words().any(|word| word.len() > 2 && word.starts_with(char::is_uppercase) && self.states(entry, word))
    }

    fn beginning(&self, range: TextRange) -> &str {
        let text = self.article.slice(range);
        &text[..floor_boundary(text, NEAR)]
    }

    /// Whether an entry shows its own name: then a link on another name is a slip, or leads to what took its place.
    fn shows_name(&self, entry: EntryId, own: KeyId) -> bool {
        let entry = &self.citations.entries[entry];
        let shown = !entry.label.is_empty() || self.drafts[entry.list].labelled == Labelled::Anchored;
        shown && self.citations.keys.number(own).is_none()
    }

    /// Whether two names of letters have a word in common: `Polder` and `Polder (2006)`.
    fn share_a_word(&self, a: KeyId, b: KeyId) -> bool {
        let words = |key| self.citations.key(key).split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words(a).any(|x| words(b).any(|y| x.eq_ignore_ascii_case(y)))
    }

    /// What a key of letters means where the files are known that define such keys.
    fn defined(&self, key: KeyId) -> Target {
        let known = self.citations.bibliography.as_deref();
        known.map_or(Target::Missing, |known| known.target(self.citations.key(key)))
    }

    /// The source without a label that states the address a number opens: `[[1]](https://…)` over a list of links.
    fn listed_address(&self, link: Option<usize>) -> Target {
        let href = link.and_then(|l| self.article.elements[l].href.as_ref());
        let found = href.filter(|h| h.url.contains("://")).and_then(|h| self.by_address.get(page(&h.url)));
        found.map_or(Target::Missing, |&entry| Target::Entry(entry))
    }

    /// `[2]` over a list of `[2a]` and `[2b]` means both.
    fn divided(&self, key: KeyId, known: &Known) -> Target {
        if self.citations.keys.number(key).is_none() || !known.words {
            return Target::Missing;
        }
        let text = self.citations.key(key);
        let entries: Vec<EntryId> = ('a'..='h')
            .map_while(|c| self.citations.keys.find(&format!("{text}{c}")))
            .filter_map(|k| known.by_key.get(&k))
            .flat_map(|n| n.sources.iter().chain(&n.notes).copied())
            .take(MANY)
            .collect();
        if entries.is_empty() { Target::Missing } else { one_or_many(&entries) }
    }

    fn is_elsewhere(&self, key: KeyId, style: Style, known: &Known) -> bool {
        let word = || style == Style::Label && self.citations.keys.number(key).is_none();
        known.by_key.is_empty() && (style == Style::Citekey || self.article.generated_list.is_some() || word())
            // The files of one project share the list of its citations.
            || style == Style::Restructured && !known.defines_citations && is_citation(self.citations.key(key))
    }

    /// Which lists are local: two that share a label, with text that cites between them.
    fn local_lists(&self, known: &Known) -> Vec<bool> {
        let lists = &self.citations.lists;
        let mut local = vec![false; lists.len()];
        let mut sharing: HashMap<(ListId, ListId), ()> = HashMap::default();
        let spaces = known.by_key.values().flat_map(|n| [&n.notes, &n.sources]);
        let mut keys: Vec<&Vec<EntryId>> = spaces.filter(|e| e.len() > 1).collect();
        keys.sort_unstable();
        for entries in keys {
            for pair in entries.windows(2) {
                let (a, b) = (self.citations.entries[pair[0]].list, self.citations.entries[pair[1]].list);
                if a != b && lists[a].family == lists[b].family {
                    sharing.insert((a.min(b), a.max(b)), ());
                }
            }
        }
        let body: Vec<u32> =
            self.citations.markers.iter().filter(|m| m.inside.is_none() && !m.hidden).map(|m| m.range.start).collect();
        let mut pairs: Vec<(ListId, ListId)> = sharing.into_keys().collect();
        pairs.sort_unstable();
        for (a, b) in pairs {
            let (end, start) =
                (lists[a].range.end.min(lists[b].range.end), lists[a].range.start.max(lists[b].range.start));
            let next = body.partition_point(|&m| m <= end);
            if body.get(next).is_some_and(|&m| m < start) {
                (local[a], local[b]) = (true, true);
            }
        }
        local
    }
}
