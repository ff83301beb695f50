//! Tags, comments and entities of HTML that stands in Markdown.

use html5gum::{Token, Tokenizer};
use std::borrow::Cow;

/// A piece of markup at the start of some text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markup<'a> {
    /// A start or end tag.
    Tag(Tag<'a>),
    /// A comment.
    Comment {
        /// Its length with delimiters.
        len: usize,
        /// Whether its end is there; if not it goes on in the next piece of text.
        is_closed: bool,
    },
    /// A declaration or processing instruction of this length.
    Other(usize),
}

/// A start or end tag.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag<'a> {
    /// In lower case.
    pub(super) name: String,
    /// Whether the source writes the name with a capital: a component, no element.
    pub(super) is_component: bool,
    pub(super) is_end: bool,
    /// Whether it ends in `/>`.
    pub(super) is_empty: bool,
    /// Length from `<` to `>`.
    pub(super) len: usize,
    /// What stands between the name and the end.
    attributes: &'a str,
}

/// Reads the markup that `text` starts with; `None` if the `<` there is text.
pub(super) fn read(text: &str) -> Option<Markup<'_>> {
    if let Some(body) = text.strip_prefix("<!--") {
        return Some(match body.find("-->") {
            Some(len) => Markup::Comment { len: "<!---->".len() + len, is_closed: true },
            None => Markup::Comment { len: text.len(), is_closed: false },
        });
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return Some(Markup::Other(text.find('>').map_or(text.len(), |at| at + 1)));
    }
    let after = text.strip_prefix('<')?;
    let is_end = after.starts_with('/');
    let after = after.strip_prefix('/').unwrap_or(after);
    if !after.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let name_len = after.find(|c: char| c.is_whitespace() || matches!(c, '/' | '>' | '<')).unwrap_or(after.len());
    let (name, rest) = after.split_at(name_len);
    let close = closing_bracket(rest)?;
    let attributes = &rest[..close];
    Some(Markup::Tag(Tag {
        is_component: name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.bytes().any(|b| b.is_ascii_lowercase()),
        name: name.to_ascii_lowercase(),
        is_end,
        is_empty: attributes.ends_with('/'),
        len: text.len() - rest.len() + close + 1,
        attributes: attributes.strip_suffix('/').unwrap_or(attributes),
    }))
}

/// Where the `>` is that ends a tag; `None` where another `<` comes first.
fn closing_bracket(rest: &str) -> Option<usize> {
    let bytes = rest.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().position(|b| matches!(b, b'>' | b'<' | b'"' | b'\''))?;
        match bytes[at] {
            b'>' => return Some(at),
            b'<' => return None,
            // Only what follows `=` opens a value; elsewhere a quote is part of a bad name.
            quote if rest[..at].trim_end().ends_with('=') => at += 1 + memchr::memchr(quote, &bytes[at + 1..])?,
            _ => {}
        }
        at += 1;
    }
}

impl<'a> Tag<'a> {
    /// The attributes with their raw values, in order.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (&'a str, &'a str)> + use<'a> {
        let mut rest = self.attributes;
        std::iter::from_fn(move || {
            rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
            if rest.is_empty() {
                return None;
            }
            let is_end = |c: char| c.is_whitespace() || matches!(c, '=' | '/');
            let end = rest.char_indices().skip(1).find(|&(_, c)| is_end(c)).map_or(rest.len(), |(at, _)| at);
            let (name, after) = rest.split_at_checked(end)?;
            let value = after.trim_start().strip_prefix('=').map(str::trim_start);
            let Some(value) = value else {
                rest = after;
                return Some((name, ""));
            };
            let (value, after) = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
                _ => value.split_at(value.find(char::is_whitespace).unwrap_or(value.len())),
            };
            rest = after;
            Some((name, value))
        })
    }
}

/// The longest name of an entity, with `&` and `;`.
const LONGEST_ENTITY: usize = 34;

/// What the entity at the start of `text` stands for, and its length; `None` if the `&` there is text.
pub(super) fn entity(text: &str) -> Option<(String, usize)> {
    let len = text.bytes().take(LONGEST_ENTITY).position(|b| b == b';')? + 1;
    let decoded = decode(&text[..len]);
    (decoded != text[..len]).then(|| (decoded.into_owned(), len))
}

/// `text` with its entities decoded.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut decoded = String::with_capacity(text.len());
    for Ok(token) in Tokenizer::new(text) {
        if let Token::String(string) = token {
            decoded.push_str(&String::from_utf8_lossy(&string));
        }
    }
    Cow::Owned(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Option<Tag<'_>> {
        match read(text) {
            Some(Markup::Tag(tag)) => Some(tag),
            _ => None,
        }
    }

    #[test]
    fn attributes_come_in_every_notation() {
        let tag = tag("<A id=x class = \"a > b\" hidden data-k='&amp;'/>rest").unwrap();
        assert_eq!((tag.name.as_str(), tag.is_empty, tag.len), ("a", true, 47));
        let attributes: Vec<_> = tag.attributes().collect();
        assert_eq!(attributes, [("id", "x"), ("class", "a > b"), ("hidden", ""), ("data-k", "&amp;")]);
    }

    #[test]
    fn attributes_may_have_any_name() {
        let tag = tag("<a 名='x' é>").unwrap();
        assert_eq!(tag.attributes().collect::<Vec<_>>(), [("名", "x"), ("é", "")]);
    }

    #[test]
    fn a_lone_angle_is_text() {
        for text in ["< a>", "<3", "<a <b>", "<a href=\"x", "</ p>"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn entities_are_decoded_by_the_tables_of_html() {
        assert_eq!(entity("&#91;1"), Some(("[".into(), 5)));
        assert_eq!(entity("&eacute;"), Some(("é".into(), 8)));
        assert_eq!(entity("&zzz; at"), None);
        assert_eq!(decode("a?b=1&amp;c=2"), "a?b=1&c=2");
    }
}
