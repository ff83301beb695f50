//! Which of several entries with one key a cite means.

use std::rc::Rc;
use std::sync::Arc;

use super::Resolver;
use super::known::{Known, Namesakes};
use crate::cite::{EntryId, KeyId, Style, Target};
use crate::input::Format;
use crate::map::HashMap;

/// Lists may interleave; so many of those that begin before a place are looked at.
const NEAR: usize = 8;

/// The choices of an article, each made up once.
pub(super) struct Choices<'a> {
    pub(super) known: &'a Known,
    /// For each list, whether it serves only a part of the article.
    local: &'a [bool],
    made: HashMap<(KeyId, Space), Option<Rc<Choice>>>,
}

/// What about a style decides between entries of one key.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Space {
    Notes,
    Raised,
    Line,
}

impl Space {
    /// The space of a marker of a style; `beside_notes` where it is no link, and all notes are reached by links.
    pub(super) const fn of(style: Style, beside_notes: bool) -> Self {
        match style {
            Style::Footnote | Style::Restructured => Self::Notes,
            Style::Superscript if beside_notes => Self::Line,
            Style::Superscript => Self::Raised,
            _ => Self::Line,
        }
    }
}

/// The entries that a key may mean.
pub(super) enum Choice {
    /// The same everywhere.
    Everywhere(Target),
    /// It depends on the place: each list serves its part.
    ByPlace(Vec<Served>),
}

/// What one local list holds of a key.
pub(super) struct Served {
    start: u32,
    end: u32,
    target: Target,
}

impl<'a> Choices<'a> {
    pub(super) fn new(known: &'a Known, local: &'a [bool]) -> Self {
        Self { known, local, made: HashMap::default() }
    }

    /// The entries that a key may mean in a space; `None` if no list holds it.
    pub(super) fn of(&mut self, resolver: &Resolver<'_>, key: KeyId, space: Space) -> Option<Rc<Choice>> {
        let (known, local) = (self.known, self.local);
        let make = || Some(Rc::new(choice(resolver, space, known.by_key.get(&key)?, local)?));
        self.made.entry((key, space)).or_insert_with(make).clone()
    }
}

fn choice(resolver: &Resolver<'_>, space: Space, namesakes: &Namesakes, local: &[bool]) -> Option<Choice> {
    let list_of = |e: EntryId| resolver.citations.entries[e].list;
    let own = match space {
        Space::Notes if !namesakes.notes.is_empty() => &namesakes.notes,
        // In Markdown `[1]` and `[^1]` are two things; elsewhere a `[1]` that only notes know means the note.
        Space::Line | Space::Raised if namesakes.sources.is_empty() && resolver.input.format != Format::Markdown => {
            &namesakes.notes
        }
        // `[^1]` over a list of `[1]` means it all the same.
        _ => &namesakes.sources,
    };
    let suits = |e: &EntryId| resolver.drafts[list_of(*e)].notes == (space == Space::Raised);
    let suiting: Vec<EntryId> = own.iter().copied().filter(suits).collect();
    let options = if suiting.is_empty() { own.clone() } else { suiting };
    match options[..] {
        [] => None,
        [_, _, ..] if options.iter().all(|&e| local[list_of(e)]) => Some(Choice::ByPlace(by_place(resolver, &options))),
        _ => Some(Choice::Everywhere(one_or_many(&options))),
    }
}

fn by_place(resolver: &Resolver<'_>, options: &[EntryId]) -> Vec<Served> {
    let list_of = |e: &EntryId| resolver.citations.entries[*e].list;
    let serve = |entries: &[EntryId]| {
        let range = resolver.citations.lists[list_of(&entries[0])].range;
        Served { start: range.start, end: range.end, target: one_or_many(entries) }
    };
    // Entries come list by list.
    let mut served: Vec<Served> = options.chunk_by(|a, b| list_of(a) == list_of(b)).map(serve).collect();
    served.sort_by_key(|s| s.start);
    served
}

impl Choice {
    /// What the key means at a place: what the list around it says, else the first list after it, else the nearest.
    pub(super) fn at(&self, at: u32) -> Target {
        let served = match self {
            Self::Everywhere(target) => return target.clone(),
            Self::ByPlace(served) => served,
        };
        let next = served.partition_point(|s| s.start <= at);
        let before = || served[next.saturating_sub(NEAR)..next].iter();
        let around = before().find(|s| at <= s.end);
        let nearest = around.or_else(|| served.get(next)).or_else(|| before().max_by_key(|s| s.end));
        nearest.map_or(Target::Missing, |s| s.target.clone())
    }
}

/// The target that these entries are; there is at least one.
pub(super) fn one_or_many(options: &[EntryId]) -> Target {
    match options {
        [one] => Target::Entry(*one),
        many => Target::Ambiguous(Arc::from(many)),
    }
}
