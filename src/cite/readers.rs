//! What readers wrote below an article: not the article, and no citations of its sources.

use crate::article::{Article, Attrs, BlockId};
use crate::input::TextRange;

/// An article in front of the comments is no shorter, in bytes.
const SHORTEST_ARTICLE: u32 = 200;

/// The parts of an article that readers wrote.
#[derive(Debug, Default)]
pub(super) struct Readers(Vec<TextRange>);

impl Readers {
    pub(super) fn new(article: &Article) -> Self {
        let mut parts: Vec<TextRange> = Vec::new();
        for container in &article.containers {
            let range = container.range;
            let inside = parts.last().is_some_and(|last| range.start < last.end);
            if range.start >= SHORTEST_ARTICLE && !range.is_empty() && !inside && names_comments(&container.attrs) {
                parts.push(range);
            }
        }
        Self(parts)
    }

    /// Whether a block stands in one of them.
    pub(super) fn wrote(&self, article: &Article, block: BlockId) -> bool {
        let at = article.blocks.get(block).map_or(0, |b| b.range.start);
        let next = self.0.partition_point(|part| part.start <= at);
        next > 0 && at < self.0[next - 1].end
    }
}

/// Whether an id or class names comments of readers, as publishing systems do.
fn names_comments(attrs: &Attrs) -> bool {
    matches!(&*attrs.id, "comments" | "comment-section" | "disqus_thread" | "respond")
        || attrs.has_class(|class| {
            matches!(
                class,
                "comments-page"
                    | "commentlist"
                    | "comment-list"
                    | "comments-area"
                    | "comments-section"
                    | "comment-section"
                    | "comment-respond"
            )
        })
}
