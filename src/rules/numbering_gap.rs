use super::numbers::sequences;
use super::{Context, Rule, Sink, declare_rule, renumber};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A numbered source list that leaves numbers out, where every citation still has its source.
    ///
    /// ## Why it matters
    /// A source may have been deleted together with its citations; or the list was edited by hand.
    ///
    /// ## What to do
    /// See in an earlier version what had the number. If nothing was lost, renumber.
    ///
    /// ## Silent on
    /// Excerpts that begin at a higher number, notes of Markdown, and lists that `pruned-source-list` reports.
    ///
    /// ## Examples
    /// ```md fail
    /// The bridge has nine arches [1] and one toll house [3].
    ///
    /// ## Sources
    ///
    /// [1] County survey.
    ///
    /// [3] Toll ledger.
    /// ```
    /// ```md fixed
    /// The bridge has nine arches [1] and one toll house [2].
    ///
    /// ## Sources
    ///
    /// [1] County survey.
    ///
    /// [2] Toll ledger.
    /// ```
    /// ```md pass
    /// The bridge has nine arches [1] and one toll house [2].
    ///
    /// ## Sources
    ///
    /// [1] County survey.
    ///
    /// [2] Toll ledger.
    /// ```
    ///
    /// ## Fix
    /// On request: the numbers that follow a gap move up, in the list and wherever they are cited, ids and links with
    /// them. Held back while the article has lost citations or sources, or where a number is not certain.
    pub(super) NumberingGap { name: "numbering-gap", group: Sources, severity: Info, rank: Meta::APART,
        summary: "the source list leaves numbers out" }
}

impl Rule for NumberingGap {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for numbers in sequences(cx).iter().filter(|s| s.gaps > 0 && !s.is_pruned(cx)) {
            let list = numbers.lists[0];
            let plural = if numbers.gaps == 1 { "" } else { "s" };
            let message = format!("the source list leaves out the number{plural} {}", numbers.left_out());
            out.at(&Self::META, cx.list_place(list), message)
                .help("see in an earlier version what stood there")
                .list(list)
                .fix(renumber::close_gaps(cx, list, numbers.first));
        }
    }
}
