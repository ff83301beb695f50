use super::sources::incomplete;
use super::{Context, Rule, Sink, declare_rule};
use crate::article::ElementKind;
use crate::cite::Entry;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Sources that name nobody before their title: they begin with the title or with an address. One finding per
    /// list.
    ///
    /// ## Why it matters
    /// A house that wants every source complete wants to know.
    ///
    /// ## What to do
    /// Add an author.
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
    /// [1] “Ferry line to close.” 3 May 2024.
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
    pub(super) MissingAuthor { name: "missing-author", group: Sources, severity: Warning off, rank: Meta::APART,
        summary: "sources have no author", options: [incomplete::LISTS] }
}

impl Rule for MissingAuthor {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        incomplete::report(cx, out, &Self::META, "an author", has_author);
    }
}

/// Whether a source begins with somebody’s name, not with a title, a link or an address.
fn has_author(cx: &Context<'_>, entry: &Entry) -> bool {
    let text = cx.text(entry.body);
    let title =
        ["“", "\"", "„", "«", "「", "『", "http://", "https://", "www."].iter().any(|mark| text.starts_with(mark));
    let linked = cx.article.elements_in(entry.body).first().is_some_and(|e| {
        matches!(e.kind, ElementKind::Link | ElementKind::Emphasis)
            && e.range.start == entry.body.start
            && !e.range.is_empty()
    });
    !title && !linked && text.contains(char::is_alphabetic)
}
