//! Keys that a missing one seems to mean.

use super::Missing;
use crate::cite::{EntryId, Family};
use crate::map::HashMap;
use crate::rules::{Context, words};

/// A known key that is nearly the one that is missing.
pub(super) struct Near {
    /// The key as it must be written.
    pub(super) key: String,
    /// The key as an editor sees it.
    pub(super) shown: String,
    /// What has it.
    pub(super) holder: String,
}

/// Listed keys of letters by the digits they hold: a slip changes letters, another number is another source.
pub(super) struct Alike {
    by_digits: HashMap<String, Vec<EntryId>>,
}

/// More keys than this with the same digits are not compared.
const MOST_ALIKE: usize = 64;

impl Alike {
    pub(super) fn new(cx: &Context<'_>) -> Self {
        let c = cx.citations;
        let mut by_digits: HashMap<String, Vec<EntryId>> = HashMap::default();
        if !cx.missing().is_empty() {
            for (id, entry) in c.entries.iter().enumerate() {
                if let Some(key) = entry.key.filter(|&k| c.keys.number(k).is_none()) {
                    by_digits.entry(digits(c.key(key))).or_default().push(id);
                }
            }
        }
        Self { by_digits }
    }

    /// The one known key that a missing one seems to mean.
    pub(super) fn to(&self, cx: &Context<'_>, missing: &Missing) -> Option<Near> {
        let key = cx.citations.key(missing.key);
        match missing.list {
            Some(_) => self.listed(cx, key),
            None => defined(cx, key),
        }
    }

    fn listed(&self, cx: &Context<'_>, key: &str) -> Option<Near> {
        let c = cx.citations;
        let rivals = self.by_digits.get(&digits(key)).filter(|r| r.len() <= MOST_ALIKE)?;
        let family = |e: &EntryId| c.lists[c.entries[*e].list].family != Family::Notes;
        let mut near = rivals.iter().copied().filter(family).filter(|&e| {
            let listed = c.entries[e].key.map(|k| c.key(k)).unwrap_or_default();
            is_near(key, listed)
        });
        let first = near.next().filter(|_| near.next().is_none())?;
        Some(Near {
            key: c.entries[first].key.map(|k| c.key(k).to_owned())?,
            shown: cx.shown_entry(first),
            holder: "the list".into(),
        })
    }
}

/// The same among the keys that other files define.
fn defined(cx: &Context<'_>, key: &str) -> Option<Near> {
    let known = cx.citations.bibliography.as_deref()?;
    let wanted = digits(key);
    let mut near = known.keys.iter().filter(|other| digits(other) == wanted && is_near(key, other));
    let first = near.next().filter(|_| near.next().is_none())?;
    Some(Near { key: first.clone(), shown: format!("[@{first}]"), holder: words::join(&known.files, 3) })
}

fn digits(key: &str) -> String {
    key.chars().filter(char::is_ascii_digit).collect()
}

/// Whether `cited` is `listed` with a slip of one letter, other case, or without its prefix of letters.
fn is_near(cited: &str, listed: &str) -> bool {
    let (cited, listed) = (cited.to_lowercase(), listed.to_lowercase());
    // `[1]` counts the sources, `[A 1]` the remarks; `[3579]` can only mean `[RFC3579]`.
    let has_digits = cited.bytes().filter(u8::is_ascii_digit).count() > 2;
    let prefix = listed.strip_suffix(cited.as_str()).map(|p| p.trim_end_matches(['-', '_', ' ', '.', ':']));
    let lost_prefix = prefix.is_some_and(|p| !p.is_empty() && p.chars().all(char::is_alphabetic));
    let short = cited.chars().count() < 5 || listed.chars().count() < 5;
    cited == listed || (has_digits && lost_prefix) || (!short && strsim::osa_distance(&cited, &listed) == 1)
}

#[cfg(test)]
mod tests {
    use super::is_near;

    #[test]
    fn near_misses() {
        for (cited, listed) in [("3579", "RFC3579"), ("Hargreave2019", "Hargreaves2019"), ("rfc2119", "RFC2119")] {
            assert!(is_near(cited, listed), "{cited} {listed}");
        }
        for (cited, listed) in [("A1", "B1"), ("1", "A 1"), ("Smith2019", "Jones2019"), ("19", "Smith, 19")] {
            assert!(!is_near(cited, listed), "{cited} {listed}");
        }
    }
}
