use super::web::verdicts;
use super::{Context, Rule, Sink, declare_rule};
use crate::finding::Meta;
use crate::outcome::Archive;

declare_rule! {
    /// ## What it finds
    /// Sources of which the archive that was asked holds no copy. Only with `--verify --archive`; with this rule, every
    /// source is looked up and not only those that are gone.
    ///
    /// ## Why it matters
    /// A page without a copy is lost on the day on which its site changes.
    ///
    /// ## What to do
    /// Have the archive make a copy.
    ///
    /// ## Silent on
    /// Sources for which the archive could not be asked.
    ///
    /// ## Examples
    /// ```toml answers
    /// ["https://gazette.example/quay-sold"]
    /// reason = "ok"
    /// status = 200
    /// archive = { state = "none" }
    ///
    /// ["https://gazette.example/ferry"]
    /// reason = "ok"
    /// status = 200
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
        for (asked, _) in verdicts(cx).filter(|(_, verdict)| verdict.archive == Some(Archive::None)) {
            let message = format!("the archive holds no copy of {}", asked.name(cx));
            asked.report(cx, out.at(&Self::META, asked.span, message)).help("have the archive make a copy");
        }
    }
}
