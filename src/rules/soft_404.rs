use super::dead_url::{fix, help};
use super::web::of_class;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::{Archive, Class, Reason};

declare_rule! {
    /// ## What it finds
    /// Addresses of sources that open, but probably not the source: they lead to the front page of the site, to a page
    /// that says that nothing was found, to a page that the site shows for any address, to a name that is for sale, to
    /// an empty page, or the answer broke off. The message says which sign was seen. Only with `--verify`.
    ///
    /// ## Why it matters
    /// A check for dead links sees nothing; a reader sees that the source is gone.
    ///
    /// ## What to do
    /// Open it. If the source is not there, look for its new place or an archived copy.
    ///
    /// ## Silent on
    /// Front pages that are cited as such, and pages that only speak of what was not found.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://coastradio.example/news/minister-resigns"]
    /// reason = "soft404.home"
    /// status = 200
    /// final_url = "https://coastradio.example/"
    ///
    /// ["https://coastradio.example/news/ferry"]
    /// reason = "ok"
    /// status = 200
    /// ```
    /// ```md fail
    /// The minister resigned [1].
    ///
    /// ## Sources
    ///
    /// [1] Coast Radio. “Minister resigns.” https://coastradio.example/news/minister-resigns
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Coast Radio. “Ferry line to close.” https://coastradio.example/news/ferry
    /// ```
    ///
    /// ## Fix
    /// On request, where a copy was found: its address is added to the source.
    pub(super) Soft404 { name: "soft-404", group: Web, severity: Warning, rank: Meta::APART,
        summary: "the web address of a source opens, but what is there is probably not the source" }
}

impl Rule for Soft404 {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let of_others = [Reason::TitleMismatch, Reason::QuoteMissing];
        for (asked, verdict) in of_class(cx, Class::Suspect).filter(|(_, v)| !of_others.contains(&v.reason)) {
            let message = format!("{} answers, but {}", asked.name(cx), verdict.reason.words());
            let next = match &verdict.archive {
                Some(Archive::Found { .. }) => format!("open it; {}", help(verdict)),
                _ => "open it; if the source is gone, look for an archived copy".into(),
            };
            asked.report(cx, out.at(&Self::META, asked.span, message)).help(next).fix(fix(cx, asked, verdict));
        }
    }
}
