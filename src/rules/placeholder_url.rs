use super::addresses::Class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An address that stands for one: `example.com`, `yourwebsite.com`, `#`, `URL`, `…/INSERT_LINK`.
    ///
    /// ## Why it matters
    /// The real address was never looked up, or there is none.
    ///
    /// ## What to do
    /// Find the page, or remove the claim.
    ///
    /// ## Silent on
    /// Addresses in code, links of manuals (articles with code), and names under `.example`.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://www.example.com/article-title
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) PlaceholderUrl { name: "placeholder-url", group: Sources, severity: Error, rank: 101,
        summary: "the address of a source was never filled in" }
}

impl Rule for PlaceholderUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for address in cx.addresses().iter().filter(|a| a.class == Class::Placeholder) {
            let message = format!("{} was never filled in", address.name(cx));
            address.report(cx, out.at(&Self::META, address.span, message)).help("find the page, or remove the claim");
        }
    }
}
