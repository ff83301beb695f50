use super::web::of_class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::Class;

declare_rule! {
    /// ## What it finds
    /// Addresses of sources that this program does not ask, because they lead into a private network (by their name or
    /// on their way) or are none of the web. No request is sent. Only with `--verify`; `--allow-private` asks them.
    ///
    /// ## Why it matters
    /// Readers cannot open them. And an article must not make the machine that checks it fetch what only that machine
    /// can reach.
    ///
    /// ## What to do
    /// Give an address that is open to everybody.
    ///
    /// ## Silent on
    /// Addresses that are private as written: private-url reports those.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://wiki.harbour.example/plan"]
    /// reason = "private_address"
    ///
    /// ["https://harbour.example/plan"]
    /// reason = "ok"
    /// status = 200
    /// ```
    /// ```md fail
    /// The quay will be widened [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Office. “Plan of works.” https://wiki.harbour.example/plan
    /// ```
    /// ```md pass
    /// The quay will be widened [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Office. “Plan of works.” https://harbour.example/plan
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) RefusedUrl { name: "refused-url", group: Web, severity: Warning, rank: Meta::APART,
        summary: "the web address of a source must not be asked" }
}

impl Rule for RefusedUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, verdict) in of_class(cx, Class::Refused).filter(|(asked, _)| !asked.is_private) {
            let message = format!("{} was not asked: {}", asked.name(cx), verdict.reason.words());
            asked
                .report(cx, out.at(&Self::META, asked.span, message))
                .help("give an address that is open to everybody");
        }
    }
}
