//! What a rule sees.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::addresses::{self, Address};
use super::anchors::Anchors;
use super::blanks::{self, Blanks};
use super::directives::{self, Directives};
use super::facts::{self, Facts, Misnumbered, Missing};
use super::holes::{self, Hole};
use super::house::{self, House};
use super::residue::{self, Hit};
use super::web::{self, Asked, Said};
use crate::article::{Article, BlockKind, ContainerKind, Href};
use crate::cite::{Citations, Cite, EntryId, Family, Form, KeyId, ListId, Marker, Scope, Style, urls};
use crate::input::{Format, Input, Span, TextRange, floor_boundary};
use crate::outcome::Outcomes;
use crate::quote::{self, Judged, Library, Quotation, Source};

/// Everything known about one article, and what several rules need to know of it: each computed once, when first asked.
#[derive(Debug)]
pub struct Context<'a> {
    /// The input.
    pub input: &'a Input,
    /// What a reader sees of it.
    pub article: &'a Article,
    /// What it cites.
    pub citations: &'a Citations,
    /// The day it is read, where that is known.
    pub today: Option<Date>,
    /// What the house asks for.
    pub house: &'a House,
    /// The text of sources, where somebody has any.
    pub library: Option<&'a Library>,
    /// What the web says about its sources, where it was asked.
    pub outcomes: Option<&'a Outcomes>,
    /// Whether what may be temporary counts too.
    pub is_strict: bool,
    asked: OnceCell<Vec<Asked>>,
    said: OnceCell<Vec<Option<Said<'a>>>>,
    addresses: OnceCell<Vec<Address<'a>>>,
    facts: OnceCell<Facts>,
    anchors: OnceCell<Anchors<'a>>,
    blanks: OnceCell<Blanks>,
    holes: OnceCell<Vec<Hole>>,
    residue: OnceCell<Vec<Hit>>,
    directives: OnceCell<Directives>,
    quoted: OnceCell<Vec<Quotation>>,
    quotations: OnceCell<Vec<(Quotation, Judged)>>,
}

/// What was found in an article for those who ask the web: plain data, so that it need not be looked for again.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// The addresses that it rests on; see [`Context::asked`].
    pub asked: Vec<Asked>,
    /// Its quotations.
    pub quoted: Vec<Quotation>,
}

impl<'a> Context<'a> {
    /// The context of one article.
    pub fn new(input: &'a Input, article: &'a Article, citations: &'a Citations) -> Self {
        Self {
            input,
            article,
            citations,
            today: None,
            house: &house::PLAIN,
            library: None,
            outcomes: None,
            is_strict: false,
            asked: OnceCell::new(),
            said: OnceCell::new(),
            addresses: OnceCell::new(),
            facts: OnceCell::new(),
            anchors: OnceCell::new(),
            blanks: OnceCell::new(),
            holes: OnceCell::new(),
            residue: OnceCell::new(),
            directives: OnceCell::new(),
            quoted: OnceCell::new(),
            quotations: OnceCell::new(),
        }
    }

    /// The same, with what was found before.
    pub fn knowing(self, noted: Noted) -> Self {
        let Noted { asked, quoted } = noted;
        Self { asked: asked.into(), quoted: quoted.into(), ..self }
    }

    /// What need not be looked for again.
    pub fn noted(self) -> Noted {
        self.asked();
        self.quoted();
        let (asked, quoted) = (self.asked.into_inner(), self.quoted.into_inner());
        Noted { asked: asked.unwrap_or_default(), quoted: quoted.unwrap_or_default() }
    }

    /// The same, read on that day: without one, no date lies in the future.
    pub fn on(self, today: Option<Date>) -> Self {
        Self { today, ..self }
    }

    /// The same for a house that has set some things.
    pub fn in_house(self, house: &'a House) -> Self {
        Self { house, ..self }
    }

    /// The same, with the text of sources.
    pub fn with(self, library: Option<&'a Library>) -> Self {
        Self { library, ..self }
    }

    /// The quotations, and whether they stand in their sources; none where no text of sources is at hand.
    pub fn quotations(&self) -> &[(Quotation, Judged)] {
        self.quotations.get_or_init(|| {
            let Some(library) = self.library else { return Vec::new() };
            let found = self.quoted();
            let judged = quote::judge(&self.input.path, self.article, self.citations, found, library);
            found.iter().cloned().zip(judged).collect()
        })
    }

