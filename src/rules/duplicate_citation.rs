use super::{Context, Rule, Sink, declare_rule};
use crate::cite::{Cite, Marker};
use crate::finding::{Edit, Fix, Meta};
use crate::input::{Span, TextRange};
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// One source cited twice in one group: `[2, 2]`, `[1–3, 2]`.
    ///
    /// ## Why it matters
    /// One of the two was probably meant to be another source.
    ///
    /// ## What to do
    /// See which source was meant; if none, remove the second.
    ///
    /// ## Silent on
    /// The same source with two places in it: `[2, p. 4; 2, p. 9]`.
    ///
    /// ## Examples
    /// ```md fail
    /// The tower leans to the south [2, 2]. It was surveyed twice [1].
    ///
    /// ## Sources
    ///
    /// [1] Survey of 1911.
    ///
    /// [2] Guide to the old town.
    /// ```
    /// ```md fixed
    /// The tower leans to the south [2]. It was surveyed twice [1].
    ///
    /// ## Sources
    ///
    /// [1] Survey of 1911.
    ///
    /// [2] Guide to the old town.
    /// ```
    /// ```md pass
    /// The tower leans to the south [2]. It was surveyed twice [1, 2].
    ///
    /// ## Sources
    ///
    /// [1] Survey of 1911.
    ///
    /// [2] Guide to the old town.
    /// ```
    ///
    /// ## Fix
    /// The repeated number is removed.
    pub(super) DuplicateCitation { name: "duplicate-citation", group: Markers, severity: Warning, rank: 80,
        summary: "one source is cited twice in one place" }
}

impl Rule for DuplicateCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        for marker in cx.groups() {
            let cites = &c.cites[marker.cites.clone()];
            let mut seen = HashMap::default();
            for (index, cite) in cites.iter().enumerate() {
                let Some(&first) = seen.get(&cite.key) else {
                    seen.insert(cite.key, index);
                    continue;
                };
                if !is_plain(cx, &cites[first], cite) {
                    continue;
                }
                // Of a number and a range that holds it, the number is the one too many.
                let repeated = if in_range(cites, index) { first } else { index };
                let shown = cx.shown_key(cite.key, marker.style);
                out.at(&Self::META, cites[repeated].span, format!("{shown} is cited twice in one place"))
                    .help("see whether another source was meant; if not, remove the second")
                    .key(c.key(cite.key))
                    .fix(removal(cx, marker, cites, repeated, &shown));
            }
        }
    }
}

/// Whether nothing but separators, brackets and numbers stands between two cites and behind the second.
fn is_plain(cx: &Context<'_>, first: &Cite, second: &Cite) -> bool {
    let marker = cx.citations.markers[first.marker].range;
    let range = TextRange::new(first.range.end.min(second.range.end), marker.end);
    !cx.text(range).contains(|c: char| c.is_alphabetic())
}

/// Whether a cite is one of several that a range stands for.
fn in_range(cites: &[Cite], index: usize) -> bool {
    let same = |other: Option<&Cite>| other.is_some_and(|o| o.range == cites[index].range);
    same(cites.get(index + 1)) || index.checked_sub(1).is_some_and(|i| same(cites.get(i)))
}

/// Takes a number out with the separator before it (or behind it, where it is the first).
fn removal(cx: &Context<'_>, marker: &Marker, cites: &[Cite], repeated: usize, shown: &str) -> Option<Fix> {
    if in_range(cites, repeated) {
        return None;
    }
    let cite = cites[repeated].span;
    let span = match repeated.checked_sub(1) {
        Some(before) => Span::new(cites[before].span.end, cite.end),
        None => Span::new(cite.start, cites.get(1)?.span.start),
    };
    let raw = cx.input.text.get(span.bounds())?;
    let bare = raw.chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | ';' | ' '));
    (bare && marker.span.covers(span))
        .then(|| Fix::safe(format!("remove the second {shown}"), vec![Edit { span, text: String::new() }]))
}
