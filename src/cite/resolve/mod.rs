//! From what looks like a citation to what is one, and to what it means.

mod accept;
mod bare;
mod choice;
mod context;
mod data;
mod dubious;
mod enclosed;
mod enumeration;
mod glued;
mod gone;
mod index;
mod join;
mod known;
mod labels;
mod named;
mod numbers;
mod spelled;
mod syntax;
mod unlisted;
mod words;
mod years;

use super::list::{Draft, names_other};
use super::marker::{Candidate, Candidates};
use super::targets::Targets;
use super::{Citations, Cite, Entry, EntryId, Keys, List, Marker, Options, Scope, Target, entry};
use crate::article::Article;
use crate::input::{Input, Span, TextRange};
use crate::map::HashMap;

/// Text between an anchored element's start and its entry's: no more than a label set as a block of its own.
const MAX_LABEL_BLOCK: usize = 40;

/// What the steps share.
struct Resolver<'a> {
    input: &'a Input,
    article: &'a Article,
    candidates: &'a Candidates,
    targets: &'a Targets<'a>,
    drafts: &'a [Draft],
    options: &'a Options,
    citations: Citations,
    /// The sources without a label, by the address they state.
    by_address: HashMap<String, EntryId>,
}

/// An address without what leads into the page, and the slash at its end.
fn page(url: &str) -> &str {
    url.split('#').next().unwrap_or_default().trim_end_matches('/')
}

/// Decides which candidates are markers and joins them to the entries.
pub(super) fn resolve(
    input: &Input,
    article: &Article,
    candidates: &Candidates,
    targets: &Targets<'_>,
    drafts: &[Draft],
    keys: Keys,
    options: &Options,
) -> Citations {
    let citations = Citations { keys, bibliography: options.bibliography.clone(), ..Citations::default() };
    let by_address = HashMap::default();
    let mut resolver = Resolver { input, article, candidates, targets, drafts, options, citations, by_address };
    resolver.lists();
    resolver.labels_from_markers();
    let known = resolver.known();
    let accepted = resolver.accept(&known);
    resolver.markers(&accepted);
    resolver.join(&known);
    resolver.citations.led_to = resolver.led_to(&known);
    resolver.citations.list_elsewhere = resolver.list_elsewhere();
    resolver.citations
}