    /// The quotations.
    pub fn quoted(&self) -> &[Quotation] {
        self.quoted.get_or_init(|| quote::find(self.article, self.citations))
    }

    /// What an editor calls a source: `source [3]`, `note [^3]`, or the site of a link.
    pub(super) fn shown_source(&self, source: Source) -> String {
        match source {
            Source::Entry(entry) => {
                format!("{} {}", self.noun(self.citations.entries[entry].list), self.shown_entry(entry))
            }
            Source::Link(link) => {
                let url = self.citations.links.get(link).map_or("", |link| link.url.as_str());
                format!("the page at {}", urls::site(url).unwrap_or_else(|| "its address".into()))
            }
        }
    }

    /// The same with what the web says about its sources; `is_strict` says whether what may be temporary counts too.
    pub fn verified(self, outcomes: Option<&'a Outcomes>, is_strict: bool) -> Self {
        Self { outcomes, is_strict, ..self }
    }

    fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| facts::compute(self))
    }

    /// Keys that are cited and in no list, each once per list it was looked for in.
    pub(super) fn missing(&self) -> &[Missing] {
        &self.facts().missing
    }

    /// Entries that no visible text cites.
    pub(super) fn unused(&self) -> &[EntryId] {
        &self.facts().unused
    }

    /// Linked cites whose address stands in the list under another number.
    pub(super) fn misnumbered(&self) -> &[Misnumbered] {
        &self.facts().misnumbered
    }

    /// Ranges so wide that their inner numbers mean nothing, as their first cites.
    pub(super) fn wide_ranges(&self) -> &[facts::WideRange] {
        &self.facts().wide_ranges
    }

    /// The entry that `at` lies in.
    pub(super) fn entry_at(&self, at: u32) -> Option<EntryId> {
        self.citations.entry_at(at)
    }

    /// Whether `at` stands in a source list.
    pub(super) fn in_list(&self, at: u32) -> bool {
        self.facts().in_list(self, at)
    }

    /// The ids that links can point to.
    pub(super) fn anchors(&self) -> &Anchors<'a> {
        self.anchors.get_or_init(|| Anchors::new(self))
    }

    /// The addresses of sources, and what is to be said about each.
    pub(super) fn addresses(&self) -> &[Address<'a>] {
        self.addresses.get_or_init(|| addresses::collect(self))
    }

    /// The addresses that the article rests on, in order of place: what is asked about each, or why nothing is.
    pub fn asked(&self) -> &[Asked] {
        self.asked.get_or_init(|| web::collect(self))
    }

    /// What the web says about each of them, in the same order; nothing about what was not asked.
    pub fn said(&self) -> &[Option<Said<'a>>] {
        self.said.get_or_init(|| web::said(self))
    }

    /// Blanks in front of stops and commas.
    pub(super) fn blanks(&self) -> &Blanks {
        self.blanks.get_or_init(|| blanks::scan(self))
    }

    /// Places where a citation seems to have been taken out.
    pub(super) fn holes(&self) -> &[Hole] {
        self.holes.get_or_init(|| holes::scan(self))
    }

    /// What tools and drafts left behind.
    pub(super) fn residue(&self) -> &[Hit] {
        self.residue.get_or_init(|| residue::scan(self))
    }

    /// What comments in the article tell the linter.
    pub(super) fn directives(&self) -> &Directives {
        self.directives.get_or_init(|| directives::read(self))
    }

    /// The markers that readers see as a sound group of several cites: `[1, 2]`.
    pub(super) fn groups(&self) -> impl Iterator<Item = &'a Marker> {
        self.citations.markers.iter().filter(|m| m.form == Form::Sound && !m.hidden && m.cites.len() > 1)
    }

    /// The visible text of a range.
    pub fn text(&self, range: TextRange) -> &str {
        self.article.slice(range)
    }

    /// Where a cite's link leads, if it is one.
    pub(super) fn href(&self, cite: &Cite) -> Option<&'a Href> {
        self.article.elements.get(cite.link?)?.href.as_ref()
    }

    /// The page of its own that a cite opens: `[5](https://…)`.
    pub(super) fn external(&self, cite: &Cite) -> Option<&'a str> {
        let url = &*self.href(cite)?.url;
        // A page that was saved with its full addresses leads to its own notes so, even where they have lost their ids.
        let known =
            || url.split_once('#').is_some_and(|(_, id)| names_entry(id) || !self.anchors().named(id).is_empty());
        (urls::is_web(url) && !known()).then_some(url)
    }

    /// Whether the list is made or kept elsewhere: then nothing can be joined here.
    pub(super) fn list_elsewhere(&self) -> bool {
        self.article.generated_list.is_some() || self.citations.list_elsewhere.is_some()
    }

    /// Whether the article cites at all. Where it does not, there is nothing that could be broken.
    pub(super) fn cites(&self) -> bool {
        let c = self.citations;
        !(c.markers.is_empty() && c.lists.is_empty() && c.links.is_empty())
    }

    /// Ranges of running text that a reader sees: paragraphs, items and cells outside of source lists.
    pub(super) fn prose(&self) -> impl Iterator<Item = TextRange> {
        let blocks = self.article.blocks.iter();
        blocks
            .take_while(|b| b.range.start < self.article.visible_end)
            .filter(|b| b.kind == BlockKind::Paragraph)
            .map(|b| b.range)
            .filter(|r| !self.in_list(r.start))
    }

    /// Whether `at` stands in a table.
    pub(super) fn in_table(&self, at: u32) -> bool {
        self.article.block_at(at).is_some_and(|block| {
            let innermost = self.article.blocks[block].container;
            self.article.ancestors(innermost).any(|(_, c)| matches!(c.kind, ContainerKind::Cell { .. }))
        })
    }

    /// The cites of an entry's key as an editor sees them: `[3]`, `[^3]`, `[@smith]`.
    pub(super) fn shown_entry(&self, entry: EntryId) -> String {
        let entry = &self.citations.entries[entry];
        let key = entry.key.map_or("?", |k| self.citations.key(k));
        match self.citations.lists[entry.list].family {
            Family::Notes if self.input.format == Format::Markdown => format!("[^{key}]"),
            _ => format!("[{key}]"),
        }
    }

    /// A key as a marker of that style shows it.
    pub(super) fn shown_key(&self, key: KeyId, style: Style) -> String {
        let key = self.citations.key(key);
        match style {
            Style::Footnote => format!("[^{key}]"),
            Style::Citekey => format!("[@{key}]"),
            _ => format!("[{key}]"),
        }
    }

    /// What an editor calls the entries of a list.
    pub(super) fn noun(&self, list: ListId) -> &'static str {
        let list = &self.citations.lists[list];
        if list.scope == Scope::Notes || list.family == Family::Notes { "note" } else { "source" }
    }

    /// Where a finding about a whole list points: its heading, or the label of its first entry.
    pub(super) fn list_place(&self, list: ListId) -> Span {
        let data = &self.citations.lists[list];
        let heading = self.article.block_at(data.range.start).map(|b| &self.article.blocks[b]);
        match (heading, self.citations.entries.get(data.entries.start)) {
            (Some(block), Some(entry)) if data.heading.is_some() && block.range.end <= entry.range.start => block.span,
            (_, Some(_)) => self.entry_place(data.entries.start),
            _ => Span::empty(data.span.start),
        }
    }

    /// Where a finding about an entry points: its label, or its first line's worth of text.
    pub(super) fn entry_place(&self, entry: EntryId) -> Span {
        let entry = &self.citations.entries[entry];
        if !entry.label.is_empty() {
            return self.article.span(entry.label);
        }
        if let Some(label) = self.note_label(entry.span) {
            return label;
        }
        let text = self.text(entry.range);
        let end = floor_boundary(text, FIRST_WORDS);
        let words = TextRange::new(entry.range.start, entry.range.start + text[..end].trim_end().len() as u32);
        if words.is_empty() { entry.span } else { self.article.span(words) }
    }

    /// The label of a note of Markdown (`[^x]`), which is not part of the text.
    fn note_label(&self, note: Span) -> Option<Span> {
        let raw = self.input.text.get(note.bounds())?;
        let end =
            raw.starts_with("[^").then(|| raw.as_bytes().iter().take(LONGEST_LABEL).position(|&b| b == b']'))??;
        Some(Span::new(note.start, note.start + end as u32 + 1))
    }
}

/// Whether a place on a page is named as entries of lists are.
fn names_entry(id: &str) -> bool {
    ["cite_note", "cite-note", "ref-", "fn:", "fn-", "_ftn"].iter().any(|start| id.starts_with(start))
}

/// Longer labels are none.
const LONGEST_LABEL: usize = 200;
/// How much of an entry without a label stands for it, in bytes.
const FIRST_WORDS: usize = 40;
