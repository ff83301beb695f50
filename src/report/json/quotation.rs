//! `quotations` of `wellcited.report/1`.

use serde::Serialize;

use super::Span;
use crate::engine::{FileReport, QuotationReport, SourceReport};
use crate::quote;
use crate::report::Report;

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Quotation<'a> {
    path: &'a str,
    span: Span,
    line: u32,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    verdict: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<Difference<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found_in: Option<Source<'a>>,
    /// Why it is unchecked.
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

/// A few words around what differs, the change between asterisks.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Difference<'a> {
    article: &'a str,
    source: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Source<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    entry: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

/// The quotations of all files.
pub(super) fn all(report: &Report) -> Vec<Quotation<'_>> {
    let each = |file| move |quotation| Quotation::new(file, quotation);
    report.files.iter().flat_map(|file| file.quotations.iter().map(each(file))).collect()
}

impl<'a> Quotation<'a> {
    fn new(file: &'a FileReport, quotation: &'a QuotationReport) -> Self {
        let source = quotation.source.as_ref();
        Self {
            path: &file.path,
            span: quotation.place.span.into(),
            line: quotation.place.start.line.get(),
            text: &quotation.text,
            entry: source.and_then(|source| source.entry),
            url: source.and_then(|source| source.url.as_deref()),
            verdict: quotation.verdict.name(),
            difference: quotation.difference.as_ref().map(Difference::new),
            found_in: quotation.found_in.as_ref().map(Source::new),
            reason: quotation.gap.map(quote::Gap::name),
        }
    }
}

impl<'a> Difference<'a> {
    fn new(difference: &'a quote::Difference) -> Self {
        Self { article: &difference.article, source: &difference.source }
    }
}

impl<'a> Source<'a> {
    fn new(source: &'a SourceReport) -> Self {
        Self { entry: source.entry, url: source.url.as_deref() }
    }
}
