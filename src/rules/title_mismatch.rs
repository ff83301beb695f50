use super::web::{Said, said_of};
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::{Confidence, Meta};
use crate::outcome::{Class, LEAST_SCORE, Reason, Verdict};

declare_rule! {
    /// ## What it finds
    /// Sources whose page has quite another title than the list gives them. Words are compared without case, and without
    /// the name of the site; the score is the share of words that agree. Only with `--verify`.
    ///
    /// ## Why it matters
    /// The address is wrong, the page was replaced, or the source was never read.
    ///
    /// ## What to do
    /// Open the page and see whether it is the source.
    ///
    /// ## Silent on
    /// Sources without a title in quotation marks or as words of a link, pages that are called by the name of their site
    /// only, and pages that programs cannot read.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://dailyshore.example/tides"]
    /// reason = "title_mismatch"
    /// status = 200
    /// titles = ["Recipes for autumn"]
    ///
    /// ["https://dailyshore.example/change"]
    /// reason = "ok"
    /// status = 200
    /// titles = ["Tides of change | Daily Shore"]
    /// ```
    /// ```md fail
    /// The tide turned [1].
    ///
    /// ## Sources
    ///
    /// [1] Daily Shore. “Tides of change.” https://dailyshore.example/tides
    /// ```
    /// ```md pass
    /// The tide turned [1].
    ///
    /// ## Sources
    ///
    /// [1] Daily Shore. “Tides of change.” https://dailyshore.example/change
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) TitleMismatch { name: "title-mismatch", group: Web, severity: Warning, rank: Meta::APART,
        summary: "the page of a source has another title than the list gives it" }
}

/// How much of a title a message shows.
const SHOWN: usize = 80;

impl Rule for TitleMismatch {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, Said { verdict, title_score }) in said_of(cx).filter(|(_, said)| opens(said.verdict)) {
            let Some(score) = title_score.filter(|&score| score < LEAST_SCORE) else { continue };
            let (Some(stated), Some(page)) = (asked.titles.first(), verdict.title()) else { continue };
            let (stated, page) = (words::cut(stated, SHOWN), words::cut(page, SHOWN));
            let message = format!(
                "the list says “{stated}”, the page is titled “{page}” (score {:.2})",
                f64::from(score) / 100.0
            );
            asked
                .report(cx, out.at(&Self::META, asked.span, message))
                .confidence(Confidence::High)
                .help("wrong address, or the page was replaced: open it");
        }
    }
}

fn opens(verdict: &Verdict) -> bool {
    matches!(verdict.class(), Class::Ok | Class::Moved) || verdict.reason == Reason::TitleMismatch
}
