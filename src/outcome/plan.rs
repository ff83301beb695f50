//! What is to be found out.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Key;

/// The addresses that articles rest on, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// What is wanted of each.
    pub wanted: BTreeMap<Key, Wanted>,
}

/// What is wanted of one address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The titles that sources give it, each once.
    pub titles: Vec<String>,
    /// The DOI that stands for it.
    pub doi: Option<String>,
    /// Whether it is the page of a catalogue that lists only some works: what it does not list may well exist.
    pub is_catalogue: bool,
    /// Whether quotations are looked for in it, or in any source of the same article.
    pub needs_text: bool,
    /// The day for which a copy is wanted: when it was cited, else when it was published.
    pub cited_on: Option<Date>,
}

impl Plan {
    /// Adds what is wanted of an address to what is wanted of it already.
    pub fn add(&mut self, key: Key, wanted: Wanted) {
        let known = self.wanted.entry(key).or_default();
        for title in wanted.titles {
            if !known.titles.contains(&title) {
                known.titles.push(title);
            }
        }
        known.doi = known.doi.take().or(wanted.doi);
        known.is_catalogue |= wanted.is_catalogue;
        known.needs_text |= wanted.needs_text;
        known.cited_on = known.cited_on.or(wanted.cited_on);
    }

    /// Adds all of another plan.
    pub fn merge(&mut self, other: Self) {
        if self.wanted.is_empty() {
            *self = other;
            return;
        }
        for (key, wanted) in other.wanted {
            self.add(key, wanted);
        }
    }
}
