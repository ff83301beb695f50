//! What stands on the page of a source, as plain data, and whether that can be all.

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::Flaw;
use crate::article::{self, Article, ContainerKind, ElementKind};
use crate::input::{Format, Input, TextRange};

/// A page with fewer words may well be a shell that a script fills.
const FEW_HTML: usize = 60;
/// A saved text with fewer words is a scrap.
const FEW_TEXT: usize = 8;
/// A page with more words is no wall, whatever it says.
const WALL: usize = 400;

/// What a wall says in place of the article, in lower case.
const CONSENT: &[&str] = &[
    "we value your privacy",
    "accept all cookies",
    "accept cookies",
    "cookie consent",
    "before you continue",
    "we and our partners",
    "manage your privacy",
    "your privacy choices",
    "alle akzeptieren",
    "cookies akzeptieren",
    "wir verwenden cookies",
    "ihre zustimmung",
    "accepter et continuer",
    "tout accepter",
    "aceptar todas las cookies",
    "aceptar y continuar",
    "accetta tutti i cookie",
    "alle cookies accepteren",
    "aceitar todos os cookies",
];
const SCRIPT: &[&str] = &[
    "enable javascript",
    "turn on javascript",
    "javascript is disabled",
    "javascript is required",
    "requires javascript",
    "javascript aktivieren",
    "activer javascript",
    "habilite javascript",
    "activa javascript",
    "without javascript enabled",
    "checking your browser",
    "just a moment",
    "verify you are human",
];
const PAYWALL: &[&str] = &[
    "subscribe to continue",
    "subscribe to read",
    "to continue reading",
    "already a subscriber",
    "subscribers only",
    "sign in to read",
    "log in to read",
    "jetzt weiterlesen",
    "article réservé aux abonnés",
    "solo para suscriptores",
];

/// What stands on a page, as plain data that can be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageText {
    /// Visible text, then text that is set apart.
    pub(super) text: String,
    /// Where the visible text ends.
    pub(super) visible_end: u32,
    /// Text beside the article, sorted: asides, headers, footers, figures.
    pub(super) beside: Vec<(u32, u32)>,
    /// Where numbers and signs of notes are set high.
    pub(super) raised: Vec<(u32, u32)>,
    pub(super) flaw: Option<Flaw>,
    /// The language as declared.
    pub(super) language: Option<String>,
}

impl PageText {
    /// Reads a page as its reader sees it.
    pub fn read(input: &Input) -> Self {
        Self::of(input, article::read(input))
    }

    /// Keeps what an article says, read from `input`.
    pub fn of(input: &Input, article: Article) -> Self {
        let visible = &article.text[..article.visible_end as usize];
        Self {
            flaw: flaw(input, visible),
            beside: beside(&article),
            raised: raised(&article),
            visible_end: article.visible_end,
            language: article.language,
            text: article.text,
        }
    }

    /// A page that cannot be read as text.
    pub fn unreadable() -> Self {
        Self::default().flawed(Flaw::Unreadable)
    }

    /// The same page, of which it is known that something is the matter with it.
    #[must_use]
    pub fn flawed(self, flaw: Flaw) -> Self {
        Self { flaw: self.flaw.or(Some(flaw)), ..self }
    }

    /// The same page, read from something of which `flaw` is known; that tells more than what the text looks like.
    #[must_use]
    pub fn with_flaw(self, flaw: Option<Flaw>) -> Self {
        Self { flaw: flaw.or(self.flaw), ..self }
    }

    /// Why the text may not be all that the source says, if so.
    pub const fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// Visible text, then text that is set apart.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// Where numbers and signs of notes are set high, in order.
fn raised(article: &Article) -> Vec<(u32, u32)> {
    let raised = article.elements.iter().filter(|e| e.kind == ElementKind::Sup && is_note(article, e.range));
    raised.map(|e| (e.range.start, e.range.end)).collect()
}

/// Whether a raised text is the mark of a note, and not an exponent or an ordinal.
fn is_note(article: &Article, range: TextRange) -> bool {
    let text = article.slice(range).trim();
    let sign = |c: char| matches!(c, '[' | ']' | '(' | ')' | '*' | '†' | '‡' | '§' | ',' | '–' | '-' | ' ' | '^');
    let marks = text.len() <= 12 && text.chars().all(|c| c.is_ascii_digit() || sign(c) || c.is_ascii_lowercase());
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let before = article.text[..range.start as usize].chars().next_back();
    !text.is_empty() && marks && letters <= 1 && !before.is_some_and(|c| c.is_ascii_digit())
}

/// Where text stands beside the article.
fn beside(article: &Article) -> Vec<(u32, u32)> {
    let is_beside = |kind: &ContainerKind| {
        matches!(kind, ContainerKind::Aside | ContainerKind::Footer | ContainerKind::Header | ContainerKind::Figure)
    };
    let found = article.containers.iter().filter(|c| is_beside(&c.kind) && !c.range.is_empty());
    let mut ranges: Vec<(u32, u32)> = found.map(|c| (c.range.start, c.range.end)).collect();
    ranges.sort_unstable();
    ranges.dedup_by(|next, kept| {
        let inside = next.0 <= kept.1;
        kept.1 = if inside { kept.1.max(next.1) } else { kept.1 };
        inside
    });
    ranges
}

fn flaw(input: &Input, visible: &str) -> Option<Flaw> {
    let many = visible.split_whitespace().take(WALL).count();
    if input.format == Format::Html && is_sold(&input.text) {
        return Some(Flaw::Paywall);
    }
    if many < WALL {
        let lower = visible.to_lowercase();
        let says = |phrases: &[&str]| phrases.iter().any(|phrase| lower.contains(phrase));
        let walls = [(SCRIPT, Flaw::Script), (CONSENT, Flaw::Consent), (PAYWALL, Flaw::Paywall)];
        if let Some((_, flaw)) = walls.iter().find(|(phrases, _)| input.format == Format::Html && says(phrases)) {
            return Some(*flaw);
        }
    }
    let few = if input.format == Format::Html { FEW_HTML } else { FEW_TEXT };
    (many < few && visible.len() < few * 12).then_some(Flaw::TooLittle)
}

/// Whether a page says in its structured data that not all of it is free to read.
fn is_sold(text: &str) -> bool {
    memmem::find_iter(text.as_bytes(), "isAccessibleForFree").any(|at| {
        let value = text[at..].trim_start_matches(|c: char| c.is_ascii_alphabetic());
        let value = value.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ':' | '&' | ';'));
        value.get(..5).is_some_and(|value| value.eq_ignore_ascii_case("false"))
    })
}
