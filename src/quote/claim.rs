//! What a saved file is a copy of: by what it says about itself, else by its name.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::Identity;
use super::wanted::{Wanted, doi_of, holds, plain};
use crate::cite::urls;

/// Fewer words than this are no title.
const FEWEST_WORDS: usize = 3;
/// A last part of an address that is shorter is no name.
const SHORTEST_NAME: usize = 8;
/// Words that people put in front of the number of a source.
const NAMES: &[&str] = &["source", "src", "reference", "ref", "note", "quelle", "fuente", "fonte"];

/// What a saved file is taken for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Claim {
    pub(super) pages: Vec<String>,
    pub(super) dois: Vec<String>,
    pub(super) title: Option<Vec<String>>,
    /// The path of an article and the label of one of its sources.
    pub(super) label: Option<(String, String)>,
}

impl Claim {
    /// Whether it is a copy of nothing that is wanted.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty() && self.dois.is_empty() && self.title.is_none() && self.label.is_none()
    }
}

/// Knows what is wanted, ready to be compared with many files.
#[derive(Debug)]
pub struct Claims {
    wanted: Wanted,
    /// Addresses by what a file may be called after them.
    pages: HashMap<String, Vec<String>>,
    dois: HashMap<String, String>,
    /// The first words of whatever could be a title.
    openings: HashSet<Vec<String>>,
}

impl Claims {
    /// Prepares for what is wanted.
    pub fn new(wanted: Wanted) -> Self {
        let mut pages: HashMap<String, Vec<String>> = HashMap::new();
        let mut sorted: Vec<&String> = wanted.pages.iter().collect();
        sorted.sort_unstable();
        for page in sorted {
            for name in names(page) {
                pages.entry(name).or_default().push(page.clone());
            }
        }
        let dois = wanted.dois.iter().map(|doi| (slug(doi), doi.clone())).collect();
        let openings = wanted.said.iter().flat_map(|said| said.windows(FEWEST_WORDS)).map(<[String]>::to_vec);
        let openings = openings.collect();
        Self { wanted, pages, dois, openings }
    }

    /// What a copy is of that says this about itself and lies at `path`.
    pub fn claim(&self, identity: &Identity, path: &Path) -> Claim {
        let stem = path.file_stem().map(|stem| stem.to_string_lossy()).unwrap_or_default();
        let named = slug(&stem);
        let stated = self.stated(identity);
        if !stated.is_empty() {
            return stated;
        }
        // A name that fits several addresses says nothing.
        let pages = self.pages.get(&named).filter(|pages| pages.len() == 1).cloned().unwrap_or_default();
        let dois: Vec<String> = self.dois.get(&named).cloned().into_iter().collect();
        if !pages.is_empty() || !dois.is_empty() {
            return Claim { pages, dois, ..Claim::default() };
        }
        let titles = [identity.title.as_deref(), Some(&*stem)].into_iter().flatten().map(plain);
        if let Some(title) = titles.into_iter().find(|title| self.is_title(title)) {
            return Claim { title: Some(title), ..Claim::default() };
        }
        Claim { label: self.label(&stem, path), ..Claim::default() }
    }

    /// What it says itself, as far as that is wanted.
    fn stated(&self, identity: &Identity) -> Claim {
        let pages = identity.urls.iter().filter_map(|url| urls::page(url));
        let own = identity.dois.iter().map(|doi| doi.to_ascii_lowercase());
        let dois = own.chain(identity.urls.iter().filter_map(|url| doi_of(url)));
        Claim {
            pages: pages.filter(|page| self.wanted.pages.contains(page)).collect(),
            dois: dois.filter(|doi| self.wanted.dois.contains(doi)).collect(),
            ..Claim::default()
        }
    }

    fn is_title(&self, title: &[String]) -> bool {
        title.get(..FEWEST_WORDS).is_some_and(|opening| self.openings.contains(opening))
            && self.wanted.said.iter().any(|said| holds(said, title))
    }

