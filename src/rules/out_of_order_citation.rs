use super::{Context, Rule, Sink, declare_rule, renumber};
use crate::cite::{EntryId, Family, ListId, Target};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// Numbers whose first uses do not ascend: [1], [3], and only then [2]. One finding for each list.
    ///
    /// ## Why it matters
    /// Some houses number sources in the order of their first use; then a number out of order means that something was
    /// moved or inserted.
    ///
    /// ## What to do
    /// Renumber, if that is the rule of your house.
    ///
    /// ## Silent on
    /// Lists in alphabetical order, notes of Markdown (they are numbered when the page is made).
    ///
    /// ## Examples
    /// ```md fail
    /// The canal froze [2]. The mills stood still [1].
    ///
    /// ## Sources
    ///
    /// [1] Miller's diary.
    ///
    /// [2] Almanac of the year.
    /// ```
    /// ```md fixed
    /// The canal froze [1]. The mills stood still [2].
    ///
    /// ## Sources
    ///
    /// [1] Almanac of the year.
    ///
    /// [2] Miller's diary.
    /// ```
    /// ```md pass
    /// The canal froze [1]. The mills stood still [2].
    ///
    /// ## Sources
    ///
    /// [1] Miller's diary.
    ///
    /// [2] Almanac of the year.
    /// ```
    ///
    /// ## Fix
    /// On request: sources and numbers are put in the order of first use, links with them. Held back while the article
    /// has lost citations or sources, or where a number is not certain.
    pub(super) OutOfOrderCitation { name: "out-of-order-citation", group: Markers, severity: Info off, rank: 90,
        summary: "sources are not numbered in the order of their first use" }
}

impl Rule for OutOfOrderCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let numbered = |l: &ListId| c.lists[*l].family == Family::Numbered && !is_alphabetical(cx, *l);
        for list in (0..c.lists.len()).filter(numbered) {
            let mut highest = 0;
            let mut seen = vec![false; c.lists[list].entries.len()];
            for cite in &c.cites {
                let (Target::Entry(entry), Some(number)) = (&cite.target, c.keys.number(cite.key)) else { continue };
                let marker = &c.markers[cite.marker];
                let other = c.entries[*entry].list != list || marker.hidden || marker.inside.is_some();
                if other || std::mem::replace(&mut seen[position(cx, *entry)], true) {
                    continue;
                }
                if number < highest {
                    let shown = cx.shown_key(cite.key, marker.style);
                    out.at(&Self::META, cite.span, format!("{shown} is first used after [{highest}]"))
                        .help("renumber, if sources are to be numbered in the order of their use")
                        .key(c.key(cite.key))
                        .list(list)
                        .fix(renumber::by_first_use(cx, list));
                    break;
                }
                highest = number;
            }
        }
    }
}

fn position(cx: &Context<'_>, entry: EntryId) -> usize {
    let c = cx.citations;
    entry - c.lists[c.entries[entry].list].entries.start
}

/// Whether the sources stand in alphabetical order, which then gives them their numbers.
fn is_alphabetical(cx: &Context<'_>, list: ListId) -> bool {
    let c = cx.citations;
    let opens: Vec<String> = c
        .entries_of(list)
        .iter()
        .map(|e| cx.text(e.body).chars().filter(|ch| ch.is_alphabetic()).take(4).flat_map(char::to_lowercase).collect())
        .collect();
    opens.len() > 3 && opens.is_sorted()
}
