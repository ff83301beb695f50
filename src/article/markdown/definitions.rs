//! Link reference definitions: the parser reads them and tells nothing.

use crate::article::{BlockKind, Builder};
use crate::input::Span;
use std::ops::Range;

/// Writes each definition in the gap between two blocks as a block of its own, as it stands.
///
/// A gap holds definitions, blank lines, and the signs of the quotes and lists around, nothing else.
pub(super) fn write(source: &str, gap: Range<usize>, base: usize, builder: &mut Builder) {
    let mut is_open = false;
    let mut at = gap.start;
    for line in source[gap].split_inclusive('\n') {
        let content = without_prefix(line);
        let start = at + line.len() - content.len();
        at += line.len();
        let content = content.trim_end();
        let span = |range: Range<usize>| Span::new((base + range.start) as u32, (base + range.end) as u32);
        if starts_definition(content) {
            builder.open_block(BlockKind::Definition);
            is_open = true;
        } else if content.is_empty() || !is_open {
            builder.close_block();
            is_open = false;
            continue;
        } else {
            builder.line_break(span(start..start));
        }
        builder.text(content, span(start..start + content.len()));
    }
    if is_open {
        builder.close_block();
    }
}

/// `line` without the signs of quotes and list items that it stands in.
fn without_prefix(line: &str) -> &str {
    let mut rest = line.trim_start_matches([' ', '\t', '>']);
    while let Some(after) = without_marker(rest) {
        rest = after.trim_start_matches([' ', '\t', '>']);
    }
    rest
}

fn without_marker(line: &str) -> Option<&str> {
    let marker = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let after = match line.len() - marker.len() {
        0 => marker.strip_prefix(['-', '*', '+'])?,
        1..10 => marker.strip_prefix(['.', ')'])?,
        _ => return None,
    };
    after.starts_with([' ', '\t']).then_some(after)
}

/// Whether `line` starts `[label]:`, and no note.
fn starts_definition(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('[').filter(|rest| !rest.starts_with('^')) else { return false };
    let mut from = 0;
    while let Some(at) = rest[from..].find([']', '\\']).map(|i| from + i) {
        if rest.as_bytes()[at] == b']' {
            return at > 0 && rest[at + 1..].starts_with(':');
        }
        // A backslash and what it escapes; if that is no ASCII character, it escapes nothing.
        from = at + 1 + usize::from(rest.as_bytes().get(at + 1).is_some_and(u8::is_ascii));
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_may_hold_escapes() {
        assert!(starts_definition("[a\\]b]: x"));
        assert!(starts_definition("[1]:x"));
        assert!(!starts_definition("[^1]: x"));
        assert!(!starts_definition("[1] x"));
        assert!(!starts_definition("[a\\é"));
    }

    #[test]
    fn prefixes_of_quotes_and_items_are_no_content() {
        assert_eq!(without_prefix("> - 1. [a]: b"), "[a]: b");
        assert_eq!(without_prefix("-[a]: b"), "-[a]: b");
    }
}
