use super::{Context, Rule, Sink, declare_rule};
use crate::article::Anchor;
use crate::cite::EntryId;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An id that two sources, two notes or two citations carry.
    ///
    /// ## Why it matters
    /// A click always goes to the first of them: the second cannot be reached.
    ///
    /// ## What to do
    /// Give each its own id, and lead the links to the one they mean.
    ///
    /// ## Silent on
    /// Ids outside of citations and sources, and one place that carries an id twice.
    ///
    /// ## Examples
    /// ```html fail
    /// <p>The dam leaks <a href="#ref1">[1]</a>, and the town knows <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Dam survey.</p>
    /// <p id="ref1">[2] Town minutes.</p>
    /// ```
    /// ```html pass
    /// <p>The dam leaks <a href="#ref1">[1]</a>, and the town knows <a href="#ref2">[2]</a>.</p>
    /// <h2>Sources</h2>
    /// <p id="ref1">[1] Dam survey.</p>
    /// <p id="ref2">[2] Town minutes.</p>
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) DuplicateAnchor { name: "duplicate-anchor", group: Linking, severity: Warning, rank: Meta::APART,
        summary: "two citations or sources carry one id" }
}

impl Rule for DuplicateAnchor {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for anchors in cx.anchors().repeated(cx) {
            let mut places: Vec<(Place, &Anchor)> = Vec::new();
            for &anchor in anchors {
                if let Some(place) = place(cx, anchor) {
                    // Nested elements of one source may share its id: a click goes to the same place.
                    if places.last().is_none_or(|(last, _)| *last != place) {
                        places.push((place, anchor));
                    }
                }
            }
            let [(first, anchor), rest @ ..] = places.as_slice() else { continue };
            if rest.is_empty() {
                continue;
            }
            let what = match first {
                Place::Entry(e) => cx.noun(cx.citations.entries[*e].list),
                Place::Marker(_) => "citation",
            };
            let draft =
                out.at(&Self::META, anchor.span, format!("{} {what}s carry the id “{}”", places.len(), anchor.name));
            let draft = match first {
                Place::Entry(e) => {
                    let entry = &cx.citations.entries[*e];
                    draft.list(entry.list).entry(*e).key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default())
                }
                Place::Marker(_) => draft,
            };
            draft.help("give each its own id").also(rest.iter().map(|(_, a)| a.span));
        }
    }
}

/// What an id stands on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Entry(EntryId),
    Marker(usize),
}

fn place(cx: &Context<'_>, anchor: &Anchor) -> Option<Place> {
    let at = anchor.range.start;
    if let Some(entry) = cx.entry_at(at) {
        return Some(Place::Entry(entry));
    }
    let markers = &cx.citations.markers;
    let near = markers.partition_point(|m| m.range.end < at);
    let marker = markers.get(near).filter(|m| m.range.start <= anchor.range.end && at <= m.range.end)?;
    (!marker.hidden).then_some(Place::Marker(near))
}
