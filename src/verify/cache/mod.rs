//! What earlier runs found out, in one file.
//!
//! The file is a redb database: transactions, so that a run that is killed loses nothing that was written, and no C
//! library. redb lets one process have a database open, so nobody keeps it open: what a run needs is read in one go
//! before it starts, what it finds out is written in batches, and each of these sessions holds a lock on a file beside
//! the database for as long as it takes.

mod age;
mod history;
mod listing;
mod record;
mod store;
mod writer;

use std::collections::HashMap;
use std::fmt;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::{Kept, Known, Memory, Options};
use crate::outcome::{Class, Key, Verdict};

use history::{Past, strikes};
use record::Record;
use store::Store;
use writer::Writer;

pub use age::lifetime;
pub use listing::{Listed, Pruned, list, prune};
pub use store::THREAD;

/// What holds of what is kept.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    /// How old a verdict may be; by its class, if not said.
    pub max_age: Option<SignedDuration>,
    /// Classes that are asked again, however new they are.
    pub refresh: Vec<Class>,
}

/// A cache that a run works with.
pub struct Cache {
    policy: Policy,
    now: Timestamp,
    /// What the file knew of the addresses of this run.
    known: Mutex<HashMap<Key, Remembered>>,
    writer: Writer,
    /// What could not be kept.
    lost: Mutex<Vec<String>>,
}

/// What is known about an address.
#[derive(Clone, Debug, Default)]
struct Remembered {
    kept: Option<Kept>,
    past: Vec<Past>,
}

/// Why a cache is not used, or what happened to it; a sentence for people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble(pub String);

impl Cache {
    /// Opens a cache file, or makes one. `options` decide which verdicts are the same question: those that were found
    /// with other fields, another name or another method are not seen.
    pub fn open(path: PathBuf, options: &Options, policy: Policy, now: Timestamp) -> Result<Self, Trouble> {
        let store = Store::new(path, record::scope(options))?;
        Ok(Self { policy, now, known: Mutex::default(), writer: Writer::new(store), lost: Mutex::default() })
    }

    /// Reads what is known about these addresses, for some with the text of the page; those that are not named are not
    /// known.
    pub fn prefetch<'k>(&self, keys: impl IntoIterator<Item = (&'k Key, bool)>) -> Result<(), Trouble> {
        let found = self.writer.store().read(keys)?;
        let mut known = self.known();
        for (key, record, past) in found {
            known.insert(key, Remembered { kept: record.map(Record::into_kept), past });
        }
        Ok(())
    }

    /// What happened, for people: that the file was set aside, or that something could not be kept.
    pub fn notes(&self) -> Vec<String> {
        let lost = self.lost.lock().unwrap_or_else(PoisonError::into_inner).clone();
        self.writer.store().notes().into_iter().chain(lost).collect()
    }

    fn known(&self) -> MutexGuard<'_, HashMap<Key, Remembered>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a verdict still holds.
    fn is_fresh(&self, verdict: &Verdict) -> bool {
        let class = verdict.class();
        let life = lifetime(class).map(|life| self.policy.max_age.unwrap_or(life));
        let age = self.now.duration_since(verdict.checked_at);
        !self.policy.refresh.contains(&class) && life.is_some_and(|life| age < life)
    }
}

impl Memory for Cache {
    fn recall(&self, key: &Key) -> Known {
        let Some(kept) = self.known().get(key).and_then(|known| known.kept.clone()) else { return Known::Nothing };
        match self.is_fresh(&kept.verdict) {
            true => Known::Fresh(Kept { verdict: Verdict { from_cache: true, ..kept.verdict }, ..kept }),
            false => Known::Stale(kept),
        }
    }

    fn keep(&self, key: &Key, kept: Kept) -> Verdict {
        let mut known = self.known();
        let remembered = known.entry(key.clone()).or_default();
        let verdict = &kept.verdict;
        let past = Past::of(verdict);
        remembered.past.extend(past);
        let strikes = strikes(&remembered.past);
        let kept = Kept { verdict: Verdict { strikes, ..kept.verdict }, ..kept };
        remembered.kept = Some(kept.clone());
        drop(known);
        let verdict = kept.verdict.clone();
        self.writer.keep(key.clone(), Record::of(kept), past);
        verdict
    }

    fn flush(&self) {
        if let Err(Trouble(why)) = self.writer.flush() {
            let lost = format!("what was found out could not be kept for the next run: {why}");
            self.lost.lock().unwrap_or_else(PoisonError::into_inner).push(lost);
        }
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("policy", &self.policy).finish_non_exhaustive()
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
