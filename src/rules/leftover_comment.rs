use super::{Context, Rule, Sink, declare_rule, words};
use crate::article::ElementKind;
use crate::finding::Meta;

declare_rule! {
    /// ## What it finds
    /// The mark of a reviewer's comment, as Google Docs exports it: `[a]`, a link to `#cmnt1`.
    ///
    /// ## Why it matters
    /// It looks like a citation and is none; what reviewers wrote to each other would be published with the text.
    ///
    /// ## What to do
    /// Resolve the comment in the document, take out its mark and the comment at the end.
    ///
    /// ## Silent on
    /// Links of other kinds; the way back from the comment to its mark.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned at noon[[a]](#cmnt1). It rose by a yard [1], [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The tide turned at noon. It rose by a yard [1], [2].
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) LeftoverComment { name: "leftover-comment", group: Markers, severity: Warning, rank: 15,
        summary: "a reviewer's comment was exported with the text" }
}

impl Rule for LeftoverComment {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for element in cx.article.elements.iter().filter(|e| e.kind == ElementKind::Link) {
            let Some(href) = &element.href else { continue };
            let comment = href.url.rsplit_once('#').and_then(|(_, id)| id.strip_prefix("cmnt"));
            if !comment.is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit())) {
                continue;
            }
            let shown = words::cut(cx.text(element.range), 20);
            out.at(&Self::META, element.span, format!("“{shown}” is a reviewer's comment, not a citation"))
                .help("resolve it in the document, and take out the mark and the comment at the end");
        }
    }
}
