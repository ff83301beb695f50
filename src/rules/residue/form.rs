//! The forms, as `residue.toml` states them.

use std::sync::{LazyLock, OnceLock};

use regex::Regex;
use serde::Deserialize;

use super::guard::Guard;
use super::setting::Setting;
use crate::finding::Severity;

/// Which rule reports a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::rules) enum Family {
    /// A chat product's stand-in for a citation.
    Chat,
    /// What a reference manager, word processor or maker of sites leaves.
    Tool,
    /// A blank that a draft or template left to be filled in.
    Placeholder,
    /// A reader's or editor's demand for a source.
    Needed,
    /// A sentence that a chat product says to the person who asked.
    Talk,
    /// A tag of an agent's transcript.
    Tag,
}

impl Family {
    /// The name of the rule.
    pub(super) const fn rule(self) -> &'static str {
        match self {
            Self::Chat => "chat-residue",
            Self::Tool => "tool-residue",
            Self::Placeholder => "placeholder",
            Self::Needed => "citation-needed",
            Self::Talk | Self::Tag => "chat-talk",
        }
    }
}

/// Where a form is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Place {
    /// In what a reader sees.
    Text,
    /// In the input as written, outside of code, comments and scripts.
    Markup,
    /// The same, in Markdown alone.
    Markdown,
    /// In the addresses of links.
    Url,
}

/// A severity other than the rule's own.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Warning,
    Info,
}

/// A change that loses nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Mend {
    /// It is taken out.
    Remove,
}

/// One form. What each field means is said at the top of `residue.toml`.
#[derive(Debug, Deserialize)]
pub(in crate::rules) struct Form {
    pub(super) id: String,
    /// Its place in the file: of two forms with the same characters the first is heard.
    #[serde(skip)]
    pub(super) order: usize,
    pub(in crate::rules) family: Family,
    origin: Option<String>,
    #[serde(rename = "where")]
    pub(super) places: Vec<Place>,
    pub(super) literals: Vec<String>,
    regex: String,
    #[serde(skip)]
    pattern: OnceLock<Option<Regex>>,
    #[serde(default)]
    pub(super) guards: Vec<Guard>,
    /// Where it is sound; every form says so, and `[]` means nowhere, not even in code.
    pub(super) legal_in: Vec<Setting>,
    severity: Option<Level>,
    #[serde(default = "yes")]
    lost: bool,
    #[serde(rename = "fix")]
    pub(super) mend: Option<Mend>,
    pub(super) rewrite: Option<String>,
    examples: Vec<String>,
}

fn yes() -> bool {
    true
}

impl Form {
    /// What leaves it, as a message names it.
    pub(in crate::rules) fn origin(&self) -> &str {
        self.origin.as_deref().unwrap_or("a tool")
    }

    /// Its pattern, compiled when it is first needed. Boundaries of words are those of ASCII: with others, a quotation
    /// mark in the line would put the search out of its fast automaton.
    pub(super) fn pattern(&self) -> Option<&Regex> {
        self.pattern.get_or_init(|| Regex::new(&self.regex.replace(r"\b", r"(?-u:\b)")).ok()).as_ref()
    }

    /// Whether a source was lost with it.
    pub(in crate::rules) fn lost_source(&self) -> bool {
        self.lost
    }

    /// Whether a sound form is known for what it says.
    pub(in crate::rules) fn is_rewritten(&self) -> bool {
        self.rewrite.is_some()
    }

    /// Whether it is worth a word even in a block of code.
    pub(super) fn counts_in_code(&self) -> bool {
        !self.legal_in.contains(&Setting::Code)
    }

    /// What it looks like.
    pub(super) fn example(&self) -> &str {
        self.examples.first().map_or("", String::as_str)
    }

    /// Where it is sound, in words.
    pub(super) fn sound_in(&self) -> impl Iterator<Item = &'static str> {
        self.legal_in.iter().map(|setting| setting.words())
    }

    /// Its severity, where it is not the rule's own.
    pub(super) fn severity(&self) -> Option<Severity> {
        self.severity.map(|level| match level {
            Level::Warning => Severity::Warning,
            Level::Info => Severity::Info,
        })
    }
}

/// The file as a whole; what it refuses concerns its readers and the tests.
#[derive(Debug, Default, Deserialize)]
struct Catalogue {
    #[serde(rename = "form")]
    forms: Vec<Form>,
}

/// All forms, read when the first article is checked.
pub(super) fn forms() -> &'static [Form] {
    static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
        let catalogue: Catalogue = toml::from_str(include_str!("../residue.toml")).unwrap_or_default();
        let mut forms = catalogue.forms;
        forms.iter_mut().enumerate().for_each(|(order, form)| form.order = order);
        forms
    });
    &FORMS
}

#[cfg(test)]
mod tests {
    use crate::map::HashSet;

    use super::*;

    #[test]
    fn every_form_compiles_and_has_a_literal_and_a_name_of_its_own() {
        let catalogue = toml::from_str::<Catalogue>(include_str!("../residue.toml"));
        assert!(catalogue.is_ok(), "{}", catalogue.unwrap_err());
        let mut ids = HashSet::default();
        for form in forms() {
            assert!(form.pattern().is_some(), "{}", form.id);
            assert!(!form.literals.is_empty() && !form.places.is_empty(), "{}", form.id);
            assert!(ids.insert(&form.id), "{} is there twice", form.id);
        }
    }
}
