use super::addresses::by_name;
use super::house::Objection;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// An address of a source, or of a link that stands for one, on a site that the house does not accept: one that
    /// `[[deny-domains]]` names, or one that `[[allow-domains]]` does not name where it names any. One finding per article and site,
    /// with the reason that the settings give.
    ///
    /// ## Why it matters
    /// A house has its grounds for trusting a site or not; an author may not know them.
    ///
    /// ## What to do
    /// Find the same fact at another place, or ask whoever keeps the list.
    ///
    /// ## Silent on
    /// Everything, unless the settings name sites. The own site of the house (`own-domains`) is no source and needs
    /// no permission. Of two domains that a host lies under the longer decides, so `good.example.org` may be allowed
    /// while `example.org` is not.
    ///
    /// ## Examples
    /// Settings:
    /// ```toml settings
    /// [[deny-domains]]
    /// domains = ["quayrumours.example"]
    /// reason = "it prints what it hears; style guide, 4.2"
    /// ```
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Quay Rumours. “Ferry line to close.” https://www.quayrumours.example/ferry
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
    pub(super) DisallowedDomain { name: "disallowed-domain", group: Sources, severity: Error, rank: Meta::APART,
        summary: "a source is on a site that the house does not accept" }
}

impl Rule for DisallowedDomain {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        if !cx.house.judges_sites() {
            return;
        }
        let hosts = cx.addresses().iter().filter_map(|a| Some((a.host()?.to_owned(), a)));
        for (host, found) in by_name(hosts) {
            let Some(objection) = cx.house.objection(&host) else { continue };
            let (what, reason) = match objection {
                Objection::Denied(reason) => ("is not accepted as a source here", reason),
                Objection::NotAllowed(reason) => ("is not among the sites that are accepted here", reason),
            };
            let times = if found.len() > 1 { format!(" (given {})", words::times(found.len())) } else { String::new() };
            let message = format!("{host}{times} {what}: {reason}");
            found[0]
                .report_with(cx, out.at(&Self::META, found[0].span, message), found[1..].iter().map(|a| a.span))
                .help("find it at another place, or ask who keeps the list");
        }
    }
}
