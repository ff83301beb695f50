use super::claims::Backing;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::{Confidence, Knob, Meta, Preset};
use crate::input::TextRange;
use crate::quote::quoted;

declare_rule! {
    /// ## What it finds
    /// A quotation of five words or more in a sentence without a citation or a link.
    ///
    /// ## Why it matters
    /// Readers cannot see whether these words were ever said or written.
    ///
    /// ## What to do
    /// Cite the place they were taken from.
    ///
    /// ## Silent on
    /// Shorter quotations, headings, tables, quotations set off as blocks with their source behind them, articles that do not cite at all.
    ///
    /// ## Examples
    /// ```md fail
    /// “Nobody saw the water come up,” the keeper wrote. The tide turned at noon [1], [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// “Nobody saw the water come up,” the keeper wrote [1]. The “neap tide” turned at noon [2].
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
    pub(super) UncitedQuotation { name: "uncited-quotation", group: Claims, severity: Warning off, rank: Meta::APART,
        summary: "a quotation has no citation in its sentence", options: [WORDS] }
}

impl Rule for UncitedQuotation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let backing = Backing::of(cx);
        let least = cx.house.count(&Self::META, &WORDS);
        for block in cx.prose().filter(|b| backing.cites() && !cx.in_table(b.start)) {
            for quote in quotations(cx.text(block), block.start, least) {
                if backing.stands_in(cx.article.sentence(quote)) {
                    continue;
                }
                let shown = words::cut(cx.text(quote), 60);
                out.at(&Self::META, cx.article.span(quote), format!("{shown} is quoted without a source"))
                    .help("cite the place it was taken from")
                    .confidence(Confidence::High);
            }
        }
    }
}

/// So many words are a quotation, and not a term.
const WORDS: Knob =
    Knob { name: "words", summary: "quotations of fewer words are left alone", default: Preset::Count(5) };

/// Quotations of so many words in a block, quotation marks included.
fn quotations(text: &str, base: u32, least: usize) -> Vec<TextRange> {
    let long = quoted(text).into_iter().filter(|range| text[range.clone()].split_whitespace().count() >= least);
    long.map(|range| TextRange::new(base + range.start as u32, base + range.end as u32)).collect()
}

#[cfg(test)]
mod tests {
    use super::quotations;

    #[test]
    fn quotations_are_five_words_or_more() {
        let found = |text: &str| quotations(text, 0, 5).len();
        assert_eq!(found("“One two three four five.” And „eins zwei drei vier fünf“."), 2);
        assert_eq!(found("“One two three four” and “a term” and “never closed, for all that it says"), 0);
        assert_eq!(found("He said \"one two three four five\" at 6\"."), 1);
    }
}
