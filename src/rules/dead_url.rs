use super::web::{Asked, add_copy, answered, of_class, shown_day};
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::{Archive, Class, Reason, Verdict};

declare_rule! {
    /// ## What it finds
    /// Addresses of sources where there is nothing: the server says that the page does not exist (404) or was taken down
    /// for good (410), there is no site of that name, or the DOI is not registered. Only with `--verify`.
    ///
    /// ## Why it matters
    /// A reader who wants to check the claim finds nothing.
    ///
    /// ## What to do
    /// Look for the new place of the page, or give an archived copy: `--archive` looks for the one nearest to the day
    /// on which the source was cited. A page that never existed may also be a slip in the address.
    ///
    /// ## Silent on
    /// Sites that do not let programs in, sites that do not answer now, and addresses that are cut off or malformed,
    /// which are not asked.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://gazette.example/quay-sold"]
    /// reason = "404"
    /// status = 404
    ///
    /// ["https://gazette.example/ferry"]
    /// reason = "forbidden"
    /// status = 403
    /// ```
    /// ```md fail
    /// The quay was sold [1].
    ///
    /// ## Sources
    ///
    /// [1] Gazette. “Quay sold.” https://gazette.example/quay-sold
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Gazette. “Ferry line to close.” https://gazette.example/ferry
    /// ```
    ///
    /// ## Fix
    /// On request, where a copy was found: its address is added to the source.
    pub(super) DeadUrl { name: "dead-url", group: Web, severity: Error, rank: Meta::APART,
        summary: "the web address of a source leads to nothing" }
}

impl Rule for DeadUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, verdict) in of_class(cx, Class::Dead) {
            let message = format!("{} is dead: {}", asked.name(cx), answered(verdict));
            asked.report(cx, out.at(&Self::META, asked.span, message)).help(help(verdict)).fix(fix(cx, asked, verdict));
        }
    }
}

/// What to do next, by what an archive holds.
pub(super) fn help(verdict: &Verdict) -> String {
    if verdict.reason == Reason::DoiNotFound {
        return "compare the DOI with the work itself: a sign may be wrong".into();
    }
    match &verdict.archive {
        Some(Archive::Found { url, date: Some(date) }) => {
            format!("look for its new place, or give the archived copy of {}: {url}", shown_day(*date))
        }
        Some(Archive::Found { url, date: None }) => format!("look for its new place, or give the archived copy: {url}"),
        Some(Archive::None) => "look for its new place; the archive holds no copy".into(),
        Some(Archive::LookupFailed) => "look for its new place; the archive could not be asked for a copy".into(),
        None => "look for its new place or an archived copy (--archive looks for one)".into(),
    }
}

/// Adds the copy that an archive holds.
pub(super) fn fix(cx: &Context<'_>, asked: &Asked, verdict: &Verdict) -> Option<crate::finding::Fix> {
    match &verdict.archive {
        Some(Archive::Found { url, .. }) => add_copy(cx, asked, url),
        _ => None,
    }
}
