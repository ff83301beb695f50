//! Source lists: where they are, and what their entries are.
//!
//! Three steps. Every line that starts like an entry is a [`Hit`]; hits that belong together form a [`Run`](run::Run); a
//! run is a list only where there is evidence: a heading, markup, links that lead to its entries, or markers that use
//! its labels.

mod anchored;
mod bare;
mod evidence;
mod forms;
pub(super) mod heading;
mod heads;
mod label;
mod ordinals;
mod run;
mod run_on;

use heading::Headings;

use super::marker::Candidates;
use super::readers::Readers;
use super::targets::Targets;
use super::{Family, KeyId, Keys};
use crate::article::Article;
use crate::input::TextRange;

pub(super) use evidence::{names_note, names_other, turns_page};
pub(super) use forms::Labelled;
pub(super) use heads::Heads;
pub(super) use label::{Hit, in_later_cell};

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

impl Draft {
    /// From its first entry to the end of its last.
    pub(super) fn range(&self) -> Option<TextRange> {
        let (first, last) = (self.entries.first()?, self.entries.last()?);
        Some(TextRange::new(first.range.start, last.range.end.max(first.range.start)))
    }
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
    pub targets: &'a Targets<'a>,
    pub heads: Heads,
}

/// Whether a label of letters is a link to an entry of a list in another file: then the line cites. Numbers in a file
/// of notes lead back to the chapters.
fn cites_other_file(article: &Article, targets: &Targets<'_>, hit: &Hit) -> bool {
    let from = article.elements.before(hit.label.start);
    let own = article.elements[from..].iter().enumerate().take_while(|(_, e)| e.range.start < hit.label.end);
    hit.labelled == Labelled::Bracket
        && hit.key.as_deref().is_some_and(|k| k.contains(char::is_alphabetic))
        && own.map(|(nth, _)| from + nth).any(|link| targets.is_in_other_file(article, link))
}

/// Finds all lists, in order of their place. No two entries overlap.
///
/// `headings` announce a list here, beside those that do so anywhere.
pub(super) fn find(
    article: &Article,
    candidates: &Candidates,
    targets: &Targets<'_>,
    readers: &Readers,
    headings: &[String],
    keys: &mut Keys,
) -> Vec<Draft> {
    let headings = Headings::new(headings);
    let heads = Heads::new(article, &headings);
    let hits = label::hits(article);
    let mut hits = run::plausible_lines(article, &headings, hits);
    hits.retain(|h| !readers.wrote(article, h.block) && !cites_other_file(article, targets, h));
    let finder = Finder { article, candidates, targets, heads };
    let runs = run::group(&finder, &hits, keys);
    let mut drafts = evidence::accept(&finder, &hits, runs, keys);
    bare::lists(&finder, &hits, &mut drafts);
    bare::chosen(&finder, &mut drafts);
    anchored::list(&finder, keys, &mut drafts);
    drafts.retain(|d| !d.entries.is_empty());
    drafts.sort_by_key(|d| d.entries[0].range.start);
    drafts
}
