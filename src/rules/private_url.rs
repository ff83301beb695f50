use super::addresses::Class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::{Knob, Meta, Preset};

declare_rule! {
    /// ## What it finds
    /// An address of a source that only its author can open: on the own machine or network, a file uploaded to a
    /// chat, a page behind a login, an address with a password, a signed link that expires.
    ///
    /// ## Why it matters
    /// The source exists for nobody else, and a password or an inner address is now public.
    ///
    /// ## What to do
    /// Give the public page.
    ///
    /// ## Silent on
    /// Addresses in code, and links of manuals (articles with code) that show where a program answers.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” http://localhost:8080/draft
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
    pub(super) PrivateUrl { name: "private-url", group: Sources, severity: Error, rank: 100,
        summary: "nobody but its author can open the address of a source", options: [HOSTS] }
}

/// Hosts of the house that readers do not reach.
pub(super) const HOSTS: Knob =
    Knob { name: "hosts", summary: "domains that only the house itself can open", default: Preset::Words };

impl Rule for PrivateUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for address in cx.addresses() {
            let Class::Private(why) = address.class else { continue };
            let message = format!("a reader cannot open {}: {why}", address.name(cx));
            address.report(cx, out.at(&Self::META, address.span, message)).help("give the public page");
        }
    }
}
