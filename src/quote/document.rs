//! A source that is no page but a document of its own: a PDF, read for its words.

use super::{Flaw, PageText};
use crate::article;
use crate::input::{Format, Input};

/// What could be read of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The title that it states.
    pub title: Option<String>,
    /// Its words, page after page.
    pub text: String,
    /// Whether every page could be read.
    pub is_whole: bool,
}

/// A title that a document states must stand among its first words, in bytes of text: many state the name of a file, or
/// what the author last wrote with the same program.
const FRONT: usize = 4000;
/// Of so many signs one may be unknown: where more are, the letters are not those that a reader sees.
const MOST_UNKNOWN: usize = 50;

impl Document {
    /// What was read, as an input that stands at `path`.
    pub fn input(&self, path: &str) -> Input {
        Input::from_text(path, Format::Text, self.text.as_str())
    }

    /// The title, if it is the one that a reader sees.
    pub fn seen_title(&self) -> Option<&str> {
        let title = self.title.as_deref()?.trim();
        let front = &self.text[..crate::input::floor_boundary(&self.text, FRONT)];
        let (title_words, front) = (words(title), words(front));
        (!title_words.is_empty() && front.contains(&title_words)).then_some(title)
    }

    /// Why it may not be all that the document says, if so.
    pub fn flaw(&self) -> Option<Flaw> {
        if !self.text.contains(char::is_alphanumeric) || self.is_garbled() {
            return Some(Flaw::NoText);
        }
        (!self.is_whole).then_some(Flaw::Cut)
    }

    /// Whether its letters are told by numbers of its own, as in some documents that were made only to be looked at.
    fn is_garbled(&self) -> bool {
        let is_unknown =
            |c: char| matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}') || c.is_control() && !c.is_whitespace();
        let unknown = self.text.chars().filter(|&c| is_unknown(c)).count();
        unknown * MOST_UNKNOWN > self.text.chars().filter(|c| !c.is_whitespace()).count()
    }
}

impl PageText {
    /// The text of a document; `None` stands for one that cannot be read.
    pub fn of_document(document: Option<&Document>) -> Self {
        let Some(document) = document else { return Self::default().flawed(Flaw::NoText) };
        let input = document.input("document");
        Self::of(&input, article::read(&input)).with_flaw(document.flaw())
    }
}

/// Letters and digits in lower case, with one blank for whatever stands between them.
fn words(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
