//! Which forms can occur in a text, and in which of its lines: one fast pass for literals.

use super::form::{Form, Place, forms};
use super::literals::LITERALS;

/// One match of a form.
pub(super) struct Match {
    pub form: &'static Form,
    /// What is reported, in bytes of the text that was searched.
    pub start: usize,
    pub end: usize,
}

/// All matches in `text` of the forms that are `wanted`, in no order; forms never reach over a line.
pub(super) fn matches(text: &str, wanted: impl Fn(&Form) -> bool) -> Vec<Match> {
    let forms = forms();
    let mut found = Vec::new();
    // Up to where each form was searched for; made at the first hit, for most addresses have none.
    let mut searched = Vec::new();
    LITERALS.find(text, |literal, at| {
        searched.resize(forms.len(), 0);
        let mut line = None;
        for &form in &literal.owners {
            if at < searched[form] || !wanted(&forms[form]) {
                continue;
            }
            let (start, end) = *line.get_or_insert_with(|| line_at(text, at));
            searched[form] = end;
            matches_in(&forms[form], text, start, end, &mut found);
        }
    });
    found
}

/// The matches at one place.
pub(super) fn matches_of(text: &str, place: Place) -> Vec<Match> {
    matches(text, |form| form.places.contains(&place))
}

fn matches_in(form: &'static Form, text: &str, start: usize, end: usize, found: &mut Vec<Match>) {
    let Some(pattern) = form.pattern() else { return };
    for caught in pattern.captures_iter(&text[start..end]) {
        let Some(part) = caught.name("it").or(caught.get(0)) else { continue };
        found.push(Match { form, start: start + part.start(), end: start + part.end() });
    }
}

/// The line around `at`.
fn line_at(text: &str, at: usize) -> (usize, usize) {
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[..at]).map_or(0, |i| i + 1);
    let end = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |i| at + i);
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn literals_that_overlap_hide_nothing() {
        let ids = |text: &str| {
            let mut ids: Vec<&str> = matches_of(text, Place::Text).iter().map(|m| m.form.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        assert_eq!(ids("[citation:8] [citation needed]"), ["deepseek-citation", "wiki-citation-needed"]);
        assert_eq!(ids("【85†L261-L269】"), ["lenticular-lines", "lenticular-source"]);
        assert!(ids("He returned 0 books. [1] 【port】 of 1902, x[0], 2025-10-04").is_empty());
    }
}
