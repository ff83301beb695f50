//! What the script works with: filters, the way from finding to finding, the card that shows a source.

use maud::{Markup, html};

use super::words::SEVERITIES;
use crate::report::Report;
use crate::report::shared::overview::counts;
use crate::report::shared::wording::headline;

/// With more articles than this they can be searched for.
const FEW: usize = 5;

/// The filters. They are hidden until the script is there to serve them.
pub(super) fn toolbar(report: &Report) -> Markup {
    let rules = counts(report);
    if rules.is_empty() {
        return html! {};
    }
    let are_many = report.files.len() > FEW;
    html! {
        div id="tools" class=[are_many.then_some("many")] role="group" aria-label="Filters and steps" hidden {
            div class="levels" {
                @for (level, word, words) in SEVERITIES {
                    @let n = report.count(level);
                    @if n > 0 {
                        button type="button" class={ "level " (word) } data-level=(word) aria-pressed="true" {
                            span class="words" { (words) " " } span class="n" { (n) }
                        }
                    }
                }
            }
            label { span class="vh" { "Show only" }
                select id="by-rule" {
                    option value="" { "Everything that was found" }
                    @for rule in &rules {
                        option value=(rule.rule.name) { (headline(rule.rule, 1, None)) " (" (rule.findings) ")" }
                    }
                }
            }
            @if are_many {
                label { span class="vh" { "Find an article" }
                    input id="by-name" type="search" placeholder="Find an article" autocomplete="off";
                }
                label class="check" { input id="clean" type="checkbox" checked; " without findings too" }
            }
            div class="steps" {
                button type="button" id="previous" title="Previous finding (p)" {
                    span aria-hidden="true" { "↑" } span class="vh" { "Previous finding" }
                }
                span class="count" role="status" { span id="position" {} span class="words" { " findings" } }
                button type="button" id="next" title="Next finding (n)" {
                    span aria-hidden="true" { "↓" } span class="vh" { "Next finding" }
                }
                label class="check" title="n: next finding, p: previous, Esc: close the source" {
                    input id="keys" type="checkbox" checked; " keys n, p"
                }
            }
        }
    }
}

/// Where the script shows the source of a citation.
pub(super) fn card() -> Markup {
    html! {
        aside id="card" tabindex="-1" aria-label="The source" hidden {
            div class="body" {}
            button type="button" class="close" { span aria-hidden="true" { "×" } span class="vh" { "Close" } }
        }
    }
}
