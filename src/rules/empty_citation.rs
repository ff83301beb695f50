use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{Form, is_year};
use crate::finding::{Confidence, Meta};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// Brackets without a number where a citation belongs: `[]`, `[ ]`, `[[]]`, `[, ]`; and author-year citations that have
    /// lost a half: `(, 2020)`, `( et al., 2019)`, `(Hale, )`.
    ///
    /// ## Why it matters
    /// A citation stood here and its number is gone: the claim has no source.
    ///
    /// ## What to do
    /// Look in the first draft what the number was. Do not just delete the brackets.
    ///
    /// ## Silent on
    /// Task boxes, `a[]`, `[](address)`, `fn()`, code.
    ///
    /// ## Examples
    /// ```md fail
    /// The observatory closed in autumn []. Its lenses were sold abroad [1].
    ///
    /// ## Sources
    ///
    /// [1] Auction catalogue.
    /// ```
    /// ```md pass
    /// The observatory closed in autumn [1]. Its lenses were sold abroad.
    ///
    /// - [ ] ask the auction house
    ///
    /// ## Sources
    ///
    /// [1] Auction catalogue.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) EmptyCitation { name: "empty-citation", group: Markers, severity: Error, rank: 22,
        summary: "brackets without a number" }
}

impl Rule for EmptyCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for marker in cx.citations.markers.iter().filter(|m| m.form == Form::Empty && !m.hidden) {
            let shown = words::cut(cx.text(marker.range), 20);
            let message = if shown.trim().is_empty() {
                "a citation without a number".to_owned()
            } else {
                format!("“{shown}” is a citation without a number")
            };
            out.at(&Self::META, marker.span, message).help(HELP);
        }
        for block in cx.prose().filter(|_| cx.cites()) {
            for range in halves(cx.text(block), block.start).filter(|r| !describes_array(cx, block, *r)) {
                let message = format!("“{}” has lost its author or its year", cx.text(range));
                out.at(&Self::META, cx.article.span(range), message).help(HELP).confidence(Confidence::High);
            }
        }
    }
}

const HELP: &str = "look in the first draft what stood here; do not just delete the brackets";

/// A bracket that closes further on than this is no author-year citation.
const LONGEST: usize = 40;

/// Author-year citations that have lost a half.
fn halves(text: &str, base: u32) -> impl Iterator<Item = TextRange> {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(move |open| {
        let rest = &text[open + 1..];
        let close = rest.as_bytes().iter().take(LONGEST).position(|&b| b == b')')?;
        let inner = &rest[..close];
        is_half(inner).then(|| TextRange::new(base + open as u32, base + (open + close + 2) as u32))
    })
}

/// Whether a bracket is the shape of an array, or the arguments of a call: `(Nvertex, ) array`, `load(Aligned, )`.
fn describes_array(cx: &Context<'_>, block: TextRange, bracket: TextRange) -> bool {
    const KINDS: [&str; 6] = ["array", "ndarray", "tensor", "matrix", "vector", "list"];
    let before = cx.text(TextRange::new(block.start, bracket.start));
    let after = cx.text(TextRange::new(bracket.end, block.end)).trim_start();
    before.ends_with(|c: char| c.is_alphanumeric() || c == '_')
        || before.trim_end().ends_with("shape")
        || KINDS.iter().any(|kind| after.starts_with(kind))
}

/// Whether what stands between two parentheses lacks its author or its year.
fn is_half(inner: &str) -> bool {
    let trimmed = inner.trim();
    // A blank beside the comma: `(,)` is about punctuation.
    if !trimmed.is_empty() && trimmed.len() < inner.len() && trimmed.chars().all(|c| matches!(c, ',' | ';')) {
        return true;
    }
    if let Some(rest) = trimmed.strip_prefix(',') {
        return is_year(rest.trim());
    }
    if let Some(rest) = trimmed.strip_prefix("et al").filter(|_| inner.starts_with(' ')) {
        let rest = rest.trim_start_matches(['.', ',', ' ']);
        return rest.is_empty() || is_year(rest);
    }
    let Some(name) = trimmed.strip_suffix(',').filter(|_| inner.ends_with(' ')) else { return false };
    let name = name.strip_suffix(" et al.").unwrap_or(name);
    // `(N, )` is the shape of an array.
    name.chars().next().is_some_and(char::is_uppercase)
        && name.chars().nth(1).is_some()
        && name.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
}

#[cfg(test)]
mod tests {
    use super::is_half;

    #[test]
    fn citations_that_lost_a_half() {
        for inner in [" , ", ", ", "; ", ", 2020", " , 2020b", " et al., 2019", " et al.", "Hale, ", "Hale et al., "] {
            assert!(is_half(inner), "{inner}");
        }
        for inner in ["", " ", "Hale, 2020", "et al., 2019", "and so on, ", "1, 2020", ",", ";", "N, "] {
            assert!(!is_half(inner), "{inner}");
        }
    }
}
