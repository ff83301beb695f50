//! The quotations of an article: between quotation marks, set off as blocks, in text fragments of addresses.

mod blocks;
mod fragments;
mod marks;
mod origin;

use std::cell::OnceCell;

use super::index::Stream;
use super::words::Words;
use super::{Quotation, Shape, Source};
use crate::article::{Article, Block, BlockKind, ElementKind};
use crate::cite::Citations;
use crate::input::TextRange;

use origin::Origins;

pub use marks::quoted;

/// So many words are a quotation, and not a term.
const WORDS: usize = 5;

/// All quotations of an article, in order of place.
pub fn find(article: &Article, citations: &Citations) -> Vec<Quotation> {
    let finder = Finder { article, citations, origins: OnceCell::new(), titles: OnceCell::new() };
    let mut found = finder.blocks();
    let taken: Vec<TextRange> = found.iter().map(|quotation| quotation.range).collect();
    found.extend(finder.in_marks(&taken));
    found.extend(fragments::find(article, citations));
    found.sort_by_key(|quotation| (quotation.range, quotation.shape as u8));
    found
}

struct Finder<'a> {
    article: &'a Article,
    citations: &'a Citations,
    /// Where it cites or links; read where something may be a quotation.
    origins: OnceCell<Origins>,
    /// What the sources say themselves; read likewise.
    titles: OnceCell<Stream>,
}

/// The words of all entries: what stands there in quotation marks is the title of a source.
fn titles(article: &Article, citations: &Citations) -> Stream {
    let entries = citations.entries.iter().map(|entry| entry.body);
    let words = entries.flat_map(|body| Words::of(article.slice(body), body.start, usize::MAX).words);
    Stream::new(words.collect())
}

impl Finder<'_> {
    fn origins(&self) -> &Origins {
        self.origins.get_or_init(|| Origins::new(self.article, self.citations))
    }

    fn blocks(&self) -> Vec<Quotation> {
        let set_off = blocks::find(self.article, self.citations);
        let found = set_off.into_iter().filter_map(|block| {
            let origin = self.origins().of_block(&block)?;
            let text = self.words_of(&block.text);
            (count(&text) >= WORDS && !self.is_title(&text))
                .then(|| self.quotation(Shape::Block, block.range, text, origin))
        });
        found.collect()
    }

    /// What stands between quotation marks, or in `<q>`, outside of `taken`.
    fn in_marks(&self, taken: &[TextRange]) -> Vec<Quotation> {
        let prose: Vec<&Block> = self.prose().collect();
        let mut ranges: Vec<TextRange> = Vec::new();
        for (n, block) in prose.iter().enumerate() {
            let text = self.article.slice(block.range);
            let next = prose.get(n + 1).map_or("", |block| self.article.slice(block.range));
            ranges.extend(marks::running_on(text, next).into_iter().map(|range| {
                TextRange::new(block.range.start + range.start as u32, block.range.start + range.end as u32)
            }));
        }
        let is_q = |tag: &str| tag.eq_ignore_ascii_case("q");
        let tagged = self.article.elements.iter().filter(|e| e.kind == ElementKind::Cite && is_q(&e.attrs.tag));
        ranges.extend(tagged.map(|e| e.range).filter(|r| r.start < self.article.visible_end));
        ranges.sort_unstable();
        let mut end = 0;
        ranges.retain(|range| {
            let next = taken.get(taken.partition_point(|t| t.end <= range.start));
            let is_free = range.start >= end && !next.is_some_and(|t| t.overlaps(*range));
            end = if is_free { range.end } else { end };
            is_free
        });
        let found = ranges.into_iter().filter_map(|range| {
            let text = self.words_of(&[range]);
            let is_quotation = count(&text) >= WORDS && !self.is_title(&text);
            is_quotation.then(|| self.quotation(Shape::Marks, range, text, self.origins().of(self.article, range)))
        });
        found.collect()
    }

    /// Running text outside of source lists.
    fn prose(&self) -> impl Iterator<Item = &Block> {
        let visible = self.article.blocks.iter().take_while(|b| b.range.start < self.article.visible_end);
        visible.filter(|b| b.kind == BlockKind::Paragraph && self.citations.entry_at(b.range.start).is_none())
    }

    fn quotation(&self, shape: Shape, range: TextRange, text: String, origin: (Vec<Source>, bool)) -> Quotation {
        let (sources, is_certain) = origin;
        Quotation { shape, range, span: self.article.span(range), text, sources, url: None, is_certain }
    }

    /// The text of ranges without the marks at their ends and without the citations inside.
    fn words_of(&self, ranges: &[TextRange]) -> String {
        let mut text = String::new();
        for range in ranges {
            let mut from = range.start;
            for cited in self.origins().inside(*range) {
                text.push_str(self.article.slice(TextRange::new(from, cited.start.max(from))));
                from = cited.end.max(from);
            }
            text.push_str(self.article.slice(TextRange::new(from, range.end.max(from))));
            text.push('\n');
        }
        text.trim().trim_matches(|c: char| c.is_whitespace() || marks::is_mark(c)).to_owned()
    }

    /// Whether these words are the title of a listed source.
    fn is_title(&self, text: &str) -> bool {
        let words = Words::of(text, 0, usize::MAX).words;
        let [first, second, ..] = words.as_slice() else { return false };
        let titles = self.titles.get_or_init(|| titles(self.article, self.citations));
        titles.places(first, second).iter().take(100).any(|(_, at)| titles.holds(*at as usize, &words))
    }
}

/// How many words a text has; two characters of a script without blanks are one.
fn count(text: &str) -> usize {
    let words = Words::of(text, 0, usize::MAX).words;
    let halves = words.iter().map(|word| {
        let is_sign = word.end - word.start > 2 && text[word.start as usize..word.end as usize].chars().count() == 1;
        if is_sign { 1 } else { 2 }
    });
    halves.sum::<usize>() / 2
}
