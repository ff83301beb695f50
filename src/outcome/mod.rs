//! What verification found out, as plain data: one verdict for each address.
//!
//! Owns: the words of verdicts, the name of an address, how a title is compared. Refuses: asking anybody anything.
//!
//! A verdict is a reason and its evidence, never a bool: the reason decides the [`Class`]. A site that refuses programs
//! is not dead, a time-out is not dead, and what was not asked is neither good nor bad.

mod address;
mod plan;
mod reason;
mod title;
mod verdict;

use std::collections::BTreeMap;

use jiff::Timestamp;

pub use address::{Key, key};
pub use plan::{Plan, Wanted};
pub use reason::{Class, Reason};
pub use title::{LEAST_SCORE, score};
pub use verdict::{Archive, Hop, Note, Verdict};

/// Everything a run of verification found out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcomes {
    /// The verdict on each address that was planned, by its [`key`].
    pub verdicts: BTreeMap<Key, Verdict>,
    /// When the run began.
    pub at: Option<Timestamp>,
    /// How many requests were sent.
    pub requests: u64,
    /// Whether the run ended before everything was asked.
    pub interrupted: bool,
}

impl Outcomes {
    /// The verdict on an address as written, if it was planned.
    pub fn of(&self, url: &str) -> Option<&Verdict> {
        self.verdicts.get(&key(url)?)
    }

    /// How many addresses have a verdict of this class.
    pub fn count(&self, class: Class) -> usize {
        self.verdicts.values().filter(|verdict| verdict.class() == class).count()
    }

    /// Whether requests were sent and none was answered: then nothing is known about any source.
    pub fn reached_nothing(&self) -> bool {
        let asked = |verdict: &&Verdict| verdict.attempts > 0;
        let lost = |verdict: &Verdict| verdict.class() == Class::Unreachable && verdict.status.is_none();
        let mut asked = self.verdicts.values().filter(asked).peekable();
        asked.peek().is_some() && asked.all(lost) && !self.verdicts.values().any(|verdict| verdict.from_cache)
    }
}
