//! Links and images.

use super::{Frame, Reader};
use crate::article::{Attrs, BlockKind, ElementKind, Href};
use pulldown_cmark::{LinkType, OffsetIter};
use std::ops::Range;

impl<'a> Reader<'a> {
    /// Opens a link, or writes it out when it is a numeric reference: `[1]`, `[1][]`, `[1][2]`.
    pub(super) fn link(
        &mut self,
        kind: LinkType,
        url: &str,
        label: &str,
        range: Range<usize>,
        events: &OffsetIter<'a>,
    ) -> Frame {
        let is_reference = matches!(kind, LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut);
        if is_reference && self.source[range.clone()].starts_with("[@") && defines_citekey(label, url) {
            // The definition says what the key stands for; the key cites all the same.
            self.verbatim(range.clone());
            self.skip_to = self.skip_to.max(range.end);
            return Frame::Plain;
        }
        let href = self.href(url, &range, is_reference.then_some(label));
        match numeric_text(&self.source[range.clone()]) {
            Some(len) if is_reference => {
                self.numeric_link(range.start..range.start + len, range, href, events);
                Frame::Plain
            }
            _ => {
                let start = self.offset(range.start);
                Frame::Element(self.builder.open_element(ElementKind::Link, start, Some(href), Attrs::default()))
            }
        }
    }

    /// A reference whose text is a number stays as written, brackets included: it is a citation for the reader of the
    /// source. `[1][2]` is two of them, whatever the parser makes of it.
    fn numeric_link(&mut self, first: Range<usize>, whole: Range<usize>, href: Href, events: &OffsetIter<'a>) {
        let second = first.end..whole.end;
        let is_pair = numeric_text(&self.source[second.clone()]) == Some(second.len());
        if is_pair {
            let label = &self.source[first.start + 1..first.end - 1];
            match events.reference_definitions().get(label) {
                Some(definition) => {
                    let own = self.href(&definition.dest, &first, Some(label));
                    self.bracketed(first.clone(), first, own);
                }
                None => self.verbatim(first),
            }
            self.bracketed(second.clone(), second, href);
        } else {
            let empty = self.source[whole.end..].starts_with("[]");
            let end = whole.end + if empty { "[]".len() } else { 0 };
            self.skip_to = end;
            self.bracketed(first, whole.start..end, href);
        }
        self.skip_to = self.skip_to.max(whole.end);
    }

    fn bracketed(&mut self, text: Range<usize>, whole: Range<usize>, href: Href) {
        let span = self.span(whole);
        let element = self.builder.open_element(ElementKind::Link, span.start, Some(href), Attrs::default());
        self.verbatim(text);
        self.builder.close_element(element, span.end);
    }

    /// An image leaves U+FFFC; its alternative text, which the next events give, is set apart.
    pub(super) fn image(&mut self, url: &str, range: &Range<usize>) -> Frame {
        let span = self.span(range.clone());
        let href = self.href(url, range, None);
        let element = self.builder.open_element(ElementKind::Image, span.start, Some(href), Attrs::default());
        self.builder.object(span);
        self.builder.close_element(element, span.end);
        self.builder.set_apart(BlockKind::Alt);
        Frame::Alt { elements: self.html.depth() }
    }

    fn href(&self, url: &str, link: &Range<usize>, reference: Option<&str>) -> Href {
        let span = match place(self.source, url) {
            Some(at) => self.span(at),
            None => self.span(destination(self.source, link)),
        };
        Href { url: without_line_ends(url), span, reference: reference.map(Into::into) }
    }
}

/// Whether a definition gives a citekey its source, `[@tag:x]: doi:10.1/2`, and no person a page, `[@x]: https://…`.
fn defines_citekey(label: &str, url: &str) -> bool {
    label.strip_prefix('@').is_some_and(|key| key.contains(':') || !url.contains("://") || url.starts_with("url:"))
}

/// An address as a browser reads it: line ends and tabs inside do not count.
pub(super) fn without_line_ends(url: &str) -> Box<str> {
    if url.contains(['\n', '\r', '\t']) { url.replace(['\n', '\r', '\t'], "").into() } else { url.into() }
}

/// The length of `[12]` at the start of `link`, if it starts so.
fn numeric_text(link: &str) -> Option<usize> {
    let digits = link.strip_prefix('[')?.bytes().take_while(u8::is_ascii_digit).count();
    let len = digits + "[]".len();
    (digits > 0 && link.as_bytes().get(len - 1) == Some(&b']')).then_some(len)
}

/// Where `part` stands in `source`, if it is a slice of it and no copy.
pub(super) fn place(source: &str, part: &str) -> Option<Range<usize>> {
    let start = (part.as_ptr() as usize).checked_sub(source.as_ptr() as usize)?;
    let end = start.checked_add(part.len())?;
    (!part.is_empty() && source.get(start..end) == Some(part)).then_some(start..end)
}

/// About where an address with escapes or entities in it stands: after the last `](` of its link.
fn destination(source: &str, link: &Range<usize>) -> Range<usize> {
    match source[link.clone()].rfind("](") {
        Some(at) => link.start + at + "](".len()..link.end - 1,
        None => link.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_found_for_slices_only() {
        let source = String::from("[a](b)");
        assert_eq!(place(&source, &source[4..5]), Some(4..5));
        assert_eq!(place(&source, "b"), None);
        assert_eq!(numeric_text("[12][x]"), Some(4));
        assert_eq!(numeric_text("[]"), None);
    }
}
