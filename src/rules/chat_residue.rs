use super::residue::Family;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::Target;
use crate::finding::{Meta, Severity};
use crate::input::Span;

declare_rule! {
    /// ## What it finds
    /// What chat products leave where a citation should be: private marks, tokens and tags that only their own page turns
    /// into a link.
    ///
    /// ## Why it matters
    /// The product knew a source here and the text has lost it. Readers see a string of code.
    ///
    /// ## What to do
    /// Find the page that the sentence came from, and cite it. Do not just delete the mark: that hides a claim without a
    /// source.
    ///
    /// ## Silent on
    /// Text about such marks, in code or in quotation marks. A mark that occurs nowhere else is worth a word (`info`) in a
    /// whole block of code too.
    ///
    /// ## Examples
    /// ```md fail
    /// The harvest was the largest in a decade citeturn0search4. Prices fell [1].
    ///
    /// ## Sources
    ///
    /// [1] Grain exchange.
    /// ```
    /// ```md pass
    /// Such tools write marks like `citeturn0search4` into their answers [1].
    ///
    /// ## Sources
    ///
    /// [1] Handbook for desk editors.
    /// ```
    ///
    /// ## Fix
    /// Marks that stand for no source (`[cite_start]`, stray private characters) are taken out. On request
    /// `[oai_citation:0‡Site](address)` becomes `[Site](address)`. No mark that stands for a source is ever removed.
    pub(super) ChatResidue { name: "chat-residue", group: Residue, severity: Error, rank: 10,
        summary: "a chat tool's mark stands where a source should" }
}

impl Rule for ChatResidue {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for hit in cx.residue().iter().filter(|h| h.form.family == Family::Chat) {
            if labels_entry(cx, hit.span) {
                continue;
            }
            let shown = words::cut(&hit.shown(cx), 60);
            let (tail, help) = if works(cx, hit.span) {
                ("; readers can follow it, but it is no form of yours", "write it as your other citations")
            } else if hit.form.lost_source() {
                ("; a source stood here", "find the page it came from")
            } else if hit.form.is_rewritten() {
                ("; the link in it is real", "keep the link and take out the mark")
            } else {
                ("", "take it out")
            };
            let message = format!("“{shown}” is left over from a chat tool{tail}");
            let draft = hit.report(cx, out, &Self::META, message).help(help);
            if works(cx, hit.span) {
                // Nothing is broken: only the shape is odd.
                draft.severity(Severity::Info);
            }
        }
    }
}

/// Whether a mark is the label of a source: its cites are reported, not the source itself.
fn labels_entry(cx: &Context<'_>, span: Span) -> bool {
    let entries = &cx.citations.entries;
    let next = entries.partition_point(|e| e.span.start < span.start);
    entries.get(next).is_some_and(|e| e.span.start == span.start)
}

/// Whether a mark is a citation all the same: a list answers it.
fn works(cx: &Context<'_>, span: Span) -> bool {
    let c = cx.citations;
    let next = c.markers.partition_point(|m| m.span.start < span.end);
    let marker = next.checked_sub(1).filter(|&m| c.markers[m].span.end > span.start && !c.markers[m].hidden);
    marker.is_some_and(|m| !c.cites_of(m).is_empty() && c.cites_of(m).iter().all(|cite| cite.target != Target::Missing))
}
