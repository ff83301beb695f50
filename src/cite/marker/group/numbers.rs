//! Markers of numbers: `1, 3–5`, `[1], [4]`, `9, §1, 5`.

use super::token::Token;
use super::vocabulary::{is_lead, is_locator};
use super::{Group, Shape};
use crate::cite::{Fault, Form, key};
use crate::input::TextRange;

/// A range expands to at most this many keys.
const MAX_RANGE: u32 = 512;
/// A marker holds at most this many keys; more is no citation.
const MAX_KEYS: usize = 1024;

/// Numbers, ranges and locators.
struct NumberReader<'t> {
    text: &'t str,
    base: u32,
    tokens: &'t [(Token, usize, usize)],
    next: usize,
    keys: Vec<(String, TextRange)>,
    form: Form,
}

/// Reads numbers; `None` where there is more than numbers, ranges and locators.
pub(super) fn numbers(text: &str, base: u32, tokens: &[(Token, usize, usize)]) -> Option<Group> {
    let mut reader = NumberReader { text, base, tokens, next: 0, keys: Vec::new(), form: Form::Sound };
    reader.lead();
    reader.read()?;
    if reader.keys.is_empty() || reader.keys.len() > MAX_KEYS {
        return None;
    }
    Some(Group { keys: reader.keys, form: reader.form, shape: Shape::Numbers })
}

/// The keys of a range, and whether it is sound. A backward or very wide one stays its two ends.
pub(in super::super) fn expand(low: &str, high: &str, span: TextRange) -> Option<(Vec<(String, TextRange)>, Form)> {
    if high.chars().count() > 4 {
        return None;
    }
    let (a, b): (u32, u32) = (key::fold(low).parse().ok()?, key::fold(high).parse().ok()?);
    let form = match () {
        () if a > b => Form::InvalidRange(Fault::Backwards),
        () if b - a >= MAX_RANGE => Form::InvalidRange(Fault::TooWide),
        () => return Some(((a..=b).map(|n| (n.to_string(), span)).collect(), Form::Sound)),
    };
    Some((vec![(low.to_owned(), span), (high.to_owned(), span)], form))
}

impl<'t> NumberReader<'t> {
    fn kind(&self, at: usize) -> Option<Token> {
        self.tokens.get(at).map(|t| t.0)
    }

    fn word(&self, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |&(_, from, to)| &self.text[from..to])
    }

    fn span(&self, from: usize, to: usize) -> TextRange {
        TextRange::new(self.base + self.tokens[from].1 as u32, self.base + self.tokens[to].2 as u32)
    }

    /// Skips `see`, `cf.`, `refs.` in front of the first number.
    fn lead(&mut self) {
        while self.kind(self.next) == Some(Token::Word) && is_lead(self.word(self.next)) {
            self.next += 1;
        }
    }

    fn read(&mut self) -> Option<()> {
        let mut expects_number = true;
        let mut separators = 0;
        while let Some(kind) = self.kind(self.next) {
            match kind {
                Token::Number => {
                    // `1 2` without a separator is prose, unless brackets part the numbers.
                    let parted = expects_number || self.kind(self.next.wrapping_sub(1)) == Some(Token::Bracket);
                    if !parted {
                        return None;
                    }
                    self.number()?;
                    (expects_number, separators) = (false, 0);
                }
                Token::Separator | Token::Semicolon => {
                    separators += 1;
                    if separators > 1 {
                        self.form = Form::Malformed(Fault::TwoSeparators);
                    } else if self.keys.is_empty() {
                        self.form = Form::Malformed(Fault::LeadingSeparator);
                    }
                    expects_number = true;
                    self.next += 1;
                }
                Token::Bracket => self.next += 1,
                Token::Dash => return None,
                Token::Word => {
                    self.word_between(expects_number)?;
                    (expects_number, separators) = (true, 0);
                }
            }
        }
        if separators > 0 && !self.keys.is_empty() && self.form == Form::Sound {
            self.form = Form::Malformed(Fault::TrailingSeparator);
        }
        Some(())
    }

    /// A number or a range.
    fn number(&mut self) -> Option<()> {
        let from = self.next;
        let text = self.word(from);
        if text.chars().count() > 4 {
            return None;
        }
        // `[1]–[3]` inside an outer bracket: the brackets between are passed over.
        let mut dash = from + 1;
        while self.kind(dash) == Some(Token::Bracket) {
            dash += 1;
        }
        if self.kind(dash) != Some(Token::Dash) {
            self.keys.push((text.to_owned(), self.span(from, from)));
            self.next += 1;
            return Some(());
        }
        let mut to = dash + 1;
        while self.kind(to) == Some(Token::Bracket) {
            to += 1;
        }
        if self.kind(to) != Some(Token::Number) {
            let ends = self.kind(to).is_none_or(|k| matches!(k, Token::Separator | Token::Semicolon));
            if !ends {
                return None;
            }
            self.keys.push((text.to_owned(), self.span(from, from)));
            self.form = Form::InvalidRange(Fault::Endless);
            self.next = dash + 1;
            return Some(());
        }
        self.range(from, to)
    }

    fn range(&mut self, from: usize, to: usize) -> Option<()> {
        let span = self.span(from, to);
        let (keys, form) = expand(self.word(from), self.word(to), span)?;
        self.next = to + 1;
        self.keys.extend(keys);
        if form != Form::Sound {
            self.form = form;
        }
        Some(())
    }

    /// A word after a number: `and`, a locator, or a sign that this is no list of numbers.
    fn word_between(&mut self, expects_number: bool) -> Option<()> {
        let word = self.word(self.next).trim_start_matches('(');
        let folded = word.trim_end_matches(['.', ':']).to_lowercase();
        if !self.keys.is_empty() && !expects_number && matches!(folded.as_str(), "and" | "und" | "et" | "y" | "e" | "и")
        {
            self.next += 1;
            return Some(());
        }
        // `7; cf. 8`: what leads to a number leads to the next one too.
        let parted = matches!(self.kind(self.next.wrapping_sub(1)), Some(Token::Semicolon));
        if !self.keys.is_empty() && parted && is_lead(word) && self.kind(self.next + 1) == Some(Token::Number) {
            self.next += 1;
            return Some(());
        }
        // `4: 33–35` names pages; `12:30` is a time.
        let spaced = word == ":" && self.tokens[self.next].2 < self.tokens.get(self.next + 1).map_or(0, |next| next.1);
        let locates = is_locator(word) || spaced;
        if self.keys.is_empty() || !locates {
            return None;
        }
        // A locator reaches to the next semicolon: its numbers are no keys.
        while self.kind(self.next).is_some_and(|k| k != Token::Semicolon) {
            self.next += 1;
        }
        if self.form == Form::Malformed(Fault::TrailingSeparator) {
            self.form = Form::Sound;
        }
        Some(())
    }
}
