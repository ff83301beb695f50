//! Citekeys in running text, as pandoc reads them: `@smith2004 says`, `-@smith2004`, `@smith2004 [p. 33]`.

use super::super::Style;
use super::super::{Form, marker::Shape};
use super::brackets::{citekeys, matching};
use super::group::Group;
use super::{Scanner, holds_markers};
use crate::article::BlockKind;
use crate::input::{Format, TextRange, floor_boundary};

/// Signs that may stand inside a key, never at its end.
const INNER: [char; 14] = ['_', ':', '.', '#', '$', '%', '&', '-', '+', '?', '<', '>', '~', '/'];

/// A brace that is not closed within this many bytes holds no key.
const MAX_KEY: usize = 400;

impl Scanner<'_> {
    /// Finds the keys in brackets in the text of images, which pandoc prints as the captions of figures.
    pub(super) fn captions(&mut self) {
        let article = self.article;
        if self.format != Format::Markdown {
            return;
        }
        for (block, data) in article.blocks.iter().enumerate().filter(|(_, b)| b.kind == BlockKind::Alt) {
            let text = article.slice(data.range);
            let mut at = 0;
            while let Some(open) = text[at..].find("[@").map(|found| at + found) {
                at = open + 1;
                let Some(close) = matching(&text[open..], '[') else { continue };
                let base = data.range.start + at as u32;
                if let Some(group) = citekeys(&text[at..open + close.at], base) {
                    at = open + close.at + close.len;
                    let range = TextRange::new(base - 1, data.range.start + at as u32);
                    self.push(block, range, Style::Citekey, group);
                }
            }
        }
    }

    /// Finds the keys outside of brackets; in Markdown only.
    pub(super) fn bare_citekeys(&mut self) {
        let article = self.article;
        if self.format != Format::Markdown || memchr::memchr(b'@', article.text.as_bytes()).is_none() {
            return;
        }
        let known = self.found.list.len();
        let mut after = 0;
        for (block, data) in article.blocks.iter().enumerate().filter(|(_, b)| holds_markers(b.kind)) {
            let text = article.slice(data.range);
            for at in memchr::memchr_iter(b'@', text.as_bytes()) {
                let place = data.range.start + at as u32;
                while after < known && self.found.list[after].range.end <= place {
                    after += 1;
                }
                let in_brackets = after < known && self.found.list[after].range.start <= place;
                let Some(key) = key_at(&text[..at], &text[at + 1..]).filter(|_| !in_brackets) else { continue };
                let start = place + 1 + u32::from(text[at + 1..].starts_with('{'));
                let own = TextRange::new(start, start + key.len() as u32);
                let range = TextRange::new(place, own.end + u32::from(start > place + 1));
                let keys = vec![(key.to_owned(), own)];
                self.push(block, range, Style::Citekey, Group { keys, form: Form::Sound, shape: Shape::BareCitekey });
            }
        }
    }
}

/// The key behind an `@`, where one can stand: `@key`, `@{any key}`; an address `a@b.org` has none.
fn key_at<'t>(before: &str, after: &'t str) -> Option<&'t str> {
    let lead = before.strip_suffix('-').unwrap_or(before);
    let free = |c: char| c.is_whitespace() || matches!(c, '(' | '“' | '"' | '‘' | '\'' | '—' | '–' | '*' | '/');
    if !lead.chars().next_back().is_none_or(free) {
        return None;
    }
    if let Some(inner) = after.strip_prefix('{') {
        let near = &inner[..floor_boundary(inner, MAX_KEY)];
        let key = &near[..near.find('}')?];
        return (!key.is_empty() && !key.contains(char::is_whitespace)).then_some(key);
    }
    let fits = |c: char| c.is_alphanumeric() || INNER.contains(&c);
    let key = &after[..after.find(|c| !fits(c)).unwrap_or(after.len())];
    // `@key's`, `@key.`: what ends a sentence is no part of a key, and two signs in a row end it.
    let doubled = key.char_indices().zip(key.chars().skip(1)).find(|((_, a), b)| is_sign(*a) && is_sign(*b));
    let key = doubled.map_or(key, |((at, _), _)| &key[..at]);
    let key = key.trim_end_matches(is_sign);
    key.starts_with(|c: char| c.is_alphanumeric() || c == '_').then_some(key)
}

fn is_sign(c: char) -> bool {
    c != '_' && INNER.contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_begin_words_and_end_in_no_stop() {
        for (before, after, want) in [
            ("", "smith2004 says", "smith2004"),
            ("so says ", "smith:2004.", "smith:2004"),
            ("(see -", "doe_2019) and", "doe_2019"),
            ("", "{https://quay.test/a?b=c}", "https://quay.test/a?b=c"),
            ("as ", "loch2001's", "loch2001"),
            ("as ", "loch2001--so", "loch2001"),
        ] {
            assert_eq!(key_at(before, after), Some(want), "{before}@{after}");
        }
        for (before, after) in [("desk", "lantern.org"), ("at ", " noon"), ("x=", "y"), ("", ".foo")] {
            assert_eq!(key_at(before, after), None, "{before}@{after}");
        }
    }
}
