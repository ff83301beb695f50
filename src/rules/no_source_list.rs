use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{CiteId, Family, KeyId, ListId, Marker, Style, Target};
use crate::finding::{Confidence, Meta, Severity};
use crate::input::{Span, floor_boundary};
use crate::map::{HashMap, HashSet};

declare_rule! {
    /// ## What it finds
    /// Numbered citations in an article that has no source list, or whose list holds hardly any of the numbers that the
    /// text cites.
    ///
    /// ## Why it matters
    /// No reader can look up a single source.
    ///
    /// ## What to do
    /// 1. Add the list that belongs to the text.
    /// 2. If the list is on another page or made by the site, say so with a link to it.
    ///
    /// ## Silent on
    /// Fewer than three such citations, keys of letters, numbers that are links to pages of their own, and “[1] and [2]
    /// above”.
    ///
    /// ## Examples
    /// ```md fail
    /// The lighthouse was lit in 1871 [1]. It was automated a century later [2]. The keeper stayed on [3].
    /// ```
    /// ```md pass
    /// The lighthouse was lit in 1871 [1]. It was automated a century later [2]. The keeper stayed on [3].
    ///
    /// ## Sources
    ///
    /// 1. Coast Annals, 1871.
    /// 2. Lights Board, report of 1971.
    /// 3. Keeper's diary.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) NoSourceList { name: "no-source-list", group: Linking, severity: Error, rank: Meta::APART,
        summary: "the text cites numbers, and there is no source list" }
}

/// Fewer markers than this may be anything.
pub(super) const LEAST_MARKERS: usize = 3;
/// Fewer lost numbers than this are reported one by one.
const LEAST_LOST: usize = 5;
/// More numbers than this are counted in a message, not named.
const SHOWN: usize = 5;

impl Rule for NoSourceList {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        without_list(cx, out);
        wrong_list(cx, out);
    }
}

fn without_list(cx: &Context<'_>, out: &mut Sink) {
    let c = cx.citations;
    let missing: Vec<_> = cx.missing().iter().filter(|m| m.list.is_none() && c.keys.number(m.key).is_some()).collect();
    let mut cites: Vec<CiteId> = missing.iter().flat_map(|m| &m.cites).copied().collect();
    cites.sort_unstable();
    cites.retain(|&i| stands_for_a_source(cx, i));
    let markers: HashSet<usize> = cites.iter().map(|&i| c.cites[i].marker).collect();
    if markers.len() < LEAST_MARKERS {
        return;
    }
    let mut keys: Vec<KeyId> = Vec::new();
    let mut seen = HashSet::default();
    keys.extend(cites.iter().map(|&i| c.cites[i].key).filter(|&k| seen.insert(k)));
    let style = c.markers[c.cites[cites[0]].marker].style;
    let shown: Vec<String> = keys.iter().map(|&k| cx.shown_key(k, style)).collect();
    let noun = if style == Style::Footnote { "notes" } else { "source list" };
    if let Some(list) = list_in_code(cx, &keys) {
        let message = format!("the list of {} is set as code, and was not read", words::join(&shown, SHOWN));
        out.at(&NoSourceList::META, list, message)
            .help("set the list as text, so that readers and programs can follow its addresses")
            .severity(Severity::Info);
        return;
    }
    let message = format!("the text cites {}, and there is no {noun}", words::join(&shown, SHOWN));
    out.at(&NoSourceList::META, c.cites[cites[0]].span, message)
        .help("add the list of sources, or say where it is kept")
        .confidence(Confidence::High)
        .also(cites[1..].iter().map(|&i| c.cites[i].span));
}

/// The code in which lines begin with two of the numbers: `[1] https://…`.
fn list_in_code(cx: &Context<'_>, keys: &[KeyId]) -> Option<Span> {
    let starts = |code: &str, key: KeyId| {
        let label = format!("[{}]", cx.citations.key(key));
        code.lines().any(|line| line.trim_start_matches([' ', '\t', '>']).starts_with(&label))
    };
    cx.article.code.iter().copied().find(|&span| {
        let code = cx.input.text.get(span.bounds()).unwrap_or_default();
        // In HTML the first line stands behind the tags.
        let code = code.trim_start_matches(|c| c != '[');
        keys.iter().take(SHOWN).filter(|&&k| starts(code, k)).count() >= 2
    })
}

/// Whether a cite without a list needs one: it opens no page of its own and is no "[1] and [2] above".
fn stands_for_a_source(cx: &Context<'_>, cite: CiteId) -> bool {
    let c = cx.citations;
    let marker = &c.markers[c.cites[cite].marker];
    let keyed = matches!(marker.style, Style::Label | Style::Citekey);
    !keyed && cx.external(&c.cites[cite]).is_none() && !is_enumerator(cx, marker)
}

/// Whether the words behind a marker make it an enumerator: `[1] and [2] above`, `[3] below`.
fn is_enumerator(cx: &Context<'_>, marker: &Marker) -> bool {
    let tail = &cx.article.text[marker.range.end as usize..];
    let near = &tail[..floor_boundary(tail, 24)];
    let near = near.split(['.', '\n', ';']).next().unwrap_or_default();
    near.split(|c: char| !c.is_alphabetic()).any(|w| matches!(w, "above" | "below"))
}

/// Where hardly any number is listed, what was taken for the list probably is not it: one finding says so.
fn wrong_list(cx: &Context<'_>, out: &mut Sink) {
    let c = cx.citations;
    let mut lost: HashMap<ListId, Vec<CiteId>> = HashMap::default();
    for missing in cx.missing() {
        if let Some(list) = missing.list {
            lost.entry(list).or_default().push(missing.cites[0]);
        }
    }
    let mut joined: HashMap<ListId, HashSet<KeyId>> = HashMap::default();
    for cite in &c.cites {
        if let Target::Entry(e) = cite.target {
            joined.entry(c.entries[e].list).or_default().insert(cite.key);
        }
    }
    for list in 0..c.lists.len() {
        let (Some(lost), found) = (lost.get(&list), joined.get(&list).map_or(0, HashSet::len)) else { continue };
        let most = lost.len() >= LEAST_LOST && lost.len() >= found * 4;
        if !most || c.lists[list].family == Family::Notes || runs_past_the_end(cx, list, lost) {
            continue;
        }
        let name = c.lists[list].heading.as_ref().map(|h| format!(" “{}”", words::cut(h, 40))).unwrap_or_default();
        let message = format!(
            "{} of the {} numbers cited are not in the list{name}: it may not be the source list",
            lost.len(),
            lost.len() + found
        );
        out.at(&NoSourceList::META, c.cites[lost[0]].span, message)
            .help("see what was taken for the source list; add the real one")
            .severity(Severity::Warning)
            .confidence(Confidence::Likely)
            .list(list)
            .also(lost[1..].iter().map(|&i| c.cites[i].span));
    }
}

/// Whether all lost numbers lie above the list's end: then the list is cut off, not the wrong one.
fn runs_past_the_end(cx: &Context<'_>, list: ListId, lost: &[CiteId]) -> bool {
    let c = cx.citations;
    let number = |key: KeyId| c.keys.number(key);
    let last = c.entries_of(list).iter().filter_map(|e| number(e.key?)).max();
    last.is_some_and(|last| lost.iter().all(|&i| number(c.cites[i].key).is_some_and(|n| n > last)))
}
