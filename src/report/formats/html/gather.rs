//! From what was read to what the page shows of one file.

use super::nesting::Nestings;
use super::readable::{ReadableText, TextBlock, TextCitation, TextCite, TextLink, TextSource, TextStyle, TextTarget};
use crate::article::{Article, Element, ElementKind};
use crate::cite::{Citations, Cite, EntryId, Family, MarkerId, Style, Target};
use crate::engine::{FileReport, ReadText, Reading};
use crate::input::{Format, Span, TextRange};

/// The readable text of a file, if it was kept.
pub(super) fn gather(file: &FileReport) -> Option<ReadableText<'_>> {
    let ReadText { reading, part, code, .. } = file.text.as_deref()?;
    let (article, citations) = (&reading.article, &reading.citations);
    let is_own = |span: Span| part.start <= span.start && span.start <= part.end;
    let entries = (0..citations.entries.len()).filter(|&e| is_own(citations.entries[e].span)).collect();
    let markers = (0..citations.markers.len()).filter(|&m| is_own(citations.markers[m].span)).collect();
    Some(Gatherer { reading, article, citations, format: file.format, part: *part, code, entries, markers }.text())
}

struct Gatherer<'a> {
    reading: &'a Reading,
    article: &'a Article,
    citations: &'a Citations,
    format: Format,
    /// The input that is this file.
    part: Span,
    code: &'a [(TextRange, Box<str>)],
    /// The sources of this file.
    entries: Vec<EntryId>,
    /// The citations of this file.
    markers: Vec<MarkerId>,
}

impl<'a> Gatherer<'a> {
    fn text(&self) -> ReadableText<'a> {
        let links = self.citations.links.iter().filter(|link| self.is_own(link.span));
        ReadableText {
            reading: self.reading,
            blocks: self.blocks(),
            citations: self.markers.iter().map(|&m| self.citation(m)).collect(),
            sources: self.entries.iter().map(|&e| self.source(e)).collect(),
            links: links.map(|link| TextLink { range: link.range, url: &link.url }).collect(),
        }
    }

    fn is_own(&self, span: Span) -> bool {
        self.part.start <= span.start && span.start <= self.part.end
    }

    fn blocks(&self) -> Vec<TextBlock<'a>> {
        let mut nestings = Nestings::new(self.article);
        let own = self.article.blocks.iter().filter(|block| self.is_own(block.span));
        own.map(|block| TextBlock {
            kind: block.kind,
            start: block.range.start,
            text: self.article.slice(block.range),
            setting: nestings.of(block.container),
            styles: self.article.elements_in(block.range).iter().filter_map(|e| self.style(e)).collect(),
        })
        .collect()
    }

    /// How an element sets its words, if that shows.
    fn style(&self, element: &Element) -> Option<TextStyle<'a>> {
        use ElementKind::{Code, Emphasis, Image, Strong, Sub, Sup};
        let is_style = matches!(element.kind, Code | Emphasis | Image | Strong | Sub | Sup);
        let code = || self.code.binary_search_by_key(&element.range.start, |(range, _)| range.start).ok();
        let instead = if element.kind == Code { code().map(|at| &*self.code[at].1) } else { None };
        (is_style && !element.range.is_empty()).then_some(TextStyle {
            range: element.range,
            kind: element.kind,
            instead,
        })
    }

    fn citation(&self, id: MarkerId) -> TextCitation {
        let marker = &self.citations.markers[id];
        let cites = self.citations.cites_of(id).iter().map(|cite| TextCite {
            range: cite.range,
            tag: tag(self.citations.key(cite.key), Some(marker.style), None, self.format),
            target: self.target(cite),
        });
        TextCitation { range: marker.range, cites: cites.collect() }
    }

    fn target(&self, cite: &Cite) -> TextTarget {
        let meant = match &cite.target {
            Target::Entry(entry) => std::slice::from_ref(entry),
            Target::Ambiguous(entries) => entries,
            Target::Missing => return TextTarget::Missing,
            Target::Elsewhere => return TextTarget::Elsewhere,
        };
        let own: Vec<usize> = meant.iter().filter_map(|entry| self.entries.binary_search(entry).ok()).collect();
        if own.is_empty() { TextTarget::Elsewhere } else { TextTarget::Sources(own) }
    }

    fn source(&self, id: EntryId) -> TextSource<'a> {
        let entry = &self.citations.entries[id];
        let family = self.citations.lists[entry.list].family;
        let key = entry.key.map(|key| tag(self.citations.key(key), None, Some(family), self.format));
        let citing = self.citations.cited_by[id].iter().map(|&cite| self.citations.cites[cite].marker);
        let seen = citing.filter(|&m| !self.citations.markers[m].hidden);
        let mut cited_by: Vec<usize> = seen.filter_map(|m| self.markers.binary_search(&m).ok()).collect();
        cited_by.dedup();
        TextSource {
            tag: key,
            label: entry.label,
            range: entry.range,
            urls: entry.urls.iter().map(|url| url.url.as_str()).collect(),
            cited_by,
            is_cited: self.citations.is_cited(id),
        }
    }
}

/// A key as a reader sees it, in a citation of this style or a source of this family.
fn tag(key: &str, style: Option<Style>, family: Option<Family>, format: Format) -> String {
    let is_note = style == Some(Style::Footnote) || (style.is_none() && family == Some(Family::Notes));
    match style {
        Some(Style::Citekey) => format!("[@{key}]"),
        _ if is_note && format == Format::Markdown => format!("[^{key}]"),
        _ => format!("[{key}]"),
    }
}
