//! A quotation as it is looked for: its words, and the places where its author says that something is missing.

use super::notes;
use super::words::{Word, Words, fold, hash};

/// Longer quotations are compared up to here.
const MOST_WORDS: usize = 20_000;
/// An insertion in brackets is no longer than this many bytes.
const LONGEST_INSERTION: usize = 300;

/// What may stand in the source in front of a word and not in the quotation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing.
    #[default]
    None,
    /// Whatever an ellipsis stands for.
    LeftOut,
    /// What words in brackets stand for: a name, a verb in another form.
    Replaced,
}

/// What is looked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Query {
    pub(super) words: Vec<Word>,
    /// For each word, what may be missing in front of it.
    pub(super) gaps: Vec<Gap>,
    /// For each word, the first one from there on that something may be missing in front of.
    next_gap: Vec<usize>,
    /// Whether numbers of notes stand in it.
    pub(super) has_notes: bool,
    /// The quotation as its reader sees it; the places of words are places in it.
    pub(super) text: String,
}

impl Query {
    /// Takes a quotation apart.
    pub(super) fn new(text: &str) -> Self {
        let mut query = Self { text: text.to_owned(), ..Self::default() };
        let (mut gap, mut from) = (Gap::None, 0);
        while let Some((at, sign)) = next_sign(text, from) {
            from = match sign {
                Sign::Ellipsis(end) => {
                    query.add(from, at, &mut gap);
                    gap = Gap::LeftOut;
                    end
                }
                Sign::Insertion(end) => {
                    // The word it is part of (`work[ed]`) is no longer the source's.
                    query.add(from, word_start(text, from, at), &mut gap);
                    gap = if gap == Gap::LeftOut { gap } else { Gap::Replaced };
                    word_end(text, end)
                }
                Sign::Letter { letter, end } => {
                    query.add(from, at, &mut gap);
                    let stop = word_end(text, end);
                    query.add_word(at, stop, &format!("{letter}{}", &text[end..stop]), std::mem::take(&mut gap));
                    stop
                }
            };
        }
        query.add(from, text.len(), &mut gap);
        // An ellipsis in front of all words leaves nothing out that was quoted.
        if let Some(first) = query.gaps.first_mut() {
            *first = Gap::None;
        }
        query.next_gap = next_gaps(&query.gaps);
        query
    }

    /// Adds the words of a stretch; `gap` is what may be missing in front of the first, and then nothing.
    fn add(&mut self, from: usize, to: usize, gap: &mut Gap) {
        let room = MOST_WORDS.saturating_sub(self.words.len());
        let found = Words::of(&self.text[from..to], from as u32, room);
        self.has_notes |= !found.notes.is_empty();
        for word in found.words {
            self.words.push(word);
            self.gaps.push(std::mem::take(gap));
        }
    }

    fn add_word(&mut self, start: usize, end: usize, letters: &str, gap: Gap) {
        self.words.push(Word { start: start as u32, end: end as u32, hash: hash(&fold(letters)) });
        self.gaps.push(gap);
    }

    /// Whether its author says that something is missing.
    pub(super) fn has_gaps(&self) -> bool {
        self.gaps.iter().any(|gap| *gap != Gap::None)
    }

    /// Whether something may be missing in front of one of these words.
    pub(super) fn gap_in(&self, words: std::ops::Range<usize>) -> Option<Gap> {
        let next = *self.next_gap.get(words.start)?;
        (next < words.end).then(|| self.gaps.get(next).copied()).flatten()
    }
}

fn next_gaps(gaps: &[Gap]) -> Vec<usize> {
    let mut next = gaps.len();
    let mut found: Vec<usize> = Vec::with_capacity(gaps.len());
    for (at, gap) in gaps.iter().enumerate().rev() {
        next = if *gap == Gap::None { next } else { at };
        found.push(next);
    }
    found.reverse();
    found
}

/// A sign by which an author changes what is quoted.
enum Sign {
    /// Something is left out; where the sign ends.
    Ellipsis(usize),
    /// Words in brackets stand for others; where the bracket ends.
    Insertion(usize),
    /// A letter in brackets begins a word: `[T]he`.
    Letter { letter: char, end: usize },
}

