use super::{Context, Rule, Sink, declare_rule};
use crate::article::BlockKind;
use crate::cite::{EntryId, Family, ListId};
use crate::finding::{Edit, Fix, Meta};
use crate::input::Format;
use crate::map::HashSet;

declare_rule! {
    /// ## What it finds
    /// A numbered list of sources whose numbers do not go up. One finding per list.
    ///
    /// ## Why it matters
    /// A reader looks for a number where it is not.
    ///
    /// ## What to do
    /// Put the sources in the order of their numbers.
    ///
    /// ## Silent on
    /// Lists that skip numbers, begin again in each section, go down throughout, or have no numbers.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1]. It is ninety years old [2]. It never paid [3].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times, May.
    ///
    /// [3] Quay Board, accounts.
    ///
    /// [2] Harbour Times, June.
    /// ```
    /// ```md fixed
    /// The ferry line will close [1]. It is ninety years old [2]. It never paid [3].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times, May.
    ///
    /// [2] Harbour Times, June.
    ///
    /// [3] Quay Board, accounts.
    /// ```
    /// ```md pass
    /// The ferry line will close [1]. It is ninety years old [2]. It never paid [3].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times, May.
    ///
    /// [2] Harbour Times, June.
    ///
    /// [3] Quay Board, accounts.
    /// ```
    ///
    /// ## Fix
    /// On request, in Markdown and text: the sources change places.
    pub(super) UnsortedSources { name: "unsorted-sources", group: Sources, severity: Info, rank: Meta::APART,
        summary: "the numbers of a source list do not go up" }
}

impl Rule for UnsortedSources {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (id, _) in cx.citations.lists.iter().enumerate().filter(|(_, l)| l.family == Family::Numbered) {
            let Some(numbers) = numbers(cx, id) else { continue };
            let descents: Vec<EntryId> = numbers.windows(2).filter(|w| w[1].1 < w[0].1).map(|w| w[1].0).collect();
            let restarts = numbers.iter().skip(1).any(|n| n.1 <= 1);
            // Most of a list in wrong order is another order: by name, by date, downwards.
            if descents.is_empty() || restarts || descents.len() * 2 >= numbers.len() {
                continue;
            }
            let message = format!("source {} stands behind a higher number", cx.shown_entry(descents[0]));
            out.at(&Self::META, cx.entry_place(descents[0]), message)
                .help("put the sources in the order of their numbers")
                .list(id)
                .entry(descents[0])
                .also(descents[1..].iter().map(|&e| cx.entry_place(e)))
                .fix(in_order(cx, id, &numbers));
        }
    }
}

/// The entries of a list with their numbers; `None` where one has no number, two have the same, or no reader sees
/// them.
fn numbers(cx: &Context<'_>, list: ListId) -> Option<Vec<(EntryId, u32)>> {
    let entries = cx.citations.lists[list].entries.clone();
    let written =
        |id: EntryId| cx.article.block_at(cx.citations.entries[id].range.start).map(|b| cx.article.blocks[b].kind);
    // Definitions of links are for the writer alone.
    if entries.clone().any(|id| written(id) == Some(BlockKind::Definition)) {
        return None;
    }
    let number = |id: EntryId| Some((id, cx.citations.key(cx.citations.entries[id].key?).parse().ok()?));
    let numbers: Vec<(EntryId, u32)> = entries.map(number).collect::<Option<_>>()?;
    let distinct: HashSet<u32> = numbers.iter().map(|n| n.1).collect();
    (distinct.len() == numbers.len()).then_some(numbers)
}

/// The change that puts the sources in order, each in the place of another.
fn in_order(cx: &Context<'_>, list: ListId, numbers: &[(EntryId, u32)]) -> Option<Fix> {
    let entries = cx.citations.entries_of(list);
    let printed = entries.iter().all(|e| !e.label.is_empty());
    let apart = entries.windows(2).all(|w| w[0].span.end <= w[1].span.start);
    if cx.input.format == Format::Html || !printed || !apart {
        return None;
    }
    let mut sorted = numbers.to_vec();
    sorted.sort_by_key(|n| n.1);
    let edits: Option<Vec<Edit>> = numbers
        .iter()
        .zip(sorted)
        .filter(|(here, there)| here.0 != there.0)
        .map(|(here, there)| {
            let text = cx.input.text.get(cx.citations.entries[there.0].span.bounds())?;
            Some(Edit { span: cx.citations.entries[here.0].span, text: text.trim_end().to_owned() })
        })
        .collect();
    Some(Fix::on_request("put the sources in order", edits?))
}
