//! Markers in brackets: `[1]`, `[[1], [4]]`, `【3】`, `［1］`, `[^n]`, `[@key]`, `[1]_`.

use std::ops::Range;

use super::super::{Fault, Form, Style};
use super::group::{self, Group};
use super::{Scanner, Shape, holds_markers};
use crate::input::{TextRange, ceil_boundary, floor_boundary};

/// A bracket that is not closed within this many bytes is no marker.
const MAX_MARKER: usize = 400;
/// Citekeys may be addresses, and many.
const MAX_CITEKEYS: usize = 2000;
/// So many bytes of text, on average, lie between markers where there are very many.
const LEAST_APART: usize = 50;

impl Scanner<'_> {
    /// Finds every bracket that may be a marker: one pass over each block.
    pub(super) fn brackets(&mut self) {
        let article = self.article;
        let holds = |bracket: &str| memchr::memmem::find(article.text.as_bytes(), bracket.as_bytes()).is_some();
        let wide = holds("【") || holds("［");
        // Room for as many as there may be, if they are not too many to be markers.
        let opening = memchr::memchr_iter(b'[', article.text.as_bytes()).count();
        let room = opening.min(article.text.len() / LEAST_APART);
        self.found.list.reserve(room);
        self.found.parts.reserve(room);
        for (block, data) in article.blocks.iter().enumerate() {
            if !holds_markers(data.kind) {
                continue;
            }
            let text = article.slice(data.range);
            let mut at = 0;
            while let Some(open) = next_open(text, at, wide) {
                at = self.bracket(block, data.range.start, text, open).unwrap_or(open + 1);
                at = ceil_boundary(text, at);
            }
        }
    }

    /// Reads the bracket at `open`; returns where to go on.
    fn bracket(&mut self, block: usize, base: u32, text: &str, open: usize) -> Option<usize> {
        let rest = &text[open..];
        let opener = rest.chars().next()?;
        if rest.starts_with("[^") {
            return self.note(block, base, rest, open);
        }
        let inner_at = opener.len_utf8();
        let Some(close) = matching(rest, opener) else {
            return self.unclosed(block, base, text, open);
        };
        let inner = &rest[inner_at..close.at];
        let end = close.at + close.len;
        let range = TextRange::new(base + open as u32, base + (open + end) as u32);
        let inner_base = range.start + inner_at as u32;
        if inner.contains('@') && opener == '[' {
            if let Some(group) = citekeys(inner, inner_base) {
                self.push(block, range, Style::Citekey, group);
            }
            return Some(open + end);
        }
        if group::letter_for_digit(inner) {
            let keys = vec![(inner.to_owned(), TextRange::new(inner_base, inner_base + inner.len() as u32))];
            let form = Form::Malformed(Fault::LetterForDigit);
            self.push(block, range, Style::Bracket, Group { keys, form, shape: Shape::Numbers });
            return Some(open + end);
        }
        let nested = inner.contains('[');
        let Some(mut parsed) = group::parse(inner, inner_base) else {
            // Words around an inner bracket: `[see [1]]`, `[sic [2]]`. Go on inside.
            return Some(open + inner_at);
        };
        if nested && parsed.shape == Shape::Words {
            return Some(open + inner_at);
        }
        if !close.agrees && parsed.form == Form::Sound {
            parsed.form = Form::Malformed(Fault::UnlikeBrackets);
        }
        let mut end = end;
        if let Some((wide, len)) = range_to(&parsed, &rest[end..], range) {
            (parsed, end) = (wide, end + len);
        }
        let tail = &rest[end..];
        let mut range = TextRange::new(range.start, base + (open + end) as u32);
        let style = match (opener, parsed.shape) {
            ('【', _) => Style::Lenticular,
            _ if nested => Style::Nested,
            // `power[1-*]_average` is a name.
            _ if self.restructured
                && tail
                    .strip_prefix('_')
                    .is_some_and(|after| !after.starts_with(|c: char| c.is_alphanumeric() || c == '{')) =>
            {
                range.end += 1;
                Style::Restructured
            }
            (_, Shape::Words) => Style::Label,
            _ => Style::Bracket,
        };
        if self.restructured && style == Style::Restructured {
            for (key, _) in &mut parsed.keys {
                *key = self.restructured_key(key);
            }
        }
        self.push(block, range, style, parsed);
        Some(open + end)
    }

    /// The key of `[#name]_`; of the nth `[#]_` or `[*]_` that of the nth note without a name.
    fn restructured_key(&mut self, written: &str) -> String {
        if !matches!(written, "#" | "*") {
            return written.trim_start_matches('#').to_owned();
        }
        let notes = &self.article.unnamed_notes;
        let next = if written == "#" { &mut self.next_unnamed.0 } else { &mut self.next_unnamed.1 };
        let found = notes[*next..].iter().position(|n| written.starts_with(n.sign)).map(|at| *next + at);
        *next = found.map_or(notes.len(), |at| at + 1);
        // One too many means a note that is not there.
        found.map_or_else(|| written.to_owned(), |at| notes[at].label.clone())
    }

    /// `[^label]`, and the odd `[^1^]`.
    fn note(&mut self, block: usize, base: u32, rest: &str, open: usize) -> Option<usize> {
        let close = rest[..floor_boundary(rest, MAX_MARKER)].find(']')?;
        let inner = rest[2..close].trim_end_matches('^').trim_end();
        let label = inner.trim_start();
        let sound = !label.is_empty() && !label.contains(['[', '^']) && label.split_whitespace().count() <= 4;
        // `[^abc]` in prose is a character class only where something repeats it.
        let pattern = rest[close + 1..].starts_with(['*', '+', '{', '\\']);
        if sound && !pattern {
            let range = TextRange::new(base + open as u32, base + (open + close + 1) as u32);
            let end = range.start + 2 + inner.len() as u32;
            let keys = vec![(label.to_owned(), TextRange::new(end - label.len() as u32, end))];
            self.push(block, range, Style::Footnote, Group { keys, form: Form::Sound, shape: Shape::Note });
        }
        Some(open + close + 1)
    }

    /// `[3.`, `[3), ` and `[[1], [4]`: numbers whose bracket is never closed, or by one of another kind.
    fn unclosed(&mut self, block: usize, base: u32, text: &str, open: usize) -> Option<usize> {
        let rest = text[open..].strip_prefix('[')?;
        if rest.starts_with('[') {
            return self.unclosed_nest(block, base, text, open);
        }
        let numbers = numbers_in_front(rest);
        let len = numbers.last()?.end;
        let unlike = rest[len..].strip_prefix(')');
        let after = unlike.unwrap_or(&rest[len..]);
        let ends = after.is_empty()
            || after.starts_with(['.', ',', ';']) && after[1..].chars().next().is_none_or(char::is_whitespace);
        let interval = rest.char_indices().take_while(|&(i, _)| i < 40).any(|(_, c)| c == ')');
        if !ends || interval && (unlike.is_none() || numbers.len() > 1) {
            return None;
        }
        let from = base + open as u32 + 1;
        let range = |n: &Range<usize>| TextRange::new(from + n.start as u32, from + n.end as u32);
        let keys = numbers.iter().map(|n| (rest[n.clone()].to_owned(), range(n))).collect();
        let (fault, end) = if unlike.is_some() { (Fault::UnlikeBrackets, len + 1) } else { (Fault::Unclosed, len) };
        self.push(
            block,
            TextRange::new(from - 1, from + end as u32),
            Style::Bracket,
            Group { keys, form: Form::Malformed(fault), shape: Shape::Numbers },
        );
        Some(open + 1 + end)
    }

    fn unclosed_nest(&mut self, block: usize, base: u32, text: &str, open: usize) -> Option<usize> {
        let window = &text[open + 1..floor_boundary(text, open + MAX_MARKER)];
        let mut end = 0;
        while let Some(close) = window[end..].find(']') {
            let piece = window[end..end + close].trim_start_matches([',', ';', ' ']);
            if !piece.strip_prefix('[').is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit())) {
                break;
            }
            end += close + 1;
        }
        // One inner bracket is `[[3](url)` or a slip of other kinds; two are a group that lost its end.
        let inner = &window[..end];
        if inner.matches('[').count() < 2 || window[end..].starts_with('(') {
            return None;
        }
        let from = base + open as u32 + 1;
        let mut parsed = group::parse(inner, from).filter(|g| g.shape == Shape::Numbers)?;
        parsed.form = Form::Malformed(Fault::UnclosedNest);
        self.push(block, TextRange::new(from - 1, from + end as u32), Style::Nested, parsed);
        Some(open + 1 + end)
    }
}

