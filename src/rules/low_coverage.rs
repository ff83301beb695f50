use super::claims::Backing;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::{Knob, Meta, Preset};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// An article in which fewer than half of the longer paragraphs have a citation or a link; another share may be set.
    /// One finding.
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
        summary: "most paragraphs have no citation", options: [LEAST, WORDS] }
}

impl Rule for LowCoverage {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let backing = Backing::of(cx);
        let words = cx.house.count(&Self::META, &WORDS);
        let long = |range: &TextRange| {
            cx.text(*range).split_whitespace().nth(words.saturating_sub(1)).is_some() && !cx.in_table(range.start)
        };
        let paragraphs: Vec<_> = cx.prose().filter(long).collect();
        let bare: Vec<_> = paragraphs.iter().filter(|range| !backing.stands_in(**range)).collect();
        let Some(first) = bare.first().filter(|_| backing.cites() && paragraphs.len() >= PARAGRAPHS) else { return };
        let covered = (paragraphs.len() - bare.len()) as f64;
        if covered < cx.house.share(&Self::META, &LEAST) * paragraphs.len() as f64 {
            let message =
                format!("{} of {} paragraphs have no citation; this is the first", bare.len(), paragraphs.len());
            out.at(&Self::META, cx.article.span(cx.article.sentence(TextRange::empty(first.start))), message)
                .help("cite what they were written from");
        }
    }
}

const LEAST: Knob = Knob {
    name: "least",
    summary: "the share of longer paragraphs that must have a citation or a link",
    default: Preset::Share(0.5),
};
/// A paragraph with fewer words claims little.
const WORDS: Knob =
    Knob { name: "words", summary: "paragraphs with fewer words are not counted", default: Preset::Count(20) };
/// Of fewer paragraphs a share says nothing.
const PARAGRAPHS: usize = 4;
