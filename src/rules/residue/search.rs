//! Which forms can occur in a text, and in which of its lines: one fast pass for literals.

use std::ops::Range;
use std::sync::OnceLock;

use super::form::{Form, Place, forms};
use super::literals::Literals;

/// One match of a form.
pub(super) struct Match {
    pub form: &'static Form,
    /// What is reported, in bytes of the text that was searched.
    pub start: usize,
    pub end: usize,
}

/// What is searched, and so for which forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    /// What a reader sees.
    Text,
    /// An input as written.
    Markup,
    /// The same, in Markdown.
    Markdown,
    /// An address.
    Url,
    /// A block of code.
    Code,
}

/// How many there are.
const SCOPES: usize = Scope::Code as usize + 1;

impl Scope {
    fn asks(self, form: &Form) -> bool {
        match self {
            Self::Text => form.places.contains(&Place::Text),
            Self::Markup => form.places.contains(&Place::Markup),
            Self::Markdown => form.places.contains(&Place::Markup) || form.places.contains(&Place::Markdown),
            Self::Url => form.places.contains(&Place::Url),
            Self::Code => form.counts_in_code(),
        }
    }

    /// The literals of its forms. In text they are many and some short, in addresses few and long.
    fn literals(self) -> &'static Literals {
        static TABLES: [OnceLock<Literals>; SCOPES] = [const { OnceLock::new() }; SCOPES];
        let stride = match self {
            Self::Text | Self::Code => 2,
            Self::Markup | Self::Markdown => 3,
            Self::Url => 4,
        };
        TABLES[self as usize].get_or_init(|| Literals::of(forms(), stride, |form| self.asks(form)))
    }
}

/// All matches in `text` of the forms that are asked there, in no order; forms never reach over a line.
pub(super) fn matches(text: &str, scope: Scope) -> Vec<Match> {
    let forms = forms();
    let mut found = Vec::new();
    // The line in which each form was searched for last; made at the first hit, for most addresses have none.
    let mut searched: Vec<Range<usize>> = Vec::new();
    scope.literals().find(text, |literal, at| {
        searched.resize(forms.len(), 0..0);
        let mut line = None;
        for &form in &literal.owners {
            if searched[form].contains(&at) {
                continue;
            }
            let (start, end) = *line.get_or_insert_with(|| line_at(text, at));
            searched[form] = start..end;
            matches_in(&forms[form], text, start, end, &mut found);
        }
    });
    found
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
            let mut ids: Vec<&str> = matches(text, Scope::Text).iter().map(|m| m.form.id.as_str()).collect();
            ids.sort_unstable();
            ids.dedup();
            ids
        };
        assert_eq!(ids("[citation:8] [citation needed]"), ["deepseek-citation", "wiki-citation-needed"]);
        assert_eq!(ids("【85†L261-L269】"), ["lenticular-lines", "lenticular-source"]);
        assert!(ids("He returned 0 books. [1] 【port】 of 1902, x[0], 2025-10-04").is_empty());
    }
}
