use super::{Context, Rule, Sink, declare_rule};
use crate::cite::{EntryId, Target};
use crate::finding::{Confidence, Meta};

declare_rule! {
    /// ## What it finds
    /// A note or source that says nothing but “see” another, which leads back to it; or that cites only itself.
    ///
    /// ## Why it matters
    /// Whoever follows it never comes to a source.
    ///
    /// ## What to do
    /// Say in one of them what the source is.
    ///
    /// ## Silent on
    /// Notes that say something besides.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon [1].
    ///
    /// ## Notes
    ///
    /// [1] See [2].
    ///
    /// [2] See [1].
    /// ```
    /// ```md pass
    /// The tide turned at noon [1].
    ///
    /// ## Notes
    ///
    /// [1] See [2].
    ///
    /// [2] Harbour log, page 4.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) CircularNote { name: "circular-note", group: Markers, severity: Warning, rank: 95,
        summary: "a note leads only to itself or round in a circle" }
}

impl Rule for CircularNote {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let next = leads(cx);
        let mut seen = vec![0_usize; next.len()];
        for start in 0..next.len() {
            let (mut at, walk) = (start, start + 1);
            while seen[at] == 0 {
                seen[at] = walk;
                match next[at] {
                    Some(to) => at = to,
                    None => break,
                }
            }
            if seen[at] == walk && next[at].is_some() {
                report(cx, out, &next, at);
            }
        }
    }
}

/// Reports the circle that holds `at`, once, at its first note.
fn report(cx: &Context<'_>, out: &mut Sink, next: &[Option<EntryId>], at: EntryId) {
    let mut circle = vec![at];
    while let Some(to) = next[circle[circle.len() - 1]].filter(|&to| to != at) {
        circle.push(to);
    }
    circle.sort_unstable();
    let noun = cx.noun(cx.citations.entries[circle[0]].list);
    let message = match &circle[..] {
        [one] => format!("{noun} {} leads only to itself", cx.shown_entry(*one)),
        [first, .., last] => format!("{noun} {} leads to {} and back", cx.shown_entry(*first), cx.shown_entry(*last)),
        [] => return,
    };
    let mut draft = out
        .at(&CircularNote::META, cx.entry_place(circle[0]), message)
        .help("say in one of them what the source is")
        .entry(circle[0])
        .list(cx.citations.entries[circle[0]].list)
        .confidence(Confidence::High);
    for &other in &circle[1..] {
        draft = draft.label(cx.entry_place(other), "in the circle");
    }
}

/// For each entry that says nothing but “see” another, that other.
fn leads(cx: &Context<'_>) -> Vec<Option<EntryId>> {
    let c = cx.citations;
    let mut next = vec![None; c.entries.len()];
    let mut cited = vec![(0_usize, 0_usize); c.entries.len()];
    for marker in c.markers.iter().filter(|m| !m.hidden) {
        let Some(inside) = marker.inside else { continue };
        let (count, length) = &mut cited[inside];
        (*count, *length) = (*count + marker.cites.len(), *length + marker.range.len() as usize);
        if let Some(Target::Entry(to)) = c.cites.get(marker.cites.start).map(|cite| &cite.target) {
            next[inside] = Some(*to);
        }
    }
    for (id, entry) in c.entries.iter().enumerate() {
        let (count, length) = cited[id];
        let said = cx.text(entry.body).trim().len().saturating_sub(length);
        if count != 1 || said > LITTLE || !entry.urls.is_empty() {
            next[id] = None;
        }
    }
    next
}

/// “see also note” and a stop, in bytes: what stands beside the number says no more than that.
const LITTLE: usize = 16;
