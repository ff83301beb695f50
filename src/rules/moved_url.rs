use super::web::{new_address, of_class, replace};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::Class;

declare_rule! {
    /// ## What it finds
    /// Addresses of sources that have moved for good (301 or 308) and open at the new place. Only with `--verify`.
    ///
    /// ## Why it matters
    /// Sites keep such signposts for a while, not for ever.
    ///
    /// ## What to do
    /// Give the new address.
    ///
    /// ## Silent on
    /// Addresses that lead on for now only (302, 303, 307): there the site wants the old address to be used.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://council.example/budget"]
    /// reason = "permanent"
    /// status = 200
    /// final_url = "https://council.example/b/2026"
    /// chain = [{ url = "https://council.example/budget", status = 301 }]
    ///
    /// ["https://council.example/b/2026"]
    /// reason = "ok"
    /// status = 200
    /// ```
    /// ```md fail
    /// The budget grew [1].
    ///
    /// ## Sources
    ///
    /// [1] City Council. “Budget 2026.” https://council.example/budget
    /// ```
    /// ```md pass
    /// The budget grew [1].
    ///
    /// ## Sources
    ///
    /// [1] City Council. “Budget 2026.” https://council.example/b/2026
    /// ```
    ///
    /// ## Fix
    /// On request: the new address in the place of the old one.
    pub(super) MovedUrl { name: "moved-url", group: Web, severity: Info, rank: Meta::APART,
        summary: "the web address of a source has moved for good" }
}

impl Rule for MovedUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, verdict) in of_class(cx, Class::Moved) {
            let Some(url) = new_address(verdict) else { continue };
            let message = format!("{} has moved for good, to {url}", asked.name(cx));
            asked
                .report(cx, out.at(&Self::META, asked.span, message))
                .help("give the new address")
                .fix(replace(cx, asked, url));
        }
    }
}
