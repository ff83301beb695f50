//! Elements and markers: which links and raised text lie on a candidate, and the candidates that only an element shows.

use super::super::{Form, Keys, Style, is_year};
use super::raised::is_exponent;
use super::says::Says;
use super::{Candidate, Candidates, Part, Shape, group, holds_markers};
use crate::article::{Article, BlockKind, Element, ElementKind};
use crate::input::TextRange;

/// An element with more text than this around a candidate says nothing about it.
const MAX_AROUND: u32 = 400;
/// The longest text of an element that is a marker by itself.
const MAX_LABEL: u32 = 60;

/// Inline elements on a candidate.
#[derive(Clone, Copy, Debug, Default)]
pub(in super::super) struct Overlay {
    /// The link around it or in it (the first), by index.
    pub link: Option<usize>,
    /// It is raised.
    pub raised: bool,
    /// An element says that it is a citation or a reference to a note.
    pub declared: bool,
    /// It is part of an address that is shown as text.
    pub in_url: bool,
    /// The element is a back-link by its own word.
    pub backlink: bool,
}

/// An article whose elements have been asked, each once, what they say about themselves.
struct Asked<'a> {
    article: &'a Article,
    says: Vec<Says>,
}

/// Notes the elements on all candidates, then adds those that only elements show.
pub(super) fn overlay(article: &Article, keys: &mut Keys, candidates: &mut Candidates) {
    let known = candidates.list.len();
    let asked = Asked { article, says: Says::all(article) };
    let ways_back = asked.ways_back();
    let mut links: Vec<Option<usize>> = vec![None; candidates.parts.len()];
    for (index, element) in article.elements.iter().enumerate() {
        if element.range.len() <= MAX_AROUND && !element.range.is_empty() && asked.matters(index) {
            asked.cover(index, &mut candidates.list[..known], &candidates.parts, &mut links);
        }
    }
    candidates.links = links;
    asked.lone_elements(keys, candidates, known);
    for candidate in &mut candidates.list {
        candidate.overlay.backlink |= is_inside(&ways_back, candidate.range);
    }
    candidates.list.sort_by_key(|c| (c.range.start, std::cmp::Reverse(c.range.end)));
}

fn is_inside(sorted: &[TextRange], range: TextRange) -> bool {
    let next = sorted.partition_point(|r| r.start <= range.start);
    next > 0 && sorted[next - 1].covers(range)
}

