//! What a line of text looks like.

/// The longest label of an entry.
const LONGEST_LABEL: usize = 60;

/// A sign in front of a list item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// A number.
    Number(i64),
}

/// The list marker that `text` starts with, and the length of it with the blanks that follow.
pub(super) fn marker(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    let (marker, rest) = match first {
        '-' | '*' | '+' | 'o' | '•' | '‣' | '–' | '—' | '·' | '●' | '▪' => {
            (Marker::Bullet, &text[first.len_utf8()..])
        }
        '(' => {
            let (number, rest) = number(&text[1..])?;
            (Marker::Number(number), rest.strip_prefix(')')?)
        }
        _ => {
            let (number, rest) = number(text)?;
            (Marker::Number(number), rest.strip_prefix(['.', ')'])?)
        }
    };
    let after = rest.trim_start_matches([' ', '\t']);
    (after.len() < rest.len() && !after.is_empty()).then_some((marker, text.len() - after.len()))
}

/// Up to three digits; more of them are years.
fn number(text: &str) -> Option<(i64, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let number = text[..digits].parse().ok().filter(|_| digits <= 3)?;
    Some((number, &text[digits..]))
}

/// The length of the label that an entry starts with (`[1]`, `[RFC2119]`, `【3】`), or of its first part where it is
/// broken at the end of the line.
pub(super) fn label(text: &str) -> Option<usize> {
    let first = text.chars().next().filter(|c| matches!(c, '[' | '【' | '［'))?;
    let inner = &text[first.len_utf8()..];
    let end = inner.char_indices().take(LONGEST_LABEL).find(|&(_, c)| matches!(c, ']' | '】' | '］' | '['));
    match end {
        Some((at, '[')) => (at == 0).then_some(text.len()).and(None),
        Some((at, close)) => {
            let after = &inner[at + close.len_utf8()..];
            let is_label = at > 0 && !inner.starts_with(' ') && !after.starts_with(['(', '[']);
            is_label.then_some(first.len_utf8() + at + close.len_utf8())
        }
        None => (inner.len() > 1 && inner.len() < LONGEST_LABEL && !inner.contains(' ')).then_some(text.len()),
    }
}

/// The number of a heading (`7.`, `7.1`), how deep it is, and the rest of the line.
pub(super) fn heading_number(text: &str) -> Option<(&str, usize, &str)> {
    let len = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let (number, rest) = text.split_at(len);
    let title = rest.trim_start();
    let starts_well = number.starts_with(|c: char| c.is_ascii_digit()) && title.len() < rest.len();
    let depth = number.split('.').filter(|part| !part.is_empty()).count();
    (starts_well && number.len() <= 12).then_some((number, depth, title))
}

/// Whether a line is short and says no sentence: what a heading looks like.
pub(super) fn is_title(text: &str) -> bool {
    const LONGEST: usize = 80;
    let is_short = text.chars().take(LONGEST + 1).count() <= LONGEST && text.split_whitespace().count() <= 14;
    is_short
        && text
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase()))
        && !text.ends_with(['.', ',', ';', ':', '。', '，', '；', '*', '-', '—'])
        && !text.contains("://")
        && !text.contains("  ")
        && !text.contains(['\t', '|', '@', '=', '{', '}', '<', '>'])
        && !has_sentence_end(text)
        && !(text.contains(", ") && has_year(text))
}

/// Whether a title is so short that it heads the list on the next line, and is no line of a paragraph.
pub(super) fn is_name(text: &str) -> bool {
    const MOST_WORDS: usize = 5;
    !text.contains(',') && text.split_whitespace().count() <= MOST_WORDS
}

fn has_sentence_end(text: &str) -> bool {
    let words: Vec<&str> = text.split(' ').collect();
    let ends = |word: &str| word.len() > 3 && word.ends_with('.') && !word[..word.len() - 1].contains(['.', '(']);
    // `at the ford.[3]`: a cite stands behind the stop.
    let cites = |word: &str| word.split_once('[').is_some_and(|(before, _)| ends(before));
    words.iter().skip(1).any(|word| cites(word))
        || words.iter().take(words.len().saturating_sub(1)).skip(1).any(|word| ends(word))
}

fn has_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|d| d.len() == 4 && (d.starts_with("19") || d.starts_with("20")))
}

/// Whether a line of a table of contents: dots lead to a page number.
pub(super) fn is_leader(text: &str) -> bool {
    let rest = text.trim_end_matches(|c: char| c.is_ascii_digit());
    rest.len() < text.len() && (rest.trim_end().ends_with("...") || rest.trim_end().ends_with(". ."))
}

