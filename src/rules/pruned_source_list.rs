use super::numbers::sequences;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::{Confidence, Meta};

declare_rule! {
    /// ## What it finds
    /// A numbered source list in which several numbers are left out, in an article where citations, sources or both hang
    /// loose. It is reported once, above the findings that it probably explains.
    ///
    /// ## Why it matters
    /// Somebody, or some tool, took sources out. What is left still shows which.
    ///
    /// ## What to do
    /// 1. Ask the author for the full list first.
    /// 2. Until then do not renumber, close the gaps or delete sources: they show what was lost.
    ///
    /// ## Silent on
    /// Fewer than three numbers left out, and lists whose citations all join (see `numbering-gap`).
    ///
    /// ## Examples
    /// ```md fail
    /// The mill burned in March [1]. Two of its owners had sold by then [4].
    ///
    /// ## Sources
    ///
    /// [1] Fire brigade log, March.
    ///
    /// [3] Deed of sale.
    ///
    /// [6] Insurance papers.
    /// ```
    /// ```md pass
    /// The mill burned in March [1]. Two of its owners had sold by then [3], and were insured [6].
    ///
    /// ## Sources
    ///
    /// [1] Fire brigade log, March.
    ///
    /// [3] Deed of sale.
    ///
    /// [6] Insurance papers.
    /// ```
    ///
    /// ## Fix
    /// None: what is missing is not in the file.
    pub(super) PrunedSourceList { name: "pruned-source-list", group: Linking, severity: Warning, rank: Meta::APART,
        summary: "the source list is incomplete" }
}

impl Rule for PrunedSourceList {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for numbers in sequences(cx).iter().filter(|s| s.is_pruned(cx)) {
            let list = numbers.lists[0];
            let message = format!(
                "{} of the numbers {}–{} are not in the source list: {}",
                numbers.gaps,
                numbers.first,
                numbers.last,
                numbers.left_out()
            );
            out.at(&Self::META, cx.list_place(list), message)
                .help(
                    "Ask the author for the full list first. Until then do not renumber, close the gaps or delete \
                     sources: they show what was lost.",
                )
                .confidence(Confidence::High)
                .list(list);
        }
    }
}
