//! Which sources an article would need, and what a saved file is a copy of.

use std::collections::HashSet;

use super::words::{Words, fold};
use super::{Identity, find};
use crate::article::Article;
use crate::cite::{Citations, Entry, urls};

/// Fewer words than this are no title.
const FEWEST_WORDS: usize = 3;

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
    let links = citations.links.iter().map(|link| link.url.as_str());
    for url in links.chain(quotations.iter().filter_map(|q| q.url.as_deref())) {
        wanted.pages.extend(urls::page(url));
        wanted.dois.extend(doi_of(url));
    }
    wanted
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
    pub(super) pages: Vec<String>,
    pub(super) dois: Vec<String>,
    pub(super) title: Option<Vec<String>>,
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

/// Whether a title stands among the words of a source.
pub(super) fn holds(said: &[String], title: &[String]) -> bool {
    said.windows(title.len()).any(|words| words == title)
}

/// The words of a text, folded.
pub(super) fn plain(text: &str) -> Vec<String> {
    let words = Words::of(text, 0, usize::MAX).words;
    words.iter().map(|word| fold(&text[word.start as usize..word.end as usize])).collect()
}

/// The DOIs that an entry states, also as addresses, in lower case.
pub(super) fn dois(entry: &Entry) -> Vec<String> {
    let stated = entry.identifiers.iter().filter(|i| i.kind == "doi").map(|i| i.value.to_ascii_lowercase());
    stated.chain(entry.urls.iter().filter_map(|url| doi_of(&url.url))).collect()
}

/// The DOI that an address stands for: `https://doi.org/10.…`, or one that ends in it.
pub(super) fn doi_of(url: &str) -> Option<String> {
    let lower = url.to_ascii_lowercase();
    let at =
        lower.find("doi.org/10.").map(|at| at + "doi.org/".len()).or_else(|| lower.find("/doi/10.").map(|a| a + 5))?;
    let doi = lower[at..].split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    Some(doi.replace("%2f", "/"))
}
