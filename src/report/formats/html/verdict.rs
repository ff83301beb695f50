//! What the web says about sources: beside each of them, and in numbers.

use std::collections::{BTreeMap, HashMap};

use maud::{Markup, html};

use super::chart::bar;
use super::names::web;
use crate::engine::{FileReport, SourceKind, SourceVerdict};
use crate::outcome::{Archive, Outcomes};
use crate::report::Report;
use crate::report::formats::sources::{Row, Status};
use crate::report::shared::clean::clean;

/// The verdicts on the sources of one article, by what they are.
pub(super) struct Verdicts<'a> {
    file: &'a FileReport,
    outcomes: Option<&'a Outcomes>,
    by_kind: HashMap<SourceKind, &'a SourceVerdict>,
}

impl<'a> Verdicts<'a> {
    /// The verdicts on the sources of a file; none where the web was not asked.
    pub(super) fn new(file: &'a FileReport, outcomes: Option<&'a Outcomes>) -> Self {
        let by_kind = file.sources.iter().map(|source| (source.kind, source)).collect();
        Self { file, outcomes, by_kind }
    }

    /// What is known about a source of a list.
    pub(super) fn of_entry(&self, entry: usize) -> Markup {
        let row = self.row(SourceKind::Entry(entry));
        html! { @if let Some(row) = row { (said(&row)) } }
    }

    /// What is known about a link, or about a number that opens a page of its own; nothing where all is well.
    pub(super) fn of_link(&self, kind: SourceKind) -> Markup {
        let row = self.row(kind).filter(|row| !matches!(row.status, Status::Ok | Status::NoAddress | Status::NotAsked));
        html! {
            @if let Some(row) = row {
                span class={ "chip " (colour(row.status)) } title=(clean(&row.remark())) { (row.status.words()) }
            }
        }
    }

    fn row(&self, kind: SourceKind) -> Option<Row<'_>> {
        let source = self.by_kind.get(&kind)?;
        Some(Row::new(self.file, source, self.outcomes?))
    }
}

fn said(row: &Row<'_>) -> Markup {
    let copy = match row.verdict.and_then(|verdict| verdict.archive.as_ref()) {
        Some(Archive::Found { url, .. }) => web(url),
        _ => None,
    };
    let remark = row.remark();
    html! {
        span class={ "verdict " (colour(row.status)) } {
            b { (row.status.words()) }
            @if remark != row.status.words() { ": " (clean(&remark)) }
            @if let Some(url) = copy { " " a class="out" href=(url) rel="noopener noreferrer" { "archived copy" } }
            " "
        }
    }
}

/// How many sources there are of each kind, as a chart.
pub(super) fn chart(report: &Report) -> Markup {
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for source in report.files.iter().flat_map(|file| &file.sources) {
        *counts.entry(Status::of(source.reason())).or_default() += 1;
    }
    let most = counts.values().copied().max().unwrap_or(0);
    html! {
        @if !counts.is_empty() {
            table class="chart" {
                caption { "What the web says about the sources" }
                tbody { @for (status, n) in &counts { tr {
                    th scope="row" { (status.words()) }
                    td { (bar(&[(*n, colour(*status))], most)) }
                    td class="n" { (n) }
                } } }
            }
        }
    }
}

/// The colour of a status: only what is known to be wrong looks wrong.
const fn colour(status: Status) -> &'static str {
    match status {
        Status::Ok => "good",
        Status::Moved => "note",
        Status::Dead | Status::NotRequested => "error",
        Status::ByHand | Status::Suspect | Status::NotSent => "warning",
        Status::NotReached | Status::NotAsked | Status::NoAddress => "faint",
    }
}
