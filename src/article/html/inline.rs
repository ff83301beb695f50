//! What the model keeps of an element: its container, inline element, ids and attributes.

use std::borrow::Cow;
use std::num::NonZeroU32;
use std::sync::Arc;

use super::attributes::{Attribute, Attributes};
use super::names::{Shape, Tag};
use super::reader::Reader;
use super::select::Picked;
use super::stack::Opened;
use super::tokens::StartTag;
use crate::article::build::Handle;
use crate::article::{Attrs, CHOSEN_LIST, ContainerKind, ElementKind, Href};

impl<'a> Reader<'a> {
    /// Opens the container of an element that is one.
    pub(super) fn open_container(&mut self, tag: Tag, token: &StartTag<'_>, picked: Picked) -> Option<NonZeroU32> {
        let kind = match tag.shape() {
            Shape::Container => self.container_kind(tag, token.attrs),
            Shape::Paragraph if picked.is_list || is_notable(token.attrs) => ContainerKind::Paragraph,
            _ => return None,
        };
        let mut attrs = self.attrs_of(tag, token);
        if picked.is_list {
            attrs.role = format!("{} {CHOSEN_LIST}", attrs.role).into();
        }
        NonZeroU32::new(self.builder.open_container(kind, token.span.start, attrs) as u32)
    }

    fn container_kind(&mut self, tag: Tag, attrs: &Attributes) -> ContainerKind {
        match tag {
            Tag::Aside => ContainerKind::Aside,
            Tag::Footer => ContainerKind::Footer,
            Tag::Header => ContainerKind::Header,
            Tag::Figure | Tag::Figcaption | Tag::Caption => ContainerKind::Figure,
            Tag::Blockquote => ContainerKind::Quote,
            Tag::Ul | Tag::Menu | Tag::Dir => ContainerKind::Bullets,
            Tag::Ol => {
                let reversed = attrs.has(Attribute::Reversed);
                let first = if reversed { 0 } else { 1 };
                ContainerKind::Numbers { start: self.number(attrs, Attribute::Start).unwrap_or(first), reversed }
            }
            Tag::Li => ContainerKind::Item { number: self.item_number(attrs) },
            Tag::Table => ContainerKind::Table,
            Tag::Tr => ContainerKind::Row,
            Tag::Td | Tag::Th => ContainerKind::Cell { header: tag == Tag::Th },
            Tag::Dl => ContainerKind::Definitions,
            Tag::Dt => ContainerKind::Term,
            Tag::Dd => ContainerKind::Description,
            _ => ContainerKind::Section,
        }
    }

    fn number(&self, attrs: &Attributes, attribute: Attribute) -> Option<i64> {
        attrs.get(attribute, self.input).trim().parse().ok()
    }

    /// The number that an item states, for browsers or for the style sheets of publishers: `data-counter="3."`.
    fn item_number(&self, attrs: &Attributes) -> Option<i64> {
        let styled = |attribute| attrs.get(attribute, self.input).trim().trim_end_matches('.').parse().ok();
        self.number(attrs, Attribute::Value)
            .or_else(|| [Attribute::DataCounter, Attribute::DataContent].into_iter().find_map(styled))
    }

    /// Opens the inline element of an element that is one of interest.
    pub(super) fn open_element(&mut self, tag: Tag, token: &StartTag<'_>) -> Option<Handle> {
        let attrs = token.attrs;
        let mut href = None;
        let kind = match tag {
            Tag::A if attrs.has(Attribute::Href) => {
                href = self.href(attrs, Attribute::Href);
                // A link that only a script follows may name what it shows.
                let scripted = href.as_ref().is_some_and(|h| h.url.starts_with("javascript:"));
                if scripted && attrs.has(Attribute::AriaDescribedby) {
                    href = self.fragment(attrs, Attribute::AriaDescribedby);
                }
                ElementKind::Link
            }
            Tag::Label if attrs.has(Attribute::For) => {
                href = self.fragment(attrs, Attribute::For);
                ElementKind::Link
            }
            Tag::Sup => ElementKind::Sup,
            Tag::Sub => ElementKind::Sub,
            Tag::DCite | Tag::DtCite => {
                href = self.href(attrs, Attribute::Key).or_else(|| self.href(attrs, Attribute::BibtexKey));
                ElementKind::Cite
            }
            Tag::Cite | Tag::Q | Tag::DFootnote | Tag::DtFn => ElementKind::Cite,
            Tag::B | Tag::Strong => ElementKind::Strong,
            Tag::I | Tag::Em => ElementKind::Emphasis,
            _ if tag.shape() == Shape::Code => ElementKind::Code,
            _ if !matches!(tag.shape(), Shape::Inline | Shape::Formatting | Shape::Button) => return None,
            _ if attrs.has(Attribute::DataDefinition) => {
                href = self.fragment(attrs, Attribute::DataDefinition);
                ElementKind::Link
            }
            _ if is_notable(attrs) => ElementKind::Span,
            _ => return None,
        };
        let attrs = self.attrs_of(tag, token);
        Some(self.builder.open_element(kind, token.span.start, href, attrs))
    }

