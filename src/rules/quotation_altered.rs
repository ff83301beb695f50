use super::{Context, Rule, Sink, declare_rule, quotations, words};
use crate::finding::{Meta, Severity};
use crate::quote::{Shape, Verdict};

declare_rule! {
    /// ## What it finds
    /// A quotation of five words or more that stands in its source with other words. Only where the text of the source
    /// is at hand: a page that was fetched, or a file under `--sources`.
    ///
    /// ## Why it matters
    /// Quotation marks promise the words of somebody else. One word left out or put in can turn them around.
    ///
    /// ## What to do
    /// Quote word for word. Mark what you leave out with `…` and what you put in with brackets.
    ///
    /// ## Silent on
    /// Quotation marks, dashes, blanks and capitals of another kind, omissions marked by an ellipsis, words in brackets,
    /// numbers of notes. Sources whose text cannot be read are counted as not checked.
    ///
    /// ## Examples
    /// ```txt saved
    /// https://harbour.example/speech
    ///
    /// The mayor spoke to the port on Monday. The ferry line will not close this year or next, she said,
    /// because the islands have no other way to reach the mainland in winter.
    /// ```
    /// ```md fail
    /// “The ferry line will close this year or next,” the mayor said [1].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    /// ```
    /// ```md pass
    /// “The ferry line will not close … because the islands have no other way,” the mayor said [1].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    /// ```
    ///
    /// ## Fix
    /// None: which words are right is for an editor to decide.
    pub(super) QuotationAltered { name: "quotation-altered", group: Web, severity: Error, rank: Meta::APART,
        summary: "a quotation is not what its source says" }
}

/// Each side of a difference is shown up to so many characters.
const SHOWN: usize = 120;

impl Rule for QuotationAltered {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (quotation, judged) in quotations::judged(cx, &[Verdict::Altered, Verdict::AlteredCritical]) {
            let Some(difference) = &judged.difference else { continue };
            let source = judged.found_in.map_or_else(|| "the source".to_owned(), |source| cx.shown_source(source));
            let [said, quoted] = [&difference.source, &difference.article].map(|text| words::cut(text, SHOWN));
            let message = format!("{source} says “{said}”, the article quotes “{quoted}”");
            let help = match judged.verdict {
                Verdict::AlteredCritical => "quote word for word: this difference changes what is said",
                _ => "quote word for word, and mark what is left out",
            };
            let draft = quotations::report(cx, out, &Self::META, quotation, message).help(help);
            // A browser, or a program, cut this passage; nobody put it between quotation marks.
            if quotation.shape == Shape::Fragment {
                draft.severity(Severity::Warning);
            }
        }
    }
}
