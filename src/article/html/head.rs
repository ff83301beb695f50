//! What a page says about itself.

use super::attributes::Attribute;
use super::names::Tag;
use super::reader::Reader;
use super::tokens::{StartTag, TextNode};

/// How sure a statement of the page's address is; a surer one replaces it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum AddressRank {
    /// None yet.
    #[default]
    None,
    /// `<base href>`.
    Base,
    /// The comment that browsers put into saved pages.
    SavedFrom,
    /// `og:url`.
    OpenGraph,
    /// `<link rel="canonical">`.
    Canonical,
}

impl Reader<'_> {
    /// Reads `meta`, `link` or `base`.
    pub(super) fn metadata(&mut self, tag: Tag, token: &StartTag<'_>) {
        let get = |attribute| token.attrs.get(attribute, self.input);
        let (rank, attribute) = match tag {
            Tag::Link if get(Attribute::Rel).eq_ignore_ascii_case("canonical") => {
                (AddressRank::Canonical, Attribute::Href)
            }
            Tag::Meta if get(Attribute::Property).eq_ignore_ascii_case("og:url") => {
                (AddressRank::OpenGraph, Attribute::Content)
            }
            Tag::Base => (AddressRank::Base, Attribute::Href),
            _ => return,
        };
        let address = get(attribute).trim().to_owned();
        self.address(rank, address);
    }

    fn address(&mut self, rank: AddressRank, address: String) {
        if rank > self.address_rank && address.contains("://") {
            self.address_rank = rank;
            self.builder.article.address = Some(address);
        }
    }

    /// Reads the comment `<!-- saved from url=(0014)https://… -->`.
    pub(super) fn saved_from(&mut self, comment: &str) {
        if let Some(rest) = comment.strip_prefix("<!-- saved from url=(") {
            let address = rest.split_once(')').map_or("", |(_, url)| url.trim_end_matches("-->").trim());
            self.address(AddressRank::SavedFrom, address.to_owned());
        }
    }

    /// Reads the language of `<html>` or `<body>`.
    pub(super) fn language(&mut self, token: &StartTag<'_>) {
        for attribute in [Attribute::Lang, Attribute::XmlLang] {
            let language = token.attrs.get(attribute, self.input);
            if self.builder.article.language.is_none() && !language.trim().is_empty() {
                self.builder.article.language = Some(language.trim().to_owned());
            }
        }
    }

    /// Reads the text of `<title>`; the first one counts.
    pub(super) fn title(&mut self, node: &TextNode<'_>) {
        if self.builder.article.title.is_some() {
            return;
        }
        let mut title = String::new();
        let mut at = node.span.start;
        for reference in node.references {
            title += self.slice(crate::input::Span::new(at, reference.span.start));
            title += reference.text();
            at = reference.span.end;
        }
        title += self.slice(crate::input::Span::new(at, node.span.end));
        let title = title.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        self.builder.article.title = (!title.is_empty()).then_some(title);
    }
}
