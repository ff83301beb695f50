//! What was found in one article, by what explains it: the first thing an editor reads.

use maud::{Markup, html};

use super::article::Context;
use super::names::to;
use super::words::severity;
use crate::engine::{FileReport, FindingReport};
use crate::report::shared::clean::clean;
use crate::report::shared::plan::{Block, Group, blocks};
use crate::report::shared::wording::{explains, headline, sentence};

/// More places of one group than this are counted, not linked.
const PLACES: usize = 24;

/// The headline of what explains the most, if anything does.
pub(super) fn first(file: &FileReport) -> Option<String> {
    let cause = blocks(file, true).first().and_then(|block| block.cause)?;
    Some(headline(cause.rule, 1, cause.tag.as_deref()))
}

/// The callouts and the list of what was found; right below the title of the page, or under that of an article.
pub(super) fn causes(cx: &Context<'_>, is_top: bool) -> Markup {
    let blocks = blocks(cx.file, true);
    let (caused, alone): (Vec<_>, Vec<_>) = blocks.iter().partition(|block| block.cause.is_some());
    html! {
        @for block in &caused { (callout(cx, block, is_top)) }
        @if !alone.is_empty() {
            ul class="found" {
                @for block in &alone { @for found in &block.groups { (group(cx, found)) } }
            }
        }
    }
}

fn callout(cx: &Context<'_>, block: &Block<'_>, is_top: bool) -> Markup {
    let Some(cause) = block.cause else { return html! {} };
    html! {
        section class={ "callout " (severity(cause.severity)) } {
            (say(cause, is_top, Some(&to(&cx.names.note(id_of(cx, cause)))), &explains(block.size())))
            ul class="found" { @for found in &block.groups { (group(cx, found)) } }
        }
    }
}

/// The words of a cause: what is wrong, what to do first, what it explains.
pub(super) fn say(cause: &FindingReport, is_top: bool, link: Option<&str>, explains: &str) -> Markup {
    let title = headline(cause.rule, 1, cause.tag.as_deref());
    let help = cause.help.as_deref().map(|help| sentence(&clean(help))).unwrap_or_default();
    let (ask, rest) = help.split_once(". ").map_or((help.as_str(), ""), |(ask, rest)| (ask, rest));
    let title = html! { @match link { Some(link) => a href=(link) { (clean(&title)) }, None => (clean(&title)) } };
    html! {
        @if is_top { h2 { (title) } } @else { h3 { (title) } }
        @if !ask.is_empty() { p class="ask" { (ask.trim_end_matches('.')) "." } }
        p { (sentence(&clean(&cause.message))) " " (explains) }
        @if !rest.is_empty() { p class="soft" { (rest) } }
    }
}

/// Findings of one rule, with a link to each.
fn group(cx: &Context<'_>, group: &Group<'_>) -> Markup {
    let single = if let [single] = group.findings.as_slice() { single.tag.as_deref() } else { None };
    let title = headline(group.rule, group.findings.len(), single);
    html! {
        li class=(severity(group.severity)) data-rule=(group.rule.name) data-level=(severity(group.severity)) {
            span class="dot" aria-hidden="true" {}
            span class="vh" { (severity(group.severity)) ": " }
            (clean(&title)) " "
            span class="places" {
                @for (number, finding) in (1..).zip(&group.findings).take(PLACES) {
                    a href=(to(&cx.names.note(id_of(cx, finding)))) {
                        @match &finding.tag { Some(tag) => (clean(tag)), None => (number) }
                    } " "
                }
                @if group.findings.len() > PLACES { "and " (group.findings.len() - PLACES) " more" }
            }
        }
    }
}

/// The index of a finding of the article.
fn id_of(cx: &Context<'_>, finding: &FindingReport) -> usize {
    // A plan borrows from the article's own list, in which addresses ascend.
    let address = std::ptr::from_ref(finding);
    cx.file.findings.binary_search_by_key(&address, std::ptr::from_ref).unwrap_or_default()
}
