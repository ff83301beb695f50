use super::{Context, Rule, Sink, declare_rule};
use crate::article::ElementKind;
use crate::cite::{CiteId, EntryId, KeyId, ListId, Target};
use crate::finding::{Confidence, Knob, Meta, Preset};
use crate::input::Span;
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// A citation whose link leads to an id that is not on the page, or a source whose way back does.
    ///
    /// ## Why it matters
    /// A click does nothing. On a long page the reader is left to search the list by hand.
    ///
    /// ## What to do
    /// Link the number to the source; give the source the id that the link names.
    ///
    /// ## Silent on
    /// `#` and `#top`, ids that the settings say a script makes or that a reviewer's comment had, links between
    /// sections, and numbers that have no source at all (see `missing-source`).
    ///
    /// ## Examples
    /// ```html fail
    /// <p>The ferry was late <a href="#ref1">[1]</a> and then sank <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Ferry log.</p>
    /// <p id="source-2">[2] Wreck report.</p>
    /// ```
    /// ```html pass
    /// <p>The ferry was late <a href="#ref1">[1]</a> and then sank <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Ferry log.</p>
    /// <p id="ref2">[2] Wreck report.</p>
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) BrokenAnchor { name: "broken-anchor", group: Linking, severity: Error, rank: 60,
        summary: "a click on a citation leads nowhere", options: [MADE] }
}

const MADE: Knob = Knob {
    name: "made-by-script",
    summary: "ids that a script makes when the page is shown; “*” stands for any signs",
    default: Preset::Words,
};

/// From this many numbers on, links that all lead nowhere are one fact.
const LEAST_FOR_ALL: usize = 3;

impl Rule for BrokenAnchor {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        forward(cx, out);
        backward(cx, out);
    }
}

/// From the text to the list.
fn forward(cx: &Context<'_>, out: &mut Sink) {
    let c = cx.citations;
    let mut broken: Vec<(KeyId, ListId, Vec<CiteId>)> = Vec::new();
    let mut known: HashMap<(KeyId, ListId), usize> = HashMap::default();
    let mut sound = 0;
    for (id, cite) in c.cites.iter().enumerate() {
        let Some(fragment) = cx.href(cite).and_then(|h| cx.anchors().fragment(h)) else { continue };
        if c.markers[cite.marker].hidden || fragment.eq_ignore_ascii_case("top") || is_made(cx, &fragment) {
            continue;
        }
        if !cx.anchors().named(&fragment).is_empty() {
            sound += 1;
            continue;
        }
        let entry = match &cite.target {
            Target::Entry(e) => *e,
            Target::Ambiguous(all) if !all.is_empty() => all[0],
            _ => continue,
        };
        let place = (cite.key, c.entries[entry].list);
        let index = *known.entry(place).or_insert(broken.len());
        if index == broken.len() {
            broken.push((place.0, place.1, Vec::new()));
        }
        broken[index].2.push(id);
    }
    if sound == 0 && broken.len() >= LEAST_FOR_ALL {
        return none_leads_anywhere(cx, out, &broken);
    }
    for (key, list, cites) in broken {
        let style = c.markers[c.cites[cites[0]].marker].style;
        let message = format!("a click on {} leads nowhere on this page", cx.shown_key(key, style));
        out.at(&BrokenAnchor::META, c.cites[cites[0]].span, message)
            .help(format!("link it to its {}", cx.noun(list)))
            .key(c.key(key))
            .list(list)
            .also(cites[1..].iter().map(|&i| c.cites[i].span));
    }
}

/// Where no citation leads anywhere, a script may make the ids: one finding, and less sure.
fn none_leads_anywhere(cx: &Context<'_>, out: &mut Sink, broken: &[(KeyId, ListId, Vec<CiteId>)]) {
    let mut cites: Vec<CiteId> = broken.iter().flat_map(|b| &b.2).copied().collect();
    cites.sort_unstable();
    let spans: Vec<Span> = cites.iter().map(|&i| cx.citations.cites[i].span).collect();
    let message = format!("none of the {} linked citations leads anywhere on this page", spans.len());
    out.at(&BrokenAnchor::META, spans[0], message)
        .help("give each source the id that its links name; if a script makes the ids, check the page in a browser")
        .confidence(Confidence::Likely)
        .list(broken[0].1)
        .also(spans[1..].iter().copied());
}

