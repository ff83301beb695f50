//! The sentence around a place of the readable text.

use super::Article;
use crate::input::{TextRange, ceil_boundary, floor_boundary};

/// A sentence is not looked for further than this to either side: some pages are one endless line.
const REACH: usize = 400;

/// A citation behind a full stop is not longer than this many bytes.
const MARKER: usize = 40;

/// Tokens that end in a full stop inside a sentence, in lower case and without that stop.
const ABBREVIATIONS: &[&str] = &[
    "abb", "al", "approx", "apr", "art", "aug", "bd", "bzw", "ca", "cap", "cf", "ch", "chap", "co", "col", "corp",
    "dec", "dept", "dr", "ed", "eds", "e.g", "eq", "esp", "etc", "ex", "feb", "fig", "figs", "ff", "gen", "gov", "hr",
    "hrsg", "ibid", "i.e", "inc", "jan", "jr", "jul", "jun", "lt", "ltd", "mar", "mio", "mr", "mrs", "ms", "mt", "no",
    "nos", "nov", "nr", "oct", "op", "p", "pp", "par", "pres", "prof", "rep", "rev", "s", "sec", "sen", "sep", "sept",
    "sgt", "sr", "st", "ste", "tab", "trans", "u.a", "usw", "v", "vgl", "vol", "vols", "vs", "z.b", "d.h",
];

impl Article {
    /// The sentence that holds `place`, inside its block. Where `place` crosses sentences, all of them.
    ///
    /// Abbreviations, initials and decimals do not end a sentence, and a citation set after the full stop still belongs
    /// to it. Bounded: it never reaches further than a hundred words from `place`.
    pub fn sentence(&self, place: TextRange) -> TextRange {
        let whole = match self.block_at(place.start) {
            Some(block) => self.blocks[block].range,
            None => TextRange::new(0, self.text.len() as u32),
        };
        let from = ceil_boundary(&self.text, (place.start as usize).saturating_sub(REACH)).max(whole.start as usize);
        let to = floor_boundary(&self.text, place.end as usize + REACH).min((whole.end as usize).max(from));
        let window = &self.text[from..to];
        let (start, end) = bounds(window, place.start as usize - from, (place.end as usize).saturating_sub(from));
        let text = &window[start..end];
        let start = start + text.len() - text.trim_start().len();
        let end = start + text.trim().len();
        TextRange::new((from + start) as u32, (from + end) as u32)
    }

    /// The sentences of a stretch of text inside one block, in order, without the blanks around them: one pass.
    pub fn sentences(&self, stretch: TextRange) -> impl Iterator<Item = TextRange> {
        let text = self.slice(stretch);
        let mut from = 0;
        boundaries(text).chain(std::iter::once(text.len())).filter_map(move |end| {
            let sentence = &text[from.min(end)..end];
            let start = stretch.start + (end - sentence.trim_start().len()) as u32;
            from = end;
            let length = sentence.trim().len() as u32;
            (length > 0).then(|| TextRange::new(start, start + length))
        })
    }
}

/// The sentence of `text` around `start..end`.
fn bounds(text: &str, start: usize, end: usize) -> (usize, usize) {
    let (mut first, mut last) = (0, text.len());
    for stop in boundaries(text) {
        if stop <= start {
            first = stop;
        } else if stop >= end && stop > start {
            last = stop;
            break;
        }
    }
    (first, last)
}

/// The offsets at which a sentence has ended, closing quotation marks and citations included.
fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    let mut skipped = 0;
    text.char_indices().filter_map(move |(at, c)| match c {
        // A run of stops ends once.
        _ if at < skipped => None,
        '。' | '！' | '？' => Some(skip_closing(text, at + c.len_utf8())),
        '!' | '?' | '.' | '…' => {
            let end = skip_closing(text, at + c.len_utf8());
            skipped = end;
            let rest = &text[end..];
            let ends = rest.is_empty() || rest.starts_with(char::is_whitespace);
            (ends && starts_sentence(rest) && !(c == '.' && is_abbreviation(text, at))).then_some(end)
        }
        _ => None,
    })
}

