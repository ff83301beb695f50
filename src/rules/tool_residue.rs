use super::residue::Family;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// What reference managers, word processors, LaTeX, pandoc, wikis and makers of sites leave where they could not
    /// resolve a citation: `Error! Reference source not found.`, `{Hale, 2010 #123}`, `[?]`, `(**key?**)`, `\cite{key}`,
    /// `{{cite web|…}}`, `<ref>`.
    ///
    /// ## Why it matters
    /// Readers see the workings of a tool instead of a source.
    ///
    /// ## What to do
    /// Go back to the document that the tool read, mend the citation there and make the text anew. Do not just delete the
    /// mark: that hides a claim without a source.
    ///
    /// ## Silent on
    /// Code, text about such marks in quotation marks, and forms that are sound where they stand: `\cite{key}` in an
    /// article with a bibliography, `[@key]` in Markdown, `<ref>` in the text of a wiki.
    ///
    /// ## Examples
    /// ```md fail
    /// The weir broke in 1912 {Hale, 1998 #12}. It was rebuilt in stone [1].
    ///
    /// ## Sources
    ///
    /// [1] River board.
    /// ```
    /// ```md pass
    /// The weir broke in 1912. EndNote writes `{Hale, 1998 #12}` for a citation until it is formatted [1].
    ///
    /// ## Sources
    ///
    /// [1] River board.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) ToolResidue { name: "tool-residue", group: Residue, severity: Error, rank: 14,
        summary: "a tool could not resolve a citation and left its own mark" }
}

impl Rule for ToolResidue {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for hit in cx.residue().iter().filter(|h| h.form.family == Family::Tool) {
            let (shown, origin) = (words::cut(&hit.shown(cx), 60), hit.form.origin());
            let (tail, help) = if hit.form.lost_source() {
                ("; a source belongs here", "mend the citation where the text was made, and make it anew")
            } else {
                ("", "write out what it stands for, or take it out")
            };
            hit.report(cx, out, &Self::META, format!("“{shown}” is left over from {origin}{tail}")).help(help);
        }
    }
}
