//! Sources by link: addresses that the body leads to, without a number and without a list.

use super::{Citations, LinkedSource, Options, urls};
use crate::article::{Article, ContainerKind, ElementKind};

/// Collects the external links of the body; those in markers, labelled entries, headers and footers are not among them.
pub(super) fn collect(article: &Article, citations: &Citations, options: &Options) -> Vec<LinkedSource> {
    let own_host = article.address.as_deref().and_then(host);
    let mut markers = citations.cites.iter().filter_map(|c| c.link).collect::<Vec<_>>();
    markers.sort_unstable();
    let mut entries: Vec<_> =
        citations.entries.iter().filter(|e| e.key.is_some()).map(|e| (e.range.start, e.range.end)).collect();
    entries.sort_unstable();
    let in_entry = |at: u32| {
        let next = entries.partition_point(|e| e.0 <= at);
        next > 0 && entries[next - 1].1 > at
    };
    let mut found = Vec::new();
    for (index, element) in article.elements.iter().enumerate() {
        let Some(href) = element.href.as_ref().filter(|_| element.kind == ElementKind::Link) else { continue };
        let web = href.url.starts_with("http://") || href.url.starts_with("https://");
        if !web
            || element.range.is_empty()
            || element.range.start >= article.visible_end
            || markers.binary_search(&index).is_ok()
            || in_entry(element.range.start)
        {
            continue;
        }
        let is_own = |host: &str| Some(host) == own_host || options.is_own(host);
        if host(&href.url).is_some_and(is_own) || is_furniture(article, element.range.start) {
            continue;
        }
        let (url, passage) = split_fragment(&href.url);
        let text = article.slice(element.range).trim().to_owned();
        found.push(LinkedSource { text, url, passage, range: element.range, span: element.span });
    }
    found
}

fn is_furniture(article: &Article, at: u32) -> bool {
    article.block_at(at).is_some_and(|b| {
        article
            .ancestors(article.blocks[b].container)
            .take(32)
            .any(|(_, c)| matches!(c.kind, ContainerKind::Footer | ContainerKind::Header | ContainerKind::Aside))
    })
}

fn host(url: &str) -> Option<&str> {
    let rest = url.split_once("://")?.1;
    Some(rest.split(['/', '?', '#', ':']).next().unwrap_or(rest).trim_start_matches("www."))
}

/// Splits `#:~:text=…` off an address: the quoted passages, joined by an ellipsis.
fn split_fragment(url: &str) -> (String, Option<String>) {
    let (page, passages) = urls::text_fragments(url);
    (page.to_owned(), (!passages.is_empty()).then(|| passages.join(" … ")))
}
