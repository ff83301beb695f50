//! Which files of settings hold for which article.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::Date;

use super::bibliography::Shelf;
use super::{Document, Keep, Layer, Problem, SavedSource, Settings};
use crate::article;
use crate::input::Input;
use crate::outcome::Outcomes;
use crate::quote::Library;

/// The names of files of settings, in the order in which a folder is searched for them.
pub const NAMES: [&str; 3] = ["wellcited.toml", ".wellcited.toml", "pyproject.toml"];

/// What the command line says about settings.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// Files, and single settings such as `rules.unused-source="error"`, in order.
    pub settings: Vec<String>,
    /// Whether no file is looked for.
    pub isolated: bool,
}

/// All settings of a run.
#[derive(Debug)]
pub struct Configs {
    /// Where relative paths start.
    base: PathBuf,
    /// For each folder of an article as shown: its way without links and dots, and the nearest file.
    folders: HashMap<PathBuf, Folder>,
    /// Named files, then single settings.
    named: Vec<Layer>,
    /// The nearest files, each read once.
    found: HashMap<PathBuf, Option<Arc<Layer>>>,
    searches: bool,
    today: Option<Date>,
    keep: Keep,
    library: Option<Arc<Library>>,
    outcomes: Option<Arc<Outcomes>>,
    is_strict: bool,
    shelf: Shelf,
}

#[derive(Debug)]
struct Folder {
    way: PathBuf,
    layer: Option<Arc<Layer>>,
}

impl Configs {
    /// Settings named on the command line, read in the folder `base`; files are looked for by [`Configs::prepare`].
    pub fn new(named: &Named, base: &Path) -> Result<Self, Problem> {
        let base = fs::canonicalize(base).unwrap_or_else(|_| base.to_owned());
        let (settings, files): (Vec<&String>, _) =
            named.settings.iter().partition(|name| name.contains('=') && !base.join(name).is_file());
        let searches = files.is_empty() && !named.isolated;
        let mut layers = Vec::new();
        for file in files {
            let path = base.join(file);
            let text = fs::read_to_string(&path).map_err(|error| unreadable(file, &error))?;
            let folder = fs::canonicalize(path.parent().unwrap_or(&base)).unwrap_or_else(|_| base.clone());
            layers.extend(Layer::from_file(file, &text, &folder)?);
        }
        for setting in settings {
            layers.push(Layer::from_argument(setting, &base)?);
        }
        Ok(Self {
            base,
            folders: HashMap::new(),
            named: layers,
            found: HashMap::new(),
            searches,
            today: None,
            keep: Keep::default(),
            library: None,
            outcomes: None,
            is_strict: false,
            shelf: Shelf::default(),
        })
    }

    /// The same on a day, which dates are compared with.
    pub fn on(self, today: Option<Date>) -> Self {
        Self { today, ..self }
    }

    /// The same settings, with more kept for reports that show it.
    #[must_use]
    pub fn keeping(self, keep: Keep) -> Self {
        Self { keep, ..self }
    }

    /// The same with the text of sources.
    pub fn with(self, library: Option<Arc<Library>>) -> Self {
        Self { library, ..self }
    }

    /// The saved copies of sources that any of the files names, each once.
    pub fn saved(&self) -> Vec<SavedSource> {
        let found: BTreeMap<&Path, &Layer> =
            self.found.iter().filter_map(|(folder, layer)| Some((folder.as_path(), layer.as_deref()?))).collect();
        let mut saved: Vec<SavedSource> = Vec::new();
        for source in found.values().copied().chain(&self.named).flat_map(Layer::saved) {
            if !saved.contains(source) {
                saved.push(source.clone());
            }
        }
        saved
    }

    /// The same with what the web says about sources; `is_strict` says whether what may be temporary counts too.
    pub fn verified(self, outcomes: Option<Arc<Outcomes>>, is_strict: bool) -> Self {
        Self { outcomes, is_strict, ..self }
    }

    /// What the files are called that were read, each once, in order; single settings have a name of their own.
    pub fn files(&self) -> Vec<String> {
        let found = self.found.values().filter_map(|layer| layer.as_deref());
        let names: BTreeSet<&str> = found.chain(&self.named).map(Layer::path).collect();
        names.into_iter().map(str::to_owned).collect()
    }

