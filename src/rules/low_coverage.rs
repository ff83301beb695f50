use super::claims::Backing;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// An article in which fewer than half of the longer paragraphs have a citation or a link. One finding.
    ///
    /// ## Why it matters
    /// Most of it rests on the word of the author.
    ///
    /// ## What to do
    /// Cite what the paragraphs without one were written from.
    ///
    /// ## Silent on
    /// Articles with fewer than four paragraphs of twenty words, headings, tables, source lists.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon [1], [2].
    ///
    /// The first boat came in by the northern channel and was drawn up on the sand where
    /// the women waited with the carts and the lamps.
    ///
    /// The second boat came in by the northern channel and was drawn up on the sand where
    /// the women waited with the carts and the lamps.
    ///
    /// The third boat came in by the northern channel and was drawn up on the sand where
    /// the women waited with the carts and the lamps.
    ///
    /// The fourth boat came in by the northern channel and was drawn up on the sand where
    /// the women waited with the carts and the lamps.
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The tide turned at noon [1], [2].
    ///
    /// The boats came in.
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
    pub(super) LowCoverage { name: "low-coverage", group: Claims, severity: Warning off, rank: Meta::APART,
        summary: "most paragraphs have no citation" }
}

impl Rule for LowCoverage {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let backing = Backing::of(cx);
        let long = |range: &TextRange| {
            cx.text(*range).split_whitespace().nth(WORDS - 1).is_some() && !cx.in_table(range.start)
        };
        let paragraphs: Vec<_> = cx.prose().filter(long).collect();
        let bare: Vec<_> = paragraphs.iter().filter(|range| !backing.stands_in(**range)).collect();
        let Some(first) = bare.first().filter(|_| backing.cites() && paragraphs.len() >= PARAGRAPHS) else { return };
        if bare.len() * 2 > paragraphs.len() {
            let message =
                format!("{} of {} paragraphs have no citation; this is the first", bare.len(), paragraphs.len());
            out.at(&Self::META, cx.article.span(cx.article.sentence(TextRange::empty(first.start))), message)
                .help("cite what they were written from");
        }
    }
}

/// A paragraph with fewer words claims little.
const WORDS: usize = 20;
/// Of fewer paragraphs a share says nothing.
const PARAGRAPHS: usize = 4;
