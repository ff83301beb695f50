//! What is known about the labels of all lists.

use super::Resolver;
use super::context::last_token;
use super::words::names_itself;
use crate::article::{BlockId, Container, ContainerKind};
use crate::cite::list::Labelled;
use crate::cite::marker::{Candidate, Shape};
use crate::cite::{EntryId, Family, KeyId, ListId, Style};
use crate::input::Format;
use crate::map::{HashMap, HashSet};

/// Words in brackets that stand for what a user types.
const USAGE: [&str; 8] = ["OPTIONS", "OPTION", "ARGS", "ARGUMENTS", "FILE", "FILES", "COMMAND", "FLAGS"];

/// An article that cites by citekeys has so many.
const LEAST_CITEKEYS: usize = 3;

/// A list of standards has so many of one series.
const LEAST_DOCUMENTS: usize = 2;

/// What is known about the labels of all lists.
#[derive(Default)]
pub(super) struct Known {
    /// Entries by key, lists to read on left out.
    pub by_key: HashMap<KeyId, Namesakes>,
    /// Whether some label is a number that brackets can mean.
    pub(super) numbers: bool,
    /// The highest of these.
    pub(super) max: u32,
    /// The lists in which some label is a number.
    pub(super) counted: HashSet<ListId>,
    /// Whether some list holds notes (`[^1]: …`).
    pub(super) notes: bool,
    /// Whether some label is a word.
    pub(super) words: bool,
    /// Whether some label of a source, not a note, is a word.
    pub(super) named_sources: bool,
    /// Whether a file of reStructuredText defines citations, not only notes.
    pub(super) defines_citations: bool,
    /// Whether some list is one that raised numbers cite.
    pub(super) raised: bool,
    /// Whether raised numbers that cite notes are links.
    pub(super) linked_notes: bool,
    /// Whether markers are links throughout: then a bare bracket is more likely something else.
    pub(super) linked: bool,
    /// Whether more numbers are links than are not.
    pub(super) mostly_linked: bool,
    /// How many labels are numbers.
    pub(super) count: usize,
    /// Whether brackets that are no link hold nothing but listed numbers.
    pub(super) whole: bool,
    /// Whether such brackets stand right behind a letter: `word[1]`.
    pub(super) glued: bool,
    /// Whether they stand right behind words, which are longer than the names of variables.
    pub(super) glued_to_words: bool,
    /// Whether the text cites as reStructuredText does: `[1]_`.
    pub(super) restructured: bool,
    /// Whether the text cites by citekeys in brackets, `[@doi:10.1/x]`, whose sources are listed elsewhere.
    pub(super) citekeys: bool,
    /// Names that the text indexes from zero: `flags[0]`.
    pub(super) arrays: HashSet<String>,
    /// The series of places that lead to sources: `#CR3` gives `#CR`.
    pub(super) series: HashSet<String>,
    /// Blocks that hold `[0]`, which counts something else than sources: classes, indexes, bounds.
    pub(super) counted_from_zero: HashSet<BlockId>,
    /// The patterns of all labels that are words.
    shapes: HashSet<String>,
    /// How many labels name a document of a series: `RFC2119`.
    documents: usize,
    /// What stands in front of the number that labels end in: `S12` gives S.
    prefixes: HashSet<String>,
    /// The numbers that labels end in: `RFC3579` gives 3579.
    pub(super) tails: HashSet<u32>,
}

/// The entries that carry one key, by name space, in order.
#[derive(Default)]
pub(super) struct Namesakes {
    /// Those of notes (`[^1]: …`).
    pub notes: Vec<EntryId>,
    /// All others.
    pub sources: Vec<EntryId>,
}

impl Known {
    /// Whether the lists are counted through, and a number lies within their count.
    pub(super) fn counts_past(&self, number: u32) -> bool {
        (1..=self.max).contains(&number) && self.count * 2 >= self.max as usize
    }

