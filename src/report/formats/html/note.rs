//! What is said about one finding in the margin.

use maud::{Markup, html};

use super::article::Context;
use super::names::{rule, to};
use super::words::{cut, severity};
use crate::engine::FindingReport;
use crate::report::shared::clean::clean;
use crate::report::shared::wording::{has_detail, headline, names_its_tag, sentence};

/// More other places than this are counted, not linked.
const PLACES: usize = 8;
/// No name of another place is longer.
const PLACE: usize = 60;

/// The notes of findings that stand in one place; what repeats the one before says only what is new.
pub(super) fn notes(cx: &Context<'_>, findings: impl Iterator<Item = usize>) -> Markup {
    let mut before: Option<&FindingReport> = None;
    let mut all = Vec::new();
    for id in findings {
        let finding = &cx.file.findings[id];
        let repeats = |before: &FindingReport| before.rule.name == finding.rule.name && before.cause == finding.cause;
        let again = finding.cause.is_some() && finding.tag.is_some() && before.is_some_and(repeats);
        all.push(note(cx, id, again));
        before = Some(finding);
    }
    html! { @for note in all { (note) } }
}

fn note(cx: &Context<'_>, id: usize, again: bool) -> Markup {
    let finding = &cx.file.findings[id];
    let level = severity(finding.severity);
    let tag = finding.tag.as_deref().filter(|_| !names_its_tag(finding.rule));
    let title = headline(finding.rule, 1, finding.tag.as_deref());
    let class = if again { "remark again " } else { "remark " };
    html! {
        span class={ (class) (level) } id=(cx.names.note(id)) tabindex="-1" role="note"
            data-rule=(finding.rule.name) data-level=(level) {
            span class="kind" {
                span class="dot" aria-hidden="true" {}
                (level)
                @if let Some(tag) = tag { span class="tag" { (clean(tag)) } }
                @if !again { a class="rule" href=(to(&rule(finding.rule.name))) { (finding.rule.name) } }
            }
            b class=[again.then_some("vh")] { (clean(&title)) }
            @if has_detail(finding) { span class="line" { (message(finding)) } }
            @if let Some(aside) = &finding.aside { span class="line hint" { (sentence(&clean(aside))) } }
            @if finding.cause.is_none() { (advice(finding)) }
            (others(cx, id))
            @if !again { (because(cx, finding)) }
        }
    }
}

/// The message; what differs in a quotation stands between asterisks.
fn message(finding: &FindingReport) -> Markup {
    let text = sentence(&clean(&finding.message));
    if finding.rule.name != "quotation-altered" {
        return html! { (text) };
    }
    html! { @for (nth, part) in text.split('*').enumerate() { @if nth % 2 == 1 { em { (part) } } @else { (part) } } }
}

/// What to do. Where something explains the finding, what to do about that comes first, and is said there.
fn advice(finding: &FindingReport) -> Markup {
    html! {
        @if let Some(help) = &finding.help { span class="line help" { (sentence(&clean(help))) } }
        @if let Some(fix) = &finding.fix {
            span class="line help" {
                (if fix.safe { "--fix can do it: " } else { "--fix --unsafe-fixes can do it: " }) (clean(&fix.title)) "."
            }
        }
    }
}

/// What probably explains it.
fn because(cx: &Context<'_>, finding: &FindingReport) -> Markup {
    let cause = finding.cause.and_then(|id| Some((id, cx.file.findings.get(id)?)));
    html! {
        @if let Some((id, cause)) = cause {
            span class="line because" {
                "Probably because "
                @let title = headline(cause.rule, 1, cause.tag.as_deref());
                a href=(to(&cx.names.note(id))) { (lower(&clean(&title))) }
            }
        }
    }
}

/// The other places of a finding.
fn others(cx: &Context<'_>, id: usize) -> Markup {
    let finding = &cx.file.findings[id];
    let total = finding.labels.len() + finding.labels_omitted as usize;
    if total == 0 {
        return html! {};
    }
    let shown = finding.labels.len().min(PLACES);
    html! {
        span class="line others" {
            "Also: "
            @for (number, label) in finding.labels.iter().enumerate().take(shown) {
                @if number > 0 { ", " }
                @let words = cut(&clean(&label.text), PLACE);
                @match cx.is_shown(label.range.start) {
                    true => a href=(to(&cx.names.label(id, number))) { (words) },
                    false => (words),
                }
            }
            @if total > shown { ", and " (total - shown) " more" }
        }
    }
}

fn lower(headline: &str) -> String {
    let mut characters = headline.chars();
    let first = characters.next().into_iter().flat_map(char::to_lowercase);
    first.chain(characters).collect()
}
