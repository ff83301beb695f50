//! The addresses of sources, each parsed once and judged once.
//!
//! An address is stated by a source of a list, by a linked number, or by a link of the text. What is wrong with it is
//! decided here, in one order, so that no two rules speak about the same address: it is private, else a placeholder,
//! else cut off, malformed, a redirector, tracked, a front page, or sound.

mod collect;
mod cut;
mod malformed;
mod placeholder;
mod private;
mod redirector;
mod tracking;

use std::borrow::Cow;

use url::Url;

pub(super) use collect::collect;
pub(super) use malformed::NO_SUCH_SITE;
pub(super) use redirector::Redirect;
pub(super) use tracking::Tracks;

use super::private_url::{self, PrivateUrl};
use super::{Context, Draft, words};
use crate::cite::{CiteId, EntryId};
use crate::finding::{Edit, Fix};
use crate::input::{Span, TextRange};
use crate::map::HashMap;

/// Who states an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holder {
    /// A source of a list.
    Entry(EntryId),
    /// A linked number.
    Cite(CiteId),
    /// A link of the text.
    Link,
}

impl Holder {
    /// The source of a list, if it is one.
    pub(super) fn entry(self) -> Option<EntryId> {
        match self {
            Self::Entry(entry) => Some(entry),
            Self::Cite(_) | Self::Link => None,
        }
    }

    /// What an editor calls an address of it; `shown` is what a reader sees of the address.
    pub(super) fn name(self, cx: &Context<'_>, shown: TextRange) -> String {
        match self {
            Self::Entry(id) => {
                let entry = &cx.citations.entries[id];
                match entry.key {
                    Some(_) => format!("the web address of {} {}", cx.noun(entry.list), cx.shown_entry(id)),
                    None => format!("the web address of a {}", cx.noun(entry.list)),
                }
            }
            Self::Cite(cite) => format!("the address that [{}] opens", cx.citations.key(cx.citations.cites[cite].key)),
            Self::Link => format!("the address behind “{}”", words::cut(cx.text(shown).trim(), 40)),
        }
    }

    /// Says which source a finding is about.
    pub(super) fn report<'d>(self, cx: &Context<'_>, draft: Draft<'d>) -> Draft<'d> {
        let Some(id) = self.entry() else { return draft };
        let entry = &cx.citations.entries[id];
        draft.key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default()).list(entry.list).entry(id)
    }
}

/// An address and what is to be said about it.
#[derive(Debug)]
pub(super) struct Address<'a> {
    pub holder: Holder,
    /// As written, entities decoded.
    pub url: Cow<'a, str>,
    /// Where it stands in the input.
    pub span: Span,
    /// What a reader sees of it: itself, or the words of its link.
    pub shown: TextRange,
    /// Whether it stands behind other words, in an attribute or between the brackets of a link.
    pub is_behind: bool,
    /// Its parts, where it has any.
    pub parsed: Option<Url>,
    pub class: Class,
}

/// What is to be said about an address; the first that holds.
#[derive(Debug, PartialEq)]
pub(super) enum Class {
    /// No reader can open it; why.
    Private(&'static str),
    /// It stands for an address that was never filled in.
    Placeholder,
    /// A part of it is missing; the address with the mark of the cut.
    Cut(Span),
    /// It is no address; why, and the address without the punctuation at its end.
    Malformed(&'static str, Option<String>),
    /// It leads to the page by way of another one.
    Redirector(Redirect),
    /// It says where the reader came from.
    Tracked(Tracks),
    /// The front page of a site.
    Homepage,
    /// Nothing.
    Sound,
}

impl Address<'_> {
    /// The name of its host without `www.`.
    pub(super) fn host(&self) -> Option<&str> {
        let host = self.parsed.as_ref()?.host_str()?;
        Some(host.strip_prefix("www.").unwrap_or(host))
    }

    /// The source that states it.
    pub(super) fn entry(&self) -> Option<EntryId> {
        self.holder.entry()
    }

    /// What an editor calls it.
    pub(super) fn name(&self, cx: &Context<'_>) -> String {
        self.holder.name(cx, self.shown)
    }

    /// Says which source a finding is about.
    pub(super) fn report<'d>(&self, cx: &Context<'_>, draft: Draft<'d>) -> Draft<'d> {
        self.holder.report(cx, draft)
    }

    /// Says which source a finding about this address and `others` is about; about several it is about none of them.
    pub(super) fn report_with<'d>(
        &self,
        cx: &Context<'_>,
        draft: Draft<'d>,
        others: impl ExactSizeIterator<Item = Span>,
    ) -> Draft<'d> {
        if others.len() == 0 { self.report(cx, draft) } else { draft.everywhere(others) }
    }

    /// The edits that put `url` in its place, in the link and where a reader sees it; `None` where it is not written
    /// as it reads.
    pub(super) fn replace(&self, cx: &Context<'_>, url: &str) -> Option<Vec<Edit>> {
        let edit = |span: Span| {
            let raw = cx.input.text.get(span.bounds())?;
            let text = match raw {
                _ if *raw == *self.url => url.to_owned(),
                _ if raw.replace("&amp;", "&") == *self.url => url.replace('&', "&amp;"),
                _ => return None,
            };
            Some(Edit { span, text })
        };
        let mut edits = vec![edit(self.span)?];
        if self.is_behind && cx.text(self.shown) == self.url {
            edits.push(edit(cx.article.span(self.shown)).filter(|e| !e.span.overlaps(self.span))?);
            edits.sort_by_key(|e| e.span);
        }
        Some(edits)
    }
}

