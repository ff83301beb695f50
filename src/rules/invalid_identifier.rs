use super::addresses::Class;
use super::sources::identifiers;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// A DOI, ISBN, ISSN, arXiv number, PMID, PMCID or ORCID of a source that cannot exist: its form, its check digit
    /// or its range is wrong.
    ///
    /// ## Why it matters
    /// Nobody can find the work by it; chat tools make up such numbers.
    ///
    /// ## What to do
    /// Look the work up and copy the number.
    ///
    /// ## Silent on
    /// Numbers of ten digits or less that stand for something else, and what follows a number.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Atlas. Quay Press, 2020. ISBN 978-0-306-40615-8.
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Atlas. Quay Press, 2020. ISBN 978-0-306-40615-7.
    /// ```
    ///
    /// ## Fix
    /// None: punctuation at the end of a linked DOI is taken off by malformed-url.
    pub(super) InvalidIdentifier { name: "invalid-identifier", group: Sources, severity: Error, rank: Meta::APART,
        summary: "a source has a number that cannot exist" }
}

impl Rule for InvalidIdentifier {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            for identifier in &entry.identifiers {
                let Some(why) = identifiers::problem(identifier.kind, &identifier.value, cx.today) else { continue };
                let name = identifiers::name(identifier.kind);
                let message = format!("there can be no {name} “{}”: {why}", words::cut(&identifier.value, 40));
                out.at(&Self::META, identifier.span, message)
                    .help("look the work up and copy the number")
                    .key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default())
                    .list(entry.list)
                    .entry(id);
            }
        }
        linked(cx, out);
    }
}

/// DOIs and ORCIDs that stand in addresses only.
fn linked(cx: &Context<'_>, out: &mut Sink) {
    for address in cx.addresses().iter().filter(|a| matches!(a.class, Class::Sound | Class::Tracked(_))) {
        let kind = match address.host() {
            Some("doi.org" | "dx.doi.org") => "doi",
            Some("orcid.org") => "orcid",
            _ => continue,
        };
        let Some(path) =
            address.parsed.as_ref().map(|u| u.path().trim_matches('/').replace("%2F", "/").replace("%2f", "/"))
        else {
            continue;
        };
        let known =
            address.entry().is_some_and(|id| cx.citations.entries[id].identifiers.iter().any(|i| i.kind == kind));
        let states_one = path.starts_with(|c: char| c.is_ascii_digit());
        let Some(why) = identifiers::problem(kind, &path, cx.today).filter(|_| states_one && !known) else { continue };
        let message = format!("there can be no {} “{}”: {why}", identifiers::name(kind), words::cut(&path, 40));
        address
            .report(cx, out.at(&InvalidIdentifier::META, address.span, message))
            .help("look the work up and copy the number");
    }
}
