//! Text fragments of addresses (`#:~:text=…`, URL Fragment Text Directives): each is a quotation of its page.

use crate::article::Article;
use crate::cite::{Citations, Target, urls};
use crate::input::{Span, TextRange};
use crate::quote::{Quotation, Shape, Source};

/// The quotations in the addresses of links, linked citations and entries.
pub(super) fn find(article: &Article, citations: &Citations) -> Vec<Quotation> {
    let mut found = Vec::new();
    let links = citations.links.iter().enumerate().filter(|(_, link)| link.passage.is_some());
    for (n, link) in links {
        let elements = article.elements_in(link.range).iter();
        let written = elements.filter(|e| e.span == link.span).find_map(|e| e.href.as_ref());
        if let Some(href) = written {
            found.extend(quotations(&href.url, link.range, link.span, Source::Link(n)));
        }
    }
    for cite in &citations.cites {
        let marker = &citations.markers[cite.marker];
        let href = cite.link.and_then(|link| article.elements.get(link)).and_then(|e| e.href.as_ref());
        let Some(href) = href.filter(|href| !marker.hidden && urls::is_web(&href.url)) else { continue };
        let entry = match &cite.target {
            Target::Entry(entry) => Some(Source::Entry(*entry)),
            _ => None,
        };
        found.extend(quotations(&href.url, marker.range, marker.span, entry));
    }
    for (n, entry) in citations.entries.iter().enumerate() {
        for url in &entry.urls {
            found.extend(quotations(&url.url, entry.body, url.span, Source::Entry(n)));
        }
    }
    found
}

/// The quotations in one address that stands at `range` and `span`.
fn quotations(url: &str, range: TextRange, span: Span, source: impl Into<Option<Source>>) -> Vec<Quotation> {
    let source = source.into();
    let (page, texts) = urls::text_fragments(url);
    let quotation = |text| Quotation {
        shape: Shape::Fragment,
        range,
        span,
        text,
        sources: source.into_iter().collect(),
        url: Some(page.to_owned()),
        is_certain: true,
    };
    texts.into_iter().filter(|text| text.chars().any(char::is_alphanumeric)).map(quotation).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_directive_is_a_quotation() {
        let at = (TextRange::empty(0), Span::empty(0));
        let found = |url| -> Vec<String> { quotations(url, at.0, at.1, None).into_iter().map(|q| q.text).collect() };
        assert_eq!(found("https://h.example/a#:~:text=the%20old%20wall"), ["the old wall"]);
        assert_eq!(
            found("https://h.example/a#top:~:text=under-,the%20wall,at%20noon,-it&text=two%2C%20three"),
            ["the wall … at noon", "two, three"]
        );
        assert!(found("https://h.example/a#top").is_empty());
        let page = &quotations("https://h.example/a#:~:text=x%20y", at.0, at.1, None)[0].url;
        assert_eq!(page.as_deref(), Some("https://h.example/a"));
    }
}
