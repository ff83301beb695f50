//! Links within the page: from the markers to the places they lead to.

use super::marker::{Candidate, Candidates};
use super::urls::percent_decode;
use crate::article::{Article, ElementKind};
use crate::input::TextRange;
use crate::map::{HashMap, HashSet};

/// A way back is looked for among this many elements of a note.
const MAX_LINKS: usize = 64;

/// Which candidates lead to which anchors.
#[derive(Debug, Default)]
pub(super) struct Targets<'a> {
    names: HashMap<&'a str, usize>,
    /// How links of this page name its own file.
    own_files: HashSet<&'a str>,
    /// (place of the anchor, anchor, candidate), sorted.
    found: Vec<(u32, usize, usize)>,
}

impl<'a> Targets<'a> {
    pub(super) fn new(article: &'a Article, candidates: &Candidates) -> Self {
        let mut names = HashMap::with_capacity_and_hasher(article.anchors.len(), Default::default());
        for (index, anchor) in article.anchors.iter().enumerate() {
            names.entry(&*anchor.name).or_insert(index);
        }
        let mut targets = Self { names, own_files: HashSet::default(), found: Vec::new() };
        for (index, candidate) in candidates.list.iter().enumerate() {
            for part in candidate.parts.clone() {
                let link = candidates.links[part];
                let Some(anchor) = link.and_then(|l| targets.anchor(article, l)) else { continue };
                let href = link.and_then(|l| article.elements[l].href.as_ref());
                let file = href.and_then(|h| h.url.split_once('#')).map_or("", |(file, _)| file);
                targets.own_files.insert(file);
                targets.found.push((article.anchors[anchor].range.start, anchor, index));
            }
        }
        targets.found.sort_unstable();
        targets.found.dedup();
        targets
    }

    /// The anchor a link leads to, if it is on this page.
    ///
    /// Any address with a fragment that this page defines counts: pages write their own address in many ways.
    pub(super) fn anchor(&self, article: &Article, link: usize) -> Option<usize> {
        let url = &article.elements[link].href.as_ref()?.url;
        let (file, fragment) = url.rsplit_once('#')?;
        // Sphinx counts the places of each page: `other.html#id8` means nothing here.
        let counted = || fragment.strip_prefix("id").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
        if !file.is_empty() && !file.contains("://") && counted() {
            return None;
        }
        self.names.get(fragment).or_else(|| self.names.get(&*percent_decode(fragment))).copied()
    }

    /// Whether a link leads to a place in a file beside this one.
    pub(super) fn is_in_other_file(&self, article: &Article, link: usize) -> bool {
        let url = article.elements[link].href.as_ref().map_or("", |h| &h.url);
        let file = url.split_once('#').map_or("", |(file, _)| file);
        let beside = !file.is_empty() && !file.contains("://") && !file.starts_with("//");
        beside && !self.own_files.contains(file) && self.anchor(article, link).is_none()
    }

    /// Links into a range: (anchor, candidate).
    pub(super) fn leading_into(&self, range: TextRange) -> impl Iterator<Item = (usize, usize)> {
        let from = self.found.partition_point(|f| f.0 < range.start);
        let end = range.end.max(range.start + 1);
        self.found[from..].iter().take_while(move |f| f.0 < end).map(|f| (f.1, f.2))
    }

    /// All links, in order of the place they lead to: (anchor, candidate).
    pub(super) fn all(&self) -> impl Iterator<Item = (usize, usize)> {
        self.found.iter().map(|f| (f.1, f.2))
    }

    /// Whether a link inside `note` leads back to where `marker` stands.
    pub(super) fn leads_back(&self, article: &Article, note: TextRange, marker: &Candidate) -> bool {
        let block = article.blocks[marker.block].range;
        article.elements_in(note).iter().enumerate().take(MAX_LINKS).filter(|(_, e)| e.kind == ElementKind::Link).any(
            |(nth, _)| {
                let first = article.elements.before(note.start);
                self.anchor(article, first + nth).is_some_and(|a| {
                    let at = article.anchors[a].range.start;
                    block.start <= at && at <= block.end && at.abs_diff(marker.range.start) <= 200
                })
            },
        )
    }
}
