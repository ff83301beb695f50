//! Differences that are none to a reader: blanks, numbers of notes, what stands between two paragraphs.

use std::ops::Range;

use super::compare::{Change, Comparison};

/// A block of so many words between two paragraphs is a caption or an advertisement.
const INTERJECTION: usize = 12;

impl Comparison<'_> {
    /// Whether a change is none to a reader, and whether a note makes it.
    pub(super) fn pardon(&self, change: &Change) -> (bool, bool) {
        let quoted: Vec<String> = change.quoted.clone().map(|q| self.quoted_word(q)).collect();
        let found: Vec<String> = change.found.clone().map(|t| self.found_word(t)).collect();
        // A blank or hyphen more or less.
        if quoted.concat() == found.concat() {
            return (true, false);
        }
        let by_note = is_note_glued(&quoted, &found)
            || is_note_glued(&found, &quoted)
            || self.is_glued_number(change)
            || self.is_own_note(change);
        (by_note || self.is_interjection(change), by_note)
    }

    /// Whether the text has but a number more that stands right behind a stop: `fell.12 Then`
    fn is_glued_number(&self, change: &Change) -> bool {
        if !change.quoted.is_empty() || change.found.len() != 1 {
            return false;
        }
        let word = self.word(change.found.start as u32);
        let shown = &self.hay.text[word.start as usize..word.end as usize];
        let before = self.hay.text[..word.start as usize].chars().next_back();
        shown.len() <= 3
            && shown.bytes().all(|b| b.is_ascii_digit())
            && before.is_some_and(|c| matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '”' | '’' | '"' | ')'))
    }

    /// Whether the quotation has but a number more where a note stands in the text.
    fn is_own_note(&self, change: &Change) -> bool {
        let is_number = |q: usize| {
            let shown = self.quoted_slice(q);
            shown.len() <= 3 && shown.bytes().all(|b| b.is_ascii_digit())
        };
        let at = change.found.start;
        let between = at.checked_sub(1).map(|before| self.word(before as u32).end);
        let after = self.hay.stream.words.get(at).map(|word| word.start);
        let noted = between.zip(after).is_some_and(|(from, to)| self.hay.notes.has_note(from, to));
        change.found.is_empty() && change.quoted.len() == 1 && is_number(change.quoted.start) && noted
    }

    /// Whether a short block of its own stands between two paragraphs of the text.
    fn is_interjection(&self, change: &Change) -> bool {
        let Range { start, end } = change.found;
        if !change.quoted.is_empty() || start == 0 || end - start > INTERJECTION {
            return false;
        }
        let breaks = |before: usize| {
            let (Some(a), Some(b)) = (self.hay.stream.words.get(before), self.hay.stream.words.get(before + 1)) else {
                return false;
            };
            a.end <= b.start && self.hay.text[a.end as usize..b.start as usize].contains('\n')
        };
        breaks(start - 1) && breaks(end - 1)
    }
}

/// Whether `noted` is one word of `plain` with the number of a note at its end: `fell12`.
fn is_note_glued(plain: &[String], noted: &[String]) -> bool {
    let ([plain], [noted]) = (plain, noted) else { return false };
    let number = noted.strip_prefix(plain.as_str()).unwrap_or_default();
    let is_number = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
    is_number && plain.ends_with(char::is_alphabetic) && plain.chars().count() > 2
}
