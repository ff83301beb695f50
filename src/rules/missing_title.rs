use super::sources::incomplete;
use super::sources::titles::quoted;
use super::{Context, Rule, Sink, declare_rule};
use crate::article::ElementKind;
use crate::cite::Entry;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Sources without a title: nothing in quotation marks or italics, no link with words, no sentence of three
    /// words. One finding per list.
    ///
    /// ## Why it matters
    /// A house that wants every source complete wants to know.
    ///
    /// ## What to do
    /// Add a title.
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
    /// [1] Harbour Times, 2024.
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
    pub(super) MissingTitle { name: "missing-title", group: Sources, severity: Warning off, rank: Meta::APART,
        summary: "sources have no title", options: [incomplete::LISTS] }
}

impl Rule for MissingTitle {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        incomplete::report(cx, out, &Self::META, "a title", has_title);
    }
}

/// Whether a source names a work: marked as a title, linked, or in a sentence of its own.
fn has_title(cx: &Context<'_>, entry: &Entry) -> bool {
    let text = cx.text(entry.body);
    let marked = cx.article.elements_in(entry.body).iter().any(|e| {
        let kind = matches!(e.kind, ElementKind::Emphasis | ElementKind::Cite | ElementKind::Link);
        kind && is_title(cx.text(e.range))
    });
    marked || !quoted(text).is_empty() || text.split(". ").any(is_title)
}

/// Whether words can be a title: at least three, and no address.
fn is_title(words: &str) -> bool {
    words
        .split_whitespace()
        .filter(|w| !w.contains("://") && w.chars().filter(|c| c.is_alphabetic()).count() > 1)
        .nth(2)
        .is_some()
}
