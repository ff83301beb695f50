//! Sources that lack a part which a house wants them to have.

use crate::cite::{Entry, EntryId};
use crate::finding::{Knob, Meta, Preset};
use crate::rules::{Context, Sink, words};

/// Which lists a house means, where it does not mean all.
pub(in crate::rules) const LISTS: Knob = Knob {
    name: "lists",
    summary: "only lists under these headings are looked at; all, if none is named",
    default: Preset::Words,
};

/// Reports, list by list, the sources that do not have what `has` looks for.
pub(in crate::rules) fn report(
    cx: &Context<'_>,
    out: &mut Sink,
    rule: &'static Meta,
    part: &str,
    has: impl Fn(&Context<'_>, &Entry) -> bool,
) {
    for (id, list) in cx.citations.lists.iter().enumerate() {
        if list.further_reading || cx.noun(id) != "source" || !is_meant(cx, rule, list.heading.as_deref()) {
            continue;
        }
        let entry = |e: &EntryId| &cx.citations.entries[*e];
        let all = list.entries.len();
        let lacking: Vec<EntryId> =
            list.entries.clone().filter(|e| !entry(e).body.is_empty() && !has(cx, entry(e))).collect();
        let Some(&first) = lacking.first() else { continue };
        let shown: Vec<String> = lacking.iter().map(|&e| cx.shown_entry(e)).collect();
        let message = match lacking.len() {
            1 => format!("source {} does not give {part}", shown[0]),
            n => format!("{n} of {all} sources do not give {part}: {}", words::join(&shown, 6)),
        };
        out.at(rule, cx.entry_place(first), message)
            .help(format!("add {part}"))
            .list(id)
            .entry(first)
            .everywhere(lacking[1..].iter().map(|&e| cx.entry_place(e)));
    }
}

/// Whether a list under that heading is one of those that the house means.
fn is_meant(cx: &Context<'_>, rule: &Meta, heading: Option<&str>) -> bool {
    let lists = cx.house.words(rule, &LISTS);
    let plain = |text: &str| text.trim().trim_end_matches(':').to_lowercase();
    lists.is_empty() || heading.is_some_and(|heading| lists.iter().any(|list| plain(list) == plain(heading)))
}
