//! Where addresses stand: in sources, behind linked numbers, behind links of the text.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;
use url::Url;

use super::{Address, Class, Holder, classify, cut};
use crate::article::{Element, ElementKind};
use crate::cite::{Entry, EntryId};
use crate::input::{Span, TextRange};
use crate::map::HashSet;
use crate::rules::{Context, put_in_order, urls};

/// All addresses, in order of place.
pub(in crate::rules) fn collect<'a>(cx: &Context<'a>) -> Vec<Address<'a>> {
    let entries = &cx.citations.entries;
    let stated = entries.iter().map(|entry| entry.urls.len()).sum::<usize>() + cx.citations.links.len();
    let addresses = Vec::with_capacity(stated);
    let mut found = Collector { cx, seen: HashSet::default(), stated: HashSet::default(), addresses };
    for (id, entry) in entries.iter().enumerate() {
        found.entry(id, entry);
    }
    found.cites();
    found.links();
    let mut addresses = found.addresses;
    put_in_order(&mut addresses, |a| a.span);
    addresses
}

struct Collector<'c, 'a> {
    cx: &'c Context<'a>,
    /// Where the known ones stand: many links may go through one definition.
    seen: HashSet<Span>,
    /// What the source at hand has stated already.
    stated: HashSet<Cow<'a, str>>,
    addresses: Vec<Address<'a>>,
}

/// Addresses of text whose scheme is misspelt, which no reader of links takes for one.
static MISSPELT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?i)\b(?:ht{1,3}ps?|ttps?|htpps?|hhttps?|hxxps?)(?:[:;]/{1,3}|//|:)[a-z0-9][a-z0-9.-]*\.[^\s<>“”\x22]+",
    )
    .ok()
});

/// Whether text can hold such an address: `tp` stands in it otherwise than in a sound `http://` or `https://`, or `xp`.
fn may_hold_misspelt(text: &str) -> bool {
    let bytes = text.as_bytes();
    let sound = |at: usize| {
        let begins = bytes[..at].ends_with(b"htt") && (at == 3 || !bytes[at - 4].is_ascii_alphabetic());
        let rest = &bytes[at + 1..];
        begins && (rest.starts_with(b"://") || rest.starts_with(b"s://")) && !rest.starts_with(b":///")
    };
    memchr::memchr2_iter(b'p', b'P', bytes).any(|at| {
        let before = at.checked_sub(1).map(|at| bytes[at].to_ascii_lowercase());
        matches!(before, Some(b't' | b'x')) && !sound(at)
    })
}

impl<'a> Collector<'_, 'a> {
    fn entry(&mut self, id: EntryId, entry: &'a Entry) {
        let first = self.addresses.len();
        let holder = Holder::Entry(id);
        let body = entry.body;
        let misspelt = self.misspelt(holder, body);
        let is_part = |span: Span| {
            let next = misspelt.partition_point(|m| m.start <= span.start);
            next > 0 && misspelt[next - 1].end > span.start
        };
        for element in self.cx.article.elements_in(body) {
            let inside = element.kind == ElementKind::Link && element.range.end <= body.end + 1;
            if inside && element.href.as_ref().is_some_and(|h| !is_part(h.span)) {
                self.element(holder, element);
            }
        }
        for url in entry.urls.iter().filter(|u| !is_part(u.span)) {
            let shown = TextRange::new(body.start, body.start);
            self.add(holder, Cow::Borrowed(&url.url), url.span, shown, false);
        }
        cut::pardon_shortened(&mut self.addresses[first..]);
        self.stated.clear();
    }

    /// Adds the addresses of a text whose scheme is misspelt; returns their places.
    fn misspelt(&mut self, holder: Holder, body: TextRange) -> Vec<Span> {
        let text = self.cx.text(body);
        let mut places = Vec::new();
        if !may_hold_misspelt(text) {
            return places;
        }
        for found in MISSPELT.iter().flat_map(|m| m.find_iter(text)) {
            let url = found.as_str().trim_end_matches(['.', ',', ';', ':', ')', ']', '\'', '’', '*']);
            if urls::is_web(url) {
                continue;
            }
            let start = body.start + found.start() as u32;
            let range = TextRange::new(start, start + url.len() as u32);
            let span = self.cx.article.span(range);
            self.add(holder, Cow::Owned(url.to_owned()), span, range, false);
            places.push(span);
        }
        places
    }

    fn cites(&mut self) {
        for (id, cite) in self.cx.citations.cites.iter().enumerate() {
            let visible = !self.cx.citations.markers[cite.marker].hidden;
            let element = cite.link.and_then(|l| self.cx.article.elements.get(l));
            if let Some(element) = element.filter(|_| visible && self.cx.external(cite).is_some()) {
                self.element(Holder::Cite(id), element);
            }
        }
    }

    fn links(&mut self) {
        let article = self.cx.article;
        for link in &self.cx.citations.links {
            let same = |e: &&Element| e.kind == ElementKind::Link && e.span == link.span;
            let element = article.elements_in(link.range).iter().find(same);
            // A link without words (a button, an image) is part of the page, not of what it says.
            if let Some(element) = element.filter(|_| link.text.contains(char::is_alphanumeric)) {
                self.element(Holder::Link, element);
            }
        }
    }

    fn element(&mut self, holder: Holder, element: &'a Element) {
        let Some(href) = &element.href else { return };
        let is_behind = element.span != href.span && self.cx.article.span(element.range) != href.span;
        self.add(holder, Cow::Borrowed(&*href.url), href.span, element.range, is_behind);
    }

    fn add(&mut self, holder: Holder, url: Cow<'a, str>, span: Span, shown: TextRange, is_behind: bool) {
        let again = matches!(holder, Holder::Entry(_)) && !self.stated.insert(url.clone());
        if again || !self.seen.insert(span) {
            return;
        }
        let parsed = Url::parse(url.trim()).ok();
        let mut address = Address { holder, url, span, shown, is_behind, parsed, class: Class::Sound };
        address.class = classify(self.cx, &address);
        self.addresses.push(address);
    }
}

#[cfg(test)]
mod tests {
    use super::may_hold_misspelt;

    #[test]
    fn sound_addresses_are_not_searched_for_slips() {
        for text in ["At https://a.example/p and http://b.example.", "A map, 1902."] {
            assert!(!may_hold_misspelt(text), "{text}");
        }
        for text in [
            "htp://a.example",
            "http//a.example",
            "https:/a.example",
            "hhttps://a.example",
            "HTTP:/a.example",
            "hxxp://a",
        ] {
            assert!(may_hold_misspelt(text), "{text}");
        }
    }
}
