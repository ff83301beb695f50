use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{Form, Marker};
use crate::finding::{Edit, Fix, Meta};

declare_rule! {
    /// ## What it finds
    /// A range that runs backwards (`[5-3]`), has no end (`[3-]`), or is wider than the source list (`[1-99]`).
    ///
    /// ## Why it matters
    /// Nobody can tell which sources are meant.
    ///
    /// ## What to do
    /// Look in the first draft which numbers were meant.
    ///
    /// ## Silent on
    /// Years, scores, intervals.
    ///
    /// ## Examples
    /// ```md fail
    /// Four witnesses agree [4-2]. A fifth does not [1].
    ///
    /// ## Sources
    ///
    /// [1] Statement of the mate.
    ///
    /// [2] Statement of the cook.
    ///
    /// [3] Statement of the pilot.
    ///
    /// [4] Statement of the owner.
    /// ```
    /// ```md fixed
    /// Four witnesses agree [2-4]. A fifth does not [1].
    ///
    /// ## Sources
    ///
    /// [1] Statement of the mate.
    ///
    /// [2] Statement of the cook.
    ///
    /// [3] Statement of the pilot.
    ///
    /// [4] Statement of the owner.
    /// ```
    /// ```md pass
    /// Three witnesses agree [2-4]. A fourth does not [1].
    ///
    /// ## Sources
    ///
    /// [1] Statement of the mate.
    ///
    /// [2] Statement of the cook.
    ///
    /// [3] Statement of the pilot.
    ///
    /// [4] Statement of the owner.
    /// ```
    ///
    /// ## Fix
    /// On request: the two ends of a range that runs backwards change places.
    pub(super) InvalidRange { name: "invalid-range", group: Markers, severity: Error, rank: 21,
        summary: "a range of citations that cannot be" }
}

impl Rule for InvalidRange {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        for marker in c.markers.iter().filter(|m| !m.hidden) {
            if let Form::InvalidRange(why) = marker.form {
                let shown = words::cut(cx.text(marker.range), 40);
                out.at(&Self::META, marker.span, format!("the range in “{shown}” {why}"))
                    .help("look in the first draft which numbers were meant")
                    .fix(swap(cx, marker));
            }
        }
        for range in cx.wide_ranges() {
            let cite = &c.cites[range.first];
            let sources = c.lists[range.list].entries.len();
            let message =
                format!("“{}” stands for {} numbers; the list has {sources}", cx.text(cite.range), range.numbers);
            out.at(&Self::META, c.markers[range.marker].span, message)
                .help("look in the first draft which numbers were meant")
                .list(range.list);
        }
    }
}

/// The two ends of a range that runs backwards change places.
fn swap(cx: &Context<'_>, marker: &Marker) -> Option<Fix> {
    let c = cx.citations;
    let [first, .., last] = &c.cites[marker.cites.clone()] else { return None };
    let (high, low) = (c.keys.number(first.key)?, c.keys.number(last.key)?);
    let raw = cx.input.text.get(first.span.bounds())?;
    if first.span != last.span || high <= low {
        return None;
    }
    let dash = raw.strip_prefix(&high.to_string())?.strip_suffix(&low.to_string())?;
    let text = format!("{low}{dash}{high}");
    Some(Fix::on_request(format!("write {text}"), vec![Edit { span: first.span, text }]))
}
