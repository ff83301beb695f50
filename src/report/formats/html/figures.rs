//! The batch in numbers: what was found, where, how it adds up, and what was not checked.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use maud::{Markup, html};

use super::chart::bar;
use super::names::{Names, rule, to};
use super::readable::sites;
use super::verdict;
use super::words::{SEVERITIES, cut, number, severity, tally, title};
use crate::engine::{FileReport, Status};
use crate::report::Report;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;
use crate::report::shared::overview::counts;
use crate::report::shared::wording::headline;
use crate::report::shared::{header, quotations, totals};
use crate::report::views::statistics;

/// So many articles and sites have a bar; the others are counted.
const BARS: usize = 12;

/// The numbers of the batch.
pub(super) fn figures(report: &Report) -> Markup {
    html! {
        section class="figures" aria-labelledby="figures" {
            h2 id="figures" { "In numbers" }
            div class="charts" {
                (rules(report))
                @if report.files.len() > 1 { (files(report)) }
                (sources(report))
                (verdict::chart(report))
                (sums(report))
            }
        }
    }
}

fn rules(report: &Report) -> Markup {
    let counts = counts(report);
    let most = counts.iter().map(|count| count.findings).max().unwrap_or(0);
    html! {
        @if !counts.is_empty() {
            table class="chart" {
                caption { "What was found" }
                tbody { @for c in &counts { tr {
                    th scope="row" { a href=(to(&rule(c.rule.name))) { (headline(c.rule, 1, None)) } }
                    td { (bar(&[(c.findings, severity(c.severity))], most)) }
                    td class="n" {
                        span aria-hidden="true" { (c.findings) }
                        span class="vh" { (count(c.findings, severity(c.severity))) " in " (count(c.files, "article")) }
                    }
                } } }
            }
        }
    }
}

fn files(report: &Report) -> Markup {
    let mut worst: Vec<(usize, &FileReport)> =
        (1..).zip(&report.files).filter(|(_, f)| !f.findings.is_empty()).collect();
    worst.sort_by_key(|(_, file)| Reverse(SEVERITIES.map(|(level, ..)| number(file, level))));
    let most = worst.iter().take(BARS).map(|(_, file)| file.findings.len()).max().unwrap_or(0);
    html! {
        @if !worst.is_empty() {
            table class="chart" {
                caption { "Where: the worst articles first" }
                tbody { @for (number_, file) in worst.iter().take(BARS) { tr {
                    th scope="row" { a href=(to(&Names(*number_).article())) dir="auto" { (cut(&title(file), 70)) } }
                    td { (bar(&SEVERITIES.map(|(level, word, _)| (number(file, level), word)), most)) }
                    td class="n" { (file.findings.len()) span class="vh" { ": " (tally(file)) } }
                } } }
                @if worst.len() > BARS {
                    tfoot { tr { td colspan="3" {
                        "and " (count(worst.len() - BARS, "more article")) " with findings"
                    } } }
                }
            }
        }
    }
}

/// Which sites the sources and linked sources lead to.
fn sources(report: &Report) -> Markup {
    let mut by_site: BTreeMap<String, usize> = BTreeMap::new();
    let mut nowhere = 0;
    for site in report.files.iter().flat_map(sites) {
        match site {
            Some(site) => *by_site.entry(site).or_default() += 1,
            None => nowhere += 1,
        }
    }
    let mut order: Vec<(String, usize)> = by_site.into_iter().collect();
    order.sort_by_key(|(_, n)| Reverse(*n));
    let (shown, rest) = order.split_at(order.len().min(BARS));
    let others: usize = rest.iter().map(|(_, n)| n).sum();
    let total: usize = shown.iter().map(|(_, n)| n).sum::<usize>() + others + nowhere;
    let most = shown.iter().map(|(_, n)| *n).chain([nowhere, others]).max().unwrap_or(0);
    let row = |name: &str, n: usize, colour: &str| {
        html! { tr { th scope="row" { (name) } td { (bar(&[(n, colour)], most)) } td class="n" { (n) } } }
    };
    html! {
        @if total > 0 {
            table class="chart" {
                caption { "Where the sources lead: " (count(total, "source")) ", linked ones included" }
                tbody {
                    @for (site, n) in shown { (row(&cut(&clean(site), 40), *n, "site")) }
                    @if others > 0 { (row(&count(rest.len(), "more site"), others, "faint")) }
                    @if nowhere > 0 { (row("no web address", nowhere, "faint")) }
                }
            }
        }
    }
}

/// Sums, each as a bar and as a sentence that adds up.
fn sums(report: &Report) -> Markup {
    let sum = |part: fn(&FileReport) -> usize| report.files.iter().map(part).sum::<usize>();
    let with = |test: fn(&FileReport) -> bool| report.files.iter().filter(|file| test(file)).count();
    let files = [
        (with(|f| !f.findings.is_empty()), "warning"),
        (with(|f| f.findings.is_empty() && f.status == Status::Checked), "good"),
        (with(|f| f.findings.is_empty() && f.status != Status::Checked), "faint"),
        (report.unread.len(), "error"),
        (report.excluded, "faint"),
    ];
    let (cites, lost, elsewhere) = (sum(|f| f.cites), sum(|f| f.cites_without_source), sum(|f| f.cites_elsewhere));
    let (entries, uncited) = (sum(|f| f.entries), sum(|f| f.entries_uncited));
    html! {
        div class="sums" {
            h3 { "How it adds up" }
            (bar(&files, report.inputs()))
            p { (totals::files(report)) }
            @if cites > 0 { (bar(&[(cites - lost - elsewhere, "good"), (lost, "error"), (elsewhere, "faint")], cites)) }
            @if entries > 0 { (bar(&[(entries - uncited, "good"), (uncited, "warning")], entries)) }
            p { (statistics::citations(report)) }
            p { (statistics::findings(report)) }
            @for line in totals::looked_up(report).into_iter().chain(quotations::lines(report)) { p { (line) } }
        }
    }
}

/// What nobody looked at: said every time.
pub(super) fn unchecked(report: &Report) -> Markup {
    html! {
        section class="unchecked" aria-labelledby="unchecked" {
            h2 id="unchecked" { "Not checked" }
            ul {
                @if let Some(line) = totals::not_checked(report) {
                    li { (line.trim_start_matches("Not checked: ")) }
                }
                @for unread in &report.unread {
                    li {
                        span class="path" { (clean(&unread.path)) } ": " (clean(&unread.message))
                        @if let Some(help) = &unread.help { " (" (clean(help)) ")" }
                    }
                }
                @if report.excluded > 0 { li { (count(report.excluded, "file")) " that the settings leave out" } }
                @if report.skipped > 0 { li { (count(report.skipped, "binary file")) " met in folders" } }
                @for file in &report.files {
                    @for unread in &file.unread_bibliography {
                        li { span class="path" { (clean(&file.path)) } ": " (header::unread_bibliography(unread)) }
                    }
                    @for selector in &file.unmatched {
                        li { span class="path" { (clean(&file.path)) } ": " (header::unmatched(selector)) }
                    }
                }
                @for file in report.files.iter().filter(|file| file.list_elsewhere) {
                    li { span class="path" { (clean(&file.path)) } ": its source list is made elsewhere" }
                }
            }
        }
    }
}
