//! The words of a text with typography folded away, each with the place it came from.
//!
//! Quotation marks, apostrophes, dashes, blanks, soft hyphens, ligatures and case are typography; letters and digits are
//! not, and are never folded.

use std::hash::{DefaultHasher, Hash, Hasher};

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::notes;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its first byte in the text.
    pub(super) start: u32,
    /// One past its last byte.
    pub(super) end: u32,
    /// Stands for its folded letters: two words with one number are one word.
    pub(super) hash: u64,
}

/// The words of a text, and where numbers of notes stand between them.
#[derive(Clone, Debug, Default)]
pub(super) struct Words {
    pub(super) words: Vec<Word>,
    /// Where notes begin, in bytes of the text, in order.
    pub(super) notes: Vec<u32>,
}

impl Words {
    /// The words of `text`, up to `most` of them; `base` is added to every place.
    pub(super) fn of(text: &str, base: u32, most: usize) -> Self {
        let mut reader = Reader { text, base, found: Self::default(), folded: String::new(), start: None };
        reader.read(most);
        reader.found
    }

    /// Whether a note stands between two places.
    pub(super) fn has_note(&self, from: u32, to: u32) -> bool {
        let next = self.notes.partition_point(|&at| at < from);
        self.notes.get(next).is_some_and(|&at| at < to)
    }
}

/// The letters and digits of a stretch of text, folded.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    let mut last = None;
    while let Some(c) = rest.next() {
        match kind(c) {
            Kind::Letter | Kind::Alone => push(&mut folded, c),
            Kind::Joint if last.is_some_and(|l: char| l.is_ascii_digit()) && is_decimal(c, rest.clone()) => {
                folded.push(c);
            }
            Kind::Raised if last.is_some_and(|l| l.is_ascii_digit() || kind(l) == Kind::Raised) => folded.push(c),
            _ => {}
        }
        last = Some(c);
    }
    composed(folded)
}

/// The number that stands for folded letters.
pub(super) fn hash(folded: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    folded.hash(&mut hasher);
    hasher.finish()
}

/// What a character is to a word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Part of a word.
    Letter,
    /// A word by itself, in scripts that set no blanks.
    Alone,
    /// Invisible: it neither ends a word nor belongs to it.
    Silent,
    /// An apostrophe: it ends a word unless letters go on behind it.
    Apostrophe,
    /// A point or comma: inside a number it belongs to it.
    Joint,
    /// A number set high.
    Raised,
    /// An opening bracket: a note may follow.
    Bracket,
    /// Anything else ends a word.
    Boundary,
}

fn kind(c: char) -> Kind {
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => Kind::Letter,
        ' ' | '\n' => Kind::Boundary,
        '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' => Kind::Apostrophe,
        '.' | ',' => Kind::Joint,
        '[' | '［' | '【' => Kind::Bracket,
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{fe00}'..='\u{fe0f}' => Kind::Silent,
        '¹' | '²' | '³' | '⁰' | '⁴'..='⁹' => Kind::Raised,
        '\u{e00}'..='\u{eff}'
        | '\u{1000}'..='\u{109f}'
        | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3134f}' => Kind::Alone,
        _ if c.is_alphanumeric() || is_combining_mark(c) => Kind::Letter,
        _ => Kind::Boundary,
    }
}

/// Whether a point or comma behind a digit, with `rest` behind it, is part of the value: `3.5`, not `1,000`.
fn is_decimal(c: char, rest: impl Iterator<Item = char>) -> bool {
    let digits = rest.take_while(char::is_ascii_digit).take(4).count();
    digits > 0 && !(c == ',' && digits == 3)
}

fn push(folded: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => folded.push(c),
        'A'..='Z' => folded.push(c.to_ascii_lowercase()),
        // Ligatures are a matter of fonts.
        '\u{fb00}'..='\u{fb06}' => folded.extend(std::iter::once(c).nfkd()),
        _ => folded.extend(c.to_lowercase()),
    }
}

/// Letters and their accents as one character each, however they were written.
fn composed(folded: String) -> String {
    match folded.chars().any(is_combining_mark) {
        true => folded.nfc().collect(),
        false => folded,
    }
}

struct Reader<'t> {
    text: &'t str,
    base: u32,
    found: Words,
    /// The letters of the word at hand.
    folded: String,
    start: Option<usize>,
}

