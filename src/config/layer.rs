//! One source of settings, taken from its file and checked.

use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use toml::Spanned;

use super::file::{self, File, Levels, Pyproject};
use super::pattern::Patterns;
use super::{Document, Ignore, Key, Origin, Problem, Settings};
use crate::cite::Style;
use crate::rules::{Level, RULES, Subject, nearest};

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
    documents: Vec<Document>,
}

/// What may be set for all files or for some, each with its place.
#[derive(Debug, Default)]
struct Part {
    language: Option<Spanned<String>>,
    list_headings: Option<Spanned<Vec<String>>>,
    own_domains: Option<Spanned<Vec<String>>>,
    ignored_styles: Option<Spanned<Vec<Style>>>,
    list_elsewhere: Option<Spanned<bool>>,
    /// The broad ones first, so that the narrow ones win.
    levels: Vec<(Subject, Level, usize)>,
}

/// The text of a layer, to say where things stand.
#[derive(Debug)]
struct Text {
    path: Arc<str>,
    text: Arc<str>,
    from_command_line: bool,
}

impl Layer {
    /// A file; `shown` is what it is called. `None` if it is a `pyproject.toml` without settings of this program.
    pub(super) fn from_file(shown: &str, text: &str, root: &Path) -> Result<Option<Self>, Problem> {
        let text = Text { path: shown.into(), text: text.into(), from_command_line: false };
        let is_pyproject = Path::new(shown).file_name().is_some_and(|name| name == "pyproject.toml");
        let file = match is_pyproject {
            true => toml::from_str::<Pyproject>(&text.text).map(|project| project.tool.wellcited),
            false => toml::from_str::<File>(&text.text).map(Some),
        };
        match file {
            Ok(file) => file.map(|file| Self::new(text, file, root)).transpose(),
            // Other tools read that file too; what is wrong with it may be none of our business.
            Err(_) if is_pyproject && !text.text.contains("[tool.wellcited") => Ok(None),
            Err(error) => Err(text.syntax(&error)),
        }
    }

    /// A setting of the command line, such as `rules.unused-source="error"`.
    pub(super) fn from_argument(setting: &str, root: &Path) -> Result<Self, Problem> {
        let text = Text { path: "--config".into(), text: setting.into(), from_command_line: true };
        let file = toml::from_str::<File>(setting).map_err(|error| text.syntax(&error))?;
        Self::new(text, file, root)
    }

    fn new(text: Text, file: File, root: &Path) -> Result<Self, Problem> {
        let mut overrides = Vec::new();
        for part in file.overrides {
            let patterns = text.patterns(&part.files)?;
            let styles = part.ignore_styles.map(|s| text.styles(s)).transpose()?;
            let levels = text.levels(part.rules)?;
            overrides.push((
                patterns,
                Part {
                    language: part.language,
                    list_headings: part.list_headings,
                    own_domains: part.own_domains,
                    ignored_styles: styles,
                    list_elsewhere: part.list_elsewhere,
                    levels,
                },
            ));
        }
        let ignores = file.ignore.iter().map(|ignore| text.ignore(ignore)).collect::<Result<_, _>>()?;
        let exclude = file.exclude.as_ref().map_or(Ok(Patterns::default()), |e| text.patterns(e.get_ref()))?;
        let documents = file.document.iter().map(|document| text.document(document, root)).collect::<Result<_, _>>()?;
        let base = Part {
            language: file.language,
            list_headings: file.list_headings,
            own_domains: file.own_domains,
            ignored_styles: file.ignore_styles.map(|s| text.styles(s)).transpose()?,
            list_elsewhere: file.list_elsewhere,
            levels: text.levels(file.rules)?,
        };
        Ok(Self { root: root.to_owned(), base, overrides, ignores, exclude, documents, text })
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

    /// Whether a search of folders leaves a file out.
    pub(super) fn excludes(&self, file: &Path) -> bool {
        self.exclude.covers(self.relative(file))
    }

    /// Lays what is set here for a file over `settings`.
    pub(super) fn apply(&self, file: &Path, settings: &mut Settings) {
        let file = self.relative(file);
        self.lay(&self.base, settings);
        for (_, part) in self.overrides.iter().filter(|(files, _)| files.covers(file)) {
            self.lay(part, settings);
        }
        settings.ignores.extend(self.ignores.iter().filter(|(files, _)| files.covers(file)).map(|(_, i)| i.clone()));
    }

    fn relative<'f>(&self, file: &'f Path) -> &'f Path {
        file.strip_prefix(&self.root).unwrap_or(file)
    }

    fn lay(&self, part: &Part, settings: &mut Settings) {
        let citations = &mut settings.citations;
        let mut note = |name, at: usize| {
            settings.origins.insert(Key::Top(name), self.text.origin(at));
        };
        if let Some(language) = &part.language {
            settings.language = Some(language.get_ref().clone());
            note("language", language.span().start);
        }
        if let Some(headings) = &part.list_headings {
            citations.headings.clone_from(headings.get_ref());
            note("list-headings", headings.span().start);
        }
        if let Some(domains) = &part.own_domains {
            citations.own_domains.clone_from(domains.get_ref());
            note("own-domains", domains.span().start);
        }
        if let Some(styles) = &part.ignored_styles {
            citations.ignored_styles.clone_from(styles.get_ref());
            note("ignore-styles", styles.span().start);
        }
        if let Some(elsewhere) = &part.list_elsewhere {
            citations.list_elsewhere = *elsewhere.get_ref();
            note("list-elsewhere", elsewhere.span().start);
        }
        for &(subject, level, at) in &part.levels {
            for rule in RULES.iter().map(|rule| rule.meta()).filter(|rule| subject.covers(rule)) {
                settings.rules.set(rule, level);
                settings.origins.insert(Key::Rule(rule.name), self.text.origin(at));
            }
        }
    }
}