/// The numbers of up to three digits that a text begins with, parted by commas: `3`, `3,4`, `3, 4`.
fn numbers_in_front(text: &str) -> Vec<Range<usize>> {
    const MOST: usize = 8;
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while found.len() < MOST {
        let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=3).contains(&digits) {
            break;
        }
        found.push(at..at + digits);
        let rest = &text[at + digits..];
        let Some(next) = rest.strip_prefix([',', ';']) else { break };
        at = text.len() - next.strip_prefix(' ').unwrap_or(next).len();
    }
    found
}

/// `[1]–[3]`: the group that runs from one bracket to the next, and the bytes of the second.
fn range_to(first: &Group, tail: &str, range: TextRange) -> Option<(Group, usize)> {
    let [(low, _)] = &first.keys[..] else { return None };
    let dash = tail.chars().next().filter(|&c| first.shape == Shape::Numbers && group::is_dash(c))?;
    let rest = tail[dash.len_utf8()..].strip_prefix('[')?;
    let high = &rest[..rest[..floor_boundary(rest, 6)].find(']')?];
    let len = dash.len_utf8() + high.len() + 2;
    let span = TextRange::new(range.start, range.end + len as u32);
    // Backwards, in brackets of their own, they are the score of a match: `[3]–[2]`.
    let (keys, form) = group::expand(low, high, span).filter(|(_, form)| *form == Form::Sound)?;
    Some((Group { keys, form, shape: Shape::Numbers }, len))
}

