//! Where clicks lead on the page itself.

use std::borrow::Cow;
use std::slice;

use super::Context;
use crate::article::{Anchor, Href};
use crate::cite::EntryId;
use crate::cite::urls::percent_decode;
use crate::map::HashMap;

/// The ids and names of an article.
#[derive(Debug)]
pub(super) struct Anchors<'a> {
    by_name: HashMap<&'a str, Same<'a>>,
    file: &'a str,
    page: Option<String>,
}

/// The anchors of one name: nearly always one.
#[derive(Debug)]
enum Same<'a> {
    One(&'a Anchor),
    Many(Vec<&'a Anchor>),
}

impl<'a> Same<'a> {
    fn add(&mut self, anchor: &'a Anchor) {
        match self {
            Self::One(first) => *self = Self::Many(vec![first, anchor]),
            Self::Many(all) => all.push(anchor),
        }
    }

    fn as_slice(&self) -> &[&'a Anchor] {
        match self {
            Self::One(only) => slice::from_ref(only),
            Self::Many(all) => all,
        }
    }
}

impl<'a> Anchors<'a> {
    pub(super) fn new(cx: &Context<'a>) -> Self {
        let anchors = &cx.article.anchors;
        let mut by_name: HashMap<&str, Same<'_>> = HashMap::default();
        by_name.reserve(anchors.len());
        for anchor in anchors {
            by_name.entry(&anchor.name).and_modify(|same| same.add(anchor)).or_insert(Same::One(anchor));
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
        self.by_name.get(name).map_or(&[], Same::as_slice)
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
