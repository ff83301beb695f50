//! Inline elements: what they hold, where they lead, what their attributes say.

use std::borrow::Cow;
use std::ops::Deref;
use std::sync::Arc;

use super::point_near_front;
use crate::input::{Span, TextRange};

/// Attributes that matter for citations. Absent ones are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attrs {
    /// `id`, entities decoded.
    pub id: Box<str>,
    /// `class`, as written.
    pub class: Arc<str>,
    /// `role`, `epub:type`, a `data-type` of `noteref`, `footnote` or `footnotes`, and the names of the data attributes
    /// `data-footnote-ref`, `data-footnotes`, `data-footnote-backref`, joined by blanks, in lower case; [`super::CHOSEN_LIST`]
    /// too, where a user says so.
    pub role: Box<str>,
    /// The element's name in lower case; empty for Markdown and text.
    pub tag: Cow<'static, str>,
}

impl Attrs {
    /// Whether one of the blank-separated class names satisfies `test`, which sees it in lower case.
    pub fn has_class(&self, test: impl Fn(&str) -> bool) -> bool {
        self.class.split_ascii_whitespace().any(|c| match c.bytes().any(|b| b.is_ascii_uppercase()) {
            true => test(&c.to_ascii_lowercase()),
            false => test(c),
        })
    }

    /// Whether `name` is among the roles.
    pub fn has_role(&self, name: &str) -> bool {
        !self.role.is_empty() && self.role.split_ascii_whitespace().any(|r| r == name)
    }
}

/// An inline element of interest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub kind: ElementKind,
    /// The text it holds; may be empty.
    pub range: TextRange,
    /// The input from its opening to its end, tags and brackets included.
    pub span: Span,
    /// Where its link leads, for [`ElementKind::Link`] and [`ElementKind::Image`]; for a `<d-cite>`, its keys as written.
    pub href: Option<Href>,
    /// Its attributes (HTML only).
    pub attrs: Attrs,
}

/// The inline elements of an article, sorted by the start of their range (outer before inner).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Elements {
    all: Vec<Element>,
    /// Where each starts, in a row of their own: elements are large, and what stands at a place is asked all the time.
    starts: Vec<u32>,
}

impl Elements {
    /// How many start before offset `at` of the text: the index of the first that does not.
    pub fn before(&self, at: u32) -> usize {
        self.starts.partition_point(|&start| start < at)
    }

    /// Those that start inside `range` (an empty one at its end included), in order.
    pub fn starting_in(&self, range: TextRange) -> &[Element] {
        let from = self.before(range.start);
        let to = from + point_near_front(&self.starts[from..], |&start| start <= range.end);
        &self.all[from..to]
    }

    /// Adds others that are sorted; what starts at the same place goes inside.
    pub(super) fn merge(&mut self, others: Vec<Element>) {
        if others.is_empty() {
            return;
        }
        let mut all = std::mem::take(&mut self.all);
        if all.is_empty() {
            all = others;
        } else {
            // The sort is stable and finds the two sorted runs: it is one merge.
            all.extend(others);
            all.sort_by_key(|e| e.range.start);
        }
        *self = all.into();
    }
}

/// They must be sorted.
impl From<Vec<Element>> for Elements {
    fn from(all: Vec<Element>) -> Self {
        let starts = all.iter().map(|e| e.range.start).collect();
        Self { all, starts }
    }
}

impl Deref for Elements {
    type Target = [Element];

    fn deref(&self) -> &[Element] {
        &self.all
    }
}

impl<'a> IntoIterator for &'a Elements {
    type Item = &'a Element;
    type IntoIter = std::slice::Iter<'a, Element>;

    fn into_iter(self) -> Self::IntoIter {
        self.all.iter()
    }
}

/// What an inline element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementKind {
    /// A link, also an autolink, a label `for` an id, an element whose `data-definition` names one, and a bare URL in
    /// Markdown or text.
    Link,
    /// Superscript.
    Sup,
    /// Subscript.
    Sub,
    /// `<cite>`, `<d-cite>`, `<d-footnote>`, `<q>`: the element's name is in `attrs.tag`.
    Cite,
    /// `<span>`, `<small>`, `<label>` … with an id, class or role.
    Span,
    /// Strong or bold.
    Strong,
    /// Emphasis or italics.
    Emphasis,
    /// Inline code; its text is U+FFFC.
    Code,
    /// An image; its text is U+FFFC, its alternative text a block of kind [`super::BlockKind::Alt`].
    Image,
    /// Inline HTML or a template tag that was left out; its text is U+FFFC.
    Template,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Href {
    /// The address, entities decoded, line ends and tabs removed, otherwise as written.
    pub url: Box<str>,
    /// Where the address stands in the input; for a reference link, where its definition states it.
    pub span: Span,
    /// The label of the definition it goes through, for Markdown reference links (`[text][label]`, `[label]`).
    pub reference: Option<Box<str>>,
}

/// A place that a fragment can point to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id or name, entities decoded.
    pub name: Box<str>,
    /// The text of the element that carries it; empty where it has none.
    pub range: TextRange,
    /// The opening tag.
    pub span: Span,
}
