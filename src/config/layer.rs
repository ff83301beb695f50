//! One source of settings, taken from its file and checked.

use std::fs;
use std::path::{Path, PathBuf};

use toml::Spanned;

use super::file::{self, File, Pyproject};
use super::part::{self, Part};
use super::pattern::Patterns;
use super::text::Text;
use super::{Document, Ignore, Key, Network, Problem, SavedSource, Settings};
use crate::rules::Subject;

/// One source of settings: a file, or a setting of the command line.
#[derive(Debug)]
pub struct Layer {
    text: Text,
    /// The folder that its patterns start from.
    root: PathBuf,
    base: Part,
    overrides: Vec<(Patterns, Part)>,
    ignores: Vec<(Patterns, Ignore)>,
    exclude: Patterns,
    /// What is excluded, as written, and where that stands.
    excluded: Option<(Vec<String>, usize)>,
    documents: Vec<Document>,
    saved: Vec<SavedSource>,
    network: Network,
    /// Where each setting about the web stands.
    asked: Vec<(&'static str, usize)>,
}

impl Layer {
    /// A file; `shown` is what it is called. `None` if it is a `pyproject.toml` without settings of this program.
    pub(super) fn from_file(shown: &str, text: &str, root: &Path) -> Result<Option<Self>, Problem> {
        let text = Text::of_file(shown, text);
        let is_pyproject = Path::new(shown).file_name().is_some_and(|name| name == "pyproject.toml");
        let file = match is_pyproject {
            true => toml::from_str::<Pyproject>(text.as_str()).map(|project| project.tool.wellcited),
            false => toml::from_str::<File>(text.as_str()).map(Some),
        };
        match file {
            Ok(file) => file.map(|file| Self::new(text, file, root)).transpose(),
            // Other tools read that file too; what is wrong with it may be none of our business.
            Err(_) if is_pyproject && !text.as_str().contains("[tool.wellcited") => Ok(None),
            Err(error) => Err(text.syntax(&error)),
        }
    }

    /// A setting of the command line, such as `rules.unused-source="error"`.
    pub(super) fn from_argument(setting: &str, root: &Path) -> Result<Self, Problem> {
        let text = Text::of_argument(setting);
        let file = toml::from_str::<File>(setting).map_err(|error| text.syntax(&error))?;
        Self::new(text, file, root)
    }

    fn new(text: Text, mut file: File, root: &Path) -> Result<Self, Problem> {
        let base = Part::new(&text, file.common(), root)?;
        let mut overrides = Vec::new();
        for mut table in file.overrides {
            overrides.push((patterns(&text, &table.files)?, Part::new(&text, table.common(), root)?));
        }
        let ignores = file.ignore.iter().map(|table| ignore(&text, table)).collect::<Result<_, _>>()?;
        let exclude = file.exclude.as_ref().map_or(Ok(Patterns::default()), |e| patterns(&text, e.get_ref()))?;
        let documents = file.document.iter().map(|table| document(&text, table, root)).collect::<Result<_, _>>()?;
        let saved = file.source.iter().map(|table| saved(&text, table, root)).collect::<Result<_, _>>()?;
        let (network, asked) = file.verify.taken();
        let (network, root) = (network.in_folder(root), root.to_owned());
        let excluded = part::plain(&file.exclude);
        Ok(Self { root, base, overrides, ignores, exclude, excluded, documents, saved, network, asked, text })
    }

    /// What the file is called.
    pub fn path(&self) -> &str {
        &self.text.path
    }

    /// The document that a file is a part of, and which part.
    pub(super) fn document_of(&self, file: &Path) -> Option<(&Document, usize)> {
        let part = |document: &'_ Document| document.files.iter().position(|part| part == file);
        self.documents.iter().find_map(|document| Some((document, part(document)?)))
    }

    /// The saved copies of sources that it names.
    pub(super) fn saved(&self) -> &[SavedSource] {
        &self.saved
    }

    /// Whether a search of folders leaves a file out.
    pub(super) fn excludes(&self, file: &Path) -> bool {
        self.exclude.covers(self.relative(file))
    }

    /// Lays what is set here for a file over `settings`.
    pub(super) fn apply(&self, file: &Path, settings: &mut Settings) {
        let file = self.relative(file);
        self.base.lay(&self.text, settings);
        for (_, part) in self.overrides.iter().filter(|(files, _)| files.covers(file)) {
            part.lay(&self.text, settings);
        }
        if let Some((patterns, at)) = &self.excluded {
            settings.exclude.extend(patterns.iter().cloned());
            settings.origins.insert(Key::Top("exclude"), self.text.origin(*at));
        }
        settings.ignores.extend(self.ignores.iter().filter(|(files, _)| files.covers(file)).map(|(_, i)| i.clone()));
        settings.saved.extend(self.saved.iter().cloned());
        settings.network = self.network.clone().over(std::mem::take(&mut settings.network));
        settings.origins.extend(self.asked.iter().map(|(name, at)| (Key::Verify(name), self.text.origin(*at))));
    }

    fn relative<'f>(&self, file: &'f Path) -> &'f Path {
        file.strip_prefix(&self.root).unwrap_or(file)
    }
}

fn patterns(text: &Text, patterns: &[Spanned<String>]) -> Result<Patterns, Problem> {
    Patterns::new(patterns.iter().map(|p| p.get_ref().as_str())).map_err(|(at, why)| {
        let place = patterns.get(at).map_or(0..0, |pattern| text.inside(pattern));
        let message = format!("this is no pattern of files: {why}");
        text.problem(place, message, None, "for example \"drafts/**/*.md\"")
    })
}

fn ignore(text: &Text, table: &file::Ignore) -> Result<(Patterns, Ignore), Problem> {
    let subjects: Vec<Subject> = table.rules.iter().map(|name| text.subject(name)).collect::<Result<_, _>>()?;
    let subjects = if subjects.is_empty() { vec![Subject::All] } else { subjects };
    let known = Ignore {
        files: table.files.iter().map(|file| file.get_ref().clone()).collect(),
        subjects,
        fingerprints: table.fingerprints.clone(),
        reason: table.reason.clone(),
        origin: text.origin(table.files.first().map_or(0, |file| file.span().start)),
    };
    Ok((patterns(text, &table.files)?, known))
}

fn document(text: &Text, table: &file::Document, root: &Path) -> Result<Document, Problem> {
    if let Some(file) = table.files.iter().find(|file| !root.join(file.get_ref()).is_file()) {
        let message = format!("there is no file “{}”", file.get_ref());
        return Err(text.problem(text.inside(file), message, None, "paths start from the folder of this file"));
    }
    let origin = text.origin(table.files.first().map_or(0, |file| file.span().start));
    let files = table.files.iter().map(|file| root.join(file.get_ref()));
    Ok(Document { files: files.map(|file| fs::canonicalize(&file).unwrap_or(file)).collect(), origin })
}

fn saved(text: &Text, table: &file::Source, root: &Path) -> Result<SavedSource, Problem> {
    let (file, place) = (root.join(table.file.get_ref()), text.inside(&table.file));
    if !file.is_file() {
        let message = format!("there is no file “{}”", table.file.get_ref());
        return Err(text.problem(place, message, None, "paths start from the folder of this file"));
    }
    if table.url.is_none() && table.doi.is_none() {
        let message = "a [[source]] says what it is a copy of".to_owned();
        return Err(text.problem(place, message, None, "add url = \"https://…\" or doi = \"10.…\""));
    }
    let origin = text.origin(table.file.span().start);
    Ok(SavedSource { file, url: table.url.clone(), doi: table.doi.clone(), origin })
}
