//! Citations: the markers of an article, its source lists, and how the two join.
//!
//! Owns: what is a citation and what a source, and which source a citation means. Refuses: any judgement about it.

mod bibliography;
mod entry;
mod fault;
mod in_code;
mod key;
mod links;
mod list;
mod marker;
mod mentions;
mod names;
mod options;
mod readers;
mod resolve;
mod targets;
pub mod urls;

use std::sync::Arc;

use crate::article::{Article, BlockId};
use crate::input::{Input, Span, TextRange};

pub use bibliography::{Bibliography, UnreadBibliography};
pub use fault::Fault;
pub use in_code::lists_in_code;
pub use key::{Key, KeyId, Keys};
pub(crate) use key::{ends_with_year, is_year};
pub use options::Options;

/// Index into [`Citations::markers`].
pub type MarkerId = usize;
/// Index into [`Citations::cites`].
pub type CiteId = usize;
/// Index into [`Citations::entries`].
pub type EntryId = usize;
/// Index into [`Citations::lists`].
pub type ListId = usize;

/// Everything one article cites, and what it cites it from.
#[derive(Clone, Debug, Default)]
pub struct Citations {
    /// All keys, each once.
    pub keys: Keys,
    /// In-text citations in order of their place.
    pub markers: Vec<Marker>,
    /// The cites of all markers, flat; a marker holds a range of them.
    pub cites: Vec<Cite>,
    /// The source lists in order of their place.
    pub lists: Vec<List>,
    /// The entries of all lists, flat; a list holds a range of them.
    pub entries: Vec<Entry>,
    /// Links of the body that lead off the page and are no markers: sources by link.
    pub links: Vec<LinkedSource>,
    /// For each entry, the cites that mean it (hidden ones included), in order; at least the first of them where very
    /// many entries share a key.
    pub cited_by: Vec<Vec<CiteId>>,
    /// A sign that the list is made when the page is built, or kept in another file: no rule that joins may fire.
    pub list_elsewhere: Option<Span>,
    /// The files that define its sources, where the settings name them: keys of letters are then known or missing.
    pub bibliography: Option<Arc<Bibliography>>,
    /// For each entry, whether a link of words leads to it.
    led_to: Vec<bool>,
    /// Entries in order of their place, each with its range; lists may interleave.
    by_place: Vec<(TextRange, EntryId)>,
}

/// An in-text citation as written: `[1]`, `[[1], [4]]`, `[3–5]`, `<sup>2</sup>`.
#[derive(Clone, Debug)]
pub struct Marker {
    /// The block it stands in.
    pub block: BlockId,
    /// Its visible text.
    pub range: TextRange,
    /// Its raw source, escapes and entities included; for a Markdown link to the closing parenthesis.
    pub span: Span,
    /// How it is written.
    pub style: Style,
    /// Whether a reader does not see it.
    pub hidden: bool,
    /// Whether its form is sound, or what is wrong with it.
    pub form: Form,
    /// Its cites: a range of [`Citations::cites`].
    pub cites: std::ops::Range<CiteId>,
    /// The list whose entry it stands in, when a source or note cites.
    pub inside: Option<EntryId>,
}

/// How a marker is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Style {
    /// A number in brackets: `[3]`, `[1, 2]`, `［3］`.
    Bracket,
    /// Several brackets in one: `[[1], [4]]`.
    Nested,
    /// A number in lenticular brackets: `【3】`.
    Lenticular,
    /// A number set high: `<sup>3</sup>`, `³`.
    Superscript,
    /// A bare number or sign that is a link: `[3](url)`, `<a href="#fn3">3</a>`.
    Linked,
    /// A footnote of Markdown: `[^3]`, `^[inline]`.
    Footnote,
    /// A key of letters in brackets: `[RFC2119]`, `[Smith20]`, `[a]`, `[note 1]`.
    Label,
    /// A citekey: `[@smith]`, `[@a; @b]`, `@smith`.
    Citekey,
    /// reStructuredText: `[1]_`, `[#n]_`, `[CIT2002]_`.
    Restructured,
    /// A number in round brackets: `(3)`, `(1, 2)`.
    Parenthesis,
}

