use super::residue::Family;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Blanks that a draft or a template left to be filled in: `[INTERNAL_LINK:x]`, `INSERT_SOURCE_URL`,
    /// `[insert citation]`, `(source?)`, `TODO: cite`, `TKTK`, `(Author, Year)`, `2025-XX-XX`.
    ///
    /// ## Why it matters
    /// What should stand here was never looked up.
    ///
    /// ## What to do
    /// Fill it in, or take out the sentence that needs it.
    ///
    /// ## Silent on
    /// Code, the text of links, and text about such blanks in quotation marks.
    ///
    /// ## Examples
    /// ```md fail
    /// The reef was charted in 1840 [insert citation]. It is a reserve today [1].
    ///
    /// ## Sources
    ///
    /// [1] Reserve order.
    /// ```
    /// ```md pass
    /// The reef was charted in 1840 ([source](https://charts.example/reef)). It is a reserve today [1].
    ///
    /// ## Sources
    ///
    /// [1] Reserve order.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) Placeholder { name: "placeholder", group: Residue, severity: Error, rank: 12,
        summary: "a placeholder was never filled in" }
}

impl Rule for Placeholder {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for hit in cx.residue().iter().filter(|h| h.form.family == Family::Placeholder) {
            let shown = words::cut(&hit.shown(cx), 60);
            hit.report(cx, out, &Self::META, format!("“{shown}” was never filled in"))
                .help("fill it in, or take out the sentence that needs it");
        }
    }
}
