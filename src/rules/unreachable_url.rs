use super::web::of_class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::{Meta, Severity};
use crate::outcome::{Class, Verdict};

declare_rule! {
    /// ## What it finds
    /// Addresses of sources that give no usable answer now: the site does not answer, breaks off, has an error of its
    /// own, or its certificate is not good. Only with `--verify`. It is a note at first; an error once three runs, each
    /// at least three days after the one before, have failed; a warning with `--strict`.
    ///
    /// ## Why it matters
    /// It may be over tomorrow. If it is not, the source is gone.
    ///
    /// ## What to do
    /// Run again tomorrow. If it stays so, look for another address or an archived copy.
    ///
    /// ## Silent on
    /// Pages that do not exist, and sites that answer and do not let programs in.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://met.example/bulletin/12"]
    /// reason = "timeout.headers"
    /// attempts = 3
    ///
    /// ["https://met.example/bulletin/11"]
    /// reason = "ok"
    /// status = 200
    /// ```
    /// ```md fail
    /// The wind turned at noon [1].
    ///
    /// ## Sources
    ///
    /// [1] Met Office. “Bulletin twelve.” https://met.example/bulletin/12
    /// ```
    /// ```md pass
    /// The wind turned at noon [1].
    ///
    /// ## Sources
    ///
    /// [1] Met Office. “Bulletin eleven.” https://met.example/bulletin/11
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) UnreachableUrl { name: "unreachable-url", group: Web, severity: Info, rank: Meta::APART,
        summary: "the web address of a source gives no answer now" }
}

/// After so many failures, each at least three days after the one before, it is no bad moment any more.
const STRIKES: u32 = 3;

impl Rule for UnreachableUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, verdict) in of_class(cx, Class::Unreachable) {
            let (severity, when, help) = match verdict.strikes >= STRIKES {
                true => (
                    Severity::Error,
                    format!("in {} runs, each days after the one before", verdict.strikes),
                    "look for another address or an archived copy",
                ),
                false => {
                    let severity = if cx.is_strict { Severity::Warning } else { Severity::Info };
                    (severity, tries(verdict), "it may be temporary: run again tomorrow")
                }
            };
            let message = format!("{} gave no usable answer {when}: {}", asked.name(cx), why(verdict));
            asked.report(cx, out.at(&Self::META, asked.span, message)).severity(severity).help(help);
        }
    }
}

fn tries(verdict: &Verdict) -> String {
    if verdict.attempts == 1 { "in one try".into() } else { format!("in {} tries", verdict.attempts) }
}

fn why(verdict: &Verdict) -> String {
    match verdict.status.filter(|status| *status >= 400) {
        Some(status) => format!("{} ({status})", verdict.reason.words()),
        None => verdict.reason.words().to_owned(),
    }
}
