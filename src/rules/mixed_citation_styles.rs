use std::collections::BTreeMap;

use super::{Context, Rule, Sink, declare_rule};
use crate::article::ElementKind;
use crate::cite::{Form, ListId, Marker, Style, Target};
use crate::finding::{Confidence, Meta};
use crate::input::Span;

declare_rule! {
    /// ## What it finds
    /// One source list that is cited in two forms: `[3]` here and a raised ³ or `【3】` there. One finding for each list, at the rarer
    /// form.
    ///
    /// ## Why it matters
    /// Readers take the two for two lists; and a passage in another form was often pasted from elsewhere.
    ///
    /// ## What to do
    /// Write all citations of the list in one form.
    ///
    /// ## Silent on
    /// Notes beside sources, with lists of their own; linked and unlinked numbers; citations inside of sources.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon [1]. It rose by a yard [1], says the log [2]. It fell by night 【2】.
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The tide turned at noon [1]. It rose by a yard [1], says the log [2]. It fell by night [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) MixedCitationStyles { name: "mixed-citation-styles", group: Markers, severity: Warning, rank: 92,
        summary: "one source list is cited in two forms" }
}

impl Rule for MixedCitationStyles {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let mut used: BTreeMap<ListId, BTreeMap<Dress, Vec<Span>>> = BTreeMap::new();
        let c = cx.citations;
        for marker in c.markers.iter().filter(|m| m.form == Form::Sound && !m.hidden && m.inside.is_none()) {
            let first = c.cites[marker.cites.clone()].first();
            let Some((Target::Entry(entry), dress)) = first.map(|cite| &cite.target).zip(dress(cx, marker)) else {
                continue;
            };
            used.entry(c.entries[*entry].list).or_default().entry(dress).or_default().push(marker.span);
        }
        for (list, dresses) in used {
            let all: usize = dresses.values().map(Vec::len).sum();
            let Some((rare, spans)) = dresses.iter().min_by_key(|(_, spans)| spans.len()) else { continue };
            let Some((usual, _)) = dresses.iter().max_by_key(|(_, spans)| spans.len()).filter(|(d, _)| *d != rare)
            else {
                continue;
            };
            if spans.len() * 2 > all {
                continue;
            }
            let message =
                format!("this citation is {}, while the others of the list are {}", rare.name(), usual.name());
            out.at(&Self::META, spans[0], message)
                .help("write all citations of the list in one form")
                .list(list)
                .confidence(Confidence::High)
                .also(spans[1..].iter().copied());
        }
    }
}

/// What a reader sees of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Dress {
    Brackets,
    Raised,
    Lenticular,
}

impl Dress {
    const fn name(self) -> &'static str {
        match self {
            Self::Brackets => "a number in brackets",
            Self::Raised => "a raised number",
            Self::Lenticular => "a number in 【】",
        }
    }
}

/// The form of a marker, where it says something: brackets inside of raised text are raised.
fn dress(cx: &Context<'_>, marker: &Marker) -> Option<Dress> {
    let elements = cx.article.elements_in(marker.range);
    let raised = elements.iter().any(|e| e.kind == ElementKind::Sup) || is_inside_raised(cx, marker);
    match marker.style {
        // `m²` and `dst[1]` were read as citations because a list has such a number.
        _ if !raised && marker.style != Style::Lenticular && is_glued(cx, marker) => None,
        Style::Superscript => Some(Dress::Raised),
        Style::Bracket | Style::Nested if raised => Some(Dress::Raised),
        Style::Bracket | Style::Nested => Some(Dress::Brackets),
        Style::Lenticular => Some(Dress::Lenticular),
        _ => None,
    }
}

/// Whether a number stands right behind a short word, as an exponent or an index does, or behind another bracket.
fn is_glued(cx: &Context<'_>, marker: &Marker) -> bool {
    let head = &cx.article.text[..marker.range.start as usize];
    let word = head.bytes().rev().take(4).take_while(u8::is_ascii_alphanumeric).count();
    (1..4).contains(&word) || head.ends_with([']', ')', '_'])
}

/// How many elements before a marker may be open around it.
const NEAR: usize = 6;

fn is_inside_raised(cx: &Context<'_>, marker: &Marker) -> bool {
    let elements = &cx.article.elements;
    let last = elements.before(marker.range.start + 1);
    let mut near = elements[..last].iter().rev().take(NEAR);
    near.any(|e| e.kind == ElementKind::Sup && marker.range.end <= e.range.end)
}
