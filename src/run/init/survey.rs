//! How the articles of a folder cite.

use std::collections::BTreeMap;
use std::path::Path;

use wellcited::cite::Style;
use wellcited::engine::{self, Status};
use wellcited::input::{LoadOptions, Source, discover};

/// No more articles than this are read: the first tell enough.
const MOST: usize = 300;

/// What the articles of a folder have in common.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many were read.
    pub(super) articles: usize,
    /// How many there are in all.
    pub(super) found: usize,
    /// How many of them cite or list sources.
    pub(super) citing: usize,
    /// In how many articles each style of marker is used, the most frequent first.
    pub(super) styles: Vec<(&'static str, usize)>,
    /// In how many articles the list is made elsewhere.
    pub(super) list_elsewhere: usize,
    /// The language that articles state most often.
    pub(super) language: Option<String>,
    /// How many articles state none.
    pub(super) without_language: usize,
}

/// What one article tells.
struct Told {
    styles: Vec<Style>,
    citing: bool,
    list_elsewhere: bool,
    language: Option<String>,
}

/// Reads the articles under a folder, those in `left_out` excepted.
pub(super) fn survey(folder: &Path, left_out: &[&str]) -> Survey {
    let mut sources = discover(&[folder.to_owned()], "").sources;
    sources.retain(|source| !is_under(source, left_out));
    let found = sources.len();
    sources.truncate(MOST);
    let told = engine::run(&sources, LoadOptions::default(), None, |input| {
        let reading = engine::read(input);
        let mut styles: Vec<Style> = reading.citations.markers.iter().map(|marker| marker.style).collect();
        styles.sort_unstable();
        styles.dedup();
        Told {
            styles,
            citing: Status::of(&reading.citations) == Status::Checked,
            list_elsewhere: reading.citations.list_elsewhere.is_some(),
            language: reading.article.language,
        }
    });
    Survey { found, ..sum(&told.done) }
}

fn is_under(source: &Source, folders: &[&str]) -> bool {
    Path::new(&source.shown).components().any(|part| folders.iter().any(|folder| part.as_os_str() == *folder))
}

fn sum(told: &[Told]) -> Survey {
    let mut styles: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut languages: BTreeMap<&str, usize> = BTreeMap::new();
    for article in told {
        article.styles.iter().for_each(|style| *styles.entry(style.name()).or_default() += 1);
        article.language.iter().for_each(|language| *languages.entry(language).or_default() += 1);
    }
    let mut styles: Vec<_> = styles.into_iter().collect();
    styles.sort_by_key(|&(name, n)| (std::cmp::Reverse(n), name));
    Survey {
        articles: told.len(),
        citing: told.iter().filter(|article| article.citing).count(),
        list_elsewhere: told.iter().filter(|article| article.list_elsewhere).count(),
        without_language: told.iter().filter(|article| article.language.is_none()).count(),
        language: languages.into_iter().max_by_key(|&(name, n)| (n, std::cmp::Reverse(name))).map(|(l, _)| l.into()),
        styles,
        ..Survey::default()
    }
}
