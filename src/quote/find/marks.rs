//! What stands between quotation marks, in the ways of many languages.

use std::ops::Range;

/// Opening marks and what closes them.
const MARKS: &[(char, &[char])] = &[
    ('“', &['”']),
    ('„', &['“', '”', '‟']),
    ('«', &['»']),
    ('»', &['«']),
    ('"', &['"']),
    ('”', &['”']),
    ('‘', &['’']),
    ('‚', &['‘', '’']),
    ('‹', &['›']),
    ('›', &['‹']),
    ('「', &['」']),
    ('『', &['』']),
    ('〝', &['〞', '〟']),
    ('＂', &['＂']),
];

/// Whether a character is a quotation mark.
pub(super) fn is_mark(c: char) -> bool {
    MARKS.iter().any(|(open, close)| *open == c || close.contains(&c))
}

/// Where the quotations of a text stand, marks included; a quotation inside a quotation is part of it.
pub fn quoted(text: &str) -> Vec<Range<usize>> {
    scan(text).0
}

/// The same, with the quotation that a text opens and does not close, because `next` goes on with it behind another
/// opening mark.
pub(super) fn running_on(text: &str, next: &str) -> Vec<Range<usize>> {
    let (mut found, open) = scan(text);
    let goes_on = |start: &usize| {
        let mark = text[*start..].chars().next();
        mark.is_some_and(|c| matches!(c, '“' | '„' | '«' | '"') && next.trim_start().starts_with(c))
    };
    found.extend(open.filter(goes_on).map(|start| start..text.len()));
    found
}

/// The quotations of a text, and where one opens that does not end.
fn scan(text: &str) -> (Vec<Range<usize>>, Option<usize>) {
    let mut found = Vec::new();
    // Most paragraphs quote nothing.
    if !text.bytes().any(|byte| byte == b'"' || !byte.is_ascii()) {
        return (found, None);
    }
    let mut open: Option<(usize, char, &[char])> = None;
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let after = rest.peek().map(|(_, c)| *c);
        match open {
            Some((start, mark, ends)) if ends.contains(&c) && closes(mark, c, before, after) => {
                found.push(start..at + c.len_utf8());
                open = None;
            }
            // The one before was never closed.
            Some((_, mark, ends)) if mark == c && !ends.contains(&c) && c != '‘' => open = Some((at, mark, ends)),
            Some(_) => {}
            None => {
                let known = MARKS.iter().find(|(mark, _)| *mark == c);
                open = known.filter(|_| opens(c, before, after)).map(|(mark, ends)| (at, *mark, *ends));
            }
        }
        before = Some(c);
    }
    (found, open.map(|(start, ..)| start))
}

/// Whether a mark that may mean several things opens a quotation here.
fn opens(mark: char, before: Option<char>, after: Option<char>) -> bool {
    let is_free = !before.is_some_and(char::is_alphanumeric);
    match mark {
        '"' | '‘' | '‚' | '›' | '»' | '”' | '＂' => {
            is_free && after.is_some_and(|c| !c.is_whitespace() && !".,;:!?)".contains(c))
        }
        _ => true,
    }
}

/// Whether a mark ends the quotation here: an apostrophe does not, nor a mark in front of a word.
fn closes(open: char, mark: char, before: Option<char>, after: Option<char>) -> bool {
    match (open, mark) {
        ('"', _) => before.is_some_and(|c| !c.is_whitespace()) && !after.is_some_and(char::is_alphabetic),
        ('‘' | '‚', '’' | '‘') => !after.is_some_and(char::is_alphanumeric),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotations_of_many_languages() {
        let cases = [
            ("He said “one two” and left.", "“one two”"),
            ("Er sagte „eins zwei“ und ging.", "„eins zwei“"),
            ("Il dit : « un deux », puis partit.", "« un deux »"),
            ("Han sagde »en to« og gik.", "»en to«"),
            ("Han sade ”ett två” och gick.", "”ett två”"),
            ("He said \"one two\" at 6\" deep.", "\"one two\""),
            ("He said ‘it isn’t so’ and left.", "‘it isn’t so’"),
            ("彼は「一 二」と言った。", "「一 二」"),
            ("He said “one ‘two’ three” and left.", "“one ‘two’ three”"),
            ("A mark “lost, then “one two” stands.", "“one two”"),
        ];
        for (text, wanted) in cases {
            let found: Vec<&str> = quoted(text).into_iter().map(|range| &text[range]).collect();
            assert_eq!(found, [wanted], "{text}");
        }
        for text in ["a 6\" gun and a 9\" gun", "the boys’ toys", "rock ’n’ roll", "“never closed"] {
            assert!(quoted(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_quotation_of_several_paragraphs_opens_each() {
        let text = "He said: “One two.";
        let found: Vec<&str> = running_on(text, "“Three four.”").into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, ["“One two."]);
        assert!(running_on(text, "Three four.").is_empty());
    }
}
