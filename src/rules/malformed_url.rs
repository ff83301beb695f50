use super::addresses::{Class, NO_SUCH_SITE, by_name, safe_fix};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An address that is none: a misspelt or doubled `https://`, a blank or an open bracket in it, a site that
    /// cannot exist, a word or a second address glued to it, punctuation of the sentence at its end; a Markdown link
    /// whose brackets do not close.
    ///
    /// ## Why it matters
    /// A click leads nowhere.
    ///
    /// ## What to do
    /// Correct it and open it once.
    ///
    /// ## Silent on
    /// Addresses in code, links of manuals (articles with code), and addresses of running text without `https://`.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” htps:/harbourtimes.example/ferry
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry_(city)
    /// ```
    ///
    /// ## Fix
    /// Safe, where only punctuation at the end is wrong: it is taken off.
    pub(super) MalformedUrl { name: "malformed-url", group: Sources, severity: Error, rank: 102,
        summary: "the address of a source is none" }
}

impl Rule for MalformedUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        // A site that cannot exist is wrong in all its addresses: one finding, however many there are.
        let malformed = cx.addresses().iter().filter_map(|a| match &a.class {
            Class::Malformed(why, whole) => {
                let site = if *why == NO_SUCH_SITE { a.host() } else { None };
                Some((site.unwrap_or(&a.url).to_owned(), (a, *why, whole)))
            }
            _ => None,
        });
        for (_, found) in by_name(malformed) {
            let (first, why, _) = found[0];
            let message = format!("{} does not work: {why}", first.name(cx));
            let edits = found.iter().filter_map(|(a, _, whole)| a.replace(cx, whole.as_ref()?));
            first
                .report_with(cx, out.at(&Self::META, first.span, message), found[1..].iter().map(|(a, ..)| a.span))
                .help("correct it and open it once")
                .fix(safe_fix("take off the punctuation", edits));
        }
    }
}