fn next_open(text: &str, from: usize, wide: bool) -> Option<usize> {
    let found = match wide {
        true => text[from..].find(['[', '【', '［']),
        false => memchr::memchr(b'[', &text.as_bytes()[from..]),
    };
    found.map(|i| from + i)
}

/// A closing bracket: where it stands, its length, and whether it is of the opening one's kind.
pub(super) struct Close {
    pub(super) at: usize,
    pub(super) len: usize,
    agrees: bool,
}

/// The bracket that closes the one `text` starts with.
pub(super) fn matching(text: &str, opener: char) -> Option<Close> {
    let (mut depth, mut budget) = (0_u32, if text.starts_with("[@") { MAX_CITEKEYS } else { MAX_MARKER });
    for (at, c) in text.char_indices() {
        budget = budget.checked_sub(c.len_utf8())?;
        match c {
            '[' | '［' | '【' => depth += 1,
            ']' | '］' | '】' => {
                depth -= 1;
                if depth == 0 {
                    let agrees = matches!((opener, c), ('[', ']') | ('［', '］') | ('【', '】'));
                    return Some(Close { at, len: c.len_utf8(), agrees });
                }
            }
            _ => {}
        }
    }
    None
}

/// `@smith2020, p. 3; see @doe2019`.
pub(super) fn citekeys(inner: &str, base: u32) -> Option<Group> {
    let mut keys = Vec::new();
    for piece in inner.split(';') {
        let at = piece.find('@')?;
        let lead_ok = piece[..at].trim_end_matches(['-', '{']).chars().next_back().is_none_or(char::is_whitespace);
        let key: &str = piece[at + 1..]
            .split(|c: char| c.is_whitespace() || matches!(c, ',' | ']' | '}'))
            .next()
            .unwrap_or_default();
        let key = key.trim_end_matches(['.', ':', '?', '!']);
        if !lead_ok || key.is_empty() || !key.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        let from = base + (key.as_ptr() as usize - inner.as_ptr() as usize) as u32;
        keys.push((key.to_owned(), TextRange::new(from, from + key.len() as u32)));
    }
    (!keys.is_empty()).then_some(Group { keys, form: Form::Sound, shape: Shape::Citekey })
}
