use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A comment for wellcited that names a rule, a group of rules or an order that does not exist.
    ///
    /// ## Why it matters
    /// The comment silences nothing: what it was written for is reported, or comes back unnoticed.
    ///
    /// ## What to do
    /// Correct the name; `wellcited rules` lists all of them. A reason stands behind a colon.
    ///
    /// ## Silent on
    /// Comments that only mention the tool, and examples in code.
    ///
    /// ## Examples
    /// ```md fail
    /// <!-- wellcited-ignore unused-sources: kept for the next edition -->
    /// The ferry ran twice a day [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour log.
    /// ```
    /// ```md pass
    /// <!-- wellcited is run on this page before it goes out -->
    /// The ferry ran twice a day [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) UnknownRule { name: "unknown-rule", group: Directives, severity: Error, rank: Meta::APART,
        summary: "a comment for wellcited names a rule that does not exist" }
}

impl Rule for UnknownRule {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for unknown in &cx.directives().unknown {
            out.at(&Self::META, unknown.span, unknown.message.as_str()).help("wellcited rules lists all of them");
        }
    }
}
