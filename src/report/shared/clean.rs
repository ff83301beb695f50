//! What may reach a terminal or a log: article text can hold escape sequences, characters that reorder a line, and
//! words that a build server takes for commands.

use std::borrow::Cow;

use crate::article::OBJECT;
use crate::report::unsafe_characters::is_unsafe;

/// Shown where the article has an image, a formula or code.
const LEFT_OUT: char = '▫';

/// `text` on one line, without control characters, characters that change the direction of writing, and commands.
pub(in crate::report) fn clean(text: &str) -> Cow<'_, str> {
    match visible(text) {
        Cow::Borrowed(text) => without_commands(text),
        Cow::Owned(text) => Cow::Owned(without_commands(&text).into_owned()),
    }
}

fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| c == OBJECT || is_blank(c) || is_unsafe(c)) {
        return Cow::Borrowed(text);
    }
    let safe = text.chars().filter(|&c| is_blank(c) || !is_unsafe(c));
    Cow::Owned(
        safe.map(|c| match c {
            OBJECT => LEFT_OUT,
            c if is_blank(c) => ' ',
            c => c,
        })
        .collect(),
    )
}

/// Build servers act on `##[` and `##vso[` anywhere in a line, and on `::name` where a line begins, which may be at any
/// word once lines are wrapped.
fn without_commands(text: &str) -> Cow<'_, str> {
    if !text.contains("##") && !text.contains("::") {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 4);
    let mut rest = text;
    while let Some(at) = rest.find("##").into_iter().chain(rest.find("::")).min() {
        let (before, from) = rest.split_at(at);
        safe.push_str(before);
        let begins = safe.chars().next_back().is_none_or(char::is_whitespace);
        let (sign, after) = from.split_at(2);
        let is_command = match sign {
            "##" => after.starts_with('[') || after.get(..4).is_some_and(|name| name.eq_ignore_ascii_case("vso[")),
            _ => begins && after.starts_with(|c: char| c.is_ascii_alphabetic()),
        };
        // One character at a time: in `###[` the second sign begins the command.
        safe.push_str(if is_command { sign } else { &sign[..1] });
        if is_command {
            safe.push(' ');
        }
        rest = if is_command { after } else { &from[1..] };
    }
    safe.push_str(rest);
    Cow::Owned(safe)
}

/// Characters that separate words but would break a line or a column.
fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_left() {
        assert_eq!(clean("plain “text” [1]"), "plain “text” [1]");
        assert_eq!(clean("a\u{1b}[31mred\u{7}\tb\nc"), "a[31mred b c");
        assert_eq!(clean("::error::x std::io ::"), ":: error::x std::io ::");
        assert_eq!(clean("a ::warning b"), "a :: warning b");
        assert_eq!(clean("x ###[error] ##VSO[y] ##z"), "x ### [error] ## VSO[y] ##z");
        assert_eq!(clean("#\u{0}#[debug]"), "## [debug]");
        assert_eq!(clean("x\u{202e}y\u{2066}z\u{9b}w\u{fffc}"), "xyzw▫");
    }
}
