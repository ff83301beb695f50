//! Where clicks lead on the page itself.

use std::borrow::Cow;

use super::Context;
use crate::article::{Anchor, Href};
use crate::cite::EntryId;
use crate::map::HashMap;

/// The ids and names of an article.
#[derive(Debug)]
pub(super) struct Anchors<'a> {
    by_name: HashMap<&'a str, Vec<&'a Anchor>>,
    file: &'a str,
    page: Option<String>,
}

impl<'a> Anchors<'a> {
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let mut by_name: HashMap<&str, Vec<&Anchor>> = HashMap::default();
        for anchor in &cx.article.anchors {
            by_name.entry(&anchor.name).or_default().push(anchor);
        }
        let file = cx.input.path.rsplit(['/', '\\']).next().unwrap_or_default();
        let page = cx.article.address.as_deref().and_then(super::urls::page);
        Self { by_name, file, page }
    }

    /// The id that a link to this very page names, decoded: `#ref9`, `page.html#ref9`, the page's own address.
    pub(super) fn fragment<'h>(&self, href: &'h Href) -> Option<Cow<'h, str>> {
        let (location, fragment) = href.url.split_once('#')?;
        let here = location.is_empty()
            || location == "./"
            || location.strip_prefix("./").unwrap_or(location) == self.file
            || (self.page.is_some() && super::urls::page(location) == self.page);
        let named = !fragment.is_empty() && !fragment.starts_with([':', '/', '!']);
        (here && named).then(|| percent_decode(fragment))
    }

    /// The places that carry this id.
    pub(super) fn named(&self, name: &str) -> &[&'a Anchor] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Ids that stand at more than one place, in order of their second place.
    pub(super) fn repeated(&self, cx: &Context<'a>) -> Vec<&[&'a Anchor]> {
        let anchors = cx.article.anchors.iter();
        anchors
            .filter_map(|a| {
                let all = self.named(&a.name);
                (all.len() > 1 && std::ptr::eq(all[1], a)).then_some(all)
            })
            .collect()
    }

    /// The entry that a click on this id opens.
    pub(super) fn entry(&self, cx: &Context<'_>, name: &str) -> Option<EntryId> {
        let anchor = self.named(name).first()?;
        let entry = cx.entry_at(anchor.range.start)?;
        let range = cx.citations.entries[entry].range;
        // An id around the whole list names no entry.
        (anchor.range.end <= range.end.max(range.start + 1)).then_some(entry)
    }
}

/// Decodes `%C3%A9`; what is no valid escape stays as it is.
fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).and_then(|h| u8::from_str_radix(h, 16).ok());
        match hex.filter(|_| bytes[at] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::percent_decode;

    #[test]
    fn escapes_are_decoded_where_they_are_sound() {
        assert_eq!(percent_decode("cite_note-Caf%C3%A9"), "cite_note-Café");
        assert_eq!(percent_decode("100%"), "100%");
        assert_eq!(percent_decode("%zz%C3"), "%zz%C3");
    }
}
