//! Markers in superscript characters: `¹`, `²,³`, `¹⁻³`.

use super::super::{Form, Style, is_year};
use super::group::Group;
use super::{Scanner, Shape, holds_markers};
use crate::input::TextRange;

fn digit(c: char) -> Option<char> {
    Some(match c {
        '⁰' => '0',
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10)?,
        _ => return None,
    })
}

/// Whether text holds a superscript digit; looks at the bytes that can begin one only.
fn has_raised_digits(text: &[u8]) -> bool {
    // ¹ ² ³ are C2 B9, C2 B2, C2 B3; ⁰ and ⁴ to ⁹ are E2 81 B0 to B9.
    memchr::memchr_iter(0xC2, text).any(|i| matches!(text.get(i + 1), Some(0xB2 | 0xB3 | 0xB9)))
        || memchr::memmem::find_iter(text, &[0xE2, 0x81]).any(|i| matches!(text.get(i + 2), Some(0xB0 | 0xB4..=0xB9)))
}

impl Scanner<'_> {
    /// Finds runs of superscript digits.
    pub(super) fn superscript_characters(&mut self) {
        let article = self.article;
        // The lead bytes of all superscript digits; most articles hold none and are done after one fast scan.
        if !has_raised_digits(article.text.as_bytes()) {
            return;
        }
        for (block, data) in article.blocks.iter().enumerate().filter(|(_, b)| holds_markers(b.kind)) {
            let text = article.slice(data.range);
            let mut from = 0;
            while let Some(start) = text[from..].find(|c| digit(c).is_some()).map(|i| from + i) {
                let run = &text[start..];
                let end = start + run.len()
                    - run.trim_start_matches(|c| digit(c).is_some() || matches!(c, '⁻' | '˒' | '⁾' | '⁽')).len();
                self.raised(block, data.range.start, text, start, end);
                from = end;
            }
        }
    }

    fn raised(&mut self, block: usize, base: u32, text: &str, start: usize, end: usize) {
        if is_exponent(&text[..start]) {
            return;
        }
        let mut keys: Vec<(String, TextRange)> = Vec::new();
        let mut open: Option<(String, usize)> = None;
        for (i, c) in text[start..end].char_indices().chain(std::iter::once((end - start, ' '))) {
            match (digit(c), &mut open) {
                (Some(d), Some((number, _))) => number.push(d),
                (Some(d), None) => open = Some((d.to_string(), start + i)),
                (None, _) => {
                    if let Some((number, from)) = open.take() {
                        keys.push((number, TextRange::new(base + from as u32, base + (start + i) as u32)));
                    }
                }
            }
        }
        if !keys.is_empty() {
            let range = TextRange::new(base + start as u32, base + end as u32);
            self.push(block, range, Style::Superscript, Group { keys, form: Form::Sound, shape: Shape::BareNumbers });
        }
    }
}

/// Words as short as units and variables, which are none: `it²`, `the UK³`.
const SHORT_WORDS: [&str; 34] = [
    "it", "is", "us", "he", "we", "me", "up", "so", "do", "go", "no", "by", "as", "be", "on", "of", "in", "to", "UK",
    "US", "EU", "UN", "AI", "TV", "DC", "NY", "LA", "PM", "MP", "GP", "IT", "HQ", "ID", "VR",
];

/// Units that are written out: `40 metres²`.
const UNITS: [&str; 14] = [
    "metres", "meters", "metre", "meter", "feet", "inches", "miles", "yards", "pixels", "units", "mol", "px", "Meter",
    "Metern",
];

/// Whether what stands before a raised number makes it a power, a unit or an isotope.
pub(super) fn is_exponent(before: &str) -> bool {
    let token = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '/' | '·' | '*' | '='))
        .next()
        .unwrap_or_default();
    if token.is_empty() {
        // Set off by a blank: after a sentence it is a note, after a symbol a power.
        return !before.trim_end().ends_with(['.', ',', '!', '?', ';', ':', '”', '"', '’', ')', '»', '。', '，'])
            && !before.trim_end().ends_with(|c| digit(c).is_some());
    }
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    let last = token.chars().next_back().unwrap_or(' ');
    if SHORT_WORDS.contains(&token) {
        return false;
    }
    if UNITS.contains(&token) {
        return true;
    }
    last.is_ascii_digit() && letters == 0 && !is_year(token)
        || (letters <= 2 && token.chars().count() <= 2 && last.is_alphabetic() && token.is_ascii())
}
