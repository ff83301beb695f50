use super::{Context, Rule, Sink, declare_rule};
use crate::cite::{Cite, Marker};
use crate::finding::{Edit, Fix, Meta};

declare_rule! {
    /// ## What it finds
    /// Numbers of one citation that do not ascend: `[8, 5]`.
    ///
    /// ## Why it matters
    /// Some houses want them in order; readers who look for a number find it sooner.
    ///
    /// ## What to do
    /// Put them in order.
    ///
    /// ## Silent on
    /// Numbers with places of their own (`[8, p. 3; 5]`) keep theirs, so they are only reported, not mended.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon [2, 1].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md fixed
    /// The tide turned at noon [1, 2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The tide turned at noon [1, 2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// The numbers change places.
    pub(super) UnsortedCitation { name: "unsorted-citation", group: Markers, severity: Info off, rank: 91,
        summary: "the numbers of one citation do not ascend" }
}

impl Rule for UnsortedCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        for marker in cx.groups() {
            let cites = &c.cites[marker.cites.clone()];
            let numbers: Option<Vec<u32>> = cites.iter().map(|cite| c.keys.number(cite.key)).collect();
            let Some(numbers) = numbers.filter(|n| !n.is_sorted()) else { continue };
            out.at(&Self::META, marker.span, "the numbers of this citation do not ascend")
                .help("put them in order, if that is the rule of your house")
                .fix(sorted(cx, marker, cites, numbers));
        }
    }
}

/// Puts the numbers in order, where each stands alone and nothing belongs to one of them.
fn sorted(cx: &Context<'_>, marker: &Marker, cites: &[Cite], mut numbers: Vec<u32>) -> Option<Fix> {
    let raw = cx.input.text.get(marker.span.bounds())?;
    let bare = raw.chars().all(|c| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | ';' | ' '));
    let apart = cites.windows(2).all(|pair| pair[0].span.end < pair[1].span.start);
    numbers.sort_unstable();
    let edits = cites.iter().zip(numbers).map(|(cite, n)| Edit { span: cite.span, text: n.to_string() });
    let changed = |e: &Edit| cx.input.text.get(e.span.bounds()) != Some(&e.text);
    (bare && apart).then(|| Fix::safe("put the numbers in order", edits.filter(changed).collect()))
}
