//! Whose words a quotation is said to be: the next citation in its sentence, else the one before.

use super::blocks::SetOff;
use crate::article::Article;
use crate::cite::{Citations, Form, Marker, Target};
use crate::input::TextRange;
use crate::quote::Source;

/// Where an article cites or links, in order of place.
pub(super) struct Origins {
    markers: Vec<Place>,
    links: Vec<Place>,
}

/// A citation or a link of the text.
struct Place {
    range: TextRange,
    sources: Vec<Source>,
    /// Whether it goes on with the citation in front of it: `[1][2]`.
    joins: bool,
}

impl Origins {
    pub(super) fn new(article: &Article, citations: &Citations) -> Self {
        let seen = citations.markers.iter().filter(|m| !m.hidden && m.inside.is_none() && m.form == Form::Sound);
        let mut markers: Vec<Place> =
            seen.map(|m| Place { range: m.range, sources: sources(citations, m), joins: false }).collect();
        markers.sort_by_key(|place| place.range);
        for n in 1..markers.len() {
            let between =
                TextRange::new(markers[n - 1].range.end, markers[n].range.start.max(markers[n - 1].range.end));
            let is_next =
                between.len() < 4 && article.slice(between).chars().all(|c| matches!(c, ' ' | ',' | ';' | '\u{a0}'));
            markers[n].joins = is_next;
        }
        let linked = citations.links.iter().enumerate();
        let mut links: Vec<Place> =
            linked.map(|(n, l)| Place { range: l.range, sources: vec![Source::Link(n)], joins: false }).collect();
        links.sort_by_key(|place| place.range);
        Self { markers, links }
    }

    /// The sources of a quotation in a sentence, and whether they are cited in that sentence.
    pub(super) fn of(&self, article: &Article, range: TextRange) -> (Vec<Source>, bool) {
        let sentence = article.sentence(range);
        // A citation may stand one blank behind its sentence.
        let until = sentence.end + 1;
        let behind = self.marker_from(range.end).filter(|&n| self.markers[n].range.start <= until);
        let inside = || self.marker_from(range.start).filter(|&n| self.markers[n].range.start < range.end);
        if let Some(n) = behind.or_else(inside) {
            return (self.group(n), true);
        }
        let linked: Vec<Source> = self.links_in(TextRange::new(sentence.start, until)).collect();
        if !linked.is_empty() {
            return (linked, true);
        }
        if let Some(n) = self.marker_before(range.start, sentence.start) {
            return (self.group(n), true);
        }
        let block = article.block_at(range.start).map_or(sentence, |block| article.blocks[block].range);
        let before = self.marker_before(range.start, block.start);
        let after = self.marker_from(range.end).filter(|&n| self.markers[n].range.start <= block.end);
        let mut sources: Vec<Source> = before.into_iter().chain(after).flat_map(|n| self.group(n)).collect();
        sources.dedup();
        (sources, false)
    }

    /// The sources of a block quotation: cited in it, behind it, or in the words that lead over to it.
    pub(super) fn of_block(&self, block: &SetOff) -> Option<(Vec<Source>, bool)> {
        let inside: Vec<Source> =
            self.markers_in(block.range).flat_map(|place| place.sources.iter().copied()).collect();
        if !inside.is_empty() {
            return Some((inside, true));
        }
        let linked: Vec<Source> = self.links_in(block.range).collect();
        if !linked.is_empty() {
            return Some((linked, true));
        }
        let behind = block
            .behind
            .and_then(|b| self.marker_from(b.start).filter(|&n| self.markers[n].range.start <= b.start + 1));
        if let Some(n) = behind {
            return Some((self.group(n), true));
        }
        let lead = block.lead?;
        let cited = self.markers_in(lead).last().map(|place| place.sources.clone());
        let sources = cited.or_else(|| self.links_in(lead).last().map(|link| vec![link]))?;
        Some((sources, true))
    }

    /// Where citations stand inside a range.
    pub(super) fn inside(&self, range: TextRange) -> impl Iterator<Item = TextRange> {
        self.markers_in(range).map(|place| place.range)
    }

    fn markers_in(&self, range: TextRange) -> impl Iterator<Item = &Place> {
        let from = self.markers.partition_point(|place| place.range.start < range.start);
        self.markers[from..].iter().take_while(move |place| place.range.start < range.end)
    }

    fn links_in(&self, range: TextRange) -> impl Iterator<Item = Source> {
        let from = self.links.partition_point(|place| place.range.end <= range.start);
        let found = self.links[from..].iter().take_while(move |place| place.range.start <= range.end);
        found.flat_map(|place| place.sources.iter().copied())
    }

    /// The first marker at or behind `at`.
    fn marker_from(&self, at: u32) -> Option<usize> {
        let n = self.markers.partition_point(|place| place.range.start < at);
        (n < self.markers.len()).then_some(n)
    }

    /// The last marker between `from` and `at`.
    fn marker_before(&self, at: u32, from: u32) -> Option<usize> {
        let n = self.markers.partition_point(|place| place.range.start < at).checked_sub(1)?;
        (self.markers[n].range.start >= from).then_some(n)
    }

    /// The sources of a marker and of those that go on with it.
    fn group(&self, n: usize) -> Vec<Source> {
        let first = (0..=n).rev().find(|&n| !self.markers[n].joins).unwrap_or(n);
        let more = self.markers[first + 1..].iter().take_while(|place| place.joins);
        let all = std::iter::once(&self.markers[first]).chain(more);
        all.flat_map(|place| place.sources.iter().copied()).collect()
    }
}

fn sources(citations: &Citations, marker: &Marker) -> Vec<Source> {
    let cites = &citations.cites[marker.cites.clone()];
    let entries = cites.iter().flat_map(|cite| match &cite.target {
        Target::Entry(entry) => vec![*entry],
        Target::Ambiguous(entries) => entries.to_vec(),
        Target::Missing | Target::Elsewhere => Vec::new(),
    });
    entries.map(Source::Entry).collect()
}