/// Whether a marker is well formed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// It is.
    Sound,
    /// Nothing between the brackets, or only separators: `[]`, `[[]]`, `[, ]`.
    Empty,
    /// Separators or brackets do not match: `[1,,2]`, `[1;]`, `[3.`, `[1O]`.
    Malformed(Fault),
    /// A range that runs backwards, lacks an end, or is too wide: `[5-3]`, `[3-]`.
    InvalidRange(Fault),
}

/// One key inside a marker.
#[derive(Clone, Debug)]
pub struct Cite {
    /// The marker it belongs to.
    pub marker: MarkerId,
    /// The key.
    pub key: KeyId,
    /// Its own digits; keys inside a range have the span of the whole range.
    pub span: Span,
    /// The same place in the text.
    pub range: TextRange,
    /// Where its link leads, if it is one; index into [`Article::elements`].
    pub link: Option<usize>,
    /// What it means.
    pub target: Target,
}

/// What a cite means.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Target {
    /// This entry.
    Entry(EntryId),
    /// No list holds its key.
    #[default]
    Missing,
    /// Several entries carry its key.
    Ambiguous(Arc<[EntryId]>),
    /// It names its own source (`[RFC5246]`, `[@doi:…]`), or its list is kept elsewhere: nothing to join.
    Elsewhere,
}

/// One list of sources or notes.
#[derive(Clone, Debug)]
pub struct List {
    /// Its heading as shown, if it has one.
    pub heading: Option<String>,
    /// Which markers it serves.
    pub family: Family,
    /// How far it reaches.
    pub scope: Scope,
    /// From its heading (or first entry) to the end of its last entry.
    pub range: TextRange,
    /// The same in the input.
    pub span: Span,
    /// Its entries: a range of [`Citations::entries`].
    pub entries: std::ops::Range<EntryId>,
    /// Whether it is meant to be read on, not cited from ("Further reading").
    pub further_reading: bool,
}

/// Name spaces of keys: `[^1]` and `[1]` are two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Family {
    /// Numbered sources: `[n]` and linked or raised numbers.
    Numbered,
    /// Notes of Markdown: `[^x]`.
    Notes,
    /// Sources with keys of letters.
    Keyed,
}

/// How far a list reaches.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Scope {
    /// The whole article.
    Article,
    /// The part of the article before it.
    Local,
    /// Notes, not sources.
    Notes,
    /// It is made or kept elsewhere.
    External,
}

impl Scope {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Local => "local",
            Self::Notes => "notes",
            Self::External => "external",
        }
    }
}

/// One source or note.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The list it stands in.
    pub list: ListId,
    /// Its key; `None` where it has no label (then nothing can cite it by number).
    pub key: Option<KeyId>,
    /// The label as shown (`[1]`, `1.`, `^1`); empty where the label is not in the text (`<ol>`, anchors).
    pub label: TextRange,
    /// The entry as shown, label included.
    pub range: TextRange,
    /// What follows the label.
    pub body: TextRange,
    /// The entry in the input, from its label on.
    pub span: Span,
    /// The addresses it states, links first.
    pub urls: Vec<Url>,
    /// The identifiers it states.
    pub identifiers: Vec<Identifier>,
    /// Whether its key also stands in code or in a comment.
    pub mentioned: Option<Mention>,
}

/// Where a key stands that no reader sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mention {
    /// In code.
    Code,
    /// In a comment.
    Comment,
}

/// An address in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Url {
    /// As written, entities decoded.
    pub url: String,
    /// Where it stands.
    pub span: Span,
}

/// An identifier in an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identifier {
    /// `doi`, `isbn`, `issn`, `arxiv`, `pmid`, `pmcid`, `orcid`.
    pub kind: &'static str,
    /// As written, without its prefix.
    pub value: String,
    /// Where it stands.
    pub span: Span,
}

