use super::{Context, Rule, Sink, declare_rule, holes};
use crate::finding::{Confidence, Meta};
use crate::input::{TextRange, ceil_boundary};

declare_rule! {
    /// ## What it finds
    /// A phrase that names a source, and then nothing: “according to .”, “as shown in , the”, “see and .”, “(see , )”, “(e.g. )”.
    ///
    /// ## Why it matters
    /// The link, the figure or the citation that it announced is gone, and the sentence with it.
    ///
    /// ## What to do
    /// Look in the first draft what was named here, and put it back. Do not just close the gap.
    ///
    /// ## Silent on
    /// Sentences that end so without a blank (“as we shall see.”), and texts with blanks before all commas.
    ///
    /// ## Examples
    /// ```md fail
    /// According to , the glacier lost a metre a year. It has since been closed to walkers [1].
    ///
    /// ## Sources
    ///
    /// [1] Alpine Club notice.
    /// ```
    /// ```md pass
    /// According to [1], the glacier lost a metre a year. It is closed, as far as I can see.
    ///
    /// ## Sources
    ///
    /// [1] Alpine Club notice.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) DanglingLeadIn { name: "dangling-lead-in", group: Markers, severity: Warning, rank: 30,
        summary: "a phrase names a source, and then nothing" }
}

impl Rule for DanglingLeadIn {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for place in places(cx) {
            let words = cx.text(place).trim_start_matches(|c: char| !c.is_alphanumeric());
            let words = words[..words.len() - words.chars().next_back().map_or(0, char::len_utf8)].trim_end();
            out.at(
                &Self::META,
                cx.article.span(place),
                format!("“{words}” is followed by nothing: a link, a figure or a citation is missing"),
            )
            .help("put back what was named here; do not just close the gap")
            .confidence(Confidence::High);
        }
    }
}

/// Whether there is any.
pub(super) fn any(cx: &Context<'_>) -> bool {
    !places(cx).is_empty()
}

/// Every lead-in without its object, from its first word to the stop.
fn places(cx: &Context<'_>) -> Vec<TextRange> {
    if !cx.cites() {
        return Vec::new();
    }
    let mut places = Vec::new();
    for blank in &cx.blanks().list {
        let head = cx.text(TextRange::new(blank.block.start, blank.gap.start));
        let found = lead_in(head).or_else(|| example(head).filter(|_| blank.stop == ')'));
        let Some(length) = found.filter(|_| !cx.article.is_line_start(blank.gap.end)) else { continue };
        // `see ./run` and `in .config` name a file.
        let after = cx.text(TextRange::new(blank.gap.end, blank.block.end));
        let named = |c: char| c.is_alphanumeric() || blank.stop == '.' && matches!(c, '/' | '.' | '_');
        if after.chars().nth(1).is_some_and(named) {
            continue;
        }
        let start = blank.gap.start - length as u32;
        if !cx.in_list(start) {
            places.push(TextRange::new(start, blank.gap.end + blank.stop.len_utf8() as u32));
        }
    }
    if !places.is_empty() && holes::are_spacing(cx) {
        return Vec::new();
    }
    places
}

/// Whether text ends with a phrase that names a source.
pub(super) fn ends_with_lead_in(head: &str) -> bool {
    lead_in(head).is_some()
}

/// The length in bytes of the lead-in that `head` ends with.
fn lead_in(head: &str) -> Option<usize> {
    let near = &head[ceil_boundary(head, head.len().saturating_sub(60))..];
    let mut words = near.rsplit(' ').map(|w| (w, bare(w)));
    let (raw, last) = words.next()?;
    let (second_raw, second) = words.next().unwrap_or_default();
    let third = words.next().unwrap_or_default().1;
    let two = || Some(raw.len() + 1 + second_raw.len());
    match (third.as_str(), second.as_str(), last.as_str()) {
        ("wait", "and", "see") => None,
        (_, before, "see") if !SEERS.contains(&before) => Some(raw.len()),
        // `f(const Form & cf )` names an argument.
        (_, _, "cf") if matches!(second_raw, "&" | "*" | "const") => None,
        (_, _, "cf" | "siehe" | "vgl" | "véase" | "voir" | "см" | "selon" | "según" | "secondo" | "laut" | "gemäß") => {
            Some(raw.len())
        }
        (before, "see", "also" | "and") if !SEERS.contains(&before) => two(),
        (_, "according", "to") | (_, "as", "per") | (_, "reported", "by") => two(),
        (_, verb, "in") if SHOWN.contains(&verb) => two(),
        ("as", verb, "by" | "in" | "at" | "on") if TOLD.contains(&verb) => two(),
        _ => None,
    }
}

/// The length in bytes of the words for an example that `head` ends with: `(e.g. )`.
fn example(head: &str) -> Option<usize> {
    let word = head.rsplit(' ').next()?;
    matches!(word.trim_start_matches('('), "e.g." | "e.g.," | "i.e." | "z.B." | "p.ej.").then_some(word.len())
}

/// A word without the brackets and marks around it, in lower case.
fn bare(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

/// What is in front of a “see” that asks nobody to look anything up.
const SEERS: &[&str] = &[
    "to", "can", "could", "cannot", "will", "would", "shall", "should", "may", "might", "must", "do", "does", "did",
    "not", "i", "we", "you", "they", "he", "she", "who", "people", "let’s", "let's", "us", "them", "ever", "never",
    "wait", "now", "t", "didn’t", "don’t", "can’t", "didn't", "don't", "can't",
];
const SHOWN: &[&str] = &["shown", "described", "defined", "given", "listed", "discussed"];
const TOLD: &[&str] = &[
    "reported",
    "noted",
    "shown",
    "described",
    "stated",
    "cited",
    "documented",
    "discussed",
    "seen",
    "mentioned",
    "quoted",
];

#[cfg(test)]
mod tests {
    use super::lead_in;

    #[test]
    fn phrases_that_name_a_source() {
        for text in [
            "According to",
            "as shown in",
            "For its history see",
            "(see",
            "it is described in",
            "as noted by",
            "see and",
        ] {
            assert!(lead_in(text).is_some(), "{text}");
        }
        for text in ["as far as I can see", "we wait and see", "in", "owing to", "and", "as seen"] {
            assert!(lead_in(text).is_none(), "{text}");
        }
    }
}
