//! What other programs fill in before a reader sees the page: template tags, shortcodes, expressions, components.

use super::Reader;
use crate::article::{Attrs, ElementKind};
use crate::input::Dialect;
use memchr::memmem;
use std::ops::Range;

/// A template tag found in text.
pub(super) struct Template {
    /// One past its last byte.
    pub(super) end: usize,
    pub(super) kind: Kind,
}

/// What becomes of a template tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Something stands there on the built page.
    Object,
    /// The source list stands there.
    Bibliography,
    /// Nothing stands there.
    Comment,
}

/// Up to where each closing sign was looked for in vain, so that no stretch is searched twice.
#[derive(Debug, Default)]
pub(super) struct Unclosed([usize; PAIRS.len() + 1]);

/// Opening and closing signs; the last slot of [`Unclosed`] is for braces.
const PAIRS: [(&str, &str, Kind); 4] = [
    ("{{", "}}", Kind::Object),
    ("{%", "%}", Kind::Object),
    ("{/*", "*/}", Kind::Comment),
    ("{# ", "#}", Kind::Comment),
];
const BRACES: usize = PAIRS.len();

impl Reader<'_> {
    /// The template tag that starts at `at`, where a `{`, `[` or `<` stands.
    pub(super) fn template(&mut self, at: usize) -> Option<Template> {
        let rest = &self.source[at..self.leaf_end.max(at)];
        let object = |len: usize| Template { end: at + len, kind: Kind::Object };
        match rest.as_bytes().first()? {
            b'[' => shortcode(rest).map(object),
            b'<' if self.dialect == Dialect::Mdx => component(rest).map(object),
            b'{' => {
                let pair = PAIRS.iter().position(|(open, ..)| rest.starts_with(open));
                match pair {
                    Some(pair) => self.paired(at, pair),
                    None if self.dialect == Dialect::Mdx => self.expression(at),
                    None => None,
                }
            }
            _ => None,
        }
    }

    fn paired(&mut self, at: usize, pair: usize) -> Option<Template> {
        let (open, close, kind) = PAIRS[pair];
        if at < self.unclosed.0[pair] {
            return None;
        }
        let inner = &self.source[at + open.len()..self.leaf_end];
        let Some(len) = memmem::find(inner.as_bytes(), close.as_bytes()) else {
            self.unclosed.0[pair] = self.leaf_end;
            return None;
        };
        let is_list = open == "{%" && inner[..len].trim_start_matches(['-', ' ']).starts_with("bibliography");
        let kind = if is_list { Kind::Bibliography } else { kind };
        Some(Template { end: at + open.len() + len + close.len(), kind })
    }

    /// An expression of MDX, up to the brace that closes it.
    fn expression(&mut self, at: usize) -> Option<Template> {
        if at < self.unclosed.0[BRACES] {
            return None;
        }
        let mut depth = 0_usize;
        for (i, &byte) in self.source.as_bytes()[at..self.leaf_end].iter().enumerate() {
            match byte {
                b'{' => depth += 1,
                b'}' => depth -= 1,
                _ => continue,
            }
            if depth == 0 {
                return Some(Template { end: at + i + 1, kind: Kind::Object });
            }
        }
        self.unclosed.0[BRACES] = self.leaf_end;
        None
    }

    /// Puts U+FFFC, or nothing for a comment, in place of a template tag.
    pub(super) fn leave_out(&mut self, range: Range<usize>, kind: Kind) {
        let span = self.span(range);
        if kind == Kind::Comment {
            return self.builder.comment(span);
        }
        if kind == Kind::Bibliography {
            self.builder.article.generated_list.get_or_insert(span);
        }
        let element = self.builder.open_element(ElementKind::Template, span.start, None, Attrs::default());
        self.builder.object(span);
        self.builder.close_element(element, span.end);
    }

    /// Reads over a line that opens or closes a fenced division (`::: {#refs}`), if one starts at `at`.
    pub(super) fn fence(&mut self, at: usize) {
        let rest = &self.source[at..];
        let indent = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if !rest[indent..].starts_with(":::") {
            return;
        }
        let end = memchr::memchr2(b'\n', b'\r', rest.as_bytes()).unwrap_or(rest.len());
        self.skip_to = self.skip_to.max(at + end);
        let is_empty = rest[end..].trim_start().starts_with(":::");
        if is_empty && rest[..end].contains("#refs") {
            let span = self.span(at + indent..at + end);
            self.builder.article.generated_list.get_or_insert(span);
        }
    }
}

/// The length of a shortcode of WordPress at the start of `text`: `[caption id="x"]`, `[/caption]`.
fn shortcode(text: &str) -> Option<usize> {
    let inner = &text[1..];
    // The next bracket of any kind, so that a row of open ones is not read again and again.
    let len = inner.find(['[', ']', '\n']).filter(|&i| inner.as_bytes()[i] == b']')?;
    let inner = &inner[..len];
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'))
    };
    let is_shortcode = match inner.strip_prefix('/') {
        Some(name) => is_name(name),
        None => {
            let (name, attributes) = inner.split_once(' ')?;
            let (first, value) = attributes.trim_start().split_once('=')?;
            is_name(name)
                && is_name(first)
                && value.starts_with(|c: char| c.is_ascii_alphanumeric() || "\"'”″".contains(c))
        }
    };
    is_shortcode.then_some(len + "[]".len())
}

/// The length of a component's tag of MDX at the start of `text`: `<Note title={x}>`.
fn component(text: &str) -> Option<usize> {
    let name = text[1..].strip_prefix('/').unwrap_or(&text[1..]);
    if !name.starts_with(|c: char| c.is_ascii_uppercase()) {
        return None;
    }
    let (mut depth, mut quote) = (0_usize, None);
    for (i, &byte) in text.as_bytes().iter().enumerate().skip(1) {
        match byte {
            _ if quote == Some(byte) => quote = None,
            _ if quote.is_some() => {}
            b'"' | b'\'' => quote = Some(byte),
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'>' if depth == 0 => return Some(i + 1),
            b'<' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_have_attributes_or_a_slash() {
        assert_eq!(shortcode("[caption id=\"a\" width=\"3\"]x"), Some(26));
        assert_eq!(shortcode("[/caption]"), Some(10));
        for text in ["[1]", "[sic]", "[RFC 2119]", "[a b]", "[x = 3]", "[see n=", "[a [b=c]"] {
            assert_eq!(shortcode(text), None, "{text}");
        }
    }

    #[test]
    fn components_may_hold_expressions() {
        assert_eq!(component("<Note a={x > 1} b='>'>t"), Some(22));
        assert_eq!(component("<note>"), None);
        assert_eq!(component("<Note <Note>"), None);
    }
}