    /// Notes the ids of an element that has content.
    pub(super) fn open_anchors(&mut self, token: &StartTag<'_>, opened: &mut Opened) {
        let [id, name] = self.names(token);
        opened.anchor = id.map(|id| self.builder.open_anchor(&id, token.span));
        opened.second_anchor = name.map(|name| self.builder.open_anchor(&name, token.span));
    }

    /// Notes the ids of an element whose content is none of the text.
    pub(super) fn point_anchor(&mut self, token: &StartTag<'_>) {
        for name in self.names(token).into_iter().flatten() {
            let anchor = self.builder.open_anchor(&name, token.span);
            self.builder.close_anchor(anchor);
        }
    }

    /// An element's id, and the name of an `a` where it is another.
    fn names<'t>(&self, token: &'t StartTag<'_>) -> [Option<Cow<'t, str>>; 2]
    where
        'a: 't,
    {
        let input: &'t str = self.input;
        let id = Some(token.attrs.get(Attribute::Id, input)).filter(|id| !id.is_empty());
        let name = (token.name == b"a").then(|| token.attrs.get(Attribute::Name, input));
        let name = name.filter(|name| !name.is_empty() && Some(name) != id.as_ref());
        [id, name]
    }

    /// The address in an attribute, cleaned as a browser does: line ends and tabs go, blanks around it go.
    pub(super) fn href(&self, attrs: &Attributes, attribute: Attribute) -> Option<Href> {
        if !attrs.has(attribute) {
            return None;
        }
        let value = attrs.get(attribute, self.input);
        let url = value.trim_matches(|c: char| c <= ' ');
        let url =
            if url.contains(['\t', '\n', '\r']) { url.replace(['\t', '\n', '\r'], "").into() } else { url.into() };
        Some(Href { url, span: attrs.span(attribute), reference: None })
    }

    /// The address of the element whose id an attribute names.
    fn fragment(&self, attrs: &Attributes, attribute: Attribute) -> Option<Href> {
        let id = attrs.get(attribute, self.input);
        Some(Href { url: format!("#{}", id.trim()).into(), span: attrs.span(attribute), reference: None })
    }

    /// The attributes that the model keeps.
    pub(super) fn attrs_of(&self, tag: Tag, token: &StartTag<'_>) -> Attrs {
        let name: Cow<'static, str> = match tag.name() {
            "" => Cow::Owned(String::from_utf8_lossy(token.name).into_owned()),
            name => Cow::Borrowed(name),
        };
        if token.attrs.is_empty() {
            return Attrs { tag: name, ..Attrs::default() };
        }
        Attrs {
            id: token.attrs.get(Attribute::Id, self.input).into(),
            class: Arc::clone(&self.classes.at_hand().names),
            role: role(token.attrs, self.input),
            tag: name,
        }
    }
}

/// The roles of an element, from all the attributes that state one.
fn role(attrs: &Attributes, input: &str) -> Box<str> {
    use Attribute::{DataType, EpubType, FootnoteBackref, FootnoteRef, Footnotes, Role};
    // Most elements state none.
    if ![Role, EpubType, DataType, FootnoteRef, Footnotes, FootnoteBackref].into_iter().any(|a| attrs.has(a)) {
        return Box::default();
    }
    let mut roles = Vec::new();
    for attribute in [Role, EpubType] {
        if attrs.has(attribute) {
            roles.push(Cow::Owned(attrs.get(attribute, input).to_ascii_lowercase()));
        }
    }
    let data_type = attrs.get(DataType, input);
    if matches!(&*data_type, "noteref" | "footnote" | "footnotes") {
        roles.push(data_type);
    }
    for (attribute, name) in
        [(FootnoteRef, "data-footnote-ref"), (Footnotes, "data-footnotes"), (FootnoteBackref, "data-footnote-backref")]
    {
        if attrs.has(attribute) {
            roles.push(Cow::Borrowed(name));
        }
    }
    roles.join(" ").into()
}

/// Whether an element has attributes that can make it a citation or a list.
fn is_notable(attrs: &Attributes) -> bool {
    use Attribute::{Class, DataType, EpubType, FootnoteBackref, FootnoteRef, Footnotes, Id, Role};
    [Id, Class, Role, EpubType, DataType, FootnoteRef, Footnotes, FootnoteBackref].into_iter().any(|a| attrs.has(a))
}

/// Text without line ends, as it stands in an attribute.
pub(super) fn one_line(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t']) {
        Cow::Owned(text.split_ascii_whitespace().collect::<Vec<_>>().join(" "))
    } else {
        Cow::Borrowed(text)
    }
}
