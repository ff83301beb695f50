//! Files that define sources: only their keys are read.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use biblatex::RawBibliography;
use serde::Deserialize;
use toml::Spanned;

use super::text::Text;
use super::{Problem, Settings};
use crate::cite::{Bibliography, UnreadBibliography};
use crate::input::Span;

/// Files that articles name, each read once.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<HashMap<PathBuf, Arc<Found>>>);

/// The keys of a file, or why it has none.
type Found = Result<BTreeSet<String>, String>;

impl Shelf {
    /// Adds the keys of the files that an article in `folder` names to those that the settings name.
    pub(super) fn add(&self, settings: &mut Settings, named: Vec<(String, Span)>, folder: &Path) {
        if named.is_empty() {
            return;
        }
        let known = &mut settings.citations.bibliography;
        let mut all = known.as_deref().cloned().unwrap_or_default();
        // What the settings name stands for what is not where the article says.
        let is_set = !all.files.is_empty();
        for (file, span) in named {
            match &*self.keys(&file, &folder.join(&file)) {
                Ok(keys) => {
                    all.keys.extend(keys.iter().cloned());
                    if !all.files.contains(&file) {
                        all.files.push(file);
                    }
                }
                Err(_) if is_set => {}
                Err(reason) => all.unread.push(UnreadBibliography { file, span, reason: reason.clone() }),
            }
        }
        *known = Some(Arc::new(all));
    }

    fn keys(&self, name: &str, path: &Path) -> Arc<Found> {
        let mut shelf = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        shelf.entry(path.to_owned()).or_insert_with(|| Arc::new(open(name, path))).clone()
    }
}

/// Files that articles name are no larger, in bytes.
const LARGEST: u64 = 64 << 20;

/// Reads a file that an article names: whoever wrote it may have named a device that never ends.
fn open(name: &str, path: &Path) -> Found {
    let why = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => "there is no such file".to_owned(),
        ErrorKind::InvalidData => "it is not UTF-8".to_owned(),
        _ => error.to_string(),
    };
    let about = fs::metadata(path).map_err(why)?;
    if !about.is_file() {
        return Err("it is no plain file".to_owned());
    }
    if about.len() > LARGEST {
        return Err("it is larger than 64 MB".to_owned());
    }
    keys(name, &fs::read_to_string(path).map_err(why)?)
}

/// Reads the files that the settings name; `None` if they name none.
pub(super) fn read(text: &Text, files: &[Spanned<String>], root: &Path) -> Result<Option<Bibliography>, Problem> {
    let mut known = Bibliography::default();
    for file in files {
        let name = file.get_ref();
        let problem = |message: String, help: &str| text.problem(text.inside(file), message, None, help);
        let content = fs::read_to_string(root.join(name)).map_err(|error| {
            let message = format!("the sources in “{name}” cannot be read ({error})");
            problem(message, "paths start from the folder of this file")
        })?;
        let keys = keys(name, &content).map_err(|why| {
            let message = format!("the sources in “{name}” cannot be read: {why}");
            problem(message, "BibTeX or BibLaTeX (.bib), or CSL-JSON (.json)")
        })?;
        known.files.push(name.clone());
        known.keys.extend(keys);
    }
    Ok((!known.files.is_empty()).then_some(known))
}

/// The keys of one file; the error says why it has none.
fn keys(name: &str, content: &str) -> Result<BTreeSet<String>, String> {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "bib" | "bibtex" | "biblatex" => of_bibtex(content),
        "json" => of_csl(content),
        _ => Err("it is of no kind that is known here".into()),
    }
}

fn of_bibtex(content: &str) -> Result<BTreeSet<String>, String> {
    let parsed = RawBibliography::parse(content).map_err(|error| {
        let before = content.get(..error.span.start).unwrap_or(content);
        format!("{}, line {}", error.kind, 1 + before.matches('\n').count())
    })?;
    Ok(parsed.entries.iter().map(|entry| entry.v.key.v.to_owned()).collect())
}

/// An item of CSL-JSON, of which only the key matters.
#[derive(Deserialize)]
struct Item {
    id: Id,
}

/// Keys are texts, or numbers in older files.
#[derive(Deserialize)]
#[serde(untagged)]
enum Id {
    Text(String),
    Number(serde_json::Number),
}

fn of_csl(content: &str) -> Result<BTreeSet<String>, String> {
    let items: Vec<Item> = serde_json::from_str(content).map_err(|error| error.to_string())?;
    let key = |item: Item| match item.id {
        Id::Text(text) => text,
        Id::Number(number) => number.to_string(),
    };
    Ok(items.into_iter().map(key).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(name: &str, content: &str) -> Vec<String> {
        keys(name, content).unwrap().into_iter().collect()
    }

    #[test]
    fn keys_are_read_from_each_kind() {
        let bib =
            "@string{q = {Quay}}\n% a note\n@article{smith2020,\n title = {Tides},\n}\n@book{doe:1999, title = q}\n";
        assert_eq!(found("refs.bib", bib), ["doe:1999", "smith2020"]);
        assert_eq!(found("refs.JSON", r#"[{"id": "smith2020", "type": "book"}, {"id": 7}]"#), ["7", "smith2020"]);
    }

    #[test]
    fn only_plain_files_are_opened_for_an_article() {
        assert_eq!(open("refs.bib", Path::new("/")), Err("it is no plain file".to_owned()));
        assert_eq!(open("refs.bib", Path::new("no/such.bib")), Err("there is no such file".to_owned()));
        #[cfg(unix)]
        assert_eq!(open("zero.bib", Path::new("/dev/zero")), Err("it is no plain file".to_owned()));
    }

    #[test]
    fn what_cannot_be_read_says_why() {
        let why = |name: &str, content: &str| keys(name, content).unwrap_err();
        assert!(why("refs.bib", "\n@article{smith2020, title = {Tides").contains("line "));
        assert!(why("refs.json", "{}").contains("expected a sequence"));
        assert!(why("refs.ris", "").contains("no kind"));
    }
}