/// A link of the body that leads off the page: a source without a number.
#[derive(Clone, Debug)]
pub struct LinkedSource {
    /// Its text.
    pub text: String,
    /// Its address, without a text fragment.
    pub url: String,
    /// The passage that its text fragment (`#:~:text=`) quotes, decoded.
    pub passage: Option<String>,
    /// Where it stands in the text.
    pub range: TextRange,
    /// Where it stands in the input.
    pub span: Span,
}

impl Citations {
    /// The visible text of an entry's or cite's key.
    pub fn key(&self, key: KeyId) -> &str {
        self.keys.text(key)
    }

    /// The cites of a marker.
    pub fn cites_of(&self, marker: MarkerId) -> &[Cite] {
        &self.cites[self.markers[marker].cites.clone()]
    }

    /// The entries of a list.
    pub fn entries_of(&self, list: ListId) -> &[Entry] {
        &self.entries[self.lists[list].entries.clone()]
    }

    /// Whether a reader sees a cite of this entry, or a link to it, that stands outside the entry itself.
    pub fn is_cited(&self, entry: EntryId) -> bool {
        self.led_to[entry]
            || self.cited_by[entry].iter().any(|&c| {
                let marker = &self.markers[self.cites[c].marker];
                !marker.hidden && marker.inside != Some(entry)
            })
    }

    /// The entry that `at` lies in.
    pub fn entry_at(&self, at: u32) -> Option<EntryId> {
        let next = self.by_place.partition_point(|(range, _)| range.start <= at);
        let (range, id) = *self.by_place.get(next.checked_sub(1)?)?;
        (at <= range.end).then_some(id)
    }
}

/// Reads the citations of an article. Pure and total.
pub fn read(input: &Input, article: &Article) -> Citations {
    read_with(input, article, &Options::default())
}

/// Looks for numbers in round brackets and for numbers that lost their height, where a list that is counted through
/// could be cited so.
fn add_plain_numbers(
    article: &Article,
    drafts: &[list::Draft],
    options: &Options,
    keys: &mut Keys,
    candidates: &mut marker::Candidates,
) {
    const SHORTEST: usize = 3;
    let counted = |d: &&list::Draft| d.family == Family::Numbered && !d.notes && d.entries.len() >= SHORTEST;
    let all: Vec<TextRange> = drafts.iter().filter_map(list::Draft::range).collect();
    let lists: Vec<TextRange> = drafts.iter().filter(counted).filter_map(list::Draft::range).collect();
    let forced = options.forced_styles.contains(&Style::Parenthesis);
    if forced || !lists.is_empty() && !options.ignored_styles.contains(&Style::Parenthesis) {
        marker::scan_parentheses(article, &all, keys, candidates);
    }
    if !lists.is_empty() && !options.ignored_styles.contains(&Style::Superscript) {
        marker::scan_glued(article, &lists, keys, candidates);
    }
}

/// Reads the citations of an article, knowing what its user says about it. Pure and total.
pub fn read_with(input: &Input, article: &Article, options: &Options) -> Citations {
    let mut keys = Keys::default();
    let mut candidates = marker::scan(input, article, &options.forced_styles, &mut keys);
    let readers = readers::Readers::new(article);
    candidates.list.retain(|c| !options.ignored_styles.contains(&c.style) && !readers.wrote(article, c.block));
    let targets = targets::Targets::new(article, &candidates);
    let drafts = list::find(article, &candidates, &targets, &readers, &options.headings, &mut keys);
    add_plain_numbers(article, &drafts, options, &mut keys, &mut candidates);
    let mut citations = resolve::resolve(input, article, &candidates, &targets, &drafts, keys, options);
    if options.list_elsewhere {
        citations.list_elsewhere.get_or_insert(Span::empty(0));
    }
    citations.links = links::collect(article, &citations, options);
    mentions::note(input, article, &mut citations);
    citations
}