/// Groups what has a name, in order of each name's first.
pub(super) fn by_name<T>(named: impl Iterator<Item = (String, T)>) -> Vec<(String, Vec<T>)> {
    let mut order: HashMap<String, usize> = HashMap::default();
    let mut groups: Vec<(String, Vec<T>)> = Vec::new();
    for (name, item) in named {
        let at = *order.entry(name.clone()).or_insert(groups.len());
        match groups.get_mut(at) {
            Some((_, items)) => items.push(item),
            None => groups.push((name, vec![item])),
        }
    }
    groups
}

/// One fix of many edits: sorted, disjoint; `None` where there is nothing to edit.
pub(super) fn safe_fix(title: &str, edits: impl Iterator<Item = Vec<Edit>>) -> Option<Fix> {
    let mut edits: Vec<Edit> = edits.flatten().collect();
    edits.sort_by_key(|e| e.span);
    let mut free = 0;
    edits.retain(|e| {
        let apart = e.span.start >= free;
        free = free.max(e.span.end);
        apart
    });
    (!edits.is_empty()).then(|| Fix::safe(title, edits))
}

/// What is to be said about an address.
fn classify(cx: &Context<'_>, address: &Address<'_>) -> Class {
    if malformed::is_unclosed(cx, address) {
        return Class::Malformed(malformed::UNCLOSED, None);
    }
    if is_mentioned(cx, address) {
        return as_sent(address);
    }
    let own = cx.house.words(&PrivateUrl::META, &private_url::HOSTS);
    if let Some(why) = private::reason(address).or_else(|| private::of_house(address, own)) {
        return Class::Private(why);
    }
    if placeholder::is_placeholder(cx, address) {
        return Class::Placeholder;
    }
    if let Some(span) = cut::place(cx, address) {
        return Class::Cut(span);
    }
    if let Some((why, tail)) = malformed::reason(address) {
        return Class::Malformed(why, tail);
    }
    as_sent(address)
}

/// What is to be said about an address that works.
fn as_sent(address: &Address<'_>) -> Class {
    if let Some(redirect) = redirector::redirect(address) {
        return Class::Redirector(redirect);
    }
    if let Some(tracks) = tracking::tracks(address) {
        return Class::Tracked(tracks);
    }
    if is_front_page(address) { Class::Homepage } else { Class::Sound }
}

/// Whether a link of the text only talks about an address, as manuals do.
fn is_mentioned(cx: &Context<'_>, address: &Address<'_>) -> bool {
    address.holder == Holder::Link && (!address.is_behind || !cx.article.code.is_empty())
}

fn is_front_page(address: &Address<'_>) -> bool {
    address.parsed.as_ref().is_some_and(|u| {
        matches!(u.scheme(), "http" | "https") && u.path() == "/" && u.query().is_none() && u.fragment().is_none()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A link's address that nobody has judged.
    pub(super) fn address(url: &str) -> Address<'_> {
        Address {
            holder: Holder::Entry(0),
            url: Cow::Borrowed(url),
            span: Span::empty(0),
            shown: TextRange::new(0, 0),
            is_behind: true,
            parsed: Url::parse(url).ok(),
            class: Class::Sound,
        }
    }
}