impl Resolver<'_> {
    /// Turns drafts into lists and entries.
    fn lists(&mut self) {
        self.citations.entries.reserve_exact(self.drafts.iter().map(|draft| draft.entries.len()).sum());
        for (id, draft) in self.drafts.iter().enumerate() {
            let first = self.citations.entries.len();
            for found in &draft.entries {
                let entry = self.entry(id, found);
                self.citations.entries.push(entry);
            }
            let entries = first..self.citations.entries.len();
            let list = self.list(draft, entries);
            self.citations.lists.push(list);
        }
        let entries = &self.citations.entries;
        for (id, entry) in entries.iter().enumerate().filter(|(_, e)| e.key.is_none()) {
            if let [url] = entry.urls.as_slice() {
                self.by_address.entry(page(&url.url).to_owned()).or_insert(id);
            }
        }
        let mut by_place: Vec<(TextRange, EntryId)> =
            entries.iter().enumerate().map(|(id, entry)| (entry.range, id)).collect();
        by_place.sort_by_key(|(range, _)| range.start);
        self.citations.by_place = by_place;
        self.citations.cited_by = vec![Vec::new(); self.citations.entries.len()];
    }

    fn entry(&self, list: usize, found: &super::list::DraftEntry) -> Entry {
        let article = self.article;
        let body_start = found.label.end.max(found.range.start).min(found.range.end);
        let body = entry::body(article, TextRange::new(body_start, found.range.end));
        let unit = found.unit.map(|u| article.containers[u].span).filter(|_| found.label.is_empty());
        let span = unit.unwrap_or_else(|| article.span(found.range));
        let (urls, identifiers) = entry::addresses(article, body);
        Entry {
            list,
            key: found.key,
            label: found.label,
            range: found.range,
            body,
            span,
            urls,
            identifiers,
            mentioned: None,
        }
    }

    fn list(&self, draft: &Draft, entries: std::ops::Range<EntryId>) -> List {
        let own = &self.citations.entries[entries.clone()];
        let start =
            draft.heading_range.map_or(u32::MAX, |h| h.start).min(own.iter().map(|e| e.range.start).min().unwrap_or(0));
        let end = own.iter().map(|e| e.range.end).max().unwrap_or(start);
        let range = TextRange::new(start, end);
        let inner = own.iter().map(|e| e.span).reduce(Span::join).unwrap_or_default();
        let span = draft.heading_range.map_or(inner, |h| self.article.span(h).join(inner));
        let scope = if draft.notes { Scope::Notes } else { Scope::Article };
        List {
            heading: draft.heading.clone(),
            family: draft.family,
            scope,
            range,
            span,
            entries,
            further_reading: draft.further_reading,
        }
    }

    /// The entry that a link leads to: the one its anchor stands in, or the one the anchored element begins with.
    fn linked_entry(&self, link: Option<usize>) -> Option<EntryId> {
        let anchor = &self.article.anchors[self.targets.anchor(self.article, link?)?];
        if names_other(&anchor.name) {
            return None;
        }
        let at = anchor.range.start;
        self.citations.entry_at(at).or_else(|| {
            // An empty anchor may stand just in front, a container may hold its label first.
            let order = &self.citations.by_place;
            let next = order.partition_point(|(range, _)| range.start < at);
            let (TextRange { start, .. }, id) = *order.get(next)?;
            let is_last = order.get(next + 1).is_none_or(|(range, _)| range.start >= anchor.range.end);
            let between = self.article.slice(TextRange::new(at, start));
            let holds = anchor.range.contains(start) && is_last;
            (between.trim().is_empty() || holds && between.len() <= MAX_LABEL_BLOCK).then_some(id)
        })
    }

    /// Turns accepted candidates into markers and cites.
    fn markers(&mut self, accepted: &[usize]) {
        // Exactly as many as there are: an article may be mostly markers, and vectors that grow hold twice that.
        let cites = accepted.iter().map(|&i| self.candidates.list[i].parts.len()).sum();
        self.citations.markers.reserve_exact(accepted.len());
        self.citations.cites.reserve_exact(cites);
        let mut gone = years::Gone::default();
        for &index in accepted {
            let candidate = &self.candidates.list[index];
            let marker = self.citations.markers.len();
            let first = self.citations.cites.len();
            for at in candidate.parts.clone() {
                let part = &self.candidates.parts[at];
                if self.is_year_of_work(candidate, at) {
                    continue;
                }
                let span = self.article.span(part.range);
                let key = self.name_of_gone(at, &mut gone).unwrap_or(part.key);
                self.citations.cites.push(Cite {
                    marker,
                    key,
                    span,
                    range: part.range,
                    link: self.candidates.links[at],
                    target: Target::Missing,
                });
            }
            let built = Marker {
                block: candidate.block,
                range: candidate.range,
                span: self.marker_span(candidate),
                style: candidate.style,
                hidden: self.article.blocks[candidate.block].kind == crate::article::BlockKind::Hidden,
                form: candidate.form,
                cites: first..self.citations.cites.len(),
                inside: self.citations.entry_at(candidate.range.start),
            };
            self.citations.markers.push(built);
        }
    }

    /// The raw source of a marker; a Markdown link around it belongs to it.
    fn marker_span(&self, candidate: &Candidate) -> Span {
        let own = self.article.span(candidate.range);
        let link = candidate.overlay.link.map(|l| &self.article.elements[l]);
        match link {
            Some(link) if link.range == candidate.range && link.attrs.tag.is_empty() && !link.span.is_empty() => {
                link.span.join(own)
            }
            _ => own,
        }
    }

    /// A list that is made elsewhere counts only where none was found here.
    fn list_elsewhere(&self) -> Option<Span> {
        if self.citations.lists.iter().any(|l| !l.further_reading) {
            return None;
        }
        self.article.generated_list.or_else(|| {
            let leading = self.candidates.list.iter().find(|c| self.leads_to_file(c));
            leading.map(|c| self.article.span(c.range))
        })
    }
}
