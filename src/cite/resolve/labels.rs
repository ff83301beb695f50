//! Labels that only the markers show: lists whose entries print none, or whose numbers a style sheet makes.

use super::Resolver;
use crate::cite::list::Labelled;
use crate::cite::{EntryId, KeyId, ListId};
use crate::map::HashSet;

/// So many markers that differ from the numbers of their list, in good order, are no slips.
const DRIFT: usize = 3;

impl Resolver<'_> {
    /// Gives entries without a printed label the one their markers use (`note 1`, `註 1`, `a`).
    pub(super) fn labels_from_markers(&mut self) {
        let unprinted: Vec<ListId> = (0..self.drafts.len())
            .filter(|&l| matches!(self.drafts[l].labelled, Labelled::Ordinal | Labelled::Anchored))
            .collect();
        if unprinted.is_empty() {
            return;
        }
        let votes = self.votes();
        for list in unprinted {
            self.relabel(list, &votes);
        }
    }

    /// For each entry, the key of the first marker that links to it.
    fn votes(&self) -> Vec<Option<KeyId>> {
        let mut votes = vec![None; self.citations.entries.len()];
        for candidate in &self.candidates.list {
            if candidate.overlay.backlink {
                continue;
            }
            for at in candidate.parts.clone() {
                if let Some(entry) = self.linked_entry(self.candidates.links[at]) {
                    let own = self.citations.entries[entry].range.covers(candidate.range);
                    if !own && votes[entry].is_none() {
                        votes[entry] = Some(self.candidates.parts[at].key);
                    }
                }
            }
        }
        votes
    }

    fn relabel(&mut self, list: ListId, votes: &[Option<KeyId>]) {
        let entries = self.citations.lists[list].entries.clone();
        let voted: Vec<(EntryId, KeyId)> = entries.clone().filter_map(|e| Some((e, votes[e]?))).collect();
        let differs = voted.iter().filter(|&&(e, key)| self.citations.entries[e].key != Some(key)).count();
        // A few that differ are wrong links. Most that differ, or several in good order, mean that the page counts
        // otherwise than its list: an item was taken out, or a style sheet makes the numbers.
        let drifted = differs >= DRIFT && self.ascends(&voted);
        if differs * 2 <= voted.len() && !drifted {
            return;
        }
        let pattern = voted.first().and_then(|&(e, key)| self.pattern(e, key));
        let taken: HashSet<KeyId> = voted.iter().map(|v| v.1).collect();
        for entry in entries {
            let key = votes[entry].or_else(|| self.by_pattern(entry, pattern.as_ref()?));
            // Where the count is another, the place of an entry that nothing links to says nothing about its number.
            let own = self.citations.entries[entry].key.filter(|k| !taken.contains(k));
            if key.is_some() || self.drafts[list].labelled == Labelled::Ordinal {
                self.citations.entries[entry].key = key.or(own);
            }
        }
    }

    /// Whether the numbers that markers show go up from entry to entry.
    fn ascends(&self, voted: &[(EntryId, KeyId)]) -> bool {
        let numbers: Vec<u32> = voted.iter().filter_map(|&(_, key)| self.citations.keys.number(key)).collect();
        numbers.len() == voted.len() && numbers.is_sorted_by(|a, b| a < b)
    }

    /// How markers spell the number of an entry: with words in front, or as a letter.
    fn pattern(&self, entry: EntryId, shown: KeyId) -> Option<Pattern> {
        let number = self.citations.keys.number(self.citations.entries[entry].key?)?;
        let text = self.citations.key(shown);
        if let Some(prefix) = text.strip_suffix(&number.to_string()).filter(|p| !p.is_empty()) {
            return Some(Pattern::Prefix(prefix.to_owned()));
        }
        (letter(number).as_deref() == Some(text)).then_some(Pattern::Letter)
    }

    fn by_pattern(&mut self, entry: EntryId, pattern: &Pattern) -> Option<KeyId> {
        let number = self.citations.keys.number(self.citations.entries[entry].key?)?;
        let text = match pattern {
            Pattern::Prefix(prefix) => format!("{prefix}{number}"),
            Pattern::Letter => letter(number)?,
        };
        Some(self.citations.keys.intern(&text))
    }
}

enum Pattern {
    Prefix(String),
    Letter,
}

fn letter(number: u32) -> Option<String> {
    let offset = u8::try_from(number.checked_sub(1)?).ok().filter(|&o| o < 26)?;
    Some(char::from(b'a' + offset).to_string())
}
