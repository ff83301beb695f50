//! The inside of a marker: `1, 3–5`, `[1], [4]`, `9, §1, 5`, `RFC2119, RFC3629`.

mod numbers;
mod token;
mod vocabulary;
mod words;

use super::Shape;
use crate::cite::Form;
use crate::input::TextRange;
use token::{Token, digit, tokens};

pub(super) use numbers::expand;
pub(super) use token::is_dash;
pub(in super::super) use vocabulary::is_lead;
pub(super) use vocabulary::is_locator;

/// What stands between two brackets.
#[derive(Debug)]
pub(super) struct Group {
    pub keys: Vec<(String, TextRange)>,
    pub form: Form,
    pub shape: Shape,
}

/// Reads text that stands without brackets, in a raised or linked element: digits and separators only.
pub(in super::super) fn parse_plain(text: &str, base: u32) -> Option<Vec<(String, TextRange)>> {
    let starts_well = text.trim_start_matches(['(', '[', ' ', '\u{a0}']).starts_with(digit);
    if !starts_well || text.len() > 80 {
        return None;
    }
    let inner = text.trim_matches(['(', ')', '.', ' ', '\u{a0}']);
    let shift = base + (inner.as_ptr() as usize - text.as_ptr() as usize) as u32;
    let group = parse(inner, shift)?;
    (group.shape == Shape::Numbers && group.form == Form::Sound).then_some(group.keys)
}

/// Reads the inside of a bracket pair; `base` is where it starts in the article's text.
pub(super) fn parse(inner: &str, base: u32) -> Option<Group> {
    // Most markers are one number.
    if (1..=4).contains(&inner.len()) && inner.bytes().all(|b| b.is_ascii_digit()) {
        let keys = vec![(inner.to_owned(), TextRange::new(base, base + inner.len() as u32))];
        return Some(Group { keys, form: Form::Sound, shape: Shape::Numbers });
    }
    let tokens = tokens(inner);
    if !tokens.iter().any(|t| matches!(t.0, Token::Number | Token::Word)) {
        return empty(&tokens);
    }
    numbers::numbers(inner, base, &tokens).or_else(|| words::words(inner, base))
}

fn empty(tokens: &[(Token, usize, usize)]) -> Option<Group> {
    let fits = tokens.iter().all(|t| t.0 != Token::Dash);
    fits.then(|| Group { keys: Vec::new(), form: Form::Empty, shape: Shape::Empty })
}

/// Whether text is digits with letters that look like digits: `1O`, `l2`.
pub(super) fn letter_for_digit(text: &str) -> bool {
    let odd = |c: char| matches!(c, 'O' | 'o' | 'l' | 'I');
    (2..=3).contains(&text.len())
        && text.chars().any(|c| c.is_ascii_digit())
        && text.chars().any(odd)
        && text.chars().all(|c| odd(c) || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        parse(text, 0).map(|g| g.keys.into_iter().map(|k| k.0).collect()).unwrap_or_default()
    }

    #[test]
    fn numbers_ranges_and_locators() {
        for (text, want) in [
            ("1", "1"),
            ("1, 2; 3", "1 2 3"),
            ("3–5", "3 4 5"),
            ("1-3，5", "1 2 3 5"),
            ("[1], [4]", "1 4"),
            ("[1]–[3]", "1 2 3"),
            ("9, §1, 5", "9"),
            ("6, Ch. 4, 5, 7-9", "6"),
            ("3, p. 5; 7, pp. 8–9", "3 7"),
            ("see 4 and 5", "4 5"),
            ("1, plate 9", "1"),
            ("3 (p. 14)", "3"),
            ("RFC2251, Section 4.12", "RFC2251"),
            ("RFC2119, RFC3629", "RFC2119 RFC3629"),
            ("note 1", "note 1"),
            ("4: 33–35", "4"),
            ("7; cf. 8", "7 8"),
            ("12:30", ""),
            ("1 2", ""),
            ("file...", ""),
        ] {
            assert_eq!(keys(text).join(" "), want, "{text}");
        }
    }

    #[test]
    fn defects_of_form() {
        let form = |text| parse(text, 0).map(|g: Group| g.form);
        assert!(matches!(form("1,,2"), Some(Form::Malformed(_))));
        assert!(matches!(form("1;"), Some(Form::Malformed(_))));
        assert!(matches!(form("5-3"), Some(Form::InvalidRange(_))));
        assert!(matches!(form("3-"), Some(Form::InvalidRange(_))));
        assert_eq!(form(""), Some(Form::Empty));
        assert_eq!(form(" , "), Some(Form::Empty));
    }
}
