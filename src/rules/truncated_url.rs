use super::addresses::Class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A web address in a source that ends in `…` or `...`, or in the middle of an escape: it was cut off.
    ///
    /// ## Why it matters
    /// Nobody can open it.
    ///
    /// ## What to do
    /// Give the whole address.
    ///
    /// ## Silent on
    /// Shortened text over a link that is whole, and dots that belong to an address (`v1...v2`).
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. https://harbourtimes.example/news/…
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. [harbourtimes.example/news/…](https://harbourtimes.example/news/ferry-line-closes)
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) TruncatedUrl { name: "truncated-url", group: Sources, severity: Error, rank: Meta::APART,
        summary: "the web address of a source is cut off" }
}

impl Rule for TruncatedUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for address in cx.addresses() {
            let Class::Cut(span) = address.class else { continue };
            address
                .report(cx, out.at(&Self::META, span, format!("{} is cut off", address.name(cx))))
                .help("give the whole address");
        }
    }
}
