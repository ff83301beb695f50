use super::addresses::{Address, Class, Holder, Redirect, by_name, safe_fix};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An address that leads to a page by way of another one: short links, `google.com/url?q=…`, copies that search
    /// engines keep, pages of search results, gateways of libraries, addresses with a session. One finding per site and kind.
    ///
    /// ## Why it matters
    /// Such links expire, show each reader something else, or hide where they lead.
    ///
    /// ## What to do
    /// Open it, and give the address of the page it leads to.
    ///
    /// ## Silent on
    /// The front pages of such services, identifiers that are made to redirect (`doi.org`), and the links of posts that
    /// are shown in the text: their service shortens all of them.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://bit.ly/3xYzAbC
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://doi.org/10.5555/ferry
    /// ```
    ///
    /// ## Fix
    /// Safe, where the address holds the page it leads to.
    pub(super) RedirectorUrl { name: "redirector-url", group: Sources, severity: Warning, rank: 103,
        summary: "the address of a source is not that of the page" }
}

impl Rule for RedirectorUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let redirects = cx.addresses().iter().filter_map(|a| match &a.class {
            Class::Redirector(redirect) if !is_embedded(a) => {
                Some((format!("{} {}", a.host().unwrap_or_default(), redirect.what), (a, redirect)))
            }
            _ => None,
        });
        for (_, found) in by_name(redirects) {
            let (first, Redirect { what, .. }) = found[0];
            let host = first.host().unwrap_or_default();
            let message = match found.len() {
                1 => format!("{} is {what} ({host})", first.name(cx)),
                n => format!("{n} addresses at {host} are not those of the pages: each is {what}"),
            };
            let edits = found.iter().filter_map(|(a, r)| a.replace(cx, r.target.as_ref()?));
            first
                .report_with(cx, out.at(&Self::META, first.span, message), found[1..].iter().map(|(a, _)| a.span))
                .help("open it, and give the address of the page it leads to")
                .fix(safe_fix("give the page behind it", edits));
        }
    }
}

/// Whether it is a link of a post that the article shows.
fn is_embedded(address: &Address<'_>) -> bool {
    address.holder == Holder::Link && address.host() == Some("t.co")
}
