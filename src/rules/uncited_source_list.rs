use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{ListId, Scope};
use crate::finding::{Confidence, Meta};

declare_rule! {
    /// ## What it finds
    /// A list of numbered sources that no citation in the text points to.
    ///
    /// ## Why it matters
    /// A reader cannot tell which source supports which sentence.
    ///
    /// ## What to do
    /// Cite the sources where they are used; or call the list what it is (“Further reading”).
    ///
    /// ## Silent on
    /// Further reading, lists without numbers or keys, and lists that are made elsewhere.
    ///
    /// ## Examples
    /// ```md fail
    /// The orchard was planted by the abbey. It has since been sold twice.
    ///
    /// ## References
    ///
    /// [1] Abbey rolls, volume 4.
    ///
    /// [2] Land register, 1902.
    /// ```
    /// ```md pass
    /// The orchard was planted by the abbey [1]. It has since been sold twice [2].
    ///
    /// ## References
    ///
    /// [1] Abbey rolls, volume 4.
    ///
    /// [2] Land register, 1902.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) UncitedSourceList { name: "uncited-source-list", group: Linking, severity: Info, rank: Meta::APART,
        summary: "nothing in the text cites the source list" }
}

impl Rule for UncitedSourceList {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for list in (0..cx.citations.lists.len()).filter(|&l| is_uncited(cx, l)) {
            let data = &cx.citations.lists[list];
            let name = data.heading.as_ref().map(|h| format!(" under “{}”", words::cut(h, 40))).unwrap_or_default();
            let count = data.entries.len();
            out.at(&Self::META, cx.list_place(list), format!("nothing in the text cites the {count} sources{name}"))
                .help("cite them where they are used, or call the list “Further reading”")
                .confidence(Confidence::High)
                .list(list);
        }
    }
}

/// Whether a list could be cited and is not, by nothing at all: not even by a number that it lacks.
fn is_uncited(cx: &Context<'_>, list: ListId) -> bool {
    let c = cx.citations;
    let data = &c.lists[list];
    let keyed = c.entries_of(list).iter().any(|e| e.key.is_some());
    let alone = data.entries.len() > 1 || c.markers.is_empty();
    keyed
        && alone
        && !data.further_reading
        && data.scope != Scope::External
        && data.entries.clone().all(|e| c.cited_by[e].iter().all(|&i| c.markers[c.cites[i].marker].inside.is_some()))
        && cx.missing().iter().all(|m| m.list != Some(list))
}
