//! Titles in quotation marks, and text as it is compared.

use std::ops::Range;

/// The marks that open and close a title.
const MARKS: &[(char, char)] = &[('“', '”'), ('„', '“'), ('«', '»'), ('「', '」'), ('『', '』'), ('"', '"')];

/// Where the titles in quotation marks stand in a text, marks not included.
pub(in crate::rules) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    // Of ASCII only the straight mark is one.
    for (at, c) in text.char_indices().filter(|&(_, c)| c == '"' || !c.is_ascii()) {
        match open {
            Some((start, close)) if c == close => {
                if start < at {
                    found.push(start..at);
                }
                open = None;
            }
            Some(_) => {}
            None => open = MARKS.iter().find(|(o, _)| *o == c).map(|(_, close)| (at + c.len_utf8(), *close)),
        }
    }
    found
}

/// The words of a text as they are compared: in lower case, with one blank between two, without punctuation. An
/// apostrophe, whatever its form, is no boundary of a word.
pub(in crate::rules) fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let plain = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (word, next) = rest.split_at(if plain > 0 { plain } else { c.len_utf8() });
        rest = next;
        match c {
            _ if plain > 0 => {
                let start = words.len();
                words.push_str(word);
                words[start..].make_ascii_lowercase();
            }
            _ if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}' => {}
            _ if words.is_empty() || words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    words.truncate(words.trim_end_matches(' ').len());
    words
}

/// How many words those are.
pub(in crate::rules) fn count(words: &str) -> usize {
    words.split(' ').filter(|word| !word.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_between_marks() {
        let text = "Times. “Ferry to ‘close’.” See \"Quay\" and „Hafen“.";
        let titles: Vec<&str> = quoted(text).into_iter().map(|r| &text[r]).collect();
        assert_eq!(titles, ["Ferry to ‘close’.", "Quay", "Hafen"]);
    }

    #[test]
    fn text_is_compared_by_its_words() {
        assert_eq!(words("The Ferry’s “last” trip!"), words("the ferry's last TRIP"));
    }
}
