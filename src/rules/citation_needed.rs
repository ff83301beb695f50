use super::residue::Family;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// `[citation needed]` and its like in ten languages, `[failed verification]`, and a bare `TK` (“to come”).
    ///
    /// ## Why it matters
    /// Somebody has asked for a source here and none was given.
    ///
    /// ## What to do
    /// Give the source, or take the claim out.
    ///
    /// ## Silent on
    /// Text about the tag, in code or in quotation marks; TK as a name.
    ///
    /// ## Examples
    /// ```md fail
    /// The quarry was worked by monks [citation needed]. It closed in 1804 [1].
    ///
    /// ## Sources
    ///
    /// [1] Quarry book.
    /// ```
    /// ```md pass
    /// Readers may add “[citation needed]” to a claim. The quarry closed in 1804 [1].
    ///
    /// ## Sources
    ///
    /// [1] Quarry book.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) CitationNeeded { name: "citation-needed", group: Markers, severity: Warning, rank: 13,
        summary: "somebody has asked for a source here" }
}

impl Rule for CitationNeeded {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for hit in cx.residue().iter().filter(|h| h.form.family == Family::Needed) {
            let shown = cx.text(hit.range);
            hit.report(cx, out, &Self::META, format!("“{shown}”: somebody has asked for a source here"))
                .help("give the source, or take the claim out");
        }
    }
}
