//! Which sources articles would need to have their quotations checked.

use std::collections::{BTreeMap, HashSet};

use super::find;
use super::words::{Words, fold};
use crate::article::Article;
use crate::cite::{Citations, Entry, urls};

/// What an article would need to have its quotations checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Addresses, as [`urls::page`] writes them.
    pub pages: HashSet<String>,
    /// DOIs in lower case.
    pub dois: HashSet<String>,
    /// The words of each of its sources, folded.
    pub said: Vec<Vec<String>>,
    /// For each article, by its path, the labels of its sources in lower case.
    pub labels: BTreeMap<String, HashSet<String>>,
    /// How many quotations have a source.
    pub quotations: usize,
}

/// The sources whose text decides about the quotations of the article at `path`: all of them, because a quotation may stand in
/// another one than is cited.
pub fn wanted(path: &str, article: &Article, citations: &Citations) -> Wanted {
    let quotations = find(article, citations);
    let mut wanted = Wanted { quotations: quotations.iter().filter(|q| q.has_source()).count(), ..Wanted::default() };
    let labels = citations.entries.iter().filter_map(|entry| entry.key).map(|key| citations.key(key).to_lowercase());
    wanted.labels.insert(path.to_owned(), labels.collect());
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
        self.labels.extend(other.labels);
        self.quotations += other.quotations;
    }
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
