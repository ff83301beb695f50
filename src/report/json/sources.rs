//! What the web says about sources, in the report for programs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::Report;
use crate::engine::{AddressVerdict, SourceKind, SourceVerdict};
use crate::map::HashMap;
use crate::outcome::{self, Class, Key, Outcomes, Reason, Verdict};

/// One address, and what is known about it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Source<'a> {
    url: &'a str,
    class: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    final_url: Option<&'a str>,
    chain: Vec<Hop<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_score: Option<f64>,
    attempts: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    checked_at: Option<String>,
    from_cache: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    notes: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    digest: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archive: Option<Archive<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    record: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    milliseconds: Option<u64>,
    used: Vec<Use<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Hop<'a> {
    url: &'a str,
    status: u16,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Archive<'a> {
    state: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

/// A place that states an address.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Use<'a> {
    path: &'a str,
    line: u32,
    #[serde(flatten)]
    holder: Holder,
}

/// Who states it, by place among those of the file.
#[derive(Clone, Copy, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Holder {
    Entry(usize),
    Link(usize),
    Marker(usize),
}

impl From<SourceKind> for Holder {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Entry(entry) => Self::Entry(entry),
            SourceKind::Link(link) => Self::Link(link),
            SourceKind::Marker(marker) => Self::Marker(marker),
        }
    }
}

/// What is known about one source of a file: the worst of its addresses.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Known<'a> {
    #[serde(flatten)]
    holder: Holder,
    line: u32,
    class: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title_score: Option<f64>,
}

impl<'a> Known<'a> {
    fn new(source: &'a SourceVerdict) -> Self {
        let worst = source.worst();
        let reason = source.reason();
        Self {
            holder: source.kind.into(),
            line: source.line,
            class: reason.class().name(),
            reason: reason.name(),
            url: worst.map(|address| address.key.as_ref().map_or(address.url.as_str(), Key::as_str)),
            title_score: worst.and_then(|address| address.title_score).map(share),
        }
    }
}

/// What is known about each source of a file; made when it is written, since there may be very many.
pub(super) struct Verdicts<'a>(pub(super) &'a [SourceVerdict]);

impl Verdicts<'_> {
    pub(super) const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Verdicts<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_seq(self.0.iter().map(Known::new))
    }
}

/// How many are of each class: the sums are the sources of lists, the links and linked numbers, and the addresses.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Counts {
    entries: BTreeMap<&'static str, usize>,
    links: BTreeMap<&'static str, usize>,
    urls: BTreeMap<&'static str, usize>,
    requests: u64,
    interrupted: bool,
}

impl Counts {
    pub(super) fn new(report: &Report, outcomes: &Outcomes) -> Self {
        let none = || Class::ALL.map(|class| (class.name(), 0)).into_iter().collect::<BTreeMap<_, _>>();
        let mut counts = Self {
            entries: none(),
            links: none(),
            urls: none(),
            requests: outcomes.requests,
            interrupted: outcomes.interrupted,
        };
        for source in report.files.iter().flat_map(|file| &file.sources) {
            let counted = match source.kind {
                SourceKind::Entry(_) => &mut counts.entries,
                SourceKind::Link(_) | SourceKind::Marker(_) => &mut counts.links,
            };
            *counted.entry(source.reason().class().name()).or_default() += 1;
        }
        let mut count = |class: Class| *counts.urls.entry(class.name()).or_default() += 1;
        outcomes.verdicts.values().for_each(|verdict| count(verdict.class()));
        let others = uses(report).map(|(address, _)| address).filter(|address| address.key.is_none());
        let others: BTreeSet<(&str, Reason)> = others.map(|a| (a.url.as_str(), a.reason)).collect();
        others.into_iter().for_each(|(_, reason)| count(reason.class()));
        counts
    }
}

/// Every address of the report with the places that state it: those that were to be asked, then the others, each in
/// order.
pub(super) struct Sources<'a>(&'a Report, &'a Outcomes);

impl<'a> Sources<'a> {
    pub(super) const fn new(report: &'a Report, outcomes: &'a Outcomes) -> Self {
        Self(report, outcomes)
    }
}

impl Serialize for Sources<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let &Self(report, outcomes) = self;
        let mut asked: HashMap<&str, Vec<Use<'_>>> = HashMap::default();
        asked.reserve(outcomes.verdicts.len());
        let mut others: BTreeMap<(&str, Reason), Vec<Use<'_>>> = BTreeMap::new();
        for (address, place) in uses(report) {
            match &address.key {
                Some(key) => asked.entry(key.as_str()).or_default().push(place),
                None => others.entry((&address.url, address.reason)).or_default().push(place),
            }
        }
        let known = outcomes.verdicts.iter().map(|(key, verdict)| {
            let used = asked.remove(key.as_str()).unwrap_or_default();
            Source::new(key.as_str(), verdict, used)
        });
        let others = others.into_iter().map(|((url, reason), used)| Source::unasked(url, reason, outcomes, used));
        out.collect_seq(known.chain(others))
    }
}

/// All addresses of a report, each with its place.
fn uses(report: &Report) -> impl Iterator<Item = (&AddressVerdict, Use<'_>)> {
    report.files.iter().flat_map(|file| {
        file.sources.iter().flat_map(|source| {
            let place = |line| Use { path: &file.path, line, holder: source.kind.into() };
            source.addresses.iter().map(move |address| (address, place(address.line)))
        })
    })
}

impl<'a> Source<'a> {
    fn new(url: &'a str, verdict: &'a Verdict, used: Vec<Use<'a>>) -> Self {
        Self {
            url,
            class: verdict.class().name(),
            reason: verdict.reason.name(),
            status: verdict.status,
            final_url: verdict.final_url.as_deref(),
            chain: verdict.chain.iter().map(|hop| Hop { url: &hop.url, status: hop.status }).collect(),
            title: verdict.title(),
            title_score: verdict.title_score.map(share),
            attempts: verdict.attempts,
            checked_at: Some(verdict.checked_at.to_string()),
            from_cache: verdict.from_cache,
            notes: verdict.notes.iter().map(|note| note.name()).collect(),
            detail: verdict.detail.as_deref(),
            digest: verdict.digest.as_deref(),
            archive: verdict.archive.as_ref().map(archive),
            record: verdict.record.as_deref(),
            milliseconds: verdict.millis,
            used,
        }
    }

    fn unasked(url: &'a str, reason: Reason, outcomes: &Outcomes, used: Vec<Use<'a>>) -> Self {
        Self {
            url,
            class: reason.class().name(),
            reason: reason.name(),
            status: None,
            final_url: None,
            chain: Vec::new(),
            title: None,
            title_score: None,
            attempts: 0,
            checked_at: outcomes.at.map(|at| at.to_string()),
            from_cache: false,
            notes: Vec::new(),
            detail: None,
            digest: None,
            archive: None,
            record: None,
            milliseconds: None,
            used,
        }
    }
}

fn archive(archive: &outcome::Archive) -> Archive<'_> {
    let (url, date) = match archive {
        outcome::Archive::Found { url, date } => (Some(url.as_str()), date.map(|date| date.to_string())),
        outcome::Archive::None | outcome::Archive::LookupFailed => (None, None),
    };
    Archive { state: archive.name(), url, date }
}

/// Hundredths as a share.
fn share(score: u8) -> f64 {
    f64::from(score) / 100.0
}
