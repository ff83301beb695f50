//! What the elements and attributes of HTML are for a reader.

use super::links::{place, without_line_ends};
use super::tag::{self, Tag};
use crate::article::{Attrs, ContainerKind, ElementKind, Href};
use crate::input::Span;

/// What the attributes of a tag say.
#[derive(Default)]
pub(super) struct Attributes {
    pub(super) attrs: Attrs,
    pub(super) href: Option<Href>,
    pub(super) name: Box<str>,
    pub(super) alt: Option<(String, Span)>,
    pub(super) number: Option<i64>,
    pub(super) is_reversed: bool,
    pub(super) is_hidden: bool,
}

impl Attributes {
    pub(super) fn of(tag: &Tag<'_>, source: &str, base: usize) -> Self {
        let mut read = Self { attrs: Attrs { tag: tag.name.clone().into(), ..Attrs::default() }, ..Self::default() };
        let mut roles = Vec::new();
        for (name, value) in tag.attributes() {
            let at = place(source, value).unwrap_or_default();
            let span = Span::new((base + at.start) as u32, (base + at.end) as u32);
            let text = || tag::decode(value);
            match name.to_ascii_lowercase().as_str() {
                "id" => read.attrs.id = text().into(),
                "class" | "classname" => read.attrs.class = text().into(),
                "role" | "epub:type" => roles.push(text().to_ascii_lowercase()),
                data @ ("data-footnote-ref" | "data-footnotes" | "data-footnote-backref") => roles.push(data.into()),
                "name" => read.name = text().into(),
                "href" | "src" => {
                    let url = without_line_ends(&text());
                    read.href = Some(Href { url, span, reference: None });
                }
                "alt" => read.alt = Some((text().into_owned(), span)),
                "value" | "start" => read.number = value.trim().parse().ok(),
                "reversed" => read.is_reversed = true,
                "hidden" => read.is_hidden = !value.eq_ignore_ascii_case("until-found"),
                "style" => read.is_hidden |= hides(value),
                _ => {}
            }
        }
        read.attrs.role = roles.join(" ").into();
        read
    }

    /// Whether the source list will be put where the tag stands.
    pub(super) fn is_place_for_list(&self, tag: &Tag<'_>) -> bool {
        tag.is_empty && matches!(tag.name.as_str(), "references" | "bibliography")
    }
}

fn hides(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
    style.contains("display:none") || style.contains("visibility:hidden")
}

pub(super) fn heading(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

pub(super) fn container(name: &str, read: &Attributes) -> Option<ContainerKind> {
    Some(match name {
        "div" | "section" | "article" | "main" | "details" | "center" | "form" | "fieldset" | "address" => {
            ContainerKind::Section
        }
        "aside" => ContainerKind::Aside,
        "footer" => ContainerKind::Footer,
        "header" => ContainerKind::Header,
        "figure" | "figcaption" | "caption" => ContainerKind::Figure,
        "blockquote" => ContainerKind::Quote,
        "ul" | "menu" => ContainerKind::Bullets,
        "ol" => ContainerKind::Numbers { start: read.number.unwrap_or(1), reversed: read.is_reversed },
        "li" => ContainerKind::Item { number: read.number },
        "table" => ContainerKind::Table,
        "tr" => ContainerKind::Row,
        "td" | "th" => ContainerKind::Cell { header: name == "th" },
        "dl" => ContainerKind::Definitions,
        "dt" => ContainerKind::Term,
        "dd" => ContainerKind::Description,
        _ => return None,
    })
}

pub(super) fn element(name: &str, read: &Attributes) -> Option<ElementKind> {
    Some(match name {
        "a" if read.href.is_some() => ElementKind::Link,
        "sup" => ElementKind::Sup,
        "sub" => ElementKind::Sub,
        "cite" | "q" | "d-cite" | "d-footnote" => ElementKind::Cite,
        "strong" | "b" => ElementKind::Strong,
        "em" | "i" => ElementKind::Emphasis,
        "span" | "small" | "label" | "a" if has_attributes(&read.attrs) => ElementKind::Span,
        _ => return None,
    })
}

fn has_attributes(attrs: &Attrs) -> bool {
    !(attrs.id.is_empty() && attrs.class.is_empty() && attrs.role.is_empty())
}

/// Elements that break the paragraph they stand in.
pub(super) fn is_block(name: &str) -> bool {
    const OTHERS: [&str; 6] = ["p", "hr", "pre", "summary", "nav", "legend"];
    OTHERS.contains(&name) || heading(name).is_some() || container(name, &Attributes::default()).is_some()
}

/// Elements whose text is no prose.
pub(super) fn is_no_prose(name: &str) -> bool {
    const NO_PROSE: [&str; 17] = [
        "script", "style", "template", "nav", "svg", "math", "iframe", "textarea", "select", "button", "title", "code",
        "kbd", "samp", "tt", "pre", "noscript",
    ];
    NO_PROSE.contains(&name)
}

/// Tags that open nothing: void elements, and components that close themselves.
pub(super) fn is_void(tag: &Tag<'_>) -> bool {
    const VOID: [&str; 9] = ["br", "hr", "img", "input", "link", "meta", "wbr", "source", "col"];
    VOID.contains(&tag.name.as_str()) || tag.is_empty
}
