//! Source lists: where they are, and what their entries are.
//!
//! Three steps. Every line that starts like an entry is a [`Hit`]; hits that belong together form a [`Run`](run::Run); a
//! run is a list only where there is evidence: a heading, markup, links that lead to its entries, or markers that use
//! its labels.

mod anchored;
mod bare;
mod evidence;
pub(super) mod heading;
mod heads;
mod label;
mod run;

use heading::Headings;

use super::marker::Candidates;
use super::targets::Targets;
use super::{Family, KeyId, Keys};
use crate::article::Article;
use crate::input::TextRange;

pub(super) use evidence::{names_note, names_other};
pub(super) use heads::Heads;
pub(super) use label::{Hit, Labelled};

/// A list before its cites are joined.
#[derive(Clone, Debug)]
pub(super) struct Draft {
    pub heading: Option<String>,
    pub heading_range: Option<TextRange>,
    pub labelled: Labelled,
    pub family: Family,
    pub notes: bool,
    pub further_reading: bool,
    pub entries: Vec<DraftEntry>,
}

/// An entry before its cites are joined.
#[derive(Clone, Debug)]
pub(super) struct DraftEntry {
    pub key: Option<KeyId>,
    pub label: TextRange,
    pub range: TextRange,
    /// The container that is the entry, where its text alone does not tell its span.
    pub unit: Option<usize>,
}

/// What the steps share.
pub(super) struct Finder<'a> {
    pub article: &'a Article,
    pub candidates: &'a Candidates,
    pub targets: &'a Targets,
    pub heads: Heads,
}

/// Finds all lists, in order of their place. No two entries overlap.
///
/// `headings` announce a list here, beside those that do so anywhere.
pub(super) fn find(
    article: &Article,
    candidates: &Candidates,
    targets: &Targets,
    headings: &[String],
    keys: &mut Keys,
) -> Vec<Draft> {
    let headings = Headings::new(headings);
    let heads = Heads::new(article, &headings);
    let hits = label::hits(article);
    let hits = run::plausible_lines(article, &headings, hits);
    let finder = Finder { article, candidates, targets, heads };
    let runs = run::group(&finder, &hits, keys);
    let mut drafts = evidence::accept(&finder, &hits, runs, keys);
    bare::lists(&finder, &hits, &mut drafts);
    bare::chosen(&finder, &mut drafts);
    anchored::list(&finder, &mut drafts);
    drafts.retain(|d| !d.entries.is_empty());
    drafts.sort_by_key(|d| d.entries[0].range.start);
    drafts
}
