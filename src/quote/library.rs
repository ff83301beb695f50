//! The sources at hand: pages and files, found by what an article says about its sources.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::claim::Claim;
use super::wanted::{doi_of, dois, holds, plain};
use super::{Flaw, Page};
use crate::article::Article;
use crate::cite::{Entry, urls};

/// A copy of a source.
#[derive(Debug)]
pub(super) struct Held {
    page: Result<Arc<Page>, Flaw>,
}

impl Held {
    pub(super) fn page(&self) -> Result<&Page, Flaw> {
        self.page.as_deref().map_err(|flaw| *flaw)
    }
}

/// Names a copy in a [`Library`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CopyId(usize);

/// Copies of sources, and what they are copies of.
#[derive(Debug, Default)]
pub struct Library {
    held: Vec<Held>,
    by_page: HashMap<String, Vec<CopyId>>,
    by_doi: HashMap<String, Vec<CopyId>>,
    /// Titles, as words, of copies that say no more about what they are.
    by_title: Vec<(Vec<String>, CopyId)>,
    /// Copies that carry the label of a source, by the path of its article and the label.
    by_label: HashMap<(String, String), Vec<CopyId>>,
}

impl Library {
    /// Adds a copy, or why there is none that could be read.
    pub fn add(&mut self, page: Result<impl Into<Arc<Page>>, Flaw>) -> CopyId {
        self.held.push(Held { page: page.map(Into::into) });
        CopyId(self.held.len() - 1)
    }

    /// Says that a copy is of this address.
    pub fn at_url(&mut self, copy: CopyId, url: &str) {
        if let Some(page) = urls::page(url) {
            put(self.by_page.entry(page).or_default(), copy);
        }
        if let Some(doi) = doi_of(url) {
            self.at_doi(copy, &doi);
        }
    }

    /// Says that a copy is of the work with this DOI.
    pub fn at_doi(&mut self, copy: CopyId, doi: &str) {
        put(self.by_doi.entry(doi.to_ascii_lowercase()).or_default(), copy);
    }

    /// Says that a copy is what its file is taken for.
    pub fn at(&mut self, copy: CopyId, claim: Claim) {
        for page in claim.pages {
            put(self.by_page.entry(page).or_default(), copy);
        }
        for doi in claim.dois {
            put(self.by_doi.entry(doi).or_default(), copy);
        }
        self.by_title.extend(claim.title.map(|title| (title, copy)));
        if let Some(label) = claim.label {
            put(self.by_label.entry(label).or_default(), copy);
        }
    }

    /// Whether there is no copy.
    pub fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    pub(super) fn of_url(&self, url: &str) -> Vec<&Held> {
        let pages = urls::page(url).and_then(|page| self.by_page.get(&page));
        let works = doi_of(url).and_then(|doi| self.by_doi.get(&doi));
        self.copies(pages.into_iter().chain(works).flatten())
    }

    /// The copies of an entry whose label is `label` in the article at `path`.
    pub(super) fn of_entry(&self, path: &str, article: &Article, entry: &Entry, label: &str) -> Vec<&Held> {
        let pages = entry.urls.iter().filter_map(|url| self.by_page.get(&urls::page(&url.url)?));
        let works = dois(entry).into_iter().filter_map(|doi| self.by_doi.get(&doi));
        let copies = self.copies(pages.chain(works).flatten());
        if !copies.is_empty() || self.by_title.is_empty() && self.by_label.is_empty() {
            return copies;
        }
        let said = plain(article.slice(entry.body));
        let titled = self.by_title.iter().filter(|(title, _)| holds(&said, title)).map(|(_, copy)| copy);
        let labelled = self.by_label.get(&(path.to_owned(), label.to_lowercase()));
        self.copies(titled.chain(labelled.into_iter().flatten()))
    }

    fn copies<'c>(&self, ids: impl Iterator<Item = &'c CopyId>) -> Vec<&Held> {
        let mut seen = HashSet::new();
        ids.filter(|id| seen.insert(id.0)).map(|id| &self.held[id.0]).collect()
    }
}

fn put(copies: &mut Vec<CopyId>, copy: CopyId) {
    if !copies.contains(&copy) {
        copies.push(copy);
    }
}
