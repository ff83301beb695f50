use super::sources::incomplete;
use super::{Context, Rule, Sink, declare_rule};
use crate::cite::Entry;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Sources that say no year. One finding per list.
    ///
    /// ## Why it matters
    /// A house that wants every source complete wants to know.
    ///
    /// ## What to do
    /// Add a date.
    ///
    /// ## Silent on
    /// Notes, lists for further reading, sources without text, and lists under other headings than those that the settings
    /// name.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.”
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” 3 May 2024.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) MissingDate { name: "missing-date", group: Sources, severity: Warning off, rank: Meta::APART,
        summary: "sources have no date", options: [incomplete::LISTS] }
}

impl Rule for MissingDate {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        incomplete::report(cx, out, &Self::META, "a date", has_date);
    }
}

/// Whether a source names a year (or says that it has none), outside of addresses.
fn has_date(cx: &Context<'_>, entry: &Entry) -> bool {
    let text = cx.text(entry.body);
    let says_so = ["n.d.", "no date", "o. J.", "s.d.", "forthcoming", "in press"].iter().any(|w| text.contains(w));
    says_so || text.split_whitespace().filter(|w| !w.contains("://")).any(has_year)
}

/// Whether a word holds a year: `(2024)`, `2023–24`.
fn has_year(word: &str) -> bool {
    word.split(|c: char| !c.is_ascii_digit())
        .any(|d| d.len() == 4 && matches!(&d[..2], "15" | "16" | "17" | "18" | "19" | "20"))
}
