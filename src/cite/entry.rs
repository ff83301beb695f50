//! What an entry states: its body, its addresses, its identifiers.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::{Identifier, Url};
use crate::article::{Article, ElementKind};
use crate::input::TextRange;
use crate::map::HashSet;

/// The text of an entry after its label, without the signs that set the label off and the way back at the end.
pub(super) fn body(article: &Article, range: TextRange) -> TextRange {
    let text = article.slice(range);
    let head = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '.' | ')' | '|' | '\u{a0}'));
    let start = range.start + (text.len() - head.len()) as u32;
    let tail = head.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '↩' | '\u{fe0e}' | '\u{fe0f}' | '↑' | '^' | '⏎' | '\u{fffc}')
    });
    TextRange::new(start, start + tail.len() as u32)
}

/// The addresses an entry states, links first, and its identifiers.
pub(super) fn addresses(article: &Article, body: TextRange) -> (Vec<Url>, Vec<Identifier>) {
    // Most sources state one.
    let mut urls: Vec<Url> = Vec::with_capacity(1);
    let mut seen: HashSet<&str> = HashSet::default();
    let mut covered: Vec<TextRange> = Vec::new();
    for element in
        article.elements_in(body).iter().filter(|e| e.kind == ElementKind::Link && e.range.end <= body.end + 1)
    {
        let Some(href) = &element.href else { continue };
        covered.push(element.range);
        let external = href.url.contains("://") || href.url.starts_with("//") || href.url.starts_with("www.");
        if external && seen.insert(&href.url) {
            urls.push(Url { url: href.url.to_string(), span: href.span });
        }
    }
    let text = article.slice(body);
    let mut covered = covered.into_iter().peekable();
    for (at, url) in bare_urls(text) {
        let range = TextRange::new(body.start + at as u32, body.start + (at + url.len()) as u32);
        while covered.next_if(|c| c.end <= range.start).is_some() {}
        if !covered.peek().is_some_and(|c| c.overlaps(range)) && seen.insert(url) {
            urls.push(Url { url: url.to_owned(), span: article.span(range) });
        }
    }
    (urls, identifiers(article, body))
}

/// Addresses that stand in text as such.
fn bare_urls(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + memchr::memmem::find(&text.as_bytes()[from..], b"://")?;
        let scheme = text[..at].len() - text[..at].trim_end_matches(|c: char| c.is_ascii_alphabetic()).len();
        let start = at - scheme;
        let end = at
            + text[at..]
                .find(|c: char| {
                    c.is_whitespace()
                        || matches!(c, '<' | '>' | '"' | '“' | '”' | '\u{fffc}' | '，' | '。' | '；' | '）')
                })
                .unwrap_or(text.len() - at);
        from = end;
        Some((start, text[start..end].trim_end_matches(['.', ',', ';', ':', ')', ']', '\'', '’', '*'])))
    })
    .filter(|(_, url)| url.starts_with("http") && url.len() > 10)
}

/// A kind of identifier, and what stands in front of one.
const PREFIXES: &[(&str, &str)] = &[
    ("doi", "doi.org/"),
    ("doi", "doi:"),
    ("arxiv", "arxiv.org/abs/"),
    ("arxiv", "arxiv:"),
    ("isbn", "isbn"),
    ("issn", "issn"),
    ("pmid", "pmid"),
    ("pmcid", "pmcid"),
    ("orcid", "orcid.org/"),
];

/// Finds all prefixes in one pass, whatever their case; built on first use.
static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    let prefixes = PREFIXES.iter().map(|(_, prefix)| prefix);
    AhoCorasick::builder().ascii_case_insensitive(true).build(prefixes).ok()
});

fn identifiers(article: &Article, body: TextRange) -> Vec<Identifier> {
    let text = article.slice(body);
    let mut found: Vec<Identifier> = Vec::new();
    let mut seen: HashSet<(&str, &str)> = HashSet::default();
    for hit in FINDER.iter().flat_map(|finder| finder.find_iter(text)) {
        let kind = PREFIXES[hit.pattern().as_usize()].0;
        let rest = &text[hit.end()..];
        let skipped = rest.len() - rest.trim_start_matches([':', ' ', '\u{a0}', '#']).len();
        let value = identifier(kind, &rest[skipped..]);
        if value.is_empty() || !seen.insert((kind, value)) {
            continue;
        }
        let start = body.start + (hit.end() + skipped) as u32;
        let span = article.span(TextRange::new(start, start + value.len() as u32));
        found.push(Identifier { kind, value: value.to_owned(), span });
    }
    found
}

/// The characters that belong to an identifier of this kind.
fn identifier<'t>(kind: &str, text: &'t str) -> &'t str {
    let end = |fits: &dyn Fn(char) -> bool| text.find(|c| !fits(c)).unwrap_or(text.len());
    let value = match kind {
        "doi" => {
            &text
                [..end(&|c| !c.is_whitespace() && !matches!(c, '<' | '>' | '"' | '“' | '”' | '，' | '。' | '\u{fffc}'))]
        }
        "arxiv" => &text[..end(&|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/' | '-'))],
        "isbn" => text[..end(&|c| c.is_ascii_digit() || matches!(c, '-' | ' ' | 'X' | 'x'))].trim_end(),
        "orcid" | "issn" => &text[..end(&|c| c.is_ascii_digit() || matches!(c, '-' | 'X' | 'x'))],
        _ => &text[..end(&|c| c.is_ascii_alphanumeric())],
    };
    let value = value.trim_end_matches(['.', ',', ';', ':', ')', ']', '-']);
    let fits = match kind {
        "doi" => value.starts_with("10."),
        "isbn" | "issn" | "orcid" => value.bytes().filter(u8::is_ascii_digit).count() >= 7,
        _ => value.bytes().any(|b| b.is_ascii_digit()),
    };
    if fits { value } else { "" }
}
