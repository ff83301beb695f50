use super::addresses::{Class, Holder, by_name};
use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::EntryId;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A source whose only address is the front page of a site. One finding per site.
    ///
    /// ## Why it matters
    /// A reader has to search the whole site for what supports the claim, and it changes every day.
    ///
    /// ## What to do
    /// Give the address of the page itself.
    ///
    /// ## Silent on
    /// Sources that also have another address or an identifier, notes, and links of the text to somebody’s site.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/
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
    pub(super) HomepageUrl { name: "homepage-url", group: Sources, severity: Info, rank: 105,
        summary: "a source gives the front page of a site" }
}

impl Rule for HomepageUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let fronts = cx
            .addresses()
            .iter()
            .filter(|a| a.class == Class::Homepage && gives_no_page(cx, a.holder))
            .map(|a| (a.host().unwrap_or_default().to_owned(), a));
        for (host, found) in by_name(fronts) {
            let message = match found.len() {
                1 => format!("{} is the front page of {host}", found[0].name(cx)),
                n => format!("the front page of {host} is given as a source {}", words::times(n)),
            };
            found[0]
                .report_with(cx, out.at(&Self::META, found[0].span, message), found[1..].iter().map(|a| a.span))
                .help("give the address of the page itself");
        }
    }
}

/// Whether nothing else says where to look.
fn gives_no_page(cx: &Context<'_>, holder: Holder) -> bool {
    let sole = |id: EntryId| {
        let entry = &cx.citations.entries[id];
        entry.urls.len() < 2 && entry.identifiers.is_empty() && cx.noun(entry.list) == "source"
    };
    match holder {
        Holder::Entry(id) => sole(id),
        Holder::Cite(_) => true,
        Holder::Link => false,
    }
}
