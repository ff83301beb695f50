//! The sources at hand: pages and files, found by what an article says about its sources.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::words::{Words, fold};
use super::{Flaw, Identity, Page, find};
use crate::article::Article;
use crate::cite::{Citations, Entry, LinkedSource, urls};

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
}

/// Fewer words than this are no title.
const FEWEST_WORDS: usize = 3;

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

    pub(super) fn of_entry(&self, article: &Article, entry: &Entry) -> Vec<&Held> {
        let pages = entry.urls.iter().filter_map(|url| self.by_page.get(&urls::page(&url.url)?));
        let works = dois(entry).into_iter().filter_map(|doi| self.by_doi.get(&doi));
        let copies = self.copies(pages.chain(works).flatten());
        if !copies.is_empty() || self.by_title.is_empty() {
            return copies;
        }
        let said = plain(article.slice(entry.body));
        let titled = self.by_title.iter().filter(|(title, _)| holds(&said, title));
        self.copies(titled.map(|(_, copy)| copy))
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

/// The words of a text, folded.
fn plain(text: &str) -> Vec<String> {
    let words = Words::of(text, 0, usize::MAX).words;
    words.iter().map(|word| fold(&text[word.start as usize..word.end as usize])).collect()
}

/// The DOIs that an entry states, also as addresses, in lower case.
fn dois(entry: &Entry) -> Vec<String> {
    let stated = entry.identifiers.iter().filter(|i| i.kind == "doi").map(|i| i.value.to_ascii_lowercase());
    stated.chain(entry.urls.iter().filter_map(|url| doi_of(&url.url))).collect()
}

/// The DOI that an address stands for: `https://doi.org/10.…`, or one that ends in it.
fn doi_of(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let at =
        lower.find("doi.org/10.").map(|at| at + "doi.org/".len()).or_else(|| lower.find("/doi/10.").map(|a| a + 5))?;
    let doi = lower[at..].split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    Some(doi.replace("%2f", "/"))
}

impl Wanted {
    /// Adds what another article wants.
    pub fn merge(&mut self, other: Self) {
        self.pages.extend(other.pages);
        self.dois.extend(other.dois);
        self.said.extend(other.said);
        self.quotations += other.quotations;
    }

    /// What a copy that says this about itself, in a file with that name, is a copy of, if it is wanted.
    pub fn claim(&self, identity: &Identity, stem: &str) -> Claim {
        let named = slug(stem);
        let mut claim = Claim::default();
        claim.pages.extend(identity.urls.iter().filter_map(|url| urls::page(url)));
        claim.dois.extend(identity.dois.iter().map(|doi| doi.to_ascii_lowercase()));
        claim.dois.extend(identity.urls.iter().filter_map(|url| doi_of(url)));
        claim.pages.retain(|page| self.pages.contains(page));
        claim.dois.retain(|doi| self.dois.contains(doi));
        if claim.is_empty() && !named.is_empty() {
            claim.pages.extend(self.pages.iter().filter(|page| is_name_of(&named, page)).cloned());
            claim.dois.extend(self.dois.iter().filter(|doi| named == slug(doi)).cloned());
            claim.pages.sort_unstable();
        }
        if claim.is_empty() {
            let titles = [identity.title.as_deref(), Some(stem)].into_iter().flatten().map(plain);
            let said =
                |title: &Vec<String>| title.len() >= FEWEST_WORDS && self.said.iter().any(|said| holds(said, title));
            claim.title = titles.into_iter().find(said);
        }
        claim
    }
}

/// What a saved file is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    pages: Vec<String>,
    dois: Vec<String>,
    title: Option<Vec<String>>,
}

impl Claim {
    /// Whether it is a copy of nothing that is wanted.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.dois.is_empty() && self.title.is_none()
    }
}

/// Letters and digits, with one hyphen for whatever stands between them.
fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// A last part of an address that is shorter is no name.
const SHORTEST_NAME: usize = 8;

/// Whether a file is named as a page: all of its address, or the last part of it.
fn is_name_of(name: &str, page: &str) -> bool {
    if name == slug(page) {
        return true;
    }
    let last = page.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.split('?').next().unwrap_or_default();
    let stem = last.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(last, |(stem, _)| stem);
    page.contains('/') && stem.len() >= SHORTEST_NAME && name == slug(stem)
}

fn holds(said: &[String], title: &[String]) -> bool {
    said.windows(title.len()).any(|words| words == title)
}

/// What an article would need to have its quotations checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Addresses, as [`urls::page`] writes them.
    pub pages: HashSet<String>,
    /// DOIs in lower case.
    pub dois: HashSet<String>,
    /// The words of each of its sources, folded.
    pub said: Vec<Vec<String>>,
    /// How many quotations have a source.
    pub quotations: usize,
}

/// The sources whose text decides about the quotations of an article: all of them, because a quotation may stand in
/// another one than is cited.
pub fn wanted(article: &Article, citations: &Citations) -> Wanted {
    let quotations = find(article, citations);
    let mut wanted = Wanted { quotations: quotations.iter().filter(|q| q.has_source()).count(), ..Wanted::default() };
    for entry in &citations.entries {
        wanted.pages.extend(entry.urls.iter().filter_map(|url| urls::page(&url.url)));
        wanted.dois.extend(dois(entry));
        wanted.said.push(plain(article.slice(entry.body)));
    }
    let links = citations.links.iter().map(|link: &LinkedSource| link.url.as_str());
    for url in links.chain(quotations.iter().filter_map(|q| q.url.as_deref())) {
        wanted.pages.extend(urls::page(url));
        wanted.dois.extend(doi_of(url));
    }
    wanted
}