/// From the list back to the text. Where nothing cites the source, that is the fact, and its way back follows from it.
fn backward(cx: &Context<'_>, out: &mut Sink) {
    let c = cx.citations;
    let cited = (0..c.entries.len()).filter(|&e| c.is_cited(e));
    let lost: Vec<(EntryId, Span)> = cited.filter_map(|e| Some((e, lost_way_back(cx, e)?))).collect();
    if lost.len() >= LEAST_FOR_ALL {
        let noun = cx.noun(c.entries[lost[0].0].list);
        let message = format!("the ways back from {} {noun}s lead nowhere", lost.len());
        out.at(&BrokenAnchor::META, lost[0].1, message)
            .help("give the citations the ids that the links name, or take the links out")
            .list(c.entries[lost[0].0].list)
            .also(lost[1..].iter().map(|l| l.1));
        return;
    }
    for (id, span) in lost {
        let entry = &c.entries[id];
        let message = format!("the way back from {} {} leads nowhere", cx.noun(entry.list), shown(cx, id));
        out.at(&BrokenAnchor::META, span, message)
            .help("give the citation the id that the link names, or take the link out")
            .key(entry.key.map(|k| c.key(k)).unwrap_or_default())
            .list(entry.list)
            .entry(id);
    }
}

/// The first link of a source that should lead back to the text and does not.
fn lost_way_back(cx: &Context<'_>, entry: EntryId) -> Option<Span> {
    let range = cx.citations.entries[entry].range;
    let links = cx.article.elements_in(range).iter().filter(|e| e.kind == ElementKind::Link);
    let mut lost = links.filter_map(|e| {
        let target = cx.anchors().fragment(e.href.as_ref()?)?;
        let back =
            is_way_back(&target, cx.text(e.range)) && cx.anchors().named(&target).is_empty() && !is_made(cx, &target);
        back.then_some(e.span)
    });
    lost.next()
}

/// Whether an id needs not to stand on the page: the house says that a script makes it, or a reviewer's comment had it
/// (see `leftover-comment`).
fn is_made(cx: &Context<'_>, id: &str) -> bool {
    id.starts_with("cmnt") || cx.house.words(&BrokenAnchor::META, &MADE).iter().any(|pattern| fits(pattern, id))
}

/// Whether `text` is `pattern`, in which `*` stands for any signs.
fn fits(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(mut left) = text.strip_prefix(first) else { return false };
    let mut parts: Vec<&str> = rest.split('*').collect();
    let last = parts.pop().unwrap_or_default();
    for part in parts {
        let Some((_, behind)) = left.split_once(part) else { return false };
        left = behind;
    }
    left.ends_with(last)
}

fn shown(cx: &Context<'_>, entry: EntryId) -> String {
    if cx.citations.entries[entry].key.is_some() { cx.shown_entry(entry) } else { "without a number".into() }
}

/// Whether a link in a source is one back to the text, by its sign or by the id it names.
fn is_way_back(target: &str, text: &str) -> bool {
    let sign = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{fe0e}' | '\u{fe0f}' | '[' | ']'));
    let named = || {
        let target = target.to_ascii_lowercase();
        ["ref", "back", "cite", "ret"].iter().any(|p| target.contains(p))
    };
    sign.starts_with(['↩', '↑', '^', '⏎', '⤴', '↵']) || (sign.chars().nth(2).is_none() && named())
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn patterns_of_ids() {
        for (pattern, id) in [("fn-*", "fn-3"), ("*", ""), ("a*b*c", "a1b2c"), ("ref", "ref"), ("*-3", "fn-3")] {
            assert!(fits(pattern, id), "{pattern} {id}");
        }
        for (pattern, id) in [("fn-*", "ref-3"), ("ref", "ref1"), ("a*b*c", "acb"), ("", "x")] {
            assert!(!fits(pattern, id), "{pattern} {id}");
        }
    }
}
