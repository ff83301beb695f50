//! Entries that run on in one block.

use super::evidence::names_note;
use super::forms::Labelled;
use super::label::{Hit, label_at};
use crate::article::Article;
use crate::input::TextRange;

/// Labels of sources that run on into one another leave out fewer numbers.
const LARGEST_GAP: u32 = 10;
/// A source that runs on into the next is no shorter, in bytes.
const SHORTEST_SOURCE: usize = 16;

/// The labels of the entries that follow the one labelled `first` in its block, which ends at `end`.
pub(super) fn labels(article: &Article, first: &Hit, end: u32, hits: &mut Vec<Hit>) {
    let known = hits.len();
    match first.labelled {
        Labelled::Bracket => run_on(article, first, end, hits),
        Labelled::Dotted => addresses(article, first, end, hits),
        _ => return,
    }
    if first.labelled == Labelled::Bracket && hits.len() == known {
        named(article, first, end, hits);
    }
}

/// Entries that end in an address each: `1. A log, https://a.test 2. A map, https://b.test`.
fn addresses(article: &Article, first: &Hit, end: u32, hits: &mut Vec<Hit>) {
    let Some(mut number) = first.key.as_deref().and_then(|k| k.parse::<u32>().ok()) else { return };
    let text = article.slice(TextRange::new(first.label.end, end));
    let mut from = 0;
    loop {
        let label = format!(" {}. ", number.saturating_add(1));
        let Some(found) = text[from..].find(&label) else { return };
        let open = from + found + 1;
        let last = text[from..open].split_whitespace().next_back().unwrap_or_default();
        from = open;
        if last.contains("://") {
            let at = first.label.end + open as u32;
            hits.extend(label_at(article, first.block, at, end).map(|h| Hit { inner_line: true, unit: None, ..h }));
            number += 1;
        }
    }
}

/// Entries that run on in one block, each at a place that is named as notes are: `<a id="fn-2"></a>[2] A map.`
fn named(article: &Article, first: &Hit, end: u32, hits: &mut Vec<Hit>) {
    let mut last = first.label.end;
    let from = article.anchors.partition_point(|a| a.range.start < last);
    for anchor in article.anchors[from..].iter().take_while(|a| a.range.start < end).filter(|a| names_note(&a.name)) {
        let hit = label_at(article, first.block, anchor.range.start, end);
        if let Some(hit) = hit.filter(|h| h.labelled == Labelled::Bracket && h.at >= last) {
            last = hit.label.end;
            hits.push(Hit { inner_line: true, unit: None, ..hit });
        }
    }
}

/// Entries that run on in one block: `[1] A log. [2] A map.`
fn run_on(article: &Article, first: &Hit, end: u32, hits: &mut Vec<Hit>) {
    let Some(mut number) = first.key.as_deref().and_then(|k| k.parse::<u32>().ok()) else { return };
    let text = article.slice(TextRange::new(first.label.end, end));
    let mut from = 0;
    while let Some(found) = text[from..].find(" [") {
        let open = from + found + 1;
        let Some((next, body)) = next_label(&text[open..], number) else { return };
        // Behind a label stands the beginning of a source; behind a cite the sentence goes on.
        let body = body.trim_start_matches(['“', '"', '‘', '(']);
        let begins = body.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()) || body.starts_with("http");
        if open - from < SHORTEST_SOURCE || !begins {
            return;
        }
        let at = first.label.end + open as u32;
        hits.extend(label_at(article, first.block, at, end).map(|h| Hit { inner_line: true, unit: None, ..h }));
        (from, number) = (open, next);
    }
}

/// A bracketed number that can be the next label after `number`, and what follows it.
fn next_label(text: &str, number: u32) -> Option<(u32, &str)> {
    let (inner, rest) = text.strip_prefix('[')?.split_once(']')?;
    let next = inner.parse().ok()?;
    let follows = (number.saturating_add(1)..=number.saturating_add(LARGEST_GAP)).contains(&next);
    let body = rest.strip_prefix(':').unwrap_or(rest).strip_prefix(' ')?;
    follows.then_some((next, body))
}
