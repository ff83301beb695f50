use super::numbers::Keysets;
use super::{Context, Rule, Sink, declare_rule};
use crate::article::ContainerKind;
use crate::cite::{EntryId, Family, KeyId, ListId, Scope, Target};
use crate::finding::{Confidence, Meta};
use crate::map::HashSet;

declare_rule! {
    /// ## What it finds
    /// Two source lists that use the same numbers, with no citing text between them; or two lists under one and the same
    /// heading that do.
    ///
    /// ## Why it matters
    /// A reader cannot tell which [2] is meant.
    ///
    /// ## What to do
    /// Number through; or start again by section on purpose, and head each list accordingly.
    ///
    /// ## Silent on
    /// Notes that begin anew in each chapter.
    ///
    /// ## Examples
    /// ```md fail
    /// The spire was struck in June [1]. The bells fell [2].
    ///
    /// ## References
    ///
    /// [1] Fire report.
    ///
    /// [2] Bell founder's letter.
    ///
    /// ## Sources
    ///
    /// [1] Weather log.
    ///
    /// [2] Parish paper.
    /// ```
    /// ```md pass
    /// The spire was struck in June [1]. The bells fell [2].
    ///
    /// ## References
    ///
    /// [1] Fire report.
    ///
    /// [2] Bell founder's letter.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) SplitSourceList { name: "split-source-list", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "two lists use the same numbers" }
}

impl Rule for SplitSourceList {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let keysets = Keysets::new(cx);
        for family in [Family::Numbered, Family::Keyed] {
            let sources = |l: &ListId| {
                let list = &c.lists[*l];
                list.family == family && !matches!(list.scope, Scope::Notes | Scope::External) && !list.further_reading
            };
            let lists: Vec<ListId> = (0..c.lists.len()).filter(sources).collect();
            let twins = |a, b| lists.len() == 2 && same_heading(cx, a, b);
            let splits = |pair: &[ListId]| {
                let (a, b) = (pair[0], pair[1]);
                let clash = keysets.number_anew(a, b)
                    && !name_between(cx, a, b)
                    && (twins(a, b) || are_close(cx, a, b) && !text_between_cites(cx, a, b));
                clash.then(|| Some((a, b, shared_and_cited(cx, a, b)?))).flatten()
            };
            let found: Vec<(ListId, ListId, EntryId)> = lists.windows(2).filter_map(splits).collect();
            if let Some(&(first, second, entry)) = found.first() {
                let shown = cx.shown_entry(entry);
                let message = format!("two lists use the same numbers: a reader cannot tell which {shown} is meant");
                out.at(&SplitSourceList::META, cx.list_place(second), message)
                    .help("number through, or start again by section on purpose")
                    .confidence(Confidence::High)
                    .list(second)
                    .also(found[1..].iter().map(|f| cx.list_place(f.1)))
                    .label(cx.list_place(first), "the first list");
            }
        }
    }
}

/// The first source of the second list whose number the first has too; `None` where nothing cites either of them, since
/// then nobody will ask which is meant.
fn shared_and_cited(cx: &Context<'_>, first: ListId, second: ListId) -> Option<EntryId> {
    let c = cx.citations;
    let keys: HashSet<KeyId> = c.entries_of(first).iter().filter_map(|e| e.key).collect();
    // A click on a link tells which is meant; a list that only links cite is known by them.
    let cites = |l: ListId| c.lists[l].entries.clone().flat_map(|e| &c.cited_by[e]).map(|&cite| &c.cites[cite]);
    let cited = |l: ListId| cites(l).any(|cite| cite.link.is_none());
    let led_to = |l: ListId| {
        let mut sure = cites(l).filter(|cite| matches!(cite.target, Target::Entry(_))).peekable();
        sure.peek().is_some() && sure.all(|cite| cite.link.is_some())
    };
    if led_to(first) || led_to(second) {
        return None;
    }
    let mut entries = c.lists[second].entries.clone();
    let shared = entries.find(|&e| c.entries[e].key.is_some_and(|k| keys.contains(&k)));
    shared.filter(|_| cited(first) || cited(second))
}

/// Whether hardly any text stands between two lists: else the second belongs to a part of the article that cites nothing.
fn are_close(cx: &Context<'_>, first: ListId, second: ListId) -> bool {
    const SHORT: u32 = 600;
    cx.citations.lists[second].range.start.saturating_sub(cx.citations.lists[first].range.end) < SHORT
}

/// Whether a term stands between two lists: the manual of a library documents each name by itself.
fn name_between(cx: &Context<'_>, first: ListId, second: ListId) -> bool {
    let (from, to) = (cx.citations.lists[first].range.end, cx.citations.lists[second].range.start);
    let next = cx.article.containers.partition_point(|c| c.range.start < from);
    let mut between = cx.article.containers[next..].iter().take_while(|c| c.range.start < to);
    between.any(|c| c.kind == ContainerKind::Term && c.range.end < to)
}

/// Whether both lists have one heading, and it does not say that each serves its part.
fn same_heading(cx: &Context<'_>, first: ListId, second: ListId) -> bool {
    let heading = |l: ListId| cx.citations.lists[l].heading.as_ref().map(|h| h.trim().to_lowercase());
    let of_part = |h: &String| h.contains("section") || h.contains("chapter");
    heading(first).filter(|h| !of_part(h)).is_some_and(|first| Some(first) == heading(second))
}

/// Whether text between two lists cites: then the second serves that text.
fn text_between_cites(cx: &Context<'_>, first: ListId, second: ListId) -> bool {
    let c = cx.citations;
    let (from, to) = (c.lists[first].range.end, c.lists[second].range.start);
    let next = c.markers.partition_point(|m| m.range.start < from);
    c.markers[next..].iter().take_while(|m| m.range.start < to).any(|m| m.inside.is_none() && !m.hidden)
}
