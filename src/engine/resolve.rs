//! Turns findings that point into an article into plain data that outlives it.

use super::document::Part;
use super::fingerprint::Fingerprints;
use super::quotation;
use super::{EditReport, Excerpt, FileReport, FindingReport, FixReport, LabelReport, ListReport, NamedElsewhere};
use super::{Place, Reason, SetAside, SourceText, Status};
use crate::article::{Article, BlockKind, Locator};
use crate::cite::{Citations, Cite, Entry, EntryId, Family, List, MarkerId, Style, Target, UnreadBibliography};
use crate::finding::{Edit, Finding, Fix, Label};
use crate::input::{Format, Positions, Span, TextRange, ceil_boundary, floor_boundary};
use crate::rules::Context;

/// No excerpt shows more of a place than this many bytes: a finding may be about a whole list.
const LONGEST_SPOT: u32 = 600;
/// How far from a place its line is shown, in bytes.
const NEAR: usize = 160;

/// The report of one file, which may be a part of the article that was read.
pub(super) fn resolve(
    part: Part<'_>,
    context: &Context<'_>,
    findings: Vec<Finding>,
    suppressed: Vec<Finding>,
    keeps_surroundings: bool,
) -> FileReport {
    let Context { article, citations, .. } = *context;
    let quotations = context.quotations();
    let input = part.input;
    let is_own = |span: Span| part.own(span).is_some();
    let markers = citations.markers.iter().filter(|m| is_own(m.span));
    let cites = markers.clone().filter(|m| !m.hidden).flat_map(|m| &citations.cites[m.cites.clone()]);
    let entries = (0..citations.entries.len()).filter(|&e| is_own(citations.entries[e].span));
    let links = citations.links.iter().filter(|l| is_own(l.span));
    let lists: Vec<usize> = (0..citations.lists.len()).filter(|&l| is_own(citations.lists[l].span)).collect();
    // Positions are worth preparing only where there is something to place.
    let is_clean = findings.is_empty() && suppressed.is_empty();
    let needs_places = !is_clean || !lists.is_empty() || !quotations.is_empty();
    let positions = Positions::new(if needs_places { &input.text } else { "" });
    let list_reports = lists.iter().map(|&list| list_report(part, &citations.lists[list], citations, &positions));
    let list_reports: Vec<ListReport> = list_reports.collect();
    let (findings, suppressed) = match is_clean {
        true => (Vec::new(), Vec::new()),
        false => {
            Resolver::new(part, article, citations, &positions, lists, keeps_surroundings).all(findings, suppressed)
        }
    };
    FileReport {
        path: input.path.clone(),
        status: Status::of(citations),
        format: input.format,
        encoding: input.encoding.clone(),
        title: article.title.clone(),
        language: article.language.clone(),
        sha256: input.sha256.clone(),
        markers: markers.clone().count(),
        hidden_markers: markers.filter(|m| m.hidden).count(),
        cites: cites.clone().count(),
        cites_without_source: cites.clone().filter(|c| c.target == Target::Missing).count(),
        cites_elsewhere: cites.filter(|c| c.target == Target::Elsewhere).count(),
        entries: entries.clone().count(),
        entries_uncited: entries.clone().filter(|&e| !citations.is_cited(e)).count(),
        entries_with_address: entries.filter(|&e| !citations.entries[e].urls.is_empty()).count(),
        links: links.clone().count(),
        links_with_passage: links.filter(|l| l.passage.is_some()).count(),
        named_elsewhere: named_elsewhere(citations),
        lists: list_reports,
        list_elsewhere: citations.list_elsewhere.is_some() && citations.bibliography.is_none(),
        bibliography: citations.bibliography.as_ref().map(|known| known.files.clone()).unwrap_or_default(),
        unread_bibliography: unread_bibliography(part, citations),
        unmatched: article.unmatched.clone(),
        quotations: quotation::reports(part, citations, &positions, quotations),
        is_part: false,
        findings,
        set_aside: suppressed.into_iter().map(|finding| SetAside { finding, by: Reason::Comment }).collect(),
        sources: Vec::new(),
        text: None,
    }
}

/// The files of sources that could not be read, each with the line that names it.
fn unread_bibliography(part: Part<'_>, citations: &Citations) -> Vec<(UnreadBibliography, u32)> {
    let unread = citations.bibliography.iter().flat_map(|known| &known.unread);
    let line = |span: Span| part.own(span).map_or(1, |own| Positions::new(&part.input.text).at(own.start).line.get());
    unread.map(|unread| (unread.clone(), line(unread.span))).collect()
}

