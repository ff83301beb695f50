//! Fitting text into columns.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands where words were cut off.
const CUT: char = '…';

/// The number of columns a text takes.
pub(in crate::report) fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// `text` followed by blanks up to `columns`.
pub(in crate::report) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` with blanks in front of it up to `columns`.
pub(in crate::report) fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The beginning of `text` that fits, cut after a word.
pub(in crate::report) fn clip_right(text: &str, columns: usize) -> String {
    let text = text.trim();
    if width(text) <= columns {
        return text.to_owned();
    }
    let head = &text[..fitting(text.char_indices(), columns.saturating_sub(2), |at, c| at + c.len_utf8())];
    let whole = match head.rfind(char::is_whitespace) {
        Some(blank) if !text[head.len()..].starts_with(char::is_whitespace) && blank * 2 > head.len() => &head[..blank],
        _ => head,
    };
    format!("{} {CUT}", whole.trim_end())
}

/// The end of `text` that fits, cut before a word.
pub(in crate::report) fn clip_left(text: &str, columns: usize) -> String {
    let text = text.trim();
    if width(text) <= columns {
        return text.to_owned();
    }
    let from = fitting(text.char_indices().rev(), columns.saturating_sub(2), |at, _| at);
    let from = if from == 0 { text.len() } else { from };
    let tail = &text[from..];
    let whole = match tail.find(char::is_whitespace) {
        Some(blank) if !text[..from].ends_with(char::is_whitespace) && blank * 2 < tail.len() => &tail[blank..],
        _ => tail,
    };
    format!("{CUT} {}", whole.trim_start())
}

/// How far the characters reach that fit into `columns`; `edge` is the offset behind one.
fn fitting(
    characters: impl Iterator<Item = (usize, char)>,
    columns: usize,
    edge: impl Fn(usize, char) -> usize,
) -> usize {
    let mut used = 0;
    let mut reached = 0;
    for (at, c) in characters {
        used += c.width().unwrap_or(0);
        if used > columns {
            break;
        }
        reached = edge(at, c);
    }
    reached
}

/// `text` in lines of at most `columns`, broken at blanks.
pub(in crate::report) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() && width(&line) + 1 + width(word) > columns {
            lines.push(std::mem::take(&mut line));
        }
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    if !line.is_empty() {
        lines.push(line);
    }
    lines
}

/// `1 file`, `2 files`.
pub(in crate::report) fn count(n: usize, thing: &str) -> String {
    if n == 1 { format!("1 {thing}") } else { format!("{n} {thing}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_cut_at_words() {
        let text = "the old lock keeper saw the flood";
        assert_eq!(clip_left(text, 40), text);
        assert_eq!(clip_left(text, 20), "… saw the flood");
        assert_eq!(clip_right(text, 20), "the old lock …");
        assert_eq!(clip_left("水門の番人は洪水を見た", 10), "… 水を見た");
        assert_eq!(clip_right("https://a-very-long-address.test/", 12), "https://a- …");
        assert_eq!(clip_left("x", 0), "… ");
    }

    #[test]
    fn wrapping_keeps_long_words_whole() {
        assert_eq!(wrap("one two three_and_more four", 9), ["one two", "three_and_more", "four"]);
    }
}
