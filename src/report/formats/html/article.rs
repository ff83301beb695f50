//! One article: what was read, what explains its findings, then its text with the margin.

use std::collections::BTreeMap;

use maud::{Markup, PreEscaped, html};

use super::gather::gather;
use super::marks::Marks;
use super::names::{Names, language};
use super::readable::ReadableText;
use super::verdict::Verdicts;
use super::words::{cut, severity, tally, title};
use super::{causes, note, text};
use crate::engine::{FileReport, QuotationReport, Status};
use crate::outcome::Outcomes;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;
use crate::report::shared::wording::headline;
use crate::report::shared::{header, totals};

/// No more characters of a finding that is set aside are shown.
const EXCERPT: usize = 160;

/// What all parts of one article on the page need.
pub(super) struct Context<'a> {
    pub(super) names: Names,
    pub(super) file: &'a FileReport,
    /// The text with what is marked in it, if it was kept.
    pub(super) text: Option<(ReadableText<'a>, Marks)>,
    /// What the web says about its sources.
    pub(super) verdicts: Verdicts<'a>,
    /// For each source, the quotations from it.
    quoted: BTreeMap<usize, Vec<&'a QuotationReport>>,
}

impl<'a> Context<'a> {
    /// Prepares the article with this number on the page.
    pub(super) fn new(number: usize, file: &'a FileReport, outcomes: Option<&'a Outcomes>) -> Self {
        let text = gather(file).map(|text| {
            let marks = Marks::new(file, &text);
            (text, marks)
        });
        let mut quoted: BTreeMap<usize, Vec<&QuotationReport>> = BTreeMap::new();
        for quotation in &file.quotations {
            if let Some(entry) = quotation.source.as_ref().and_then(|source| source.entry) {
                quoted.entry(entry).or_default().push(quotation);
            }
        }
        Self { names: Names(number), file, text, verdicts: Verdicts::new(file, outcomes), quoted }
    }

    /// The quotations from a source.
    pub(super) fn quotations_of(&self, source: usize) -> &[&'a QuotationReport] {
        self.quoted.get(&source).map_or(&[], Vec::as_slice)
    }

    /// Whether a place of the text is on the page.
    pub(super) fn is_shown(&self, at: u32) -> bool {
        self.text.as_ref().is_some_and(|(text, _)| text.is_shown(at))
    }
}

/// The article of a report that has no other; what explains its findings stands above it.
pub(super) fn alone(cx: &Context<'_>) -> Markup {
    html! {
        section class="article" id=(cx.names.article()) aria-labelledby="alone" {
            h2 class="vh" id="alone" { "The article" }
            (facts(cx.file))
            (placeless(cx))
            (reading(cx))
            (set_aside(cx.file))
        }
    }
}

/// One article of many: a line that unfolds.
pub(super) fn folded(cx: &Context<'_>) -> Markup {
    let file = cx.file;
    let worst = file.findings.iter().map(|finding| finding.severity).max();
    let level = worst.map_or(if file.status == Status::Checked { "clean" } else { "nothing" }, severity);
    let name = format!("{} {}", title(file), clean(&file.path)).to_lowercase();
    html! {
        details class={ "article " (level) } id=(cx.names.article()) data-name=(name) {
            summary {
                h2 dir="auto" { (title(file)) }
                span class="path" { (clean(&file.path)) }
                span class="tally" { span class="dot" aria-hidden="true" {} (tally(file)) }
                @if let Some(cause) = causes::first(file) { span class="why" { (cause) } }
            }
            (causes::causes(cx, false))
            (facts(file))
            (placeless(cx))
            (reading(cx))
            (set_aside(file))
        }
    }
}

/// What was read, so that a wrong reading shows.
fn facts(file: &FileReport) -> Markup {
    html! { p class="facts" { (header::lines(file).join(". ")) "." } }
}

/// The findings that stand beside no text.
fn placeless(cx: &Context<'_>) -> Markup {
    let all = || (0..cx.file.findings.len()).collect();
    let ids: Vec<usize> = cx.text.as_ref().map_or_else(all, |(_, marks)| marks.placeless.clone());
    html! { @if !ids.is_empty() { div class="about" { (note::notes(cx, ids.iter().copied())) } } }
}

/// What was found and does not count, and why: nothing goes unsaid.
fn set_aside(file: &FileReport) -> Markup {
    html! {
        @if !file.set_aside.is_empty() {
            details class="aside" {
                summary { (count(file.set_aside.len(), "finding")) " set aside" }
                ul {
                    @for aside in &file.set_aside {
                        li {
                            (clean(&headline(aside.finding.rule, 1, aside.finding.tag.as_deref()))) ": "
                            q dir="auto" { (cut(&clean(&aside.finding.excerpt.text), EXCERPT)) }
                            " " span class="soft" { (clean(&totals::reason(&aside.by))) }
                        }
                    }
                }
            }
        }
    }
}

/// The text itself.
fn reading(cx: &Context<'_>) -> Markup {
    let Some((readable, marks)) = &cx.text else { return html! {} };
    let body = text::body(cx, readable, marks);
    match language(cx.file.language.as_deref()) {
        Some(language) => html! { div class="text" lang=(language) { (PreEscaped(body)) } },
        None => html! { div class="text" { (PreEscaped(body)) } },
    }
}
