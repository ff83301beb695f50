use super::{Context, Rule, Sink, declare_rule, removal};
use crate::cite::{EntryId, Family, Mention};
use crate::finding::{Fix, Meta};

declare_rule! {
    /// ## What it finds
    /// A source or note that no visible text cites. It says so when the only use is hidden, in code or in a comment.
    ///
    /// ## Why it matters
    /// Either a citation was lost, and with it the support of some sentence, or the source lends weight that nothing in
    /// the article draws on.
    ///
    /// ## What to do
    /// 1. Find the sentence it belongs to and cite it there.
    /// 2. Only if there is none: drop the source, or move it under “Further reading”.
    ///
    /// ## Silent on
    /// Further reading, and lists that nothing in the text cites at all (see `uncited-source-list`).
    ///
    /// ## Examples
    /// ```md fail
    /// The lock gates were replaced in May [1].
    ///
    /// ## Sources
    ///
    /// [1] Canal Office. "Lock gates renewed."
    ///
    /// [2] Freight Board. "Tonnage by quarter."
    /// ```
    /// ```md fixed
    /// The lock gates were replaced in May [1].
    ///
    /// ## Sources
    ///
    /// [1] Canal Office. "Lock gates renewed."
    /// ```
    /// ```md pass
    /// The lock gates were replaced in May [1], and freight rose [2].
    ///
    /// ## Sources
    ///
    /// [1] Canal Office. "Lock gates renewed."
    ///
    /// [2] Freight Board. "Tonnage by quarter."
    /// ```
    ///
    /// ## Fix
    /// On request: remove the source, and close the gap in the numbers. Held back while the article has lost citations
    /// or sources, because it may be what they were. A source that only hidden text, code or a comment cites stays.
    pub(super) UnusedSource { name: "unused-source", group: Linking, severity: Warning, rank: Meta::APART,
        summary: "a source is cited nowhere" }
}

impl Rule for UnusedSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for &id in cx.unused() {
            let entry = &cx.citations.entries[id];
            let noun = cx.noun(entry.list);
            out.at(&Self::META, cx.entry_place(id), message(cx, id, noun))
                .help("find the sentence it belongs to, or drop it")
                .key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default())
                .list(entry.list)
                .entry(id)
                .fix(removal(cx, id, noun));
        }
    }
}

fn message(cx: &Context<'_>, id: EntryId, noun: &str) -> String {
    let shown = cx.shown_entry(id);
    let c = cx.citations;
    let markers = || c.cited_by[id].iter().map(|&i| &c.markers[c.cites[i].marker]);
    if markers().any(|m| m.hidden) {
        return format!("only hidden text cites {noun} {shown}");
    }
    if markers().any(|m| m.inside == Some(id)) {
        return format!("only {noun} {shown} itself cites it");
    }
    match c.entries[id].mentioned {
        Some(Mention::Code) => format!("{noun} {shown} is cited only in code"),
        Some(Mention::Comment) => format!("{noun} {shown} is cited only in a comment"),
        None if c.lists[c.entries[id].list].family == Family::Notes => format!("{shown} is defined and cited nowhere"),
        None => format!("nothing in the text cites {noun} {shown}"),
    }
}

/// Takes the source out, unless it is used where no reader sees it: somebody put that use there.
fn removal(cx: &Context<'_>, id: EntryId, noun: &str) -> Option<Fix> {
    let c = cx.citations;
    let entry = &c.entries[id];
    let hidden = c.cited_by[id].iter().any(|&i| c.markers[c.cites[i].marker].hidden);
    if hidden || entry.mentioned.is_some() {
        return None;
    }
    removal::source(cx, entry, format!("remove {noun} {}", cx.shown_entry(id)))
}
