//! Keys that stand only where no reader looks: in code and in comments.

use super::{Citations, Mention};
use crate::article::Article;
use crate::input::{Input, Span};
use crate::map::HashSet;

/// Notes on each uncited entry whether its label stands in code or in a comment.
pub(super) fn note(input: &Input, article: &Article, citations: &mut Citations) {
    let uncited: Vec<usize> = (0..citations.entries.len())
        .filter(|&e| citations.entries[e].key.is_some() && !citations.is_cited(e))
        .collect();
    if uncited.is_empty() || (article.code.is_empty() && article.comments.is_empty()) {
        return;
    }
    let code = labels(input, article.code.iter().copied());
    let comments = labels(input, article.comments.iter().map(|c| c.span));
    for entry in uncited {
        let Some(key) = citations.entries[entry].key else { continue };
        let text = citations.key(key);
        citations.entries[entry].mentioned = if code.contains(text) {
            Some(Mention::Code)
        } else if comments.contains(text) {
            Some(Mention::Comment)
        } else {
            None
        };
    }
}

/// Everything short that stands in brackets inside the spans.
fn labels(input: &Input, spans: impl Iterator<Item = Span>) -> HashSet<&str> {
    let mut found = HashSet::default();
    for span in spans {
        let text = input.text.get(span.bounds()).unwrap_or_default();
        for piece in text.split('[').skip(1) {
            let close = piece.bytes().take(40).position(|b| b == b']');
            if let Some(label) = close.and_then(|c| piece.get(..c)) {
                found.insert(label.trim_start_matches('^'));
            }
        }
    }
    found
}