/// The character that an underline (`=====`) repeats, if a line is one.
pub(super) fn underline(text: &str) -> Option<char> {
    let first = text.chars().next().filter(|c| c.is_ascii_punctuation())?;
    (text.len() >= 3 && text.chars().all(|c| c == first)).then_some(first)
}

/// Whether a line draws: boxes, arrows, rulers.
pub(super) fn is_art(text: &str) -> bool {
    const SIGNS: [&str; 9] = ["+-", "-+", "-->", "<--", "==>", "<==", "|   ", "   |", "/\\"];
    let (mut solid, mut drawn) = (0, 0);
    for byte in text.bytes() {
        solid += usize::from(!byte.is_ascii_whitespace());
        drawn += usize::from(matches!(
            byte,
            b'+' | b'-' | b'|' | b'=' | b'_' | b'/' | b'\\' | b'<' | b'>' | b'^' | b'*' | b'#' | b'~'
        ));
    }
    if solid > 2 && drawn * 2 > solid {
        return true;
    }
    // Each of the signs holds something drawn.
    let has_sign = drawn > 0 && SIGNS.iter().any(|sign| text.contains(sign));
    let letters = || text.chars().filter(|c| c.is_alphabetic()).count();
    (has_sign && letters() < 40) || (text.contains("0 1 2") && letters() == 0)
}

/// Whether a line is a statement of a program or of a formal notation.
pub(super) fn is_code(text: &str) -> bool {
    const STARTS: [&str; 8] = ["#include", "#define", "//", "/*", ">>>", "-- ", "$ ", "END"];
    const MOST_WORDS: usize = 6;
    is_definition(text)
        || STARTS.iter().any(|sign| text.starts_with(sign))
        || text.starts_with(['}', '{'])
        || text.ends_with(['{', '}'])
        || (text.ends_with(';') && text.contains(['=', '(', '{', ':']) && text.split_whitespace().count() <= MOST_WORDS)
}

/// Whether a line defines something in a formal notation (`Name ::= …`).
pub(super) fn is_definition(text: &str) -> bool {
    text.contains("::=")
}

/// Whether lines are as full of words as only prose is.
pub(super) fn is_wordy(text: &str) -> bool {
    const FEWEST_WORDS: usize = 8;
    let words =
        text.split_whitespace().filter(|w| w.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | '.' | '\'')));
    words.count() >= FEWEST_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_bullets_and_short_numbers() {
        assert_eq!(marker("o  One"), Some((Marker::Bullet, 3)));
        assert_eq!(marker("• One"), Some((Marker::Bullet, 4)));
        assert_eq!(marker("12. One"), Some((Marker::Number(12), 4)));
        assert_eq!(marker("(3) One"), Some((Marker::Number(3), 4)));
        for text in ["1987. Then", "of", "1.5 m", "-", "[1] x"] {
            assert_eq!(marker(text), None, "{text}");
        }
    }

    #[test]
    fn labels_open_entries() {
        assert_eq!(label("[RFC9999]  Oak"), Some(9));
        assert_eq!(label("【3】榆树"), Some("【3】".len()));
        assert_eq!(label("[I-D.trees-of-the-"), Some(18));
        for text in [
            "[1](x)",
            "[[1]] x",
            "[] x",
            "[ ] x",
            "[a very long remark in brackets that goes on and on and on and on] x",
        ] {
            assert_eq!(label(text), None, "{text}");
        }
    }

    #[test]
    fn titles_are_short_and_no_sentences() {
        for text in ["Sources", "7. References", "What is an Oak?", "参考文献", "Trees: “old” ones", "Dr. Elm’s Trees"]
        {
            assert!(is_title(text), "{text}");
        }
        for text in
            ["It rained.", "See https://a.example", "A. Oak, Trees, 1999", "and so on", "Fill this in. All of it *"]
        {
            assert!(!is_title(text), "{text}");
        }
    }

    #[test]
    fn drawings_are_told_from_prose() {
        for text in ["+---+---+", "|  Code   |  Length  |", "A  --->  B", "0 1 2 3 4 5 6 7 8 9 0 1 2"] {
            assert!(is_art(text), "{text}");
        }
        for text in ["well-known - and old - trees", "[1] Oak, \"Trees\"", "a <b@c.example>"] {
            assert!(!is_art(text), "{text}");
        }
    }
}
