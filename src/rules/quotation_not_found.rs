use super::{Context, Rule, Sink, declare_rule, quotations};
use crate::finding::Meta;
use crate::quote::{Shape, Verdict};

declare_rule! {
    /// ## What it finds
    /// A quotation of five words or more whose words do not stand in the source it is cited from, nor in any other
    /// source of the article that can be read. The passage in a text fragment of an address (`#:~:text=…`) is a
    /// quotation of that page.
    ///
    /// ## Why it matters
    /// The words may be from another page, from memory, or from a page that has changed since. Readers who look them up
    /// do not find them.
    ///
    /// ## What to do
    /// Look for the words in the source. Correct the quotation, cite where it comes from, or turn it into reported speech.
    ///
    /// ## Silent on
    /// Quotations without a citation, sources that could not be read in full (too little text, a wall for consent or
    /// subscribers, pages that a script fills), titles of listed sources between quotation marks.
    ///
    /// ## Examples
    /// ```txt saved
    /// https://harbour.example/speech
    ///
    /// The mayor spoke to the port on Monday about the new quay, the winter timetable and the fees.
    /// ```
    /// ```md fail
    /// “No island will ever be left without a boat,” the mayor said [1].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    /// ```
    /// ```md pass
    /// The mayor spoke “about the new quay, the winter timetable and the fees” [1].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) QuotationNotFound { name: "quotation-not-found", group: Web, severity: Warning, rank: Meta::APART,
        summary: "the words of a quotation are not in its source" }
}

impl Rule for QuotationNotFound {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (quotation, _) in quotations::judged(cx, &[Verdict::NotFound]) {
            let (words, source) = (quotations::shown(quotation), quotations::said_source(cx, quotation));
            let help = match quotation.shape {
                Shape::Fragment => "see whether the page says it in other words, or has changed",
                _ => "look for it there; correct the quotation, or cite where it comes from",
            };
            let message = format!("{words} is not in {source}");
            quotations::report(cx, out, &Self::META, quotation, message).help(help);
        }
    }
}
