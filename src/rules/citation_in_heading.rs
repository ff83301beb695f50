use super::{Context, Rule, Sink, declare_rule};
use crate::article::{BlockKind, ElementKind};
use crate::cite::{Form, Marker, Style, Target};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A citation in a heading, in the alternative text of an image, or among the words of a link to another page.
    ///
    /// ## Why it matters
    /// Headings are copied into tables of contents, titles and shares, where a number means nothing; in alternative text and inside of
    /// other links nobody can follow it.
    ///
    /// ## What to do
    /// Move it to the sentence that needs it.
    ///
    /// ## Silent on
    /// Sources that are headings themselves (`## [1] …`), numbers in front of a heading.
    ///
    /// ## Examples
    /// ```md fail
    /// ## The flood of 1902 [1]
    ///
    /// The tide rose by a yard [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// ## The flood of 1902
    ///
    /// The tide rose by a yard [1], [2].
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
    pub(super) CitationInHeading { name: "citation-in-heading", group: Markers, severity: Info, rank: 94,
        summary: "a citation stands in a heading, a caption text or the words of a link" }
}

impl Rule for CitationInHeading {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let listed = |m: &&Marker| m.form == Form::Sound && m.inside.is_none() && !m.range.is_empty();
        for marker in cx.citations.markers.iter().filter(listed) {
            let Some(place) = place(cx, marker) else { continue };
            out.at(&Self::META, marker.span, format!("a citation stands in {place}"))
                .help("move it to the sentence that needs it");
        }
    }
}

/// Where a citation stands that does not belong there.
fn place(cx: &Context<'_>, marker: &Marker) -> Option<&'static str> {
    let block = &cx.article.blocks[marker.block];
    match block.kind {
        BlockKind::Heading(_) => (marker.range.start > block.range.start && cites(cx, marker)).then_some("a heading"),
        // Pandoc prints the text of an image as the caption of a figure.
        BlockKind::Alt if marker.style == Style::Citekey => None,
        BlockKind::Alt => cites(cx, marker).then_some("the alternative text of an image"),
        BlockKind::Paragraph if !marker.hidden && marker.style != Style::Linked => {
            (cites(cx, marker) && is_among_words_of_link(cx, marker)).then_some("the words of a link to another page")
        }
        _ => None,
    }
}

/// Whether a list holds what it names.
fn cites(cx: &Context<'_>, marker: &Marker) -> bool {
    let cites = &cx.citations.cites[marker.cites.clone()];
    cites.iter().any(|cite| matches!(cite.target, Target::Entry(_)))
}

/// How many elements before a marker may be open around it.
const NEAR: usize = 6;

fn is_among_words_of_link(cx: &Context<'_>, marker: &Marker) -> bool {
    let elements = &cx.article.elements;
    let last = elements.before(marker.range.start);
    elements[..last].iter().rev().take(NEAR).any(|e| {
        let off = e.kind == ElementKind::Link && e.href.as_ref().is_some_and(|h| h.url.starts_with("http"));
        off && marker.range.end <= e.range.end
    })
}
