//! Turns quotations of an article into plain data that outlives it.

use super::Place;
use super::document::Part;
use crate::cite::{Citations, EntryId};
use crate::input::{Positions, Span, TextRange};
use crate::quote::{Difference, Gap, Judged, Quotation, Source, Verdict};

/// A quotation and whether it stands in its source.
#[derive(Clone, Debug)]
pub struct QuotationReport {
    /// Where.
    pub place: Place,
    /// The readable text that shows it, as a range of the article's text.
    pub range: TextRange,
    /// The quoted words.
    pub text: String,
    /// The source it is cited from; the first, where several are cited together.
    pub source: Option<SourceReport>,
    /// What it comes to.
    pub verdict: Verdict,
    /// How it differs from its source.
    pub difference: Option<Difference>,
    /// The source that it stands in, or would if it were right.
    pub found_in: Option<SourceReport>,
    /// Why nobody could look.
    pub gap: Option<Gap>,
}

/// A source of a quotation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceReport {
    /// The entry, counted in its file.
    pub entry: Option<usize>,
    /// Its first address.
    pub url: Option<String>,
}

/// The quotations that begin in this file.
pub(super) fn reports(
    part: Part<'_>,
    citations: &Citations,
    positions: &Positions<'_>,
    quotations: &[(Quotation, Judged)],
) -> Vec<QuotationReport> {
    if quotations.is_empty() {
        return Vec::new();
    }
    let entries: Vec<EntryId> =
        (0..citations.entries.len()).filter(|&e| part.own(citations.entries[e].span).is_some()).collect();
    let source = |source: Source| match source {
        Source::Entry(entry) => SourceReport {
            entry: entries.binary_search(&entry).ok(),
            url: citations.entries[entry].urls.first().map(|url| url.url.clone()),
        },
        Source::Link(link) => SourceReport { entry: None, url: citations.links.get(link).map(|link| link.url.clone()) },
    };
    let place = |span: Span| Place {
        span: part.input.disk_span(span),
        start: positions.at(span.start),
        end: positions.at(span.end),
    };
    let own = quotations.iter().filter_map(|(quotation, judged)| Some((part.own(quotation.span)?, quotation, judged)));
    own.map(|(span, quotation, judged)| {
        let named = quotation.url.clone().map(|url| SourceReport { entry: None, url: Some(url) });
        let cited = quotation.sources.first().map(|first| source(*first));
        QuotationReport {
            place: place(span),
            range: quotation.range,
            text: quotation.text.split_whitespace().collect::<Vec<_>>().join(" "),
            source: match (cited, named) {
                (Some(cited), Some(named)) => Some(SourceReport { url: named.url, ..cited }),
                (cited, named) => cited.or(named),
            },
            verdict: judged.verdict,
            difference: judged.difference.clone(),
            found_in: judged.found_in.map(source),
            gap: judged.gap,
        }
    })
    .collect()
}
