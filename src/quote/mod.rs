//! Quotations: which an article holds, whose words they are said to be, and whether those words stand there.
//!
//! Owns: finding quotations, folding typography away, comparing word by word, the text of sources held in memory.
//! Refuses: fetching and reading files, and any judgement about what a difference means to an editor.
//!
//! A percentage of similarity is the wrong test: “not” put into a sentence leaves nearly all of it alike, and an honest
//! ellipsis does not. So both sides are folded to words, neighbouring words lead to the place of the source that fits
//! best, the words of both are aligned there, and what differs is named.

mod align;
mod chain;
mod claim;
mod compare;
mod critical;
mod document;
mod find;
mod identity;
mod index;
mod judge;
mod library;
mod notes;
mod page;
mod pardon;
mod pieces;
mod text;
mod wanted;
mod words;

pub use claim::{Claim, Claims};
pub use document::Document;
pub use find::{find, quoted};
pub use identity::{Identity, identity};
pub use judge::{Judged, judge};
pub use library::{CopyId, Library};
pub use page::Page;
pub use text::PageText;
pub use wanted::{Wanted, wanted};

use serde::{Deserialize, Serialize};

use crate::cite::EntryId;
use crate::input::{Span, TextRange};

/// A quotation of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// What shape it has.
    pub shape: Shape,
    /// Where it stands in the text, marks included; for a text fragment, its link.
    pub range: TextRange,
    /// The same in the input.
    pub span: Span,
    /// The quoted words, without the marks around them and without citations inside.
    pub text: String,
    /// Whose words they are said to be; several where several are cited together.
    pub sources: Vec<Source>,
    /// The page that a text fragment names.
    pub url: Option<String>,
    /// Whether the sources are cited in its own sentence; else they are those cited nearest to it.
    pub is_certain: bool,
}

impl Quotation {
    /// Whether anything says whose words these are.
    pub fn has_source(&self) -> bool {
        !self.sources.is_empty() || self.url.is_some()
    }
}

/// What shape a quotation has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Between quotation marks.
    Marks,
    /// Set off as a block.
    Block,
    /// In the text fragment of an address (`#:~:text=`).
    Fragment,
}

/// Who is said to have written quoted words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Source {
    /// An entry of a source list.
    Entry(EntryId),
    /// A link of the text: index into [`Citations::links`](crate::cite::Citations::links).
    Link(usize),
}

/// What is known about a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Its words stand in the source, one after the other.
    Verbatim,
    /// They do, with what the author says is left out or replaced.
    Elided,
    /// They do, but for numbers of notes between them.
    Interleaved,
    /// Some of its words are not the source's.
    Altered,
    /// The same, and a negation, a modal verb or a number is among them.
    AlteredCritical,
    /// Its words do not stand in the source.
    NotFound,
    /// They stand in another source of the article.
    Elsewhere,
    /// Nobody could look.
    Unchecked,
}

impl Verdict {
    /// All verdicts.
    pub const ALL: [Self; 8] = [
        Self::Verbatim,
        Self::Elided,
        Self::Interleaved,
        Self::Altered,
        Self::AlteredCritical,
        Self::NotFound,
        Self::Elsewhere,
        Self::Unchecked,
    ];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Elided => "elided",
            Self::Interleaved => "interleaved",
            Self::Altered => "altered",
            Self::AlteredCritical => "altered-critical",
            Self::NotFound => "not-found",
            Self::Elsewhere => "elsewhere",
            Self::Unchecked => "unchecked",
        }
    }

    /// Whether the source says what is quoted.
    pub const fn is_sound(self) -> bool {
        matches!(self, Self::Verbatim | Self::Elided | Self::Interleaved)
    }
}

/// How a quotation and its source differ, each with a few words around it and the change between asterisks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What the article quotes.
    pub article: String,
    /// What the source says.
    pub source: String,
}

/// Why the text of a source may not be all that the source says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Flaw {
    /// Too few words to be an article.
    TooLittle,
    /// It asks for consent first.
    Consent,
    /// Only a script would fill the page.
    Script,
    /// Only subscribers see all of it.
    Paywall,
    /// Only its beginning was read.
    Cut,
    /// It is no text that can be read here.
    Unreadable,
    /// It is a PDF without text that can be read: a scan, a locked or a broken one.
    NoText,
    /// It is in another language: what is quoted may be a translation.
    OtherLanguage,
}

impl Flaw {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::TooLittle,
        Self::Consent,
        Self::Script,
        Self::Paywall,
        Self::Cut,
        Self::Unreadable,
        Self::NoText,
        Self::OtherLanguage,
    ];

    /// What is the matter with a copy, to go on behind “whose copy”.
    pub const fn what(self) -> &'static str {
        match self {
            Self::TooLittle => "holds too little text",
            Self::Consent => "only asks for consent to cookies",
            Self::Script => "is filled by a script",
            Self::Paywall => "is not free to read in full",
            Self::Cut => "was read in part only",
            Self::Unreadable => "cannot be read as text",
            Self::NoText => "is a PDF without text that can be read",
            Self::OtherLanguage => "is in another language",
        }
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::TooLittle => "too-little-text",
            Self::Consent => "consent",
            Self::Script => "script",
            Self::Paywall => "paywall",
            Self::Cut => "cut",
            Self::Unreadable => "unreadable",
            Self::NoText => "no-text",
            Self::OtherLanguage => "other-language",
        }
    }
}

/// Why nobody could look for a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// No source is cited for it.
    NoSource,
    /// No copy of its source is at hand.
    NoCopy,
    /// The copy may not be all that the source says.
    Flawed(Flaw),
}

impl Gap {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::NoSource => "no-source",
            Self::NoCopy => "no-copy",
            Self::Flawed(flaw) => flaw.name(),
        }
    }
}
