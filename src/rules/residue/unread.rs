//! Stretches of the input that are no prose: code, comments, scripts.

use std::sync::LazyLock;

use regex::Regex;

use crate::input::{Format, Span};
use crate::rules::Context;

/// Sorted and disjoint.
pub(super) struct Unread(Vec<Span>);

impl Unread {
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let mut spans: Vec<Span> = cx.article.code.clone();
        spans.extend(cx.article.comments.iter().map(|c| c.span));
        if cx.input.format == Format::Html {
            spans.extend(raw_elements(&cx.input.text));
        }
        spans.sort();
        let mut merged: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            match merged.last_mut() {
                Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
                _ => merged.push(span),
            }
        }
        Self(merged)
    }

    pub(super) fn overlaps(&self, span: Span) -> bool {
        let next = self.0.partition_point(|u| u.end <= span.start);
        self.0.get(next).is_some_and(|u| u.start < span.end)
    }
}

/// `<script>`, `<style>` and `<textarea>` elements.
fn raw_elements(html: &str) -> Vec<Span> {
    static TAGS: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"(?i)<(?:/(?:script|style|textarea)\s*>|(?:script|style|textarea)\b)").ok());
    let mut spans = Vec::new();
    let mut open = None;
    for tag in TAGS.iter().flat_map(|t| t.find_iter(html)) {
        let closes = tag.as_str().starts_with("</");
        match open {
            None if !closes => open = Some(tag.start()),
            Some(start) if closes => {
                spans.push(Span::new(start as u32, tag.end() as u32));
                open = None;
            }
            _ => {}
        }
    }
    spans
}
