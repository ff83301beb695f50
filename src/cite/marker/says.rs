//! What elements say about themselves by role and class.

use crate::article::{Article, Attrs, Element, ElementKind};
use crate::map::HashMap;

/// What an element says about itself.
#[derive(Clone, Copy)]
pub(in super::super) struct Says {
    /// That it is a citation.
    pub cites: bool,
    /// That it leads from a note back to its citation.
    pub leads_back: bool,
}

impl Says {
    pub(in super::super) fn of(element: &Element) -> Self {
        Self::of_role(element, Self::of_class(&element.attrs))
    }

    /// All elements of an article, in order. They are many and their classes few: each of these is looked at once.
    pub(super) fn all(article: &Article) -> Vec<Self> {
        let mut by_class: HashMap<&str, Self> = HashMap::default();
        let each = article.elements.iter().map(|element| {
            let attrs = &element.attrs;
            let class = match &*attrs.class {
                "" => Self { cites: false, leads_back: false },
                class => *by_class.entry(class).or_insert_with(|| Self::of_class(attrs)),
            };
            Self::of_role(element, class)
        });
        each.collect()
    }

    fn of_role(element: &Element, class: Self) -> Self {
        let attrs = &element.attrs;
        let cites = class.cites
            || ["doc-noteref", "doc-biblioref", "noteref", "data-footnote-ref"].iter().any(|r| attrs.has_role(r))
            || element.kind == ElementKind::Cite && &*attrs.tag == "d-cite";
        // Org mode gives the role of a way back to the way there, too.
        let back = attrs.has_role("doc-backlink") && !cites || attrs.has_role("data-footnote-backref");
        Self { cites, leads_back: class.leads_back || back }
    }

    fn of_class(attrs: &Attrs) -> Self {
        Self { cites: class_cites(attrs), leads_back: attrs.has_class(class_leads_back) }
    }
}

fn class_cites(attrs: &Attrs) -> bool {
    attrs.has_class(|c| {
        // Sphinx gives the class "reference" to every link, and says where it leads.
        if c == "reference" {
            return !attrs.has_class(|other| matches!(other, "internal" | "external"));
        }
        let named = || ["footnote-ref", "noteref", "footnote-anchor"].iter().any(|name| c.contains(name));
        matches!(c, "fnanchor" | "citation" | "cite" | "cites" | "bibref" | "fnref" | "fn-ref" | "footnote")
            || c.starts_with("ltx_cite")
            || c.starts_with("ltx_missing_citation")
            || c.contains("note") && named()
            || c.contains("footref")
            || c.contains("cite_ref")
    })
}

fn class_leads_back(class: &str) -> bool {
    let named = || ["backref", "backlink", "footnote-back"].iter().any(|name| class.contains(name));
    class.contains("back") && named() || class.contains("reversefootnote")
}
