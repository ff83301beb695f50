//! Candidates: everything in the text that has the form of a marker.
//!
//! Form alone decides nothing. `[1]` may be a citation, the label of a source, or an array index; which one is decided
//! in `resolve`, when the lists are known.

mod brackets;
mod citekeys;
mod elements;
mod glued;
mod group;
mod parenthesis;
mod pinpoint;
mod raised;
mod ranges;
mod says;

use super::{Form, Keys, Style};
use crate::article::{Article, BlockId, BlockKind};
use crate::input::{Dialect, Format, Input, TextRange, floor_boundary};
use crate::map::HashSet;

pub(super) use elements::Overlay;
pub(super) use glued::{is_glued, scan as scan_glued};
pub(super) use group::is_lead;
pub(super) use parenthesis::scan as scan_parentheses;
pub(super) use says::Says;

/// Any article may cite so often, however short it is.
const FREE_PARTS: usize = 2048;

/// Something that has the form of a marker.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    pub block: BlockId,
    pub range: TextRange,
    pub style: Style,
    pub form: Form,
    /// What its keys look like.
    pub shape: Shape,
    /// Its keys: a range of [`Candidates::parts`].
    pub parts: std::ops::Range<usize>,
    /// Inline elements around or inside it that matter.
    pub overlay: Overlay,
    /// It names a paragraph of a judgment, unless a list holds its number.
    pub perhaps_pinpoint: bool,
}

/// What the keys of a candidate look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Numbers only.
    Numbers,
    /// Numbers without brackets, told by an element (`<sup>`, a link).
    BareNumbers,
    /// A number that was raised once.
    Glued,
    /// Numbers in round brackets.
    Enclosed,
    /// Words that may be keys.
    Words,
    /// A footnote of Markdown.
    Note,
    /// Citekeys in brackets.
    Citekey,
    /// A citekey in running text.
    BareCitekey,
    /// Nothing.
    Empty,
}

/// One key of a candidate.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub key: super::KeyId,
    pub range: TextRange,
}

/// All candidates of an article, in order.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub list: Vec<Candidate>,
    pub parts: Vec<Part>,
    /// For each part, the link on it.
    pub links: Vec<Option<usize>>,
    /// Numbers that stand in the text by themselves, where raised ones were looked for among them.
    pub loose: HashSet<u32>,
}

impl Candidates {
    pub(super) fn parts_of(&self, candidate: &Candidate) -> &[Part] {
        &self.parts[candidate.parts.clone()]
    }

    /// How many numbers a candidate writes out; a range is one.
    pub(super) fn written_numbers(&self, candidate: &Candidate) -> usize {
        self.parts_of(candidate).chunk_by(|a, b| a.range == b.range).count()
    }
}

/// Finds all candidates.
pub(super) fn scan(input: &Input, article: &Article, forced: &[Style], keys: &mut Keys) -> Candidates {
    let most_parts = FREE_PARTS + article.text.len() / 4;
    let restructured = input.dialect == Dialect::Rst || forced.contains(&Style::Restructured);
    let mut found = Scanner {
        article,
        format: input.format,
        keys,
        restructured,
        next_unnamed: (0, 0),
        most_parts,
        found: Candidates::default(),
    };
    found.brackets();
    found.bare_citekeys();
    found.captions();
    found.superscript_characters();
    let mut candidates = found.found;
    candidates.list.sort_by_key(|c| (c.range.start, std::cmp::Reverse(c.range.end)));
    elements::overlay(article, keys, &mut candidates);
    ranges::join(article, keys, &mut candidates, most_parts);
    pinpoint::set_apart(article, keys, &mut candidates);
    candidates
}

/// What the passes share.
struct Scanner<'a> {
    article: &'a Article,
    format: Format,
    keys: &'a mut Keys,
    restructured: bool,
    /// Where the search for the notes that the next `[#]_` and the next `[*]_` mean goes on.
    next_unnamed: (usize, usize),
    /// From so many keys on, ranges are no longer expanded.
    most_parts: usize,
    found: Candidates,
}

impl Scanner<'_> {
    fn push(&mut self, block: BlockId, range: TextRange, style: Style, parsed: group::Group) {
        let first = self.found.parts.len();
        let mut keys = parsed.keys;
        if first + keys.len() > self.most_parts && keys.len() > 2 {
            // Wide ranges in a row: more cites than anybody wrote. The ends stand for the rest.
            keys.drain(1..keys.len() - 1);
        }
        for (key, range) in keys {
            let exact = matches!(parsed.shape, Shape::Citekey | Shape::BareCitekey);
            let key = if exact { self.keys.intern_exact(&key) } else { self.keys.intern(&key) };
            self.found.parts.push(Part { key, range });
        }
        let parts = first..self.found.parts.len();
        let (form, shape) = (parsed.form, parsed.shape);
        self.found.list.push(Candidate {
            block,
            range,
            style,
            form,
            shape,
            parts,
            overlay: Overlay::default(),
            perhaps_pinpoint: false,
        });
    }
}

/// Whether markers can stand in a block of this kind.
pub(super) fn holds_markers(kind: BlockKind) -> bool {
    !matches!(kind, BlockKind::Code | BlockKind::Math | BlockKind::Rule | BlockKind::Definition | BlockKind::Alt)
}

/// Whether a sentence goes on behind a number that begins a paragraph, `[3] describes the bar`; sources begin with a name or
/// an address.
pub(super) fn opens_sentence(after: &str) -> bool {
    let mut words = after.strip_prefix(' ').unwrap_or_default().split(' ');
    let plain = |word: Option<&str>| word.is_some_and(|w| !w.is_empty() && w.chars().all(char::is_lowercase));
    plain(words.next()) && plain(words.next())
}

/// Whether "above" or "below" follows, perhaps behind another number: `[1] and [2] above` are items, not sources.
pub(super) fn points_back(after: &str) -> bool {
    /// The other number is not further away, in bytes.
    const NEAR: usize = 30;
    let after = after[..floor_boundary(after, NEAR)].trim_start();
    let after = match after.strip_prefix("and [") {
        Some(next) => next.split_once(']').map_or("", |(_, rest)| rest.trim_start()),
        None => after,
    };
    let is_word = |word: &str| after.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word));
    ["above", "below"].into_iter().any(is_word)
}