    /// Whether a word looks like the labels of the lists, though none holds it.
    pub(super) fn resembles(&self, text: &str) -> bool {
        let own = shape(text);
        // A lone word in lower case is a word in brackets, whatever the list looks like.
        let dated =
            text.rsplit(' ').next().is_some_and(|year| year.parse().is_ok_and(|n: u32| (1400..2100).contains(&n)));
        let word = own == "a" || own == "Aa" || own.contains(' ') && !dated;
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        // One capital with a number is the name of many things, unless labels count on from it: `[S4]` behind `[S3]`.
        let counts_on = || self.prefixes.contains(without_number(text));
        let alike = || self.shapes.contains(&own) || self.documents >= LEAST_DOCUMENTS && is_document(text);
        !word && (letters >= 2 || counts_on()) && !USAGE.contains(&text) && alike()
    }
}

/// Whether a word names a document as standards do, digits and capitals: `3GPP`, `IEEE-802.11`, `I-D.ietf-tide-gauge`.
fn is_document(text: &str) -> bool {
    let draft = text.strip_prefix("I-D.").is_some_and(|name| name.contains('-'));
    let sign = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    let capitals = text.chars().filter(char::is_ascii_uppercase).count();
    // An amendment has a letter behind its number: `IEEE-802.16e`.
    let main =
        text.strip_suffix(|c: char| c.is_ascii_lowercase()).filter(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    draft || capitals >= 2 && text.chars().any(|c| c.is_ascii_digit()) && main.unwrap_or(text).chars().all(sign)
}

/// What a draft puts where a number will be: `TBD`, `TBA2`, `RFCXXXX`, `RFC-TBD`.
pub(super) fn is_to_come(text: &str) -> bool {
    let later = |rest: &str| rest.bytes().all(|b| b.is_ascii_digit()) || rest.starts_with(['-', '_', ' ']);
    let repeats = |rest: &str| rest.len() == 4 && rest.bytes().all(|b| b == rest.as_bytes()[0]);
    let tbd = |text: &str| ["TBD", "TBA"].iter().any(|t| text.strip_prefix(t).is_some_and(later));
    tbd(text)
        || text.strip_prefix("RFC").map(|rest| rest.trim_start_matches(['-', ' '])).is_some_and(|rest| {
            tbd(rest) || repeats(rest) && (rest == "0000" || rest.starts_with(|c: char| c.is_ascii_uppercase()))
        })
}

impl Resolver<'_> {
    /// Gathers what the labels of all lists say.
    pub(super) fn known(&self) -> Known {
        let mut known = Known { arrays: self.arrays(), series: self.series(), ..Known::default() };
        known.by_key.reserve(self.citations.entries.len());
        for (id, entry) in self.citations.entries.iter().enumerate() {
            let list = &self.citations.lists[entry.list];
            let Some(key) = entry.key else { continue };
            let labelled = self.drafts[entry.list].labelled;
            if list.further_reading && !matches!(labelled, Labelled::Bracket | Labelled::Note) {
                continue;
            }
            let namesakes = known.by_key.entry(key).or_default();
            match list.family {
                Family::Notes => namesakes.notes.push(id),
                _ => namesakes.sources.push(id),
            }
            known.notes |= list.family == Family::Notes;
            known.raised |=
                matches!(self.drafts[entry.list].labelled, Labelled::Raised | Labelled::Ordinal | Labelled::Anchored)
                    || self.drafts[entry.list].notes;
            if self.citations.keys.number(key).is_some() {
                known.counted.insert(entry.list);
            }
            match self.citations.keys.number(key) {
                Some(n) if list.family != Family::Notes || self.input.format != Format::Markdown => {
                    known.numbers = true;
                    known.max = known.max.max(n);
                    known.count += 1;
                }
                Some(_) => {}
                None => {
                    let text = self.citations.key(key);
                    known.words = true;
                    known.named_sources |= !self.drafts[entry.list].notes;
                    known.documents += usize::from(names_itself(text));
                    known.shapes.insert(shape(text));
                    known.tails.extend(tail_number(text));
                    known.prefixes.insert(without_number(text).to_owned());
                }
            }
        }
        let defines = |c: &Container| matches!(&c.kind, ContainerKind::Note { label, .. } if is_citation(label));
        known.defines_citations = self.article.containers.iter().any(defines);
        let (linked, bare) = self.numbers_by_link(&known);
        known.linked = linked >= 3 && bare * 4 <= linked;
        known.linked_notes = self.links_notes();
        self.note_brackets(&mut known);
        known.counted_from_zero = self.counted_from_zero(&known);
        known.restructured = self.candidates.list.iter().any(|c| c.style == Style::Restructured);
        known.mostly_linked = linked > bare;
        let citekeys = || self.candidates.list.iter().filter(|c| c.shape == Shape::Citekey);
        let scholarly = citekeys().filter(|c| self.is_scholarly(c)).count();
        known.citekeys = !known.words && scholarly >= LEAST_CITEKEYS && scholarly * 2 > citekeys().count();
        known
    }

    /// Whether some raised number is a link to a note.
    fn links_notes(&self) -> bool {
        let raised = self.candidates.list.iter().filter(|c| c.style == Style::Superscript && !c.overlay.backlink);
        let mut led_to = raised.filter_map(|c| self.linked_entry(c.overlay.link));
        led_to.any(|entry| self.drafts[self.citations.entries[entry].list].notes)
    }

    /// Notes how brackets stand in the text that hold nothing but listed numbers.
    fn note_brackets(&self, known: &mut Known) {
        for candidate in &self.candidates.list {
            let cites = candidate.shape == Shape::Numbers
                && candidate.overlay.link.is_none()
                && self.is_listed_whole(candidate, known)
                && !self.belongs_to_entry(candidate);
            if !cites {
                continue;
            }
            known.whole = true;
            let before = self.around(candidate).0;
            known.glued |= before.ends_with(char::is_alphabetic);
            known.glued_to_words |= ends_with_word(before);
            if known.glued_to_words {
                return;
            }
        }
    }

    /// The blocks in which `[0]` stands, where no list counts from zero.
    fn counted_from_zero(&self, known: &Known) -> HashSet<BlockId> {
        let zero = |c: &&Candidate| {
            let parts = self.candidates.parts_of(c);
            c.shape == Shape::Numbers && parts.len() == 1 && self.is_unlisted_zero(&parts[0], known)
        };
        self.candidates.list.iter().filter(zero).map(|c| c.block).collect()
    }

    /// Names that stand right in front of `[0]`.
    fn arrays(&self) -> HashSet<String> {
        let is_zero = |c: &&Candidate| {
            let parts = self.candidates.parts_of(c);
            parts.len() == 1 && self.citations.keys.number(parts[0].key) == Some(0)
        };
        let names = self.candidates.list.iter().filter(is_zero).map(|c| last_token(self.around(c).0));
        names.filter(|name| !name.is_empty()).map(str::to_owned).collect()
    }

    /// How many numbers that a list holds are links to it, and how many are not.
    fn numbers_by_link(&self, known: &Known) -> (usize, usize) {
        let numbers = self.candidates.list.iter().filter(|c| matches!(c.shape, Shape::Numbers | Shape::BareNumbers));
        let (mut linked, mut bare) = (0, 0);
        for candidate in numbers.filter(|c| self.is_known(c, known) && !self.belongs_to_entry(c)) {
            let leads = self.candidates.links[candidate.parts.clone()].iter().any(|&l| self.linked_entry(l).is_some());
            if leads {
                linked += 1;
            } else if candidate.shape == Shape::Numbers {
                bare += 1;
            }
        }
        (linked, bare)
    }
}

/// Whether text ends with a word that is longer than the names of variables.
fn ends_with_word(text: &str) -> bool {
    const SHORTEST: usize = 4;
    text.chars().rev().take(SHORTEST).filter(|c| c.is_lowercase()).count() == SHORTEST
}

/// Whether a label of reStructuredText is that of a citation: `#name`, `*` and numbers are those of notes.
pub(super) fn is_citation(label: &str) -> bool {
    label.starts_with(char::is_alphabetic)
}

/// The pattern of a label: `RAD-ACT` and `DIAM-AUTH` are alike, `OPTIONS` and `note` are not.
fn shape(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let class = if c.is_ascii_digit() {
            '9'
        } else if c.is_uppercase() {
            'A'
        } else if c.is_alphabetic() {
            'a'
        } else {
            c
        };
        if !out.ends_with(class) {
            out.push(class);
        }
    }
    out
}

fn without_number(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_ascii_digit())
}

fn tail_number(text: &str) -> Option<u32> {
    text[without_number(text).len()..].parse().ok()
}
