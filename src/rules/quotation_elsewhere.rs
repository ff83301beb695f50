use super::{Context, Rule, Sink, declare_rule, quotations};
use crate::finding::{Meta, Severity};
use crate::quote::{Shape, Verdict};

declare_rule! {
    /// ## What it finds
    /// A quotation that does not stand in the source it is cited from, but word for word in another source of the
    /// article.
    ///
    /// ## Why it matters
    /// The words are real and the citation is wrong: readers who look it up find nothing.
    ///
    /// ## What to do
    /// Cite the source that the message names.
    ///
    /// ## Silent on
    /// Quotations without a citation in their own sentence, and sources whose text cannot be read.
    ///
    /// ## Examples
    /// ```txt saved
    /// https://harbour.example/speech
    ///
    /// The mayor spoke to the port on Monday about the new quay, the winter timetable and the fees.
    /// ```
    /// ```txt saved
    /// https://harbour.example/minutes
    ///
    /// Item four: the islands have no other way to reach the mainland in winter, the council notes.
    /// ```
    /// ```md fail
    /// “The islands have no other way to reach the mainland,” the mayor said [1]. The council noted it [2].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    ///
    /// [2] Minutes of the council. https://harbour.example/minutes
    /// ```
    /// ```md pass
    /// The mayor spoke of fees [1]. “The islands have no other way to reach the mainland,” the council noted [2].
    ///
    /// ## Sources
    ///
    /// [1] Speech to the port. https://harbour.example/speech
    ///
    /// [2] Minutes of the council. https://harbour.example/minutes
    /// ```
    ///
    /// ## Fix
    /// None: the citation may support another part of the sentence.
    pub(super) QuotationElsewhere { name: "quotation-elsewhere", group: Web, severity: Error, rank: Meta::APART,
        summary: "a quotation stands in another source than the one cited" }
}

impl Rule for QuotationElsewhere {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (quotation, judged) in quotations::judged(cx, &[Verdict::Elsewhere]) {
            let Some(found) = judged.found_in.map(|source| cx.shown_source(source)) else { continue };
            let cited = quotations::said_source(cx, quotation);
            let message = format!("{} stands in {found}, not in {cited}", quotations::shown(quotation));
            let draft = quotations::report(cx, out, &Self::META, quotation, message);
            let draft = draft.help(format!("cite {found} for it"));
            if quotation.shape == Shape::Fragment {
                draft.severity(Severity::Warning);
            }
        }
    }
}
