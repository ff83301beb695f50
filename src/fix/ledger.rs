//! What a fix must leave as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher as _};

use crate::cite::{EntryId, Form, Target};
use crate::engine::{self, Reading};
use crate::finding::{Finding, Group, Guard};
use crate::input::Input;

/// Rules whose findings say that a citation or source was lost, beside all of the group *residue*.
const LOSSES: &[&str] = &[
    "missing-source",
    "no-source-list",
    "dropped-citation",
    "dangling-lead-in",
    "empty-citation",
    "malformed-citation",
    "invalid-range",
    "pruned-source-list",
    "cut-source-list",
    "duplicate-number",
    "mismatched-anchor",
    "number-url-conflict",
    "broken-anchor",
];
/// The rule whose findings may be what a damaged citation has lost.
const LOOSE: &str = "unused-source";
/// More sources than this are not compared for one key.
const MOST_MEANT: usize = 8;

/// What one text says, in so far as a fix must not change it.
#[derive(Debug)]
pub(super) struct Ledger {
    /// Findings by rule, of those the user sees.
    counts: BTreeMap<&'static str, usize>,
    /// How many findings the user sees.
    seen: usize,
    /// Keys that are cited and listed nowhere.
    missing: BTreeSet<String>,
    /// For each citation outside of the lists, the sources it means.
    joins: Vec<Meaning>,
    /// The first finding that says that something was lost.
    lost: Option<String>,
    /// The first source that nothing cites.
    loose: Option<String>,
}

impl Ledger {
    /// The ledger of a text that was read and checked.
    pub(super) fn new(input: &Input, reading: &Reading, findings: &[Finding]) -> Self {
        // What was lost is lost, whatever the user has turned off.
        let all = engine::check(input, reading);
        let mut counts = BTreeMap::new();
        for finding in findings {
            *counts.entry(finding.rule.name).or_default() += 1;
        }
        let first = |test: &dyn Fn(&Finding) -> bool| all.iter().find(|f| test(f)).map(|f| f.message.clone());
        Self {
            counts,
            seen: findings.len(),
            missing: missing(reading),
            joins: joins(reading),
            lost: first(&|f| f.rule.group == Group::Residue || LOSSES.contains(&f.rule.name)),
            loose: first(&|f| f.rule.name == LOOSE),
        }
    }

    /// Why a change with this guard has to wait.
    pub(super) fn holds(&self, guard: Guard) -> Option<String> {
        let reason = |what: &str, first: &Option<String>| first.as_ref().map(|first| format!("{what}: {first}"));
        match guard {
            Guard::None => None,
            Guard::Candidates => reason("it may be what was lost elsewhere", &self.lost),
            Guard::Holes => reason("it may stand for a source that nothing cites", &self.loose),
        }
    }

    /// How many findings of this rule the user sees.
    pub(super) fn count(&self, rule: &str) -> usize {
        self.counts.get(rule).copied().unwrap_or(0)
    }

    /// What is worse in `after`, a text that answers the missing keys `answered`.
    pub(super) fn loss(&self, after: &Self, answered: &BTreeSet<&str>) -> Option<String> {
        let hidden = self.missing.iter().find(|key| !after.missing.contains(*key) && !answered.contains(key.as_str()));
        if let Some(key) = hidden {
            return Some(format!("it would hide that the source of [{key}] is missing"));
        }
        if let Some((rule, _)) = after.counts.iter().find(|(rule, n)| self.count(rule) < **n) {
            return Some(format!("it would bring a new finding of {rule}"));
        }
        let same = |(before, after): (&Meaning, &Meaning)| before.stays_in(after);
        if self.joins.len() != after.joins.len() || !self.joins.iter().zip(&after.joins).all(same) {
            return Some("it would change which source a citation means".into());
        }
        (after.seen >= self.seen).then(|| "it would mend nothing".into())
    }
}

fn missing(reading: &Reading) -> BTreeSet<String> {
    let c = &reading.citations;
    let lost = c.cites.iter().filter(|cite| cite.target == Target::Missing);
    let sound = lost.filter(|cite| c.markers[cite.marker].form == Form::Sound && !c.markers[cite.marker].hidden);
    sound.map(|cite| c.key(cite.key).to_owned()).collect()
}

/// The sources that a citation means: all they say, all they say but addresses, and which they are; each sorted.
#[derive(Debug, Default)]
struct Meaning {
    said: Vec<u64>,
    words: Vec<u64>,
    entries: Vec<EntryId>,
}

impl Meaning {
    /// Whether a citation still means the same: sources of the same words, or the same sources, in which no more than
    /// an address was mended.
    fn stays_in(&self, after: &Self) -> bool {
        self.said.is_empty() || self.said == after.said || self.entries == after.entries && self.words == after.words
    }
}

fn joins(reading: &Reading) -> Vec<Meaning> {
    let c = &reading.citations;
    let each = |counts: &dyn Fn(&str) -> bool| -> Vec<u64> {
        c.entries.iter().map(|entry| fingerprint(reading.article.slice(entry.body), counts)).collect()
    };
    let (said, words) = (each(&|_| true), each(&|word| !word.contains("://")));
    let outside = c.markers.iter().filter(|m| m.inside.is_none());
    outside
        .map(|marker| {
            // Of a malformed citation only a part may have been understood.
            let cites = if marker.form == Form::Sound { &c.cites[marker.cites.clone()] } else { &[] };
            let meant = || cites.iter().flat_map(|cite| entries(&cite.target));
            Meaning {
                said: distinct(meant().map(|&entry| said[entry])),
                words: distinct(meant().map(|&entry| words[entry])),
                entries: distinct(meant().copied()),
            }
        })
        .collect()
}

fn distinct<T: Ord>(items: impl Iterator<Item = T>) -> Vec<T> {
    items.collect::<BTreeSet<T>>().into_iter().collect()
}

/// The sources that a citation means, the first of them where it may mean any of many.
fn entries(target: &Target) -> &[EntryId] {
    match target {
        Target::Entry(entry) => std::slice::from_ref(entry),
        Target::Ambiguous(entries) => &entries[..entries.len().min(MOST_MEANT)],
        Target::Missing | Target::Elsewhere => &[],
    }
}

/// A number for those words of a source that count, blanks aside.
fn fingerprint(text: &str, counts: impl Fn(&str) -> bool) -> u64 {
    let mut hasher = DefaultHasher::new();
    for word in text.split_whitespace().filter(|word| counts(word)) {
        word.hash(&mut hasher);
    }
    hasher.finish()
}
