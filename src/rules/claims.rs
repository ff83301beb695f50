//! What backs a claim: citations and links, by their places.

use super::Context;
use crate::input::TextRange;

/// Where an article cites or links, in order.
pub(super) struct Backing(Vec<u32>);

impl Backing {
    /// Collects the places that a reader sees, outside of sources.
    pub(super) fn of(cx: &Context<'_>) -> Self {
        let c = cx.citations;
        let markers = c.markers.iter().filter(|m| !m.hidden && m.inside.is_none()).map(|m| m.range.start);
        let mut places: Vec<u32> = markers.chain(c.links.iter().map(|l| l.range.start)).collect();
        places.sort_unstable();
        Self(places)
    }

    /// Whether the article cites at all.
    pub(super) fn cites(&self) -> bool {
        !self.0.is_empty()
    }

    /// Whether a citation or link stands in a stretch of text, or one blank behind it.
    pub(super) fn stands_in(&self, range: TextRange) -> bool {
        let next = self.0.partition_point(|&at| at < range.start);
        self.0.get(next).is_some_and(|&at| at <= range.end + 1)
    }
}
