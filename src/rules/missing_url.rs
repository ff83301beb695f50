use super::sources::incomplete;
use super::{Context, Rule, Sink, declare_rule};
use crate::cite::Entry;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Sources without a web address or an identifier that leads to one (DOI, arXiv number, PMID). One finding per
    /// list.
    ///
    /// ## Why it matters
    /// A house that wants every source complete wants to know.
    ///
    /// ## What to do
    /// Add an address.
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
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) MissingUrl { name: "missing-url", group: Sources, severity: Warning off, rank: Meta::APART,
        summary: "sources have no url", options: [incomplete::LISTS] }
}

impl Rule for MissingUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        incomplete::report(cx, out, &Self::META, "an address", has_url);
    }
}

/// Whether a source says where a reader finds it.
fn has_url(_: &Context<'_>, entry: &Entry) -> bool {
    let leads = |kind: &str| matches!(kind, "doi" | "arxiv" | "pmid" | "pmcid");
    !entry.urls.is_empty() || entry.identifiers.iter().any(|i| leads(i.kind))
}
