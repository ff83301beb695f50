use super::claims::Backing;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::article::BlockKind;
use crate::finding::{Knob, Meta, Preset};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// A section of forty words or more without a citation or a link, in an article that cites elsewhere.
    ///
    /// ## Why it matters
    /// All of it rests on the word of the author.
    ///
    /// ## What to do
    /// Cite what it was written from.
    ///
    /// ## Silent on
    /// Short sections, introductions and summaries before the first heading, source lists.
    ///
    /// ## Examples
    /// ```md fail
    /// ## Tides
    ///
    /// The tide turned at noon [1], [2].
    ///
    /// ## Boats
    ///
    /// The boats came in one after another and were drawn up on the sand
    /// where the women waited with the carts. The boats came in one after another and were drawn up on the sand
    /// where the women waited with the carts.
    /// Nobody spoke a word until the last of them was in.
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// ## Tides
    ///
    /// The tide turned at noon [1].
    ///
    /// ## Boats
    ///
    /// The boats came in [2].
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
    pub(super) UncitedSection { name: "uncited-section", group: Claims, severity: Warning off, rank: Meta::APART,
        summary: "a section has no citation at all", options: [WORDS] }
}

impl Rule for UncitedSection {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let backing = Backing::of(cx);
        if !backing.cites() {
            return;
        }
        let least = cx.house.count(&Self::META, &WORDS);
        let article = cx.article;
        let shown = article.blocks.iter().take_while(|b| b.range.start < article.visible_end);
        let headings: Vec<_> = shown.filter(|b| matches!(b.kind, BlockKind::Heading(_))).collect();
        let mut prose = cx.prose().peekable();
        for (index, heading) in headings.iter().enumerate() {
            let end = headings.get(index + 1).map_or(article.visible_end, |h| h.range.start);
            while prose.next_if(|b| b.start < heading.range.end).is_some() {}
            let mut said = 0;
            while let Some(block) = prose.next_if(|b| b.start < end) {
                said += cx.text(block).split_whitespace().count();
            }
            if said >= least && !backing.stands_in(TextRange::new(heading.range.start, end)) {
                let name = words::cut(cx.text(heading.range), 60);
                out.at(&Self::META, heading.span, format!("the section “{name}” has no citation"))
                    .help("cite what it was written from");
            }
        }
    }
}

/// A section with fewer words claims little.
const WORDS: Knob =
    Knob { name: "words", summary: "sections with fewer words are left alone", default: Preset::Count(40) };
