use super::claims::Backing;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::{Confidence, Meta};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// A sentence with a number, a date, a sum or a percentage and neither a citation nor a link. One finding for each sentence.
    ///
    /// ## Why it matters
    /// Figures are what readers check first, and what is most often wrong.
    ///
    /// ## What to do
    /// Cite where the number was found.
    ///
    /// ## Silent on
    /// Single digits, numbers of sections and figures, headings, tables, articles that do not cite at all.
    ///
    /// ## Examples
    /// ```md fail
    /// The flood cost 40,000 crowns. The tide turned at noon [1], [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The flood cost 40,000 crowns [1]. The tide turned at noon [2], as Figure 12 shows.
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
    pub(super) UncitedFigure { name: "uncited-figure", group: Claims, severity: Warning off, rank: Meta::APART,
        summary: "a number has no citation in its sentence" }
}

impl Rule for UncitedFigure {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let backing = Backing::of(cx);
        let has_digit = |block: TextRange| cx.text(block).bytes().any(|b| b.is_ascii_digit());
        for block in cx.prose().filter(|&b| backing.cites() && has_digit(b) && !cx.in_table(b.start)) {
            for sentence in cx.article.sentences(block).filter(|&sentence| !backing.stands_in(sentence)) {
                let Some(figure) = figure(cx.text(sentence), sentence.start) else { continue };
                let shown = words::cut(cx.text(figure), 30);
                out.at(
                    &Self::META,
                    cx.article.span(figure),
                    format!("“{shown}” stands in a sentence without a source"),
                )
                .help("cite where the number was found")
                .confidence(Confidence::Likely);
            }
        }
    }
}

/// Words after which a number is a name.
const NAMED: &[&str] = &[
    "section", "sections", "figure", "fig", "table", "chapter", "appendix", "page", "pages", "p", "pp", "step",
    "version", "part", "no", "note", "article", "line", "lines", "eq", "equation", "level", "issue", "rule", "type",
];

/// The first number of a sentence that is a claim: two digits or more, a sum or a percentage.
fn figure(text: &str, base: u32) -> Option<TextRange> {
    let mut before = "";
    let mut from = 0;
    for token in text.split(char::is_whitespace) {
        let at = from;
        from += token.len() + text[from + token.len()..].chars().next().map_or(0, char::len_utf8);
        let bare =
            token.trim_matches(|c: char| matches!(c, ',' | ';' | ':' | '.' | '(' | ')' | '“' | '”' | '"' | '?' | '!'));
        if is_number(bare) && !is_named(before) {
            let start = at + token.find(bare)?;
            return Some(TextRange::new(base + start as u32, base + (start + bare.len()) as u32));
        }
        before = token;
    }
    None
}

/// Whether a word is a number that claims something.
fn is_number(word: &str) -> bool {
    let part = |c| matches!(c, '0'..='9' | '.' | ',' | '%' | '$' | '€' | '£' | '¥' | '-' | '–' | '’');
    if !word.chars().all(part) || word.matches('.').count() > 1 {
        return false;
    }
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    digits > 1 || digits == 1 && word.contains(['%', '$', '€', '£', '¥'])
}

/// Whether a number behind this word is a name: "Section 12".
fn is_named(before: &str) -> bool {
    NAMED.contains(&before.trim_end_matches('.').to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::figure;

    #[test]
    fn figures_are_numbers_that_claim() {
        let found = |text: &str| figure(text, 0).map(|r| text[r.bounds()].to_owned());
        assert_eq!(found("It cost 40,000 crowns.").as_deref(), Some("40,000"));
        assert_eq!(found("In (1902) it rose.").as_deref(), Some("1902"));
        assert_eq!(found("It rose by 5%.").as_deref(), Some("5%"));
        for text in ["See Section 12.", "Version 2.10.1 came.", "All 3 of them.", "RFC2119 says so.", ""] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
