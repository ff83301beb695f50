//! What holds for every input, whatever it says. The fuzz targets include this file as it is.

use std::fmt::Debug;

use wellcited::article::Article;
use wellcited::cite::{Citations, EntryId, Target};
use wellcited::engine::{self, Reading};
use wellcited::finding::Finding;
use wellcited::input::{Input, Span, TextRange};

/// Reads, checks and resolves an input and asserts everything that must hold of the results.
pub(crate) fn assert_sound(input: &Input) {
    let reading = engine::read(input);
    sound_article(input, &reading.article);
    sound_citations(input, &reading);
    let findings = engine::check(input, &reading);
    sound_findings(input, &findings);
    sound_report(input, findings.len());
}

/// A place lies in its text, runs forward, and cuts no character in two.
fn assert_place(text: &str, start: u32, end: u32, what: &dyn Debug) {
    let (from, to) = (start as usize, end as usize);
    assert!(from <= to && to <= text.len(), "{what:?}: {from}..{to} is not in 0..{}", text.len());
    assert!(text.is_char_boundary(from) && text.is_char_boundary(to), "{what:?}: {from}..{to} cuts a character");
}

fn assert_span(input: &Input, span: Span, what: &dyn Debug) {
    assert_place(&input.text, span.start, span.end, what);
}

fn assert_range(article: &Article, range: TextRange, what: &dyn Debug) {
    assert_place(&article.text, range.start, range.end, what);
}

fn sound_article(input: &Input, article: &Article) {
    assert_range(article, TextRange::new(0, article.visible_end), &"visible text");
    assert!(article.runs.is_sorted_by_key(|r| r.at), "runs are sorted");
    for run in &article.runs {
        assert_range(article, TextRange::empty(run.at), run);
        assert_span(input, run.span, run);
    }
    assert!(article.blocks.is_sorted_by(|a, b| a.range.end <= b.range.start));
    for block in &article.blocks {
        assert_range(article, block.range, block);
        assert_span(input, block.span, block);
        assert!(!article.slice(block.range).contains('\n'), "a line end stands in {block:?}");
        assert!(block.container < article.containers.len());
    }
    for (id, container) in article.containers.iter().enumerate() {
        assert_range(article, container.range, container);
        assert_span(input, container.span, container);
        assert!(container.parent.is_none_or(|parent| parent < id), "{container:?} stands in a later one");
    }
    for element in &article.elements {
        assert_range(article, element.range, element);
        assert_span(input, element.span, element);
        element.href.iter().for_each(|href| assert_span(input, href.span, element));
    }
    assert!(article.elements.is_sorted_by_key(|e| e.range.start), "elements are sorted");
    for anchor in &article.anchors {
        assert_range(article, anchor.range, anchor);
        assert_span(input, anchor.span, anchor);
    }
    assert!(article.breaks.is_sorted(), "breaks are sorted");
    article.breaks.iter().for_each(|&at| assert_range(article, TextRange::empty(at), &"break"));
    article.comments.iter().for_each(|comment| assert_span(input, comment.span, comment));
    article.code.iter().for_each(|&span| assert_span(input, span, &"code"));
}

fn sound_citations(input: &Input, reading: &Reading) {
    let Reading { article, citations } = reading;
    assert!(citations.markers.is_sorted_by_key(|m| m.range.start), "markers are in order");
    let mut next = 0;
    for (id, marker) in citations.markers.iter().enumerate() {
        assert_range(article, marker.range, marker);
        assert_span(input, marker.span, marker);
        assert!(article.blocks[marker.block].range.covers(marker.range), "{marker:?} leaves its block");
        assert_eq!(marker.cites.start, next, "cites are flat");
        next = marker.cites.end;
        for cite in citations.cites_of(id) {
            assert_eq!(cite.marker, id);
            assert_range(article, cite.range, cite);
            assert_span(input, cite.span, cite);
        }
    }
    assert_eq!(next, citations.cites.len(), "each cite has a marker");
    sound_entries(input, reading);
    sound_links(citations);
    for link in &citations.links {
        assert_range(article, link.range, link);
        assert_span(input, link.span, link);
    }
}

fn sound_entries(input: &Input, reading: &Reading) {
    let Reading { article, citations } = reading;
    let mut next = 0;
    for (id, list) in citations.lists.iter().enumerate() {
        assert_range(article, list.range, list);
        assert_span(input, list.span, list);
        assert_eq!(list.entries.start, next, "entries are flat");
        next = list.entries.end;
        for entry in citations.entries_of(id) {
            assert_eq!(entry.list, id);
            for range in [entry.label, entry.range, entry.body] {
                assert_range(article, range, entry);
            }
            let urls = entry.urls.iter().map(|u| u.span);
            for span in urls.chain(entry.identifiers.iter().map(|i| i.span)).chain([entry.span]) {
                assert_span(input, span, entry);
            }
        }
    }
    assert_eq!(next, citations.entries.len(), "each entry has a list");
}

/// Both directions say the same; of many entries with one key not all are told of every cite.
fn sound_links(citations: &Citations) {
    assert_eq!(citations.cited_by.len(), citations.entries.len());
    let means = |cite: &Target, entry: EntryId| match cite {
        Target::Entry(one) => *one == entry,
        Target::Ambiguous(entries) => entries.contains(&entry),
        Target::Missing | Target::Elsewhere => false,
    };
    for (entry, cites) in citations.cited_by.iter().enumerate() {
        assert!(cites.is_sorted(), "cites of a source are in order");
        assert!(cites.iter().all(|&c| means(&citations.cites[c].target, entry)), "source {entry} is not meant");
    }
    for (id, cite) in citations.cites.iter().enumerate() {
        if let Target::Entry(entry) = cite.target {
            assert!(citations.cited_by[entry].binary_search(&id).is_ok(), "cite {id} is unknown to its source");
        }
        if let Target::Ambiguous(entries) = &cite.target {
            let told = entries.iter().all(|&e| !citations.cited_by[e].is_empty());
            assert!(entries.len() > 1 && told, "an ambiguous source counts as cited");
        }
    }
}

fn sound_findings(input: &Input, findings: &[Finding]) {
    let order = |f: &Finding| (f.span, f.rule.name);
    assert!(findings.is_sorted_by(|a, b| order(a) <= order(b)), "findings are sorted");
    for (id, finding) in findings.iter().enumerate() {
        assert_span(input, finding.span, finding);
        finding.labels.iter().for_each(|label| assert_span(input, label.span, finding));
        let bounded = finding.labels.len() <= 20 || finding.labels_omitted == 0;
        assert!(bounded && !finding.message.is_empty(), "{finding:?}");
        assert!(finding.cause.is_none_or(|cause| cause < findings.len() && cause != id), "{finding:?}");
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let mut free = 0;
        for edit in edits {
            assert_span(input, edit.span, finding);
            assert!(edit.span.start >= free, "edits overlap in {finding:?}");
            free = edit.span.end;
        }
    }
}

fn sound_report(input: &Input, findings: usize) {
    let report = engine::report(input);
    assert_eq!(report.findings.len(), findings);
    for finding in &report.findings {
        let excerpt = &finding.excerpt;
        assert!(excerpt.text.get(excerpt.spot.clone()).is_some(), "{excerpt:?}");
        assert!(excerpt.text.is_char_boundary(excerpt.until), "{excerpt:?}");
        assert!(finding.place.start <= finding.place.end, "{finding:?}");
    }
}