/// The next sign at or behind `from`, and where it begins.
fn next_sign(text: &str, from: usize) -> Option<(usize, Sign)> {
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        let sign = match c {
            '…' | '⋯' => Some(Sign::Ellipsis(at + c.len_utf8())),
            '.' => dots(rest).map(|length| Sign::Ellipsis(at + length)),
            '[' | '(' => bracket(rest, at),
            _ => None,
        };
        if let Some(sign) = sign {
            return Some((at, sign));
        }
        at += match c {
            '[' => notes::length(rest).unwrap_or(1),
            _ => c.len_utf8(),
        };
    }
    None
}

/// The length of three dots or more, close together or with blanks between: `...`, `. . .`
fn dots(text: &str) -> Option<usize> {
    let mut dots = 0;
    let mut end = 0;
    for (at, c) in text.char_indices() {
        match c {
            '.' => {
                dots += 1;
                end = at + 1;
            }
            ' ' | '\u{a0}' | '\u{202f}' if at == end => {}
            _ => break,
        }
    }
    (dots >= 3).then_some(end)
}

fn bracket(text: &str, at: usize) -> Option<Sign> {
    let close = if text.starts_with('[') { ']' } else { ')' };
    let (length, _) = text.char_indices().take_while(|(at, _)| *at <= LONGEST_INSERTION).find(|(_, c)| *c == close)?;
    let inner = text[1..length].trim();
    let end = at + length + 1;
    let is_ellipsis = inner == "…" || (inner.starts_with('.') && dots(inner) == Some(inner.len()));
    if is_ellipsis {
        return Some(Sign::Ellipsis(end));
    }
    if close == ')' || notes::is_note(inner) && !begins_word(inner, &text[length + 1..]) {
        return None;
    }
    let mut letters = inner.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if begins_word(inner, &text[length + 1..]) => Some(Sign::Letter { letter, end }),
        (None, _) => None,
        _ => Some(Sign::Insertion(end)),
    }
}

/// Whether one letter in brackets is the first of the word behind it.
fn begins_word(inner: &str, behind: &str) -> bool {
    inner.chars().count() == 1 && inner.chars().all(char::is_alphabetic) && behind.starts_with(char::is_alphabetic)
}

/// Where the word begins that runs up to `at`.
fn word_start(text: &str, from: usize, at: usize) -> usize {
    at - text[from..at].chars().rev().take_while(|c| c.is_alphanumeric()).map(char::len_utf8).sum::<usize>()
}

/// Where the word ends that goes on at `at`.
fn word_end(text: &str, at: usize) -> usize {
    at + text[at..]
        .chars()
        .take_while(|c| c.is_alphanumeric() || matches!(c, '\'' | '’' | '\u{ad}'))
        .map(char::len_utf8)
        .sum::<usize>()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words of a query, with `|` where words may be left out and `~` where some are replaced.
    fn shown(text: &str) -> String {
        let query = Query::new(text);
        let words = query.words.iter().zip(&query.gaps).map(|(word, gap)| {
            let sign = match gap {
                Gap::None => "",
                Gap::LeftOut => "| ",
                Gap::Replaced => "~ ",
            };
            format!("{sign}{}", fold(&query.text[word.start as usize..word.end as usize]))
        });
        words.collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn a_quotation_falls_into_pieces() {
        let cases = [
            ("The wall … fell at noon.", "the wall | fell at noon"),
            ("The wall [...] fell at noon", "the wall | fell at noon"),
            ("The wall (…) fell . . . at noon", "the wall | fell | at noon"),
            ("[T]he wall fell", "the wall fell"),
            ("and [t]he wall fell", "and the wall fell"),
            ("The wall … [t]he quay", "the wall | the quay"),
            ("He [the mayor] said so", "he ~ said so"),
            ("they work[ed] all night", "they ~ all night"),
            ("The wall [3] fell [sic] at noon", "the wall fell at noon"),
            ("… the wall fell …", "the wall fell"),
            ("The wall (of stone) fell", "the wall of stone fell"),
        ];
        for (text, pieces) in cases {
            assert_eq!(shown(text), pieces, "{text}");
        }
        assert!(Query::new("The wall [3] fell").has_notes);
        assert_eq!(Query::new("[T]he wall").words[0].hash, hash("the"));
    }

    #[test]
    fn any_text_is_taken_apart() {
        for text in ["", "[", "[]", "[T]", "…", "[a]b[c]d", "....", "x[", "(…", "[[[…]]]", "é[É]é…"] {
            let query = Query::new(text);
            assert_eq!(query.words.len(), query.gaps.len(), "{text}");
        }
    }
}
