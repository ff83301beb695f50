use super::addresses::{Class, by_name, safe_fix};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An address with a parameter that says where a reader came from: `utm_source`, `fbclid`, `gclid`. Where it
    /// names a chat product the message says so. One finding per parameter.
    ///
    /// ## Why it matters
    /// It tells the site that somebody else clicked, makes one page look like two, and shows which tool found the
    /// source.
    ///
    /// ## What to do
    /// Take the parameter out; open the page and see that it says what it is cited for.
    ///
    /// ## Silent on
    /// Parameters that change the page.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry?utm_source=chatgpt.com
    /// ```
    /// ```md fixed
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry?page=2
    /// ```
    ///
    /// ## Fix
    /// Safe: the parameters are taken out.
    pub(super) TrackingUrl { name: "tracking-url", group: Sources, severity: Info, rank: 104,
        summary: "an address says where its reader came from" }
}

impl Rule for TrackingUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let tracked = cx.addresses().iter().filter_map(|a| match &a.class {
            Class::Tracked(tracks) => Some((tracks.shown.clone(), (a, tracks))),
            _ => None,
        });
        for (parameter, found) in by_name(tracked) {
            let (first, tracks) = found[0];
            let who = tracks.chat.map(|product| format!(": {product} was asked for it")).unwrap_or_default();
            let message = match found.len() {
                1 => format!("{} carries {parameter}{who}", first.name(cx)),
                n => format!("{n} addresses carry {parameter}{}", who.replace(" it", " them")),
            };
            let edits = found.iter().filter_map(|(a, t)| a.replace(cx, &t.clean));
            first
                .report_with(cx, out.at(&Self::META, first.span, message), found[1..].iter().map(|(a, _)| a.span))
                .help("take it out; the page is the same")
                .fix(safe_fix("take the tracking parameters out", edits));
        }
    }
}
