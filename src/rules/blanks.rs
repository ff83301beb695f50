//! Blanks in front of stops: one pass over the running text, for all who look for what was taken out there.

use std::cell::OnceCell;

use super::Context;
use crate::article::{Element, ElementKind};
use crate::input::TextRange;

/// A blank in front of a stop or a comma.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blank {
    /// The block it stands in.
    pub block: TextRange,
    /// The blank.
    pub gap: TextRange,
    /// The stop: `.` `,` `;` `)` `。`.
    pub stop: char,
}

/// The blanks of an article.
#[derive(Debug, Default)]
pub(super) struct Blanks {
    /// In order of place.
    pub list: Vec<Blank>,
    /// How many commas there are, with a blank or without.
    commas: usize,
    /// How many full stops.
    stops: usize,
    /// Whether signs that French sets behind a blank stand right behind words more often than not; few articles ask.
    closed: OnceCell<bool>,
}

impl Blanks {
    /// Whether blanks stand before commas as a habit, `lost` of them apart: then a converter made them all.
    pub(super) fn are_habit(&self, cx: &Context<'_>, lost: usize) -> bool {
        let spaced = self.list.iter().filter(|b| {
            let head = cx.text(TextRange::new(b.block.start, b.gap.start));
            b.stop == ',' && head.ends_with(char::is_alphanumeric) && !super::dangling_lead_in::ends_with_lead_in(head)
        });
        let spaced = spaced.count();
        spaced > lost && spaced * 100 >= self.commas
    }

    /// Whether so many blanks before commas are, for the number of commas, less than half of so many before full stops.
    pub(super) fn are_rarer(&self, commas: usize, stops: usize) -> bool {
        commas * 2 * self.stops <= stops * self.commas
    }

    /// Whether no blank stands before semicolons as a rule: in French one does, as before `:`, `?` and `!`.
    pub(super) fn semicolons_are_closed(&self, cx: &Context<'_>) -> bool {
        let language = cx.article.language.as_deref().unwrap_or_default();
        let french =
            ["fr", "br"].iter().any(|code| language.get(..2).is_some_and(|own| own.eq_ignore_ascii_case(code)));
        !french && (!language.is_empty() || *self.closed.get_or_init(|| are_closed(cx)))
    }
}

/// Finds them all.
pub(super) fn scan(cx: &Context<'_>) -> Blanks {
    let mut blanks = Blanks::default();
    let wide = cx.article.text.contains('。');
    for block in cx.prose() {
        let text = cx.text(block);
        let from = blanks.list.len();
        let mut stop = |at: usize, stop: char| {
            if let Some(gap) = blank_before(text, at, block.start).filter(|gap| !is_cited_by_script(cx, *gap)) {
                blanks.list.push(Blank { block, gap, stop });
            }
        };
        for at in memchr::memchr3_iter(b'.', b',', b';', text.as_bytes()) {
            let c = text.as_bytes()[at];
            blanks.commas += usize::from(c == b',');
            blanks.stops += usize::from(c == b'.');
            stop(at, char::from(c));
        }
        memchr::memchr_iter(b')', text.as_bytes()).for_each(|at| stop(at, ')'));
        if wide {
            text.match_indices('。').for_each(|(at, _)| stop(at, '。'));
        }
        blanks.list[from..].sort_by_key(|b| b.gap);
    }
    blanks
}

/// Whether more of the signs that French sets behind a blank stand right behind a word than behind one. A semicolon behind
/// a blank may be what a citation has left, and does not count.
fn are_closed(cx: &Context<'_>) -> bool {
    let mut closed = 0_isize;
    for text in cx.prose().map(|block| cx.text(block)) {
        for at in memchr::memchr3_iter(b':', b'?', b'!', text.as_bytes()) {
            closed += if is_closed(text, at) { 1 } else { -isize::from(text[..at].ends_with(is_space)) };
        }
        closed += memchr::memchr_iter(b';', text.as_bytes()).filter(|&at| is_closed(text, at)).count() as isize;
    }
    closed > 0
}

/// Whether a sign at byte `at` of a text stands right behind a word, and a blank or nothing behind it.
fn is_closed(text: &str, at: usize) -> bool {
    let after = text[at + 1..].chars().next();
    text[..at].ends_with(|c: char| c.is_alphanumeric() || c == ')') && after.is_none_or(char::is_whitespace)
}

/// The run of blanks that ends at byte `at` of a text that stands at `base` of the arena.
fn blank_before(text: &str, at: usize, base: u32) -> Option<TextRange> {
    // The last byte of every character a hole consists of is a blank or no ASCII at all.
    if text.as_bytes()[..at].last().is_none_or(|b| b.is_ascii_graphic()) {
        return None;
    }
    let head = &text[..at];
    let start = head.trim_end_matches(is_gap).len();
    head[start..].contains(is_space).then(|| TextRange::new(base + start as u32, base + at as u32))
}

/// Whether a blank holds a citation that a script will write: `one <d-cite key="lee19"></d-cite>.`
fn is_cited_by_script(cx: &Context<'_>, gap: TextRange) -> bool {
    let set_later = |e: &Element| e.kind == ElementKind::Cite && matches!(&*e.attrs.tag, "d-cite" | "dt-cite");
    cx.article.elements_in(gap).iter().any(set_later)
}

/// Characters a hole consists of.
pub(super) fn is_gap(c: char) -> bool {
    is_space(c) || is_invisible(c)
}

/// Blanks that stand before nothing but a hole.
pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}')
}

/// Zero-width and private-use characters: what a chat product's marker leaves when its digits are gone.
pub(super) fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{e000}'..='\u{f8ff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_in_front_of_a_stop() {
        let gap = |text: &str| blank_before(text, text.len() - 1, 10).map(|g| (g.start - 10, g.end - 10));
        assert_eq!(gap("tide ."), Some((4, 5)));
        assert_eq!(gap("tide\u{a0} ,"), Some((4, 7)));
        assert_eq!(gap("tide \u{e200}."), Some((4, 8)));
        assert_eq!(gap("tide."), None);
        assert_eq!(gap("tidé."), None);
        assert_eq!(gap("."), None);
    }
}
