//! The table of sources: each once, however many pages use it.
//!
//! A source is known by its address, in whatever form it is written; one without an address by its words.

use std::collections::HashMap;

use super::table::{Cell, Column, Table, column};
use crate::outcome::{self, Key, Verdict};
use crate::report::Report;

const COLUMNS: &[Column] = &[
    column("source", 60),
    column("url", 44),
    column("verdict", 13),
    column("reason", 24),
    column("http_status", 11),
    column("final_url", 40),
    column("checked_at", 22),
    column("evidence", 30),
    column("uses", 7),
    column("pages", 7),
    column("used_by", 60),
];

/// What stands where nobody has looked.
const NOT_CHECKED: &str = "not checked";
/// What stands where there is nothing to look at.
const NO_ADDRESS: &str = "no address";

/// What a source is known by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Name {
    Address(Key),
    /// An address that is none, as written.
    Malformed(String),
    /// Words in small letters, with single blanks.
    Words(String),
}

/// One source.
struct Source<'a> {
    words: String,
    url: Option<&'a str>,
    /// Files and lines, in order.
    uses: Vec<(usize, u32)>,
}

/// All sources of a run, in the order in which they are met.
pub(super) struct Sources<'a> {
    all: Vec<Source<'a>>,
    by_name: HashMap<Name, usize>,
    by_file: Vec<usize>,
}

impl<'a> Sources<'a> {
    /// Gathers the sources that are listed and those that are linked in the text.
    pub(super) fn new(report: &'a Report) -> Self {
        let mut sources = Self { all: Vec::new(), by_name: HashMap::new(), by_file: vec![0; report.files.len()] };
        for (file, read) in report.files.iter().enumerate().filter_map(|(i, file)| Some((i, file.text.as_deref()?))) {
            let article = &read.reading.article;
            for (entry, line) in read.entries() {
                let words = article.slice(entry.body);
                if entry.urls.is_empty() {
                    sources.add(Name::Words(folded(words)), words, None, (file, line));
                }
                for url in &entry.urls {
                    sources.add(named(&url.url), words, Some(&url.url), (file, line));
                }
            }
            for (link, line) in read.links() {
                sources.add(named(&link.url), &link.text, Some(&link.url), (file, line));
            }
        }
        sources
    }

    fn add(&mut self, name: Name, words: &str, url: Option<&'a str>, place: (usize, u32)) {
        let index = *self.by_name.entry(name).or_insert_with(|| {
            self.all.push(Source { words: words.to_owned(), url, uses: Vec::new() });
            self.all.len() - 1
        });
        self.all[index].uses.push(place);
        self.by_file[place.0] += 1;
    }

    /// How often a file uses a source.
    pub(super) fn uses_of(&self, file: usize) -> usize {
        self.by_file.get(file).copied().unwrap_or(0)
    }

    /// How many sources there are, and how often they are used.
    pub(super) fn totals(&self) -> (usize, usize) {
        (self.all.len(), self.all.iter().map(|source| source.uses.len()).sum())
    }

    /// A row for each source.
    pub(super) fn table(&self, report: &Report) -> Table {
        let rows = self.all.iter().map(|source| row(source, report));
        Table { name: "sources", columns: COLUMNS, rows: rows.collect() }
    }
}

fn row(source: &Source<'_>, report: &Report) -> Vec<Cell> {
    let mut pages: Vec<usize> = source.uses.iter().map(|(file, _)| *file).collect();
    pages.dedup();
    let uses = source.uses.iter().map(|(file, line)| format!("{}:{line}", report.files[*file].path));
    let verdict = source.url.zip(report.outcomes.as_deref()).and_then(|(url, outcomes)| outcomes.of(url));
    let class = match (verdict, source.url) {
        (Some(verdict), _) => verdict.class().name(),
        (None, Some(_)) => NOT_CHECKED,
        (None, None) => NO_ADDRESS,
    };
    let said = |words: fn(&Verdict) -> Option<&str>| verdict.and_then(words).unwrap_or_default();
    let checked_at = verdict.map(|verdict| verdict.checked_at.to_string()).unwrap_or_default();
    vec![
        source.words.as_str().into(),
        source.url.unwrap_or_default().into(),
        class.into(),
        said(|verdict| Some(verdict.reason.name())).into(),
        verdict.and_then(|verdict| verdict.status).map_or_else(|| "".into(), |status| u32::from(status).into()),
        said(|verdict| verdict.final_url.as_deref()).into(),
        checked_at.as_str().into(),
        said(|verdict| verdict.record.as_deref()).into(),
        source.uses.len().into(),
        pages.len().into(),
        uses.collect::<Vec<_>>().join("\n").as_str().into(),
    ]
}

fn named(url: &str) -> Name {
    outcome::key(url).map_or_else(|| Name::Malformed(url.to_owned()), Name::Address)
}

fn folded(words: &str) -> String {
    words.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
