use super::numbers::Keysets;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{EntryId, Family, KeyId, ListId, Scope};
use crate::finding::Meta;
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// Two sources with the same number, in one list or in two that are numbered through, or a note that is defined twice.
    ///
    /// ## Why it matters
    /// A reader cannot tell which of them a citation means.
    ///
    /// ## What to do
    /// Renumber one of them; then look at each citation of that number and decide which it means.
    ///
    /// ## Silent on
    /// Lists that number anew (see `split-source-list`).
    ///
    /// ## Examples
    /// ```md fail
    /// The archive moved twice [1]. Half of it was lost [2].
    ///
    /// ## Sources
    ///
    /// [1] Archive bulletin.
    ///
    /// [2] Loss report.
    ///
    /// [2] Moving invoice.
    /// ```
    /// ```md pass
    /// The archive moved twice [1]. Half of it was lost [2], at some cost [3].
    ///
    /// ## Sources
    ///
    /// [1] Archive bulletin.
    ///
    /// [2] Loss report.
    ///
    /// [3] Moving invoice.
    /// ```
    ///
    /// ## Fix
    /// None: which source a citation means is for the author to say.
    pub(super) DuplicateNumber { name: "duplicate-number", group: Linking, severity: Error, rank: Meta::APART,
        summary: "two sources carry one number" }
}

impl Rule for DuplicateNumber {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let keysets = Keysets::new(cx);
        let mut by_key: HashMap<(KeyId, Space), Vec<EntryId>> = HashMap::default();
        for (id, entry) in c.entries.iter().enumerate() {
            if let Some(key) = entry.key {
                by_key.entry((key, space(cx, entry.list))).or_default().push(id);
            }
        }
        for (id, entry) in c.entries.iter().enumerate() {
            let Some(key) = entry.key else { continue };
            let all = by_key.get(&(key, space(cx, entry.list))).map_or(&[][..], Vec::as_slice);
            if all.len() > 1 && all[0] == id {
                // A list that numbers anew is one fact of its own.
                let clashes = |e: &EntryId| {
                    c.entries[*e].list == entry.list || !keysets.number_anew(entry.list, c.entries[*e].list)
                };
                let all: Vec<EntryId> = all.iter().copied().filter(clashes).collect();
                if all.len() > 1 {
                    report(cx, out, &all);
                }
            }
        }
    }
}

/// Lists whose keys must differ: those that serve the whole article together, a local list by itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Space {
    Article(Family),
    List(ListId),
}

fn space(cx: &Context<'_>, list: ListId) -> Space {
    let data = &cx.citations.lists[list];
    if data.scope == Scope::Article && !data.further_reading { Space::Article(data.family) } else { Space::List(list) }
}

fn report(cx: &Context<'_>, out: &mut Sink, all: &[EntryId]) {
    let c = cx.citations;
    let first = &c.entries[all[0]];
    let noun = cx.noun(first.list);
    let count = if all.len() == 2 { "two".to_owned() } else { all.len().to_string() };
    let mut message = format!("{count} {noun}s carry the number {}", cx.shown_entry(all[0]));
    let cites = all.iter().map(|&e| c.cited_by[e].len()).max().unwrap_or(0);
    if cites > 0 {
        message.push_str(&format!(", which is cited {}", words::times(cites)));
    }
    out.at(&DuplicateNumber::META, cx.entry_place(all[0]), message)
        .help("renumber one of them, then see which of them each citation means")
        .key(first.key.map(|k| c.key(k)).unwrap_or_default())
        .list(first.list)
        .entry(all[0])
        .also(all[1..].iter().map(|&e| cx.entry_place(e)));
}
