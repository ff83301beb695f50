use super::web::judged;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::Archive;

declare_rule! {
    /// ## What it finds
    /// Sources that are gone, or whose page is not what the list says, and of which the archive that was asked holds no
    /// copy. Only with `--verify --archive`, which asks for no others.
    ///
    /// ## Why it matters
    /// What such a source said can no longer be read anywhere.
    ///
    /// ## What to do
    /// Look for the work under another address; while the page still opens, have the archive make a copy.
    ///
    /// ## Silent on
    /// Sources for which the archive could not be asked.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://gazette.example/quay-sold"]
    /// reason = "404"
    /// status = 404
    /// archive = { state = "none" }
    ///
    /// ["https://gazette.example/ferry"]
    /// reason = "404"
    /// status = 404
    /// archive = { state = "lookup-failed" }
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
    /// None.
    pub(super) UnarchivedSource { name: "unarchived-source", group: Web, severity: Warning off, rank: Meta::APART,
        summary: "no archived copy of a source is known" }
}

impl Rule for UnarchivedSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (asked, _) in judged(cx).filter(|(_, verdict)| verdict.archive == Some(Archive::None)) {
            let message = format!("the archive holds no copy of {}", asked.name(cx));
            asked.report(cx, out.at(&Self::META, asked.span, message)).help("look for the work under another address");
        }
    }
}
