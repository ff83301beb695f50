//! The text of a source, ready to be searched for quotations.

use std::sync::OnceLock;

use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::compare::{Compared, Haystack, compare};
use super::index::Stream;
use super::pieces::Query;
use super::words::{Word, Words};
use super::{Flaw, Verdict};
use crate::article::{self, Article, ContainerKind, ElementKind};
use crate::input::{Format, Input, TextRange};

/// More words of a page are not kept: about 12 MB of text.
const MOST_WORDS: usize = 2_000_000;
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
    text: String,
    /// Where the visible text ends.
    visible_end: u32,
    /// Text beside the article, sorted: asides, headers, footers, figures.
    beside: Vec<(u32, u32)>,
    /// Where numbers and signs of notes are set high.
    raised: Vec<(u32, u32)>,
    flaw: Option<Flaw>,
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

    /// Why the text may not be all that the source says, if so.
    pub const fn flaw(&self) -> Option<Flaw> {
        self.flaw
    }

    /// Visible text, then text that is set apart.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// The text of a source, ready to be searched.
#[derive(Debug)]
pub struct Page {
    page: PageText,
    words: Words,
    visible: OnceLock<Stream>,
    main: OnceLock<Stream>,
    whole: OnceLock<Stream>,
}

impl Page {
    /// Prepares a text.
    pub fn new(page: PageText) -> Self {
        let words = words(&page);
        let is_cut = words.words.len() >= MOST_WORDS;
        let page = if is_cut { page.flawed(Flaw::Cut) } else { page };
        Self { page, words, visible: OnceLock::new(), main: OnceLock::new(), whole: OnceLock::new() }
    }

    /// Why its text may not be all there is, if so: what is missing there may stand in the source nevertheless.
    pub const fn flaw(&self) -> Option<Flaw> {
        self.page.flaw
    }

    /// What stands on it.
    pub fn text(&self) -> &str {
        &self.page.text
    }

    /// Looks for a quotation in what a reader sees, then in the main text alone, then in hidden text too.
    pub(super) fn search(&self, query: &Query) -> Compared {
        let mut best: Option<Compared> = None;
        for stream in [Self::visible, Self::main, Self::whole] {
            let hay = Haystack { text: &self.page.text, stream: stream(self), notes: &self.words };
            let found = compare(query, hay);
            if found.verdict.is_sound() {
                return found;
            }
            let is_better = |best: &Compared| {
                let rank = |c: &Compared| (c.verdict != Verdict::NotFound, c.matched);
                rank(&found) > rank(best)
            };
            if best.as_ref().is_none_or(is_better) {
                best = Some(found);
            }
        }
        best.unwrap_or(Compared { verdict: Verdict::NotFound, difference: None, matched: 0 })
    }

    fn visible(&self) -> &Stream {
        self.visible.get_or_init(|| Stream::new(self.kept(|word| word.end <= self.page.visible_end)))
    }

    fn main(&self) -> &Stream {
        let beside = &self.page.beside;
        let is_main = |word: &Word| {
            let next = beside.partition_point(|(start, _)| *start <= word.start);
            word.end <= self.page.visible_end && beside[..next].last().is_none_or(|(_, end)| *end <= word.start)
        };
        match beside.is_empty() {
            true => self.visible(),
            false => self.main.get_or_init(|| Stream::new(self.kept(is_main))),
        }
    }

    fn whole(&self) -> &Stream {
        match self.page.visible_end as usize >= self.page.text.trim_end().len() {
            true => self.visible(),
            false => self.whole.get_or_init(|| Stream::new(self.words.words.clone())),
        }
    }

    fn kept(&self, keep: impl Fn(&Word) -> bool) -> Vec<Word> {
        self.words.words.iter().filter(|word| keep(word)).copied().collect()
    }
}

/// The words of a page; numbers that are set high are notes.
fn words(page: &PageText) -> Words {
    let mut found = Words::default();
    let mut from = 0;
    for &(start, end) in page.raised.iter().filter(|(start, end)| start <= end && *end as usize <= page.text.len()) {
        if start >= from {
            add(&mut found, &page.text, from, start);
            found.notes.push(start);
            from = end;
        }
    }
    add(&mut found, &page.text, from, page.text.len() as u32);
    found
}

fn add(found: &mut Words, text: &str, from: u32, to: u32) {
    let room = MOST_WORDS.saturating_sub(found.words.len());
    let more = Words::of(text.get(from as usize..to as usize).unwrap_or_default(), from, room);
    found.words.extend(more.words);
    found.notes.extend(more.notes);
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
