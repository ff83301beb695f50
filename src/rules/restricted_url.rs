use super::web::{answered, of_class};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::Class;

declare_rule! {
    /// ## What it finds
    /// Addresses of sources where something is, but programs are not let in: a login, a paywall, a check whether the
    /// visitor is a person, a request to come back later. Only with `--verify`.
    ///
    /// ## Why it matters
    /// It says nothing about the source: nobody has seen it, neither to be there nor to be gone.
    ///
    /// ## What to do
    /// Open it by hand.
    ///
    /// ## Silent on
    /// Pages that do not exist, and sites that do not answer.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://ledger.example/port-fees"]
    /// reason = "forbidden"
    /// status = 403
    ///
    /// ["https://ledger.example/open"]
    /// reason = "ok"
    /// status = 200
    /// ```
    /// ```md fail
    /// The port fees doubled [1].
    ///
    /// ## Sources
    ///
    /// [1] The Ledger. “Port fees doubled.” https://ledger.example/port-fees
    /// ```
    /// ```md pass
    /// The port fees doubled [1].
    ///
    /// ## Sources
    ///
    /// [1] The Ledger. “Port fees doubled.” https://ledger.example/open
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) RestrictedUrl { name: "restricted-url", group: Web, severity: Info, rank: Meta::APART,
        summary: "a source cannot be checked by a program" }
}

impl Rule for RestrictedUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, verdict) in of_class(cx, Class::Restricted) {
            let message = format!(
                "{} cannot be checked: {}; this says nothing about the page",
                asked.name(cx),
                answered(verdict)
            );
            asked.report(cx, out.at(&Self::META, asked.span, message)).help("open it by hand");
        }
    }
}
