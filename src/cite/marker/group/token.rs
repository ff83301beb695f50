//! The tokens of a marker's inside.

use crate::cite::key;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Number,
    Dash,
    Separator,
    /// `;`, which ends a locator as well.
    Semicolon,
    Bracket,
    Word,
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';' | '，' | '；' | '、' | '،' | '؛' | '&')
}

pub(in super::super) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '～' | '~' | '－')
}

pub(super) fn digit(c: char) -> bool {
    key::decimal(c).is_some()
}

/// Cuts text into tokens: kind, first byte, one past the last byte.
pub(super) fn tokens(text: &str) -> Vec<(Token, usize, usize)> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let kind = match c {
            c if c.is_whitespace() || c == '\u{200b}' => continue,
            c if digit(c) => Token::Number,
            c if is_dash(c) => Token::Dash,
            ';' | '；' | '؛' => Token::Semicolon,
            c if is_separator(c) => Token::Separator,
            '[' | ']' | '［' | '］' => Token::Bracket,
            _ => Token::Word,
        };
        let mut end = at + c.len_utf8();
        if matches!(kind, Token::Number | Token::Word) {
            let mut mixed = kind;
            while let Some(&(next, d)) = chars.peek() {
                let goes_on = digit(d)
                    || d.is_alphanumeric()
                    || (mixed == Token::Word
                        && !d.is_whitespace()
                        && !is_separator(d)
                        && !matches!(d, '[' | ']' | '［' | '］'));
                if !goes_on {
                    break;
                }
                if !digit(d) {
                    mixed = Token::Word;
                }
                end = next + d.len_utf8();
                chars.next();
            }
            out.push((mixed, at, end));
        } else {
            out.push((kind, at, end));
        }
    }
    out
}
