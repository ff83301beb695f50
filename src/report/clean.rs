//! What may reach a terminal: article text can hold escape sequences and characters that reorder a line.

use std::borrow::Cow;

use crate::article::OBJECT;

/// Shown where the article has an image, a formula or code.
const LEFT_OUT: char = '▫';

/// `text` on one line, without control characters and characters that change the direction of writing.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
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

/// Characters that separate words but would break a line or a column.
fn is_blank(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_unsafe(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}');
    c.is_control() || invisible || direction || private
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_unsafe_is_left() {
        assert_eq!(clean("plain “text” [1]"), "plain “text” [1]");
        assert_eq!(clean("a\u{1b}[31mred\u{7}\tb\nc"), "a[31mred b c");
        assert_eq!(clean("x\u{202e}y\u{2066}z\u{9b}w\u{fffc}"), "xyzw▫");
    }
}