impl Reader<'_> {
    fn read(&mut self, most: usize) {
        let mut at = 0;
        while let Some(c) = self.text[at..].chars().next() {
            if self.found.words.len() >= most {
                return;
            }
            at = self.step(at, c);
        }
        self.end(at);
    }

    /// Takes the character at `at`; returns where to go on.
    fn step(&mut self, at: usize, c: char) -> usize {
        let next = at + c.len_utf8();
        match kind(c) {
            Kind::Letter => {
                self.start.get_or_insert(at);
                push(&mut self.folded, c);
            }
            Kind::Alone => {
                self.end(at);
                self.start = Some(at);
                push(&mut self.folded, c);
                self.end(next);
            }
            Kind::Silent => {}
            Kind::Apostrophe if self.start.is_some() && self.starts_with_letter(next) => {}
            Kind::Joint if self.is_in_number(next) => {
                if is_decimal(c, self.text[next..].chars()) {
                    self.folded.push(c);
                }
            }
            // `10⁶` is a number; behind anything else a raised digit is a note.
            Kind::Raised if self.folded.ends_with(|d: char| d.is_ascii_digit() || kind(d) == Kind::Raised) => {
                self.folded.push(c);
            }
            Kind::Raised => {
                self.end(at);
                self.found.notes.push(self.base + at as u32);
            }
            Kind::Bracket => {
                self.end(at);
                if let Some(length) = notes::length(&self.text[at..]) {
                    self.found.notes.push(self.base + at as u32);
                    return at + length;
                }
            }
            Kind::Apostrophe | Kind::Joint | Kind::Boundary => self.end(at),
        }
        next
    }

    fn starts_with_letter(&self, at: usize) -> bool {
        self.text[at..].chars().next().is_some_and(|c| kind(c) == Kind::Letter)
    }

    fn is_in_number(&self, next: usize) -> bool {
        self.folded.ends_with(|c: char| c.is_ascii_digit())
            && self.text[next..].starts_with(|c: char| c.is_ascii_digit())
    }

    /// Ends the word at hand in front of `at`.
    fn end(&mut self, at: usize) {
        let Some(start) = self.start.take() else { return };
        let folded = composed(std::mem::take(&mut self.folded));
        let word = Word { start: self.base + start as u32, end: self.base + at as u32, hash: hash(&folded) };
        self.found.words.push(word);
        self.folded = folded;
        self.folded.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        let found = Words::of(text, 0, usize::MAX);
        found.words.iter().map(|w| fold(&text[w.start as usize..w.end as usize])).collect()
    }

    #[test]
    fn typography_is_folded_and_letters_are_not() {
        let same = [
            ("The harbour’s “old” wall", "the harbour's \"old\" wall"),
            ("a well-known ship—sunk", "a well‑known ship – sunk"),
            ("im\u{ad}por\u{ad}tant of\u{fb01}ce\u{a0}hours", "important office hours"),
            ("cafe\u{301} SÃO", "café são"),
            ("1,000 or 3.5 ships.", "1000 or 3.5 ships"),
        ];
        for (a, b) in same {
            let hashes = |text| Words::of(text, 0, usize::MAX).words.iter().map(|w| w.hash).collect::<Vec<_>>();
            assert_eq!(hashes(a), hashes(b), "{a}: {:?} {:?}", folded(a), folded(b));
        }
        assert_ne!(folded("cafe"), folded("café"));
        assert_ne!(folded("3.5"), folded("35"));
        assert_eq!(folded("It fell, 12 to 3.5."), ["it", "fell", "12", "to", "3.5"]);
    }

    #[test]
    fn the_number_of_a_word_is_that_of_its_folded_letters() {
        let text = "L’eau est à 1,000 m, don't “wait”: caf\u{65}\u{301} 3.5.";
        for word in Words::of(text, 0, usize::MAX).words {
            assert_eq!(word.hash, hash(&fold(&text[word.start as usize..word.end as usize])));
        }
    }

    #[test]
    fn scripts_without_blanks_have_words_of_one_character() {
        assert_eq!(folded("潮が引いた。"), ["潮", "が", "引", "い", "た"]);
    }

    #[test]
    fn notes_are_no_words() {
        let found = Words::of("The wall [12] fell.³ Then [the mayor] came [a].", 0, usize::MAX);
        assert_eq!((found.words.len(), found.notes.len()), (7, 3));
        assert!(found.has_note(0, 20) && !found.has_note(22, 30));
        assert_eq!(folded("10⁶ grains"), ["10⁶", "grains"]);
    }
}
