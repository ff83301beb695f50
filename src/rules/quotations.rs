//! What the rules about quotations share.

use super::{Context, Draft, Sink, words};
use crate::finding::{Confidence, Meta};
use crate::quote::{Judged, Quotation, Shape, Source, Verdict};

/// A quotation is shown up to so many characters.
const SHOWN: usize = 60;

/// The quotations that come to one of these verdicts.
pub(super) fn judged<'c>(
    cx: &'c Context<'_>,
    verdicts: &'static [Verdict],
) -> impl Iterator<Item = &'c (Quotation, Judged)> {
    cx.quotations().iter().filter(|(_, judged)| verdicts.contains(&judged.verdict))
}

/// Reports a quotation at its place.
pub(super) fn report<'s>(
    cx: &Context<'_>,
    out: &'s mut Sink,
    rule: &'static Meta,
    quotation: &Quotation,
    message: String,
) -> Draft<'s> {
    let sure = if quotation.is_certain { Confidence::High } else { Confidence::Likely };
    let draft = out.at(rule, quotation.span, message).confidence(sure);
    match quotation.sources.first() {
        Some(Source::Entry(entry)) => {
            let key = cx.citations.entries[*entry].key.map_or("", |key| cx.citations.key(key));
            draft.key(key).list(cx.citations.entries[*entry].list).entry(*entry)
        }
        _ => draft,
    }
}

/// The quoted words as a message shows them.
pub(super) fn shown(quotation: &Quotation) -> String {
    let text = quotation.text.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("“{}”", words::cut(text.trim_end_matches([',', ';', ' ']), SHOWN))
}

/// The sources that a quotation is said to come from: `source [3]`, `the page at harbour.example`.
pub(super) fn said_source(cx: &Context<'_>, quotation: &Quotation) -> String {
    let names: Vec<String> = quotation.sources.iter().map(|source| cx.shown_source(*source)).collect();
    match (quotation.shape, names.is_empty()) {
        (Shape::Fragment, _) | (_, true) => "the page that it links to".into(),
        _ => words::join(&names, 3),
    }
}