    /// The source whose label the file carries: `3.html`, `source-3.txt`, `[smith2020].md`. Where several articles are
    /// checked, the folder must be called after one of them.
    fn label(&self, stem: &str, path: &Path) -> Option<(String, String)> {
        let folder = path.parent().and_then(Path::file_name).map(|folder| folder.to_string_lossy().to_lowercase());
        let is_of = |article: &str| {
            let stem = Path::new(article).file_stem().map(|stem| stem.to_string_lossy().to_lowercase());
            stem.is_some() && stem == folder
        };
        let only = if self.wanted.labels.len() == 1 { self.wanted.labels.keys().next() } else { None };
        let article = self.wanted.labels.keys().find(|article| is_of(article)).or(only)?;
        let label = bare_label(stem);
        self.wanted.labels[article].contains(&label).then(|| (article.clone(), label))
    }
}

/// A label without brackets, the word in front of it, and leading zeros.
fn bare_label(stem: &str) -> String {
    let lower = stem.to_lowercase();
    let bare = lower.trim_matches(|c: char| matches!(c, '[' | ']' | '(' | ')' | '{' | '}' | '@' | ' '));
    let rest = NAMES.iter().find_map(|name| bare.strip_prefix(name)).unwrap_or(bare);
    let rest = rest.trim_start_matches(['-', '_', '.', ' ', '#', '[']);
    let rest = if rest.is_empty() { bare } else { rest };
    let number = rest.trim_start_matches('0');
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    if is_number { number.to_owned() } else { rest.to_owned() }
}

/// What a copy of a page may be called: all of its address, with its ending or without, or the last part of it, if that
/// is long enough to be a name.
fn names(page: &str) -> Vec<String> {
    let whole = page.trim_end_matches('/');
    let (front, last) = whole.rsplit_once('/').unwrap_or((whole, ""));
    let last = last.split('?').next().unwrap_or_default();
    let stem = last.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or(last, |(stem, _)| stem);
    let mut names = vec![slug(whole), slug(&format!("{front}/{stem}"))];
    names.extend((stem.len() >= SHORTEST_NAME).then(|| slug(stem)));
    names.dedup();
    names
}

/// Letters and digits, with one hyphen for whatever stands between them.
fn slug(text: &str) -> String {
    let parts = text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty());
    parts.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims(articles: &[&str]) -> Claims {
        let mut wanted = Wanted::default();
        let pages =
            ["harbour.example/news/ferry-line.html", "a.example/reports/annual-report", "b.example/annual-report"];
        wanted.pages.extend(pages.map(str::to_owned));
        wanted.dois.insert("10.1000/xyz.123".into());
        wanted.said.push(plain("Harbour Times. “Ferry line to close.” 3 May 2024."));
        for article in articles {
            wanted.labels.insert((*article).into(), ["1", "2", "smith2020"].map(str::to_owned).into());
        }
        Claims::new(wanted)
    }

    fn by_name(claims: &Claims, path: &str) -> Claim {
        claims.claim(&Identity::default(), Path::new(path))
    }

    #[test]
    fn names_of_files_are_read_as_people_give_them() {
        let claims = claims(&["a.md"]);
        for name in ["harbour.example_news_ferry-line.html", "saved/ferry-line.html", "ferry_line.txt"] {
            assert_eq!(by_name(&claims, name).pages, ["harbour.example/news/ferry-line.html"], "{name}");
        }
        assert_eq!(by_name(&claims, "10.1000_xyz.123.txt").dois, ["10.1000/xyz.123"]);
        assert!(by_name(&claims, "Ferry line to close.html").title.is_some());
        assert!(by_name(&claims, "annual-report.html").is_empty(), "two addresses end so");
        for (name, label) in [("1.html", "1"), ("source-02.txt", "2"), ("[1].md", "1"), ("Smith2020.txt", "smith2020")]
        {
            assert_eq!(by_name(&claims, name).label, Some(("a.md".into(), label.into())), "{name}");
        }
        assert!(by_name(&claims, "3.html").is_empty() && by_name(&claims, "notes.txt").is_empty());
    }

    #[test]
    fn numbers_belong_to_one_article() {
        let claims = claims(&["drafts/a.md", "drafts/b.md"]);
        assert!(by_name(&claims, "saved/1.html").is_empty());
        assert_eq!(by_name(&claims, "saved/b/1.html").label, Some(("drafts/b.md".into(), "1".into())));
    }
}
