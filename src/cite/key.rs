//! Keys: what a marker and an entry have in common.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::map::HashMap;

/// An interned key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KeyId(u32);

/// A key as it is written, and its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// As first written, without brackets and sigils, inner blanks collapsed; of a number that is somewhere written without
    /// zeros in front, as there.
    pub text: Box<str>,
    /// Its value, where it is a plain number.
    pub number: Option<u32>,
}

/// Numbers below are small whatever else is there.
const ALWAYS_SMALL: usize = 1000;

/// All keys of one article, each once.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    keys: Vec<Key>,
    ids: HashMap<Box<str>, KeyId>,
    /// The ids of numbers that are not much higher than there are keys, by their value: most keys are such.
    numbers: Vec<Option<KeyId>>,
}

impl Keys {
    /// The id of a key that compares by NFKC and case fold, numbers by value (`[01]` is `[1]`).
    pub fn intern(&mut self, text: &str) -> KeyId {
        if let Some(id) = self.find_small(text) {
            // A month in `[01,12]` does not give the source `[1]` its name.
            let key = &mut self.keys[id.0 as usize];
            if key.text.starts_with('0') && !text.starts_with('0') {
                key.text = text.into();
            }
            return id;
        }
        let id = self.insert(text, fold(text));
        if let Some(n) = plain_number(text).filter(|n| *n < ALWAYS_SMALL + 2 * self.keys.len()) {
            self.numbers.resize(self.numbers.len().max(n + 1), None);
            self.numbers[n] = Some(id);
        }
        id
    }

    /// The id of a key that compares exactly: a citekey.
    pub fn intern_exact(&mut self, text: &str) -> KeyId {
        self.insert(text, format!("@{text}"))
    }

    /// The id of a key that is known already.
    pub fn find(&self, text: &str) -> Option<KeyId> {
        self.find_small(text).or_else(|| self.ids.get(fold(text).as_str()).copied())
    }

    fn find_small(&self, text: &str) -> Option<KeyId> {
        *self.numbers.get(plain_number(text)?)?
    }

    fn insert(&mut self, text: &str, folded: String) -> KeyId {
        if let Some(&id) = self.ids.get(folded.as_str()) {
            return id;
        }
        let id = KeyId(self.keys.len() as u32);
        self.keys.push(Key { text: collapse(text).into(), number: number(&folded) });
        self.ids.insert(folded.into(), id);
        id
    }

    /// The key of an id.
    pub fn get(&self, id: KeyId) -> &Key {
        &self.keys[id.0 as usize]
    }

    /// A key as it is written.
    pub fn text(&self, id: KeyId) -> &str {
        &self.get(id).text
    }

    /// The value of a key that is a plain number.
    pub fn number(&self, id: KeyId) -> Option<u32> {
        self.get(id).number
    }
}

/// The form in which two keys are compared.
pub(super) fn fold(text: &str) -> String {
    let plain = !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if plain {
        let trimmed = text.trim_start_matches('0');
        return if trimmed.is_empty() { "0".into() } else { trimmed.into() };
    }
    if text.is_ascii() {
        let mut folded = collapse(text).into_owned();
        folded.make_ascii_lowercase();
        return folded;
    }
    let folded: String = collapse(text).nfkc().flat_map(char::to_lowercase).map(ascii_digit).collect();
    match number(&folded) {
        Some(n) => n.to_string(),
        None => folded,
    }
}

/// The zeros of the scripts that write decimal numbers with digits of their own: Arabic, Persian, Devanagari, Bengali,
/// Tamil, Thai, and the wide ones of CJK. The nine others of each follow in order (Unicode, general category Nd).
const ZEROS: [char; 7] = ['٠', '۰', '०', '০', '௦', '๐', '０'];

/// The value of a decimal digit of any script in which sources are numbered.
pub(super) fn decimal(c: char) -> Option<u8> {
    if c.is_ascii() {
        return c.is_ascii_digit().then(|| c as u8 - b'0');
    }
    let value = |zero: char| (c as u32).checked_sub(zero as u32).filter(|&value| value < 10);
    ZEROS.into_iter().find_map(value).map(|value| value as u8)
}

fn ascii_digit(c: char) -> char {
    decimal(c).map_or(c, |value| char::from(b'0' + value))
}

/// The value of a number in ASCII digits that a list of sources may reach.
fn plain_number(text: &str) -> Option<usize> {
    (text.len() <= 6).then(|| number(text)).flatten().map(|n| n as usize)
}

fn number(text: &str) -> Option<u32> {
    (!text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// With one space for each run of blanks, and none around.
fn collapse(text: &str) -> Cow<'_, str> {
    if text.contains(|c: char| c.is_whitespace()) {
        Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a word in brackets is what the summary of a command may repeat: `[file...]`.
pub(super) fn is_repeated(text: &str) -> bool {
    text.ends_with("...")
}

/// Whether a label is a year, or one of several works of a year: `2006`, `2006b`.
pub(crate) fn is_year(text: &str) -> bool {
    let letters = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = &text[..text.len() - letters.len()];
    digits.len() == 4 && ("1500"..="2100").contains(&digits) && (letters.is_empty() || is_letter(letters))
}

/// Whether the last word is a year, perhaps in brackets: `Tarn et al. (2014)`.
pub(crate) fn ends_with_year(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or_default();
    is_year(last.trim_matches(['(', ')', '[', ']']))
}

fn is_letter(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a'..=b'z'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_compare_by_width_case_and_value() {
        let mut keys = Keys::default();
        let padded = keys.intern("07");
        assert_eq!((keys.intern("7"), keys.text(padded)), (padded, "7"));
        assert_eq!(keys.intern("１"), keys.intern("1"));
        assert_eq!(keys.intern("01"), keys.intern("1"));
        assert_eq!(keys.intern("۱۲"), keys.intern("12"));
        assert_eq!(keys.intern("٣"), keys.intern("3"));
        assert_eq!(keys.intern("RFC 2119"), keys.intern("rfc  2119"));
        assert_ne!(keys.intern_exact("Smith"), keys.intern_exact("smith"));
        let id = keys.intern("007");
        assert_eq!(keys.number(id), Some(7));
    }
}
