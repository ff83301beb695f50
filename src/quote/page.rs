//! The text of a source, ready to be searched for quotations.

use std::sync::OnceLock;

use super::compare::{Compared, Haystack, compare};
use super::index::Stream;
use super::pieces::Query;
use super::text::PageText;
use super::words::{Word, Words};
use super::{Flaw, Verdict};

/// More words of a page are not kept: about 12 MB of text.
const MOST_WORDS: usize = 2_000_000;

/// The text of a source, ready to be searched.
#[derive(Debug)]
pub struct Page {
    page: PageText,
    /// Read when somebody looks for something: most pages of a large run are never searched.
    words: OnceLock<Words>,
    visible: OnceLock<Stream>,
    main: OnceLock<Stream>,
    whole: OnceLock<Stream>,
}

impl Page {
    /// Prepares a text.
    pub fn new(page: PageText) -> Self {
        let [visible, main, whole] = std::array::from_fn(|_| OnceLock::new());
        Self { page, words: OnceLock::new(), visible, main, whole }
    }

    /// Why its text may not be all there is, if so: what is missing there may stand in the source nevertheless.
    pub fn flaw(&self) -> Option<Flaw> {
        self.page.flaw.or_else(|| (self.words().words.len() >= MOST_WORDS).then_some(Flaw::Cut))
    }

    fn words(&self) -> &Words {
        self.words.get_or_init(|| words(&self.page))
    }

    /// What stands on it.
    pub fn text(&self) -> &str {
        &self.page.text
    }

    /// Whether it states another language than `language`: then a quotation may be a translation.
    pub(super) fn is_in_other_language(&self, language: Option<&str>) -> bool {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        language.zip(self.page.language.as_deref()).is_some_and(|(a, b)| primary(a) != primary(b))
    }

    /// Looks for a quotation in what a reader sees, then in the main text alone, then in hidden text too.
    pub(super) fn search(&self, query: &Query) -> Compared {
        let mut best: Option<Compared> = None;
        for stream in [Self::visible, Self::main, Self::whole] {
            let hay = Haystack { text: &self.page.text, stream: stream(self), notes: self.words() };
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
            false => self.whole.get_or_init(|| Stream::new(self.words().words.clone())),
        }
    }

    fn kept(&self, keep: impl Fn(&Word) -> bool) -> Vec<Word> {
        self.words().words.iter().filter(|word| keep(word)).copied().collect()
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
