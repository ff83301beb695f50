use super::addresses::{Address, Class};
use super::{Context, Rule, Sink, declare_rule, urls, words};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A link whose text is one address and which opens another.
    ///
    /// ## Why it matters
    /// A reader who copies the text and one who clicks are on two pages; only one of them supports the claim.
    ///
    /// ## What to do
    /// Open both, keep the right one.
    ///
    /// ## Silent on
    /// Shortened text (no `https://`, the site alone, cut in the middle), other forms of one address, archived
    /// copies, and links that forward to what they show.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” [https://harbourtimes.example/ferry](https://quaynews.example/bridge)
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” [https://harbourtimes.example/ferry](https://www.harbourtimes.example/ferry/)
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) MismatchedLinkText { name: "mismatched-link-text", group: Sources, severity: Error, rank: Meta::APART,
        summary: "a link shows one address and opens another" }
}

impl Rule for MismatchedLinkText {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for address in cx.addresses().iter().filter(|a| a.is_behind) {
            let text = cx.text(address.shown).trim();
            if !is_whole_address(text) || shows(text, address) {
                continue;
            }
            let message =
                format!("the text says {}, a click opens {}", words::cut(text, 60), words::cut(&address.url, 60));
            address
                .report(cx, out.at(&Self::META, cx.article.span(address.shown), message))
                .help("open both, keep the right one");
        }
    }
}

/// Whether a text is one address from end to end.
fn is_whole_address(text: &str) -> bool {
    let begins = text.starts_with("http://") || text.starts_with("https://");
    begins && !text.contains(|c: char| c.is_whitespace() || c == '…') && !text.contains("...")
}

/// Whether a text shows the page that the address opens.
fn shows(text: &str, address: &Address<'_>) -> bool {
    let Some(opened) = urls::page(&address.url) else { return true };
    let shown = text.trim_end_matches(['.', ',', ';', ':', ')', ']', '>']);
    let (Some(page), Some(site)) = (urls::page(shown).map(folded), urls::site(shown)) else { return true };
    let opened = folded(opened);
    let site_alone = page.trim_end_matches('/') == site;
    let opened_site = urls::site(&address.url).unwrap_or_default();
    let same_owner = urls::owner(&opened_site) == urls::owner(&site);
    let shortened = site_alone && same_owner
        || opened_site == site
            && (opened.starts_with(page.trim_end_matches('/')) || page.starts_with(opened.trim_end_matches('/')));
    // An archive or a forwarder has the address it leads to in its own.
    let leads_there = opened.contains(page.trim_end_matches('/'));
    let forwards = matches!(address.class, Class::Redirector(_));
    let is_other_name = same_identifier(&page, &opened);
    shortened || leads_there || forwards || is_other_name
}

/// `doi.org/…` and a gateway or publisher that carries the same DOI.
fn same_identifier(shown: &str, opened: &str) -> bool {
    let doi = |page: &str| page.find("/10.").map(|at| page[at..].to_owned());
    doi(shown).is_some_and(|d| opened.contains(&d))
}

/// A page with escapes read and case folded.
fn folded(page: String) -> String {
    let parts = url::form_urlencoded::parse(page.as_bytes());
    let read: Vec<String> =
        parts.map(|(k, v)| if v.is_empty() { k.into_owned() } else { format!("{k}={v}") }).collect();
    let read = read.join("&").to_lowercase();
    // What a typesetter makes of quotation marks and hyphens.
    let read = read.replace(['’', '‘', '′'], "'").replace(['“', '”'], "\"").replace(['–', '—'], "-");
    read.replace("--", "-").replace("http://", "").replace("https://", "").replace("www.", "")
}
