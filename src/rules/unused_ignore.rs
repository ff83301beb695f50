use super::{Context, Rule, Sink, declare_rule};
use crate::finding::{Finding, Meta};
use crate::input::Span;

declare_rule! {
    /// ## What it finds
    /// A comment that silences a rule where that rule has nothing to say.
    ///
    /// ## Why it matters
    /// What it was written for is mended or has moved. Left alone it will hide the next finding in its place.
    ///
    /// ## What to do
    /// Delete the comment, or the name in it. If it should silence something, see whether it stands in front of the
    /// right paragraph.
    ///
    /// ## Silent on
    /// Names of rules that do not run here.
    ///
    /// ## Examples
    /// ```md fail
    /// <!-- wellcited-ignore missing-source: the log is not public -->
    /// The ferry ran twice a day [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour log.
    /// ```
    /// ```md pass
    /// <!-- wellcited-ignore missing-source: the log is not public -->
    /// The ferry ran twice a day [1], and never at night [2].
    ///
    /// ## Sources
    ///
    /// [1] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) UnusedIgnore { name: "unused-ignore", group: Directives, severity: Warning, rank: Meta::APART,
        summary: "a comment for wellcited silences nothing" }
}

impl Rule for UnusedIgnore {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    /// Nothing: what a comment silences is known only when all findings are settled; then [`report`] is called.
    fn check(&self, _: &Context<'_>, _: &mut Sink) {}
}

/// Reports names in directives that silence nothing.
pub(super) fn report(cx: &Context<'_>, idle: &[Span]) -> Vec<Finding> {
    let mut out = Sink::default();
    for &span in idle {
        let text = &cx.input.text[span.bounds()];
        let message = match text.starts_with("wellcited-") {
            true => "nothing is reported here that this comment could silence".into(),
            false => format!("“{text}” is not reported here: the comment silences nothing"),
        };
        out.at(&UnusedIgnore::META, span, message).help("delete it; or see whether it stands in the right place");
    }
    out.into_findings()
}