    /// Looks for the files that hold for these articles.
    pub fn prepare<'p>(&mut self, articles: impl IntoIterator<Item = &'p str>) -> Result<(), Problem> {
        for article in articles {
            let folder = Path::new(article).parent().unwrap_or(Path::new(""));
            if self.folders.contains_key(folder) {
                continue;
            }
            let way = self.base.join(folder);
            let way = fs::canonicalize(&way).unwrap_or(way);
            let layer = if self.searches { self.nearest(&way)? } else { None };
            self.folders.insert(folder.to_owned(), Folder { way, layer });
        }
        Ok(())
    }

    /// The nearest file upward from a folder.
    fn nearest(&mut self, folder: &Path) -> Result<Option<Arc<Layer>>, Problem> {
        let mut passed = Vec::new();
        let mut nearest = None;
        for folder in folder.ancestors() {
            if let Some(known) = self.found.get(folder) {
                nearest = known.clone();
                break;
            }
            passed.push(folder.to_owned());
            nearest = self.in_folder(folder)?;
            if nearest.is_some() {
                break;
            }
        }
        self.found.extend(passed.into_iter().map(|folder| (folder, nearest.clone())));
        Ok(nearest)
    }

    fn in_folder(&self, folder: &Path) -> Result<Option<Arc<Layer>>, Problem> {
        for name in NAMES {
            let path = folder.join(name);
            let shown = path.strip_prefix(&self.base).unwrap_or(&path).to_string_lossy().into_owned();
            let text = match fs::read_to_string(&path) {
                Ok(text) => text,
                Err(error) if is_absent(&error) => continue,
                Err(_) if name == "pyproject.toml" => continue,
                Err(error) => return Err(unreadable(&shown, &error)),
            };
            if let Some(layer) = Layer::from_file(&shown, &text, folder)? {
                return Ok(Some(Arc::new(layer)));
            }
        }
        Ok(None)
    }

    /// What holds for an article; it must have been prepared for.
    pub fn settings(&self, article: &str) -> Settings {
        let mut settings = Settings {
            today: self.today,
            keep: self.keep,
            outcomes: self.outcomes.clone(),
            is_strict: self.is_strict,
            library: self.library.clone(),
            ..Settings::default()
        };
        let (file, layers) = self.layers(article);
        layers.for_each(|layer| layer.apply(&file, &mut settings));
        settings.document = self.document_of(article).map(|(document, _)| document.clone());
        settings
    }

    /// What holds for an article that has been read, with the files that it names itself.
    pub fn settings_of(&self, article: &Input) -> Settings {
        let mut settings = self.settings(&article.path);
        let folder = self.folder(&article.path).map_or(self.base.as_path(), |folder| &folder.way);
        self.shelf.add(&mut settings, article::bibliography(article), folder);
        settings
    }

    /// Whether a search of folders leaves an article out.
    pub fn excludes(&self, article: &str) -> bool {
        let (file, mut layers) = self.layers(article);
        layers.any(|layer| layer.excludes(&file))
    }

    /// The document that an article is a part of, and which part.
    pub fn document_of(&self, article: &str) -> Option<(&Document, usize)> {
        let (file, layers) = self.layers(article);
        layers.filter_map(|layer| layer.document_of(&file)).last()
    }

    /// The file that was found for an article.
    pub fn found_for(&self, article: &str) -> Option<&Layer> {
        self.folder(article)?.layer.as_deref()
    }

    fn folder(&self, article: &str) -> Option<&Folder> {
        self.folders.get(Path::new(article).parent().unwrap_or(Path::new("")))
    }

    /// The way to an article without links and dots, and the layers that hold for it, the strongest last.
    fn layers(&self, article: &str) -> (PathBuf, impl Iterator<Item = &Layer>) {
        let folder = self.folder(article);
        let way = folder.map_or(self.base.as_path(), |folder| &folder.way);
        let file = way.join(Path::new(article).file_name().unwrap_or_default());
        (file, folder.and_then(|folder| folder.layer.as_deref()).into_iter().chain(&self.named))
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory)
        || error.kind() == io::ErrorKind::PermissionDenied
}

fn unreadable(shown: &str, error: &io::Error) -> Problem {
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file “{shown}”"),
        _ => format!("the settings in “{shown}” cannot be read ({error})"),
    };
    Problem {
        path: shown.into(),
        text: "".into(),
        span: 0..0,
        message,
        label: None,
        help: Some("--config takes a file, or a setting such as 'rules.unused-source=\"error\"'".into()),
    }
}
