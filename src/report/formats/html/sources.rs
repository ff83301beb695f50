//! What is said about a source in its list: its addresses, and the way back to where it is cited.

use maud::{Markup, html};

use super::article::Context;
use super::names::{to, web};
use super::readable::TextSource;
use super::words::cut;
use crate::engine::QuotationReport;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::count;
use crate::report::shared::quotations;

/// More places than this are counted, not linked.
const PLACES: usize = 16;
/// More addresses than this are counted, not linked.
const ADDRESSES: usize = 4;

/// The line under a source.
pub(super) fn back(cx: &Context<'_>, id: usize, source: &TextSource<'_>) -> Markup {
    let addresses: Vec<String> = source.urls.iter().filter_map(|url| web(url)).collect();
    let has = |citation: &usize| cx.text.as_ref().is_some_and(|(_, marks)| marks.has_citation(*citation));
    let places = source.cited_by.len();
    html! {
        span class="back" {
            @if places > 0 {
                span {
                    "cited " (count(places, "time")) ": "
                    @for (number, citation) in (1..).zip(source.cited_by.iter().filter(|c| has(c))).take(PLACES) {
                        a href=(to(&cx.names.citation(*citation))) { (number) } " "
                    }
                    @if places > PLACES { "and " (places - PLACES) " more " }
                }
            } @else if source.is_cited {
                span { "cited in words " }
            } @else {
                span class="uncited" { "cited nowhere " }
            }
            (cx.verdicts.of_entry(id))
            @let quoted = cx.quotations_of(id);
            @if !quoted.is_empty() { span { "quoted: " (quotations::parts(quoted).join(", ")) " " } }
            @for url in addresses.iter().take(ADDRESSES) {
                span { a class="out" href=(url) rel="noopener noreferrer" { (host(url)) } " " }
            }
            @if addresses.len() > ADDRESSES { span { (count(addresses.len() - ADDRESSES, "more address")) } }
        }
    }
}

/// That the words of a quotation stand in its source.
pub(super) fn check(cx: &Context<'_>, quotation: &QuotationReport) -> Markup {
    let entry = quotation.source.as_ref().and_then(|source| source.entry);
    let tag = entry.and_then(|entry| cx.text.as_ref()?.0.sources.get(entry)?.tag.as_deref());
    let how = quotations::parts(&[quotation]).join("").trim_start_matches("1 ").to_owned();
    let words = format!("{how} in {}", tag.map_or_else(|| "its source".into(), clean));
    html! { span class="check-mark" title=(words) { span aria-hidden="true" { "✓" } span class="vh" { " (" (words) ") " } } }
}

/// The site an address leads to, short enough for a line.
fn host(url: &str) -> String {
    cut(&crate::rules::site(url).unwrap_or_default(), 40)
}
