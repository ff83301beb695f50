use super::{Context, Rule, Sink, declare_rule};
use crate::article::Anchor;
use crate::cite::{Cite, CiteId, EntryId, KeyId, Target};
use crate::finding::{Confidence, Edit, Fix, Guard, Meta};
use crate::map::{HashMap, HashSet};

declare_rule! {
    /// ## What it finds
    /// A citation that shows one number and opens the source with another.
    ///
    /// ## Why it matters
    /// A reader who clicks is shown the wrong source; one who looks up the number is not, or the other way round.
    ///
    /// ## What to do
    /// Read both sources, then correct the number or the link.
    ///
    /// ## Silent on
    /// Several numbers in one link.
    ///
    /// ## Examples
    /// ```html fail
    /// <p>The vines froze <a href="#ref2">[1]</a>, the olives did not <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Vine growers' letter.</p>
    /// <p id="ref2">[2] Olive census.</p>
    /// ```
    /// ```html fixed
    /// <p>The vines froze <a href="#ref1">[1]</a>, the olives did not <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Vine growers' letter.</p>
    /// <p id="ref2">[2] Olive census.</p>
    /// ```
    /// ```html pass
    /// <p>The vines froze <a href="#ref1">[1]</a>, the olives did not <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Vine growers' letter.</p>
    /// <p id="ref2">[2] Olive census.</p>
    /// ```
    ///
    /// ## Fix
    /// On request: the link is led to the source that the number names. That waits while a source stands unused: the
    /// link may be the only trace of its citation.
    pub(super) MismatchedAnchor { name: "mismatched-anchor", group: Linking, severity: Error, rank: 61,
        summary: "a citation shows one number and opens another source" }
}

/// From this many on, links that mostly disagree with their numbers are one fact.
const LEAST_FOR_ALL: usize = 5;

impl Rule for MismatchedAnchor {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let mut wrong: Vec<(EntryId, EntryId, Vec<CiteId>)> = Vec::new();
        let mut known: HashMap<(KeyId, EntryId), usize> = HashMap::default();
        let mut agreeing = HashSet::default();
        for (id, cite) in c.cites.iter().enumerate() {
            let (Some(opened), Target::Entry(meant)) = (opened(cx, cite), &cite.target) else { continue };
            if opened == *meant || c.entries[opened].key.is_none_or(|k| k == cite.key) {
                agreeing.insert(cite.key);
                continue;
            }
            let index = *known.entry((cite.key, opened)).or_insert(wrong.len());
            if index == wrong.len() {
                wrong.push((*meant, opened, Vec::new()));
            }
            wrong[index].2.push(id);
        }
        if wrong.len() >= LEAST_FOR_ALL && wrong.len() > agreeing.len() {
            return all_at_once(cx, out, &wrong);
        }
        let anchors = anchors_of(cx, &wrong);
        for (meant, opened, cites) in &wrong {
            let first = &c.cites[cites[0]];
            let shown = cx.shown_key(first.key, c.markers[first.marker].style);
            let noun = cx.noun(c.entries[*opened].list);
            let message = format!("the text says {shown}, a click opens {noun} {}", cx.shown_entry(*opened));
            out.at(&Self::META, first.span, message)
                .help("correct the number or the link")
                .key(c.key(first.key))
                .list(c.entries[*meant].list)
                .entry(*meant)
                .fix(anchors.get(meant).and_then(|a| relink(cx, a, cites, &shown)))
                .also(cites[1..].iter().map(|&i| c.cites[i].span));
        }
    }
}

/// The entry that a click on a visible cite of its own link opens.
fn opened(cx: &Context<'_>, cite: &Cite) -> Option<EntryId> {
    let c = cx.citations;
    let marker = &c.markers[cite.marker];
    let shared = c.cites[marker.cites.clone()].iter().filter(|other| other.link == cite.link).count() > 1;
    if marker.hidden || shared {
        return None;
    }
    let target = cx.anchors().fragment(cx.href(cite)?)?;
    cx.anchors().entry(cx, &target)
}

/// Where most numbers disagree with their links, numbers and list are out of step as a whole.
fn all_at_once(cx: &Context<'_>, out: &mut Sink, wrong: &[(EntryId, EntryId, Vec<CiteId>)]) {
    let c = cx.citations;
    let mut cites: Vec<CiteId> = wrong.iter().flat_map(|w| &w.2).copied().collect();
    cites.sort_unstable();
    let message =
        format!("{} numbers open other sources than they name: numbers and list are out of step", wrong.len());
    out.at(&MismatchedAnchor::META, c.cites[cites[0]].span, message)
        .help("see whether the list was renumbered; correct the numbers or the links")
        .confidence(Confidence::Likely)
        .list(c.entries[wrong[0].0].list)
        .also(cites[1..].iter().map(|&i| c.cites[i].span));
}

/// An id for each source that a link should lead to.
fn anchors_of<'a>(cx: &Context<'a>, wrong: &[(EntryId, EntryId, Vec<CiteId>)]) -> HashMap<EntryId, &'a Anchor> {
    let meant: HashSet<EntryId> = wrong.iter().map(|w| w.0).collect();
    let mut anchors = HashMap::default();
    for anchor in cx.article.anchors.iter().filter(|_| !meant.is_empty()) {
        if let Some(entry) = cx.anchors().entry(cx, &anchor.name).filter(|e| meant.contains(e)) {
            anchors.entry(entry).or_insert(anchor);
        }
    }
    anchors
}

fn relink(cx: &Context<'_>, anchor: &Anchor, cites: &[CiteId], shown: &str) -> Option<Fix> {
    let hrefs = cites.iter().filter_map(|&i| cx.href(&cx.citations.cites[i]));
    let mut edits: Vec<Edit> = hrefs.map(|h| Edit { span: h.span, text: format!("#{}", anchor.name) }).collect();
    edits.sort_by_key(|e| e.span);
    edits.dedup();
    if edits.is_empty() {
        return None;
    }
    Some(Fix::on_request(format!("link {shown} to its source"), edits).guarded(Guard::Holes))
}
