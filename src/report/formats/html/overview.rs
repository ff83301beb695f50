//! The head of the page: what matters most, before any article.

use std::cmp::Reverse;

use maud::{Markup, html};

use super::article::Context;
use super::causes;
use super::names::{Names, to};
use super::words::{SEVERITIES, severity, tally, title};
use crate::engine::{FileReport, Status};
use crate::finding::Severity;
use crate::report::Report;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;
use crate::report::shared::plan::{Block, blocks};
use crate::report::shared::totals;

/// So many articles whose findings have one cause are named at once; the others are folded.
const FIRST: usize = 4;

/// The title of the page.
pub(super) fn page_title(report: &Report) -> String {
    match report.files.as_slice() {
        [file] => format!("{} – citations", title(file)),
        files => format!("Citations of {}", count(files.len(), "article")),
    }
}

/// What comes first: for one article what explains its findings, for many which of them to open first.
pub(super) fn lead(report: &Report, alone: Option<&Context<'_>>) -> Markup {
    html! {
        header class="masthead" { span class="brand" { "wellcited" } " " span { "citation report" } }
        @match alone {
            Some(cx) => {
                h1 dir="auto" { (title(cx.file)) }
                p class="lede" {
                    span class="path" { (clean(&cx.file.path)) }
                    " · " (tally(cx.file)) ", " (totals::set_aside(report))
                }
                (causes::causes(cx, true))
            },
            None => {
                h1 { (verdict(report)) }
                p class="lede" { (found(report)) ", " (totals::set_aside(report)) "." }
                (read_first(report))
            },
        }
    }
}

/// The batch in a sentence; an article that holds nothing to check is never called clean.
fn verdict(report: &Report) -> String {
    let all = report.files.len();
    let bad = report.files.iter().filter(|file| needs_a_look(file)).count();
    let checked = report.files.iter().filter(|file| file.status == Status::Checked).count();
    match (bad, checked) {
        (0, 0) => "Nothing to check".into(),
        (0, n) => format!("{} checked: nothing that needs a look", count(n, "article")),
        (1, _) => format!("1 of {} needs a look", count(all, "article")),
        (bad, _) => format!("{bad} of {} need a look", count(all, "article")),
    }
}

fn needs_a_look(file: &FileReport) -> bool {
    file.findings.iter().any(|finding| finding.severity > Severity::Info)
}

fn found(report: &Report) -> String {
    SEVERITIES.map(|(level, word, _)| count(report.count(level), word)).join(", ")
}

/// The articles in which one cause explains much: there a question to the author mends more than any change.
fn read_first(report: &Report) -> Markup {
    let mut caused: Vec<(usize, &FileReport, Block<'_>)> = (1..)
        .zip(&report.files)
        .filter_map(|(number, file)| {
            let first = blocks(file, true).into_iter().next().filter(|block| block.cause.is_some())?;
            Some((number, file, first))
        })
        .collect();
    if caused.is_empty() {
        return html! {};
    }
    caused.sort_by_key(|(_, _, block)| Reverse(block.size()));
    let (first, rest) = caused.split_at(caused.len().min(FIRST));
    let show = |(number, file, block): &(usize, &FileReport, Block<'_>)| {
        let Some(cause) = block.cause else { return html! {} };
        let explains = format!("This probably explains {}.", count(block.size(), "finding"));
        html! {
            li { section class={ "callout " (severity(cause.severity)) } {
                p class="where" {
                    a href=(to(&Names(*number).article())) dir="auto" { (title(file)) }
                    " " span class="path" { (clean(&file.path)) }
                }
                (causes::say(cause, false, None, &explains))
            } }
        }
    };
    html! {
        section class="first" {
            h2 { "Read this first" }
            ul { @for one in first { (show(one)) } }
            @if !rest.is_empty() {
                details { summary { "and " (rest.len()) " more" } ul { @for one in rest { (show(one)) } } }
            }
        }
    }
}
