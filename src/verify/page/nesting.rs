//! How much of a page can be parsed in good time.
//!
//! A parser of HTML looks through all open elements for nearly every tag, so a page that only ever opens elements takes
//! it time that grows with the square of its length. No page that is meant to be read is nested that deep.

/// Deeper pages are made to hurt.
const DEEPEST: usize = 400;

/// Elements without an end tag, and those whose end tag may be left out: they do not nest by themselves.
const FLAT: &[&[u8]] = &[
    b"area",
    b"base",
    b"br",
    b"col",
    b"embed",
    b"hr",
    b"img",
    b"input",
    b"link",
    b"meta",
    b"source",
    b"track",
    b"wbr",
    b"p",
    b"li",
    b"dt",
    b"dd",
    b"tr",
    b"td",
    b"th",
    b"tbody",
    b"thead",
    b"tfoot",
    b"option",
    b"optgroup",
    b"html",
    b"head",
    b"body",
    b"param",
    b"frame",
    b"rt",
    b"rp",
];

/// The length of the beginning that nests no deeper than a page may.
pub(super) fn flat_length(html: &str) -> usize {
    let bytes = html.as_bytes();
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        let start = at + next;
        at = start + 1;
        let is_end = bytes.get(at) == Some(&b'/');
        let name = name_at(bytes, if is_end { at + 1 } else { at });
        if name.is_empty() || FLAT.iter().any(|flat| name.eq_ignore_ascii_case(flat)) {
            continue;
        }
        if is_end {
            depth = depth.saturating_sub(1);
        } else if name.eq_ignore_ascii_case(b"script") || name.eq_ignore_ascii_case(b"style") {
            at = end_of_raw(bytes, at, name);
        } else {
            depth += 1;
        }
        if depth > DEEPEST {
            return start;
        }
    }
    html.len()
}

fn name_at(bytes: &[u8], at: usize) -> &[u8] {
    let rest = bytes.get(at..).unwrap_or_default();
    let end =
        rest.iter().take(LONGEST_NAME).position(|b| !b.is_ascii_alphanumeric()).unwrap_or(rest.len().min(LONGEST_NAME));
    &rest[..end]
}

/// Longer names are those of no element that matters here.
const LONGEST_NAME: usize = 32;

/// Where the text of a script or style ends.
fn end_of_raw(bytes: &[u8], at: usize, name: &[u8]) -> usize {
    let mut at = at;
    while let Some(next) = memchr::memchr(b'<', &bytes[at..]) {
        at += next + 1;
        if bytes.get(at) == Some(&b'/') && name_at(bytes, at + 1).eq_ignore_ascii_case(name) {
            return at;
        }
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_whole_and_bombs_are_not() {
        let list = format!("<ul>{}</ul>", "<li>one<p>two<br>".repeat(5000));
        let script = format!("<script>{}</script><p>x", "'<div>'".repeat(5000));
        let pairs = "<div><b>x</b></div>".repeat(5000);
        for page in [list, script, pairs, "a < b ".repeat(1000)] {
            assert_eq!(flat_length(&page), page.len());
        }
        for bomb in ["<div>", "<b>", "<table><tr><td>", "<a><p>", "<svg><g>"] {
            let page = bomb.repeat(10_000);
            assert!(flat_length(&page) <= (DEEPEST + 1) * bomb.len(), "{bomb}");
        }
    }
}