impl Text {
    fn origin(&self, at: usize) -> Origin {
        if self.from_command_line {
            return Origin::CommandLine;
        }
        let before = self.text.get(..at).unwrap_or(&self.text);
        Origin::File(self.path.clone(), 1 + before.matches('\n').count())
    }

    fn problem(&self, span: Range<usize>, message: String, near: Option<&str>, help: &str) -> Problem {
        Problem {
            path: self.path.clone(),
            text: self.text.clone(),
            span,
            message,
            label: near.map(|near| format!("did you mean “{near}”?")),
            help: Some(help.into()),
        }
    }

    /// What the parser says, in our words where a name is wrong: `unknown field `x`, expected one of `a`, `b``.
    fn syntax(&self, error: &toml::de::Error) -> Problem {
        let span = error.span().unwrap_or(0..0);
        let quoted: Vec<&str> = error.message().split('`').skip(1).step_by(2).collect();
        if let (true, [typed, known @ ..]) = (error.message().starts_with("unknown field"), quoted.as_slice()) {
            let near = nearest(typed, known.iter().copied());
            return self.problem(
                span,
                format!("there is no setting “{typed}”"),
                near,
                "wellcited config shows all of them",
            );
        }
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let value = self.from_command_line && !self.text.contains(['"', '\'']);
        let help = if value {
            "a value needs quotes: 'rules.unused-source=\"error\"'"
        } else {
            "wellcited config schema says what may stand here"
        };
        self.problem(span, message, None, help)
    }

    fn subject(&self, name: &Spanned<String>) -> Result<Subject, Problem> {
        Subject::by_name(name.get_ref()).ok_or_else(|| {
            let near = nearest(name.get_ref(), Subject::names());
            let message = format!("there is no rule “{}”", name.get_ref());
            self.problem(self.inside(name), message, near, "wellcited rules lists all of them")
        })
    }

    /// The place of a name, without the quotation marks that it may have.
    fn inside(&self, name: &Spanned<String>) -> Range<usize> {
        let span = name.span();
        let quoted = self.text.get(span.clone()).is_some_and(|raw| raw.starts_with(['"', '\'']) && raw.len() > 2);
        if quoted { span.start + 1..span.end - 1 } else { span }
    }

    fn levels(&self, levels: Levels) -> Result<Vec<(Subject, Level, usize)>, Problem> {
        let mut checked = Vec::new();
        for (name, level) in levels {
            let subject = self.subject(&name)?;
            let Some(known) = Level::by_name(level.get_ref()) else {
                let near = nearest(level.get_ref(), Level::ALL.map(Level::name));
                let message = format!("a rule cannot be “{}”", level.get_ref());
                return Err(self.problem(self.inside(&level), message, near, "off, on, info, warning or error"));
            };
            checked.push((subject, known, name.span().start));
        }
        checked.sort_by_key(|(subject, ..)| std::cmp::Reverse(subject.breadth()));
        Ok(checked)
    }

    fn styles(&self, styles: Spanned<Vec<Spanned<String>>>) -> Result<Spanned<Vec<Style>>, Problem> {
        let span = styles.span();
        let known = styles.get_ref().iter().map(|name| {
            Style::ALL.into_iter().find(|style| style.name() == name.get_ref()).ok_or_else(|| {
                let names = Style::ALL.map(Style::name);
                let message = format!("there is no style “{}”", name.get_ref());
                self.problem(self.inside(name), message, nearest(name.get_ref(), names), &names.join(", "))
            })
        });
        Ok(Spanned::new(span, known.collect::<Result<_, _>>()?))
    }

    fn patterns(&self, patterns: &[Spanned<String>]) -> Result<Patterns, Problem> {
        Patterns::new(patterns.iter().map(|p| p.get_ref().as_str())).map_err(|(at, why)| {
            let message = format!("this is no pattern of files: {why}");
            self.problem(
                patterns.get(at).map_or(0..0, |p| self.inside(p)),
                message,
                None,
                "for example \"drafts/**/*.md\"",
            )
        })
    }

    fn ignore(&self, ignore: &file::Ignore) -> Result<(Patterns, Ignore), Problem> {
        let subjects: Vec<Subject> = ignore.rules.iter().map(|name| self.subject(name)).collect::<Result<_, _>>()?;
        let subjects = if subjects.is_empty() { vec![Subject::All] } else { subjects };
        let known = Ignore { subjects, fingerprints: ignore.fingerprints.clone(), reason: ignore.reason.clone() };
        Ok((self.patterns(&ignore.files)?, known))
    }

    fn document(&self, document: &file::Document, root: &Path) -> Result<Document, Problem> {
        let missing = document.files.iter().find(|file| !root.join(file.get_ref()).is_file());
        match missing {
            Some(file) => {
                let message = format!("there is no file “{}”", file.get_ref());
                Err(self.problem(self.inside(file), message, None, "paths start from the folder of this file"))
            }
            None => {
                let files = document.files.iter().map(|file| root.join(file.get_ref()));
                Ok(Document { files: files.map(|file| fs::canonicalize(&file).unwrap_or(file)).collect() })
            }
        }
    }
}