fn list_report(part: Part<'_>, list: &List, citations: &Citations, positions: &Positions<'_>) -> ListReport {
    let entries = &citations.entries[list.entries.clone()];
    let first = entries.first().map_or(list.span.start, |e| e.span.start);
    let last = entries.last().map_or(list.span.end, |e| e.span.end);
    let place = part.own(Span::new(first, last)).unwrap_or(Span::empty(0));
    ListReport {
        heading: list.heading.clone(),
        family: list.family,
        scope: list.scope,
        start_line: positions.at(place.start).line.get(),
        end_line: positions.at(place.end).line.get(),
        entries: entries.len(),
    }
}

/// The first citation that no list here has to answer.
fn named_elsewhere(citations: &Citations) -> Option<NamedElsewhere> {
    let style_of = |cite: &Cite| citations.markers[cite.marker].style;
    let defined = |cite: &Cite| citations.bibliography.is_some() && style_of(cite) == Style::Citekey;
    let cite = citations.cites.iter().find(|c| c.target == Target::Elsewhere && !defined(c))?;
    let style = style_of(cite);
    let key = citations.key(cite.key);
    Some(match style {
        Style::Citekey => NamedElsewhere { tag: format!("[@{key}]"), is_citekey: true },
        _ => NamedElsewhere { tag: format!("[{key}]"), is_citekey: false },
    })
}

struct Resolver<'a> {
    part: Part<'a>,
    article: &'a Article,
    citations: &'a Citations,
    positions: &'a Positions<'a>,
    locator: Locator<'a>,
    /// The lists of this file.
    lists: Vec<usize>,
    /// The sources of this file.
    entries: Vec<EntryId>,
    /// How many citations stand in files in front of this one.
    markers_before: usize,
    /// Where headings start, with their text.
    headings: Vec<TextRange>,
    /// Whether somebody wants to see what stands at and near a place in the file.
    keeps_surroundings: bool,
}

impl<'a> Resolver<'a> {
    fn new(
        part: Part<'a>,
        article: &'a Article,
        citations: &'a Citations,
        positions: &'a Positions<'a>,
        lists: Vec<usize>,
        keeps_surroundings: bool,
    ) -> Self {
        let headings = article.blocks.iter().filter(|b| matches!(b.kind, BlockKind::Heading(_))).map(|b| b.range);
        let (locator, headings) = (Locator::new(article), headings.collect());
        let entries = (0..citations.entries.len()).filter(|&e| part.own(citations.entries[e].span).is_some()).collect();
        let markers_before = citations.markers.partition_point(|m| m.span.start < part.start);
        Self {
            part,
            article,
            citations,
            positions,
            locator,
            lists,
            entries,
            markers_before,
            headings,
            keeps_surroundings,
        }
    }

    /// Both with one sequence of fingerprints; what stands is numbered first.
    fn all(&self, findings: Vec<Finding>, suppressed: Vec<Finding>) -> (Vec<FindingReport>, Vec<FindingReport>) {
        let mut prints = Fingerprints::default();
        let mut each =
            |findings: Vec<Finding>| findings.into_iter().map(|finding| self.one(finding, &mut prints)).collect();
        (each(findings), each(suppressed))
    }

    fn one(&self, finding: Finding, prints: &mut Fingerprints) -> FindingReport {
        let spot = self.locator.text_range(finding.span);
        let marker = self.marker_at(spot);
        let excerpt = self.excerpt(spot, marker, finding.entry);
        let labels = finding.labels.len() as u32;
        let own: Vec<LabelReport> = finding.labels.into_iter().filter_map(|label| self.label(label)).collect();
        FindingReport {
            tag: finding.key.as_deref().filter(|key| !key.is_empty()).map(|key| self.tag(key, marker, finding.entry)),
            place: self.place(finding.span).unwrap_or_else(|| self.at(Span::empty(0))),
            range: spot,
            source: self
                .part
                .own(finding.span)
                .filter(|_| self.keeps_surroundings)
                .and_then(|span| self.source(span))
                .map(Box::new),
            section: self.section(spot.start),
            fingerprint: prints.next(finding.rule.name, finding.key.as_deref(), &excerpt.text),
            fix: finding.fix.and_then(|fix| self.fix(fix)).map(Box::new),
            excerpt,
            desk: None,
            marker: marker.map(|m| m - self.markers_before),
            rule: finding.rule,
            severity: finding.severity,
            message: finding.message,
            help: finding.help,
            aside: finding.aside,
            key: finding.key,
            list: finding.list.and_then(|list| self.lists.iter().position(|own| *own == list)),
            entry: finding.entry.and_then(|entry| self.entries.binary_search(&entry).ok()),
            confidence: finding.confidence,
            occurrences: finding.occurrences,
            labels_omitted: finding.labels_omitted + labels - own.len() as u32,
            labels: own,
            cause: finding.cause,
        }
    }

    /// Another place of a finding, if it is in this file.
    fn label(&self, label: Label) -> Option<LabelReport> {
        let place = self.place(label.span)?;
        Some(LabelReport { place, range: self.locator.text_range(label.span), text: label.text })
    }

