use std::collections::BTreeSet;

use super::{Context, Rule, Sink, declare_rule};
use crate::cite::Target;
use crate::finding::{Knob, Meta, Preset};

declare_rule! {
    /// ## What it finds
    /// An article that cites three times or more, and always the same source.
    ///
    /// ## Why it matters
    /// Nothing in it was checked against another.
    ///
    /// ## What to do
    /// Find a second source.
    ///
    /// ## Silent on
    /// Articles with links to other pages, notes without sources.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon [1]. It rose [1]. It fell again [1].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    /// ```
    /// ```md pass
    /// The tide turned at noon [1]. It rose [2]. It fell again [1].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) SingleSource { name: "single-source", group: Claims, severity: Warning off, rank: Meta::APART,
        summary: "the whole article rests on one source", options: [CITES] }
}

impl Rule for SingleSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let shown =
            || c.cites.iter().filter(|cite| !c.markers[cite.marker].hidden && c.markers[cite.marker].inside.is_none());
        let sources: Option<BTreeSet<_>> = shown()
            .map(|cite| match cite.target {
                Target::Entry(entry) => Some(entry),
                _ => None,
            })
            .collect();
        let (Some(sources), cites) = (sources, shown().count()) else { return };
        if let (Some(&only), 1, true, true) =
            (sources.first(), sources.len(), cites >= cx.house.count(&Self::META, &CITES), c.links.is_empty())
        {
            let message =
                format!("all {cites} citations are of {} {}", cx.noun(c.entries[only].list), cx.shown_entry(only));
            out.at(&Self::META, cx.entry_place(only), message).help("find a second source").entry(only);
        }
    }
}

/// An article with fewer citations is a note.
const CITES: Knob =
    Knob { name: "citations", summary: "articles with fewer citations are left alone", default: Preset::Count(3) };
