//! The sources at hand: pages and files, found by what an article says about its sources.

use std::collections::{HashMap, HashSet};

use super::words::{Words, fold};
use super::{Flaw, Page, find};
use crate::article::Article;
use crate::cite::{Citations, Entry, LinkedSource, urls};

/// A copy of a source.
#[derive(Debug)]
pub(super) struct Held {
    page: Result<Page, Flaw>,
}

impl Held {
    pub(super) fn page(&self) -> Result<&Page, Flaw> {
        self.page.as_ref().map_err(|flaw| *flaw)
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
    pub fn add(&mut self, page: Result<Page, Flaw>) -> CopyId {
        self.held.push(Held { page });
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

    /// Says that a copy is called this; a source that says these words is taken for it, if no copy is named better.
    pub fn at_title(&mut self, copy: CopyId, title: &str) {
        let words = plain(title);
        if words.len() >= FEWEST_WORDS {
            self.by_title.push((words, copy));
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

    pub(super) fn of_entry(&self, article: &Article, entry: &Entry) -> Vec<&Held> {
        let pages = entry.urls.iter().filter_map(|url| self.by_page.get(&urls::page(&url.url)?));
        let works = dois(entry).into_iter().filter_map(|doi| self.by_doi.get(&doi));
        let copies = self.copies(pages.chain(works).flatten());
        if !copies.is_empty() || self.by_title.is_empty() {
            return copies;
        }
        let said = plain(article.slice(entry.body));
        let titled = self.by_title.iter().filter(|(title, _)| said.windows(title.len()).any(|words| words == title));
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

/// What an article would need to have its quotations checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Addresses, as [`urls::page`] writes them.
    pub pages: HashSet<String>,
    /// DOIs in lower case.
    pub dois: HashSet<String>,
    /// What its sources say, each as one text.
    pub said: Vec<String>,
    /// How many quotations have a source.
    pub quotations: usize,
}

/// The sources whose text decides about the quotations of an article; none, if it has no quotation with a source.
///
/// All listed sources are among them, because a quotation may stand in another one than is cited.
pub fn wanted(article: &Article, citations: &Citations) -> Wanted {
    let quotations = find(article, citations);
    let mut wanted = Wanted { quotations: quotations.iter().filter(|q| q.has_source()).count(), ..Wanted::default() };
    if wanted.quotations == 0 {
        return wanted;
    }
    for entry in &citations.entries {
        wanted.pages.extend(entry.urls.iter().filter_map(|url| urls::page(&url.url)));
        wanted.dois.extend(dois(entry));
        wanted.said.push(article.slice(entry.body).to_owned());
    }
    let links = citations.links.iter().map(|link: &LinkedSource| link.url.as_str());
    for url in links.chain(quotations.iter().filter_map(|q| q.url.as_deref())) {
        wanted.pages.extend(urls::page(url));
        wanted.dois.extend(doi_of(url));
    }
    wanted
}
