use super::addresses::{Address, Class};
use super::sources::titles::quoted;
use super::{Context, Rule, Sink, declare_rule};
use crate::cite::EntryId;
use crate::finding::{Confidence, Meta};

declare_rule! {
    /// ## What it finds
    /// One source that holds two works: two titles in quotation marks, each with an address on a site of its own.
    ///
    /// ## Why it matters
    /// Nobody can tell which of the two supports the claim.
    ///
    /// ## What to do
    /// Split it, and say in the text which of them is meant.
    ///
    /// ## Silent on
    /// Notes, second addresses of one work (archived copies, identifiers), and works that are named inside another.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry; Quay News. “Bridge to open.” https://quaynews.example/bridge
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry, archived at https://web.archive.org/web/2024/https://harbourtimes.example/ferry
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) MergedSources { name: "merged-sources", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "a source seems to hold two works" }
}

impl Rule for MergedSources {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let stated = cx.addresses().chunk_by(|a, b| a.holder == b.holder);
        for own in stated {
            let Some(id) = own[0].entry().filter(|&id| holds_two(cx, id, own)) else { continue };
            let entry = &cx.citations.entries[id];
            let Some(key) = entry.key else { continue };
            let message = format!("source {} seems to hold two works", cx.shown_entry(id));
            out.at(&Self::META, cx.article.span(entry.body), message)
                .help("split it, and say in the text which of them is meant")
                .key(cx.citations.key(key))
                .list(entry.list)
                .entry(id)
                .confidence(Confidence::Likely);
        }
    }
}

/// Sites that have copies of works and numbers for them.
const COPIES: &[&str] = &[
    "archive.org",
    "archive.today",
    "archive.is",
    "archive.ph",
    "doi.org",
    "arxiv.org",
    "nih.gov",
    "jstor.org",
    "semanticscholar.org",
    "github.com",
    "youtube.com",
];

/// Whether a source has a title, its address, another title and an address on another site, in this order.
fn holds_two(cx: &Context<'_>, id: EntryId, own: &[Address<'_>]) -> bool {
    let entry = &cx.citations.entries[id];
    if own.len() < 2 || cx.noun(entry.list) != "source" {
        return false;
    }
    let titles: Vec<u32> = quoted(cx.text(entry.body)).into_iter().map(|r| entry.body.start + r.start as u32).collect();
    let sites: Vec<(&str, u32)> = own
        .iter()
        .filter(|a| a.shown.end > entry.body.start && !matches!(a.class, Class::Malformed(..)))
        .filter_map(|a| a.host().map(|host| (host, a.shown.end)))
        .filter(|(host, _)| !COPIES.iter().any(|c| host.ends_with(c)))
        .collect();
    let Some((&(first, at), rest)) = sites.split_first() else { return false };
    let first_title = titles.first().is_some_and(|&t| t < at);
    let other = rest.iter().find(|(host, _)| !host.ends_with(first) && !first.ends_with(host));
    first_title && other.is_some_and(|&(_, end)| titles.iter().any(|&t| t > at && t < end))
}