impl Asked<'_> {
    fn matters(&self, index: usize) -> bool {
        let kind = self.article.elements[index].kind;
        matches!(kind, ElementKind::Link | ElementKind::Sup | ElementKind::Cite) || self.says[index].cites
    }

    /// The places that elements declare to be ways back, sorted, none inside another.
    fn ways_back(&self) -> Vec<TextRange> {
        let mut found: Vec<TextRange> = Vec::new();
        let each = self.article.elements.iter().zip(&self.says);
        for (element, _) in each.filter(|(e, says)| says.leads_back && e.range.len() <= MAX_AROUND) {
            if found.last().is_none_or(|last| last.end <= element.range.start) {
                found.push(element.range);
            }
        }
        found
    }

    /// Notes one element on the candidates it overlaps.
    fn cover(&self, index: usize, list: &mut [Candidate], parts: &[Part], links: &mut [Option<usize>]) {
        let (element, says) = (&self.article.elements[index], self.says[index]);
        let from = list.partition_point(|c| c.range.end <= element.range.start);
        for candidate in list[from..].iter_mut().take_while(|c| c.range.start < element.range.end) {
            let around = element.range.covers(candidate.range);
            let overlay = &mut candidate.overlay;
            // A citation element around a whole source (`<cite class="citation">`) says nothing about brackets in it.
            let tight = element.range.len() <= candidate.range.len() + MAX_LABEL;
            overlay.declared |= tight && says.cites;
            overlay.backlink |= says.leads_back;
            match element.kind {
                ElementKind::Sup => overlay.raised |= around,
                ElementKind::Link => {
                    let shown = self.article.slice(element.range);
                    let address = shown.starts_with("http") || shown.starts_with("www.");
                    overlay.in_url |= address && around && element.range.start < candidate.range.start;
                    overlay.link.get_or_insert(index);
                    for at in candidate.parts.clone() {
                        if around || element.range.overlaps(parts[at].range) {
                            links[at] = Some(index);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Raised numbers, numbers that are links, notes with signs: an element whose whole text is a label.
    fn lone_elements(&self, keys: &mut Keys, candidates: &mut Candidates, known: usize) {
        let mut done = 0;
        // How far the last element reaches that declares all links in it citations.
        let mut declared = 0;
        for (index, element) in self.article.elements.iter().enumerate() {
            let range = element.range;
            if range.len() <= MAX_AROUND && self.says[index].cites {
                declared = declared.max(range.end);
            }
            if range.is_empty() || range.len() > MAX_LABEL || range.start < done {
                continue;
            }
            let Some(mut candidate) = self.lone(keys, candidates, index) else { continue };
            candidate.overlay.declared |= range.end <= declared && leads_into_page(element);
            // Brackets around it, or in it, have been read already.
            let near = candidates.list[..known].partition_point(|c| c.range.end <= candidate.range.start);
            let taken = candidates.list[near..known].first().is_some_and(|c| c.range.start < candidate.range.end);
            if taken {
                candidates.parts.truncate(candidate.parts.start);
                candidates.links.truncate(candidate.parts.start);
                continue;
            }
            done = range.end;
            candidates.list.push(candidate);
        }
    }

    fn lone(&self, keys: &mut Keys, candidates: &mut Candidates, index: usize) -> Option<Candidate> {
        let (article, says) = (self.article, self.says[index]);
        let element = &article.elements[index];
        let link = element.kind == ElementKind::Link;
        if !link && element.kind != ElementKind::Sup && !says.cites {
            return None;
        }
        let block = article.block_at(element.range.start)?;
        let data = &article.blocks[block];
        if !holds_markers(data.kind) || element.range.end > data.range.end || data.kind == BlockKind::Hidden && !link {
            return None;
        }
        let text = article.slice(element.range);
        let (found, shape) = match group::parse_plain(text, element.range.start) {
            // A link "2018" is the year of a work more often than its number.
            Some(found) if !found.iter().any(|(key, _)| is_year(key)) => (found, Shape::BareNumbers),
            _ => (label(article, element, text)?, Shape::Words),
        };
        let raised = element.kind == ElementKind::Sup || raised_inside(article, index);
        if raised
            && !link
            && shape == Shape::BareNumbers
            && is_exponent(article.slice(TextRange::new(data.range.start, element.range.start)))
            && !says.cites
        {
            let linked = inner_links(article, index).next().is_some();
            if !linked {
                return None;
            }
        }
        let first = candidates.parts.len();
        for (key, range) in found {
            candidates.parts.push(Part { key: keys.intern(&key), range });
            let inner = inner_links(article, index).find(|&(_, e)| e.range.overlaps(range)).map(|(i, _)| i);
            candidates.links.push(if link { Some(index) } else { inner });
        }
        let overlay = Overlay {
            link: if link { Some(index) } else { inner_links(article, index).next().map(|(i, _)| i) },
            raised,
            declared: says.cites || inner_links(article, index).any(|(i, _)| self.says[i].cites),
            in_url: false,
            backlink: says.leads_back || inner_links(article, index).any(|(i, _)| self.says[i].leads_back),
        };
        let style = match () {
            () if is_unresolved(element) => Style::Label,
            () if raised => Style::Superscript,
            () => Style::Linked,
        };
        let trimmed = trim(article, element.range);
        Some(Candidate {
            block,
            range: trimmed,
            style,
            form: Form::Sound,
            shape,
            parts: first..candidates.parts.len(),
            overlay,
            perhaps_pinpoint: false,
        })
    }
}

fn trim(article: &Article, range: TextRange) -> TextRange {
    let text = article.slice(range);
    let start = range.start + (text.len() - text.trim_start().len()) as u32;
    TextRange::new(start, range.start + text.trim_end().len() as u32)
}

/// A label that is no number: only a link to a place on this page, or an element that declares itself, can make it one.
fn label(article: &Article, element: &Element, text: &str) -> Option<Vec<(String, TextRange)>> {
    if !leads_into_page(element) && !is_unresolved(element) || text.len() > MAX_LABEL as usize {
        return None;
    }
    let range = trim(article, element.range);
    let bare = unwrapped(article.slice(range));
    let bare = without_pinpoint(bare);
    let sign = bare.chars().any(|c| c.is_alphanumeric() || matches!(c, '*' | '†' | '‡' | '§' | '¶' | '#'));
    (sign && !bare.is_empty()).then(|| vec![(bare.to_owned(), range)])
}

/// Without the place in the work behind its year: `Tern 2004, 33–35` names `Tern 2004`.
fn without_pinpoint(text: &str) -> &str {
    let year = |part: Option<&str>| part.is_some_and(|word| is_year(word.trim_matches([',', ')', ']'])));
    let ends = text
        .match_indices(", ")
        .map(|(at, _)| at)
        .find(|&at| year(text[..at].rsplit(' ').next()) && !year(text[at + 2..].split(' ').next()));
    ends.map_or(text, |at| &text[..at])
}

/// Whether LaTeXML says that it found no source for a key.
fn is_unresolved(element: &Element) -> bool {
    element.attrs.has_class(|class| class == "ltx_missing_citation")
}

/// Whether the element is a link that names a place on a page.
fn leads_into_page(element: &Element) -> bool {
    let fragment = element.href.as_ref().and_then(|h| h.url.split_once('#'));
    fragment.is_some_and(|(_, name)| !name.is_empty())
}

/// Without the brackets around it; those of `Polder (2006)` are part of it.
fn unwrapped(text: &str) -> &str {
    let inner = text.trim_start_matches(['[', '(']);
    if inner.contains('(') { inner.trim_end_matches(']') } else { inner.trim_end_matches([']', ')']) }
}

fn raised_inside(article: &Article, index: usize) -> bool {
    let range = article.elements[index].range;
    inside(article, index).any(|(_, e)| e.kind == ElementKind::Sup && e.range == range)
        || (0..index)
            .rev()
            .take(4)
            .any(|i| article.elements[i].kind == ElementKind::Sup && article.elements[i].range.covers(range))
}

fn inside(article: &Article, index: usize) -> impl Iterator<Item = (usize, &Element)> {
    let range = article.elements[index].range;
    article.elements[index + 1..]
        .iter()
        .enumerate()
        .take(16)
        .take_while(move |(_, e)| e.range.start < range.end)
        .map(move |(i, e)| (index + 1 + i, e))
}

fn inner_links(article: &Article, index: usize) -> impl Iterator<Item = (usize, &Element)> {
    inside(article, index).filter(|(_, e)| e.kind == ElementKind::Link)
}