    /// A place of the article in this file.
    fn place(&self, span: Span) -> Option<Place> {
        self.part.own(span).map(|span| self.at(span))
    }

    /// A place of this file.
    fn at(&self, span: Span) -> Place {
        let input = self.part.input;
        Place { span: input.disk_span(span), start: self.positions.at(span.start), end: self.positions.at(span.end) }
    }

    /// What stands at a place of this file and near it, if it is short enough.
    fn source(&self, span: Span) -> Option<SourceText> {
        let text = &self.part.input.text;
        if span.len() > LONGEST_SPOT {
            return None;
        }
        let (start, end) = (span.start as usize, span.end as usize);
        let from = ceil_boundary(text, start.saturating_sub(NEAR));
        let until = floor_boundary(text, (end + NEAR).min(text.len()));
        let from = memchr::memrchr2(b'\n', b'\r', &text.as_bytes()[from..start]).map_or(from, |at| from + at + 1);
        let until = memchr::memchr2(b'\n', b'\r', &text.as_bytes()[end..until]).map_or(until, |at| end + at);
        Some(SourceText {
            text: text[start..end].to_owned(),
            around: self.at(Span::new(from as u32, until as u32)),
            context: text[from..until].to_owned(),
        })
    }

    /// A fix, if all of it is in this file.
    fn fix(&self, fix: Fix) -> Option<FixReport> {
        let own = |edit: Edit| Some(EditReport { place: self.place(edit.span)?, text: edit.text });
        let edits = fix.edits.into_iter().map(own).collect::<Option<Vec<EditReport>>>()?;
        Some(FixReport { title: fix.title, safe: fix.safe, edits })
    }

    /// The citation that holds a spot.
    fn marker_at(&self, spot: TextRange) -> Option<MarkerId> {
        let next = self.citations.markers.partition_point(|m| m.range.start <= spot.start);
        let id = next.checked_sub(1)?;
        self.citations.markers[id].range.covers(spot).then_some(id)
    }

    /// A key as a reader sees it.
    fn tag(&self, key: &str, marker: Option<MarkerId>, entry: Option<EntryId>) -> String {
        let style = marker.map(|m| self.citations.markers[m].style);
        let family = entry.map(|e| self.citations.lists[self.citations.entries[e].list].family);
        let is_note = style == Some(Style::Footnote) || (style.is_none() && family == Some(Family::Notes));
        match style {
            Some(Style::Citekey) => format!("[@{key}]"),
            _ if is_note && self.part.input.format == Format::Markdown => format!("[^{key}]"),
            _ => format!("[{key}]"),
        }
    }

    /// The words around a spot: the source it stands in, or its sentence.
    fn excerpt(&self, spot: TextRange, marker: Option<MarkerId>, entry: Option<EntryId>) -> Excerpt {
        let spot = self.shown_part(spot);
        let source = entry.map(|e| &self.citations.entries[e]).filter(|e| e.range.covers(spot) && !e.range.is_empty());
        let source = source.or_else(|| self.source_at(spot));
        let range = match source {
            Some(source) => TextRange::new(source.range.start, self.bounded(spot.start, source.range.end)),
            None => self.article.sentence(spot),
        };
        let inside = |at: u32| (at.clamp(range.start, range.end) - range.start) as usize;
        let until = marker.map_or(spot.end, |m| self.citations.markers[m].range.end);
        Excerpt {
            text: self.article.slice(range).replace('\n', " "),
            spot: inside(spot.start)..inside(spot.end),
            until: inside(until.max(spot.end)),
            source: source.map(|s| inside(s.body.start)),
        }
    }

    /// The source that holds a spot.
    fn source_at(&self, spot: TextRange) -> Option<&Entry> {
        let next = self.citations.entries.partition_point(|e| e.range.start <= spot.start);
        let entry = &self.citations.entries[next.checked_sub(1)?];
        (entry.range.covers(spot) && !entry.range.is_empty()).then_some(entry)
    }

    /// The part of a place that lies in its first block, no longer than an excerpt can show.
    fn shown_part(&self, place: TextRange) -> TextRange {
        let block = self.article.block_at(place.start).map(|b| self.article.blocks[b].range.end);
        let end = place.end.min(block.unwrap_or(place.end)).max(place.start);
        TextRange::new(place.start, self.bounded(place.start, end))
    }

    /// `end`, or an earlier character boundary where that is too far from `start`.
    fn bounded(&self, start: u32, end: u32) -> u32 {
        let limit = start.saturating_add(LONGEST_SPOT) as usize;
        (floor_boundary(&self.article.text, limit) as u32).min(end).max(start)
    }

    fn section(&self, at: u32) -> Option<String> {
        let next = self.headings.partition_point(|h| h.start <= at);
        let heading = self.article.slice(self.headings[next.checked_sub(1)?]);
        Some(heading.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