/// Skips quotation marks, brackets and citations that stand right behind a stop.
fn skip_closing(text: &str, from: usize) -> usize {
    let mut at = from;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' | '”' | '’' | '»' | '«' | ')' | ']' | '」' | '』' | '.' | '*' | '_' => {
                at += c.len_utf8()
            }
            '⁰'..='₉' | '¹' | '²' | '³' => at += c.len_utf8(),
            '[' => match text.as_bytes()[at..].iter().take(MARKER).position(|&b| b == b']') {
                Some(length) => at += length + 1,
                None => return at,
            },
            '0'..='9' if is_note_number(text, from, at) => at += 1,
            _ => return at,
        }
    }
    at
}

/// Whether a digit behind a stop is the number of a note (`fell.3 Then`), not a decimal (`1.5`).
fn is_note_number(text: &str, from: usize, at: usize) -> bool {
    let before = text[..from].trim_end_matches(['.', '!', '?', '…']).chars().next_back();
    before.is_some_and(|c| !c.is_ascii_digit()) && at - from < 4
}

/// Whether what follows a stop can open a sentence.
fn starts_sentence(rest: &str) -> bool {
    let next = rest.trim_start().trim_start_matches(['"', '\'', '“', '‘', '„', '«', '(', '[', '¿', '¡', '—', '–', '-']);
    next.chars().next().is_none_or(|c| !c.is_lowercase())
}

/// Whether the stop at `at` belongs to a short form: `Dr.`, `e.g.`, `J.`, `U.S.`
fn is_abbreviation(text: &str, at: usize) -> bool {
    let head = &text[..at];
    let token = head.rsplit(|c: char| c.is_whitespace() || "([{“\"‘'-–—/".contains(c)).next().unwrap_or_default();
    let mut letters = token.chars();
    let initial = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_alphabetic() && c != 'I');
    let dotted = token.contains('.') && token.split('.').all(|part| part.chars().count() <= 1);
    initial || dotted || ABBREVIATIONS.contains(&token.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentence around the first `|` of `marked`, which is taken out.
    fn around(marked: &str) -> String {
        let at = marked.find('|').unwrap();
        let text = marked.replacen('|', "", 1);
        let (start, end) = bounds(&text, at, at);
        text[start..end].trim().to_owned()
    }

    #[test]
    fn sentences_of_a_paragraph_come_in_order() {
        let text = "The weir broke.[4] Dr. Ames saw it.  潮が引いた。船は出た。 Nobody knew";
        let article = Article { text: text.into(), ..Article::default() };
        let all: Vec<&str> =
            article.sentences(TextRange::new(0, text.len() as u32)).map(|s| article.slice(s)).collect();
        let wanted = ["The weir broke.[4]", "Dr. Ames saw it.", "潮が引いた。", "船は出た。", "Nobody knew"];
        assert_eq!(all, wanted);
    }

    #[test]
    fn sentences_end_where_a_reader_sees_them_end() {
        let cases = [
            ("The weir broke. It |was old. Nobody knew.", "It was old."),
            ("Dr. Ames of St. Ives| saw it. He left.", "Dr. Ames of St. Ives saw it."),
            ("It cost 3.5 million| crowns. Then it sank.", "It cost 3.5 million crowns."),
            ("The dam held| . The bridge did not.", "The dam held ."),
            ("The dam held.[4] |The bridge did not.", "The bridge did not."),
            ("The dam held.[4|] The bridge did not.", "The dam held.[4]"),
            ("The dam held.12 The| bridge did not.", "The bridge did not."),
            ("“It held.” She |smiled.", "She smiled."),
            ("The U.S. Navy| came. It went.", "The U.S. Navy came."),
            ("潮が引いた。船が|出た。", "船が出た。"),
            ("no stop at| all", "no stop at all"),
        ];
        for (marked, sentence) in cases {
            assert_eq!(around(marked), sentence, "{marked}");
        }
    }
}
