//! What each rule that fired means: its user page, at the end.

use maud::{Markup, html};

use super::names::rule;
use crate::finding::Meta;
use crate::report::Report;
use crate::report::shared::overview::counts;
use crate::report::shared::wording::headline;
use crate::report::views::explain::{Part, sections};

/// The headings of a user page that say what an editor needs here.
const WANTED: [&str; 3] = ["What it finds", "Why it matters", "What to do"];

/// The rules that fired, each with its page.
pub(super) fn glossary(report: &Report) -> Markup {
    let mut rules: Vec<&'static Meta> = counts(report).iter().map(|count| count.rule).collect();
    rules.sort_by_key(|rule| rule.name);
    rules.dedup_by_key(|rule| rule.name);
    html! {
        @if !rules.is_empty() {
            section class="glossary" aria-labelledby="glossary" {
                h2 id="glossary" { "What it means" }
                @for meta in rules { (page(meta)) }
            }
        }
    }
}

fn page(meta: &Meta) -> Markup {
    let page = meta.page();
    html! {
        details id=(rule(meta.name)) {
            summary { (headline(meta, 1, None)) " " span class="rule" { (meta.name) } }
            @for section in sections(&page).iter().filter(|section| WANTED.contains(&section.title)) {
                h3 { (section.title) }
                @for part in &section.parts {
                    @match part {
                        Part::Paragraph(text) => p { (text) },
                        Part::Item { bullet, text } => p class="item" { (bullet) " " (text) },
                        Part::Example { .. } => {},
                    }
                }
            }
        }
    }
}
