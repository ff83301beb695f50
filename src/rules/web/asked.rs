//! The addresses that an article rests on: those of its sources, its linked numbers, its links.

use jiff::civil::Date;

use super::{dates, identifiers, titles};
use crate::cite::{EntryId, MarkerId};
use crate::input::{Span, TextRange};
use crate::map::HashMap;
use crate::outcome::{Key, Reason, key};
use crate::rules::addresses::{Address, Class, Holder};
use crate::rules::{Context, put_in_order};

/// An address that an article rests on, at one place.
#[derive(Clone, Debug)]
pub struct Asked {
    pub(in crate::rules) holder: Holder,
    /// The link of the text, by its place among [`crate::cite::Citations::links`].
    pub link: Option<usize>,
    /// As written; of an identifier, the address that it stands for.
    pub url: String,
    /// Where it stands in the input.
    pub span: Span,
    /// What a reader sees of it.
    pub(in crate::rules) shown: TextRange,
    /// What is asked, or why nothing is.
    pub target: Target,
    /// Whether it says by itself that only its author can open it.
    pub(in crate::rules) is_private: bool,
    /// The titles that its source states.
    pub titles: Vec<String>,
    /// The DOI that it stands for.
    pub doi: Option<String>,
    /// Whether it stands for a book, which no catalogue has to list.
    pub is_catalogue: bool,
    /// The day for which a copy is wanted.
    pub cited_on: Option<Date>,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// This address.
    Address(Key),
    /// Nothing; why.
    Unasked(Reason),
}

impl Asked {
    /// The source that states it.
    pub fn entry(&self) -> Option<EntryId> {
        self.holder.entry()
    }

    /// The linked number that states it.
    pub fn marker(&self, cx: &Context<'_>) -> Option<MarkerId> {
        match self.holder {
            Holder::Cite(cite) => Some(cx.citations.cites[cite].marker),
            Holder::Entry(_) | Holder::Link => None,
        }
    }

    /// The label of the linked number that states it, as a reader sees it.
    pub fn tag(&self, cx: &Context<'_>) -> Option<String> {
        match self.holder {
            Holder::Cite(cite) => Some(format!("[{}]", cx.citations.key(cx.citations.cites[cite].key))),
            Holder::Entry(_) | Holder::Link => None,
        }
    }

    /// What an editor calls it.
    pub(in crate::rules) fn name(&self, cx: &Context<'_>) -> String {
        self.holder.name(cx, self.shown)
    }
}

/// All of them, in order of place.
pub(in crate::rules) fn collect(cx: &Context<'_>) -> Vec<Asked> {
    let mut all: Vec<Asked> =
        cx.addresses().iter().filter(|a| a.holder != Holder::Link).filter_map(|a| of(cx, a)).collect();
    add_identifiers(cx, &mut all);
    add_links(cx, &mut all);
    put_in_order(&mut all, |asked| asked.span);
    all
}

fn of(cx: &Context<'_>, address: &Address<'_>) -> Option<Asked> {
    let target = target(address)?;
    let doi = identifiers::doi_of(address.parsed.as_ref());
    let target = match &doi {
        Some(doi) => identifiers::key("doi", doi).map_or(target, Target::Address),
        None => target,
    };
    let entry = address.entry();
    Some(Asked {
        holder: address.holder,
        link: None,
        url: address.url.trim().to_owned(),
        span: address.span,
        shown: address.shown,
        target,
        is_private: matches!(address.class, Class::Private(_)),
        titles: entry.map(|entry| titles::of(cx, entry, address.shown)).unwrap_or_default(),
        doi,
        is_catalogue: false,
        cited_on: entry.and_then(|entry| dates::cited_on(cx, entry)),
    })
}

/// What is asked about an address; `None` for what no reader would take for one of the web.
fn target(address: &Address<'_>) -> Option<Target> {
    let unasked = |reason| Some(Target::Unasked(reason));
    match address.class {
        Class::Cut(_) => return unasked(Reason::Cut),
        Class::Malformed(..) => return unasked(Reason::Malformed),
        Class::Placeholder => return unasked(Reason::Placeholder),
        Class::Private(_) | Class::Redirector(_) | Class::Tracked(_) | Class::Homepage | Class::Sound => {}
    }
    let url = address.parsed.as_ref()?;
    match url.scheme() {
        "http" | "https" => Some(Target::Address(Key::of(url))),
        "ftp" | "ftps" | "sftp" | "file" | "sandbox" | "javascript" | "gopher" => unasked(Reason::Scheme),
        _ => None,
    }
}

/// Sources that state an identifier: it is asked whether it exists, unless its form is wrong already.
fn add_identifiers(cx: &Context<'_>, all: &mut Vec<Asked>) {
    if cx.citations.entries.iter().all(|entry| entry.identifiers.is_empty()) {
        return;
    }
    let mut stated: HashMap<EntryId, Vec<Target>> = HashMap::default();
    for asked in all.iter() {
        if let Some(entry) = asked.entry() {
            stated.entry(entry).or_default().push(asked.target.clone());
        }
    }
    for (id, entry) in cx.citations.entries.iter().enumerate() {
        let known = stated.get(&id).map(Vec::as_slice).unwrap_or_default();
        for found in &entry.identifiers {
            // A DOI says more than the page of a publisher; other numbers are asked only where there is nothing else.
            if found.kind != "doi" && !known.is_empty() {
                continue;
            }
            let Some(key) = identifiers::key(found.kind, &found.value) else { continue };
            let is_wrong = identifiers::is_wrong(found, cx.today);
            let target = if is_wrong { Target::Unasked(Reason::Malformed) } else { Target::Address(key.clone()) };
            if known.contains(&Target::Address(key.clone())) {
                continue;
            }
            all.push(Asked {
                holder: Holder::Entry(id),
                link: None,
                url: key.to_string(),
                span: found.span,
                shown: TextRange::new(entry.body.start, entry.body.start),
                target,
                is_private: false,
                titles: titles::quoted_in(cx, id),
                doi: (found.kind == "doi").then(|| found.value.clone()),
                is_catalogue: found.kind == "isbn",
                cited_on: dates::cited_on(cx, id),
            });
        }
    }
}

/// The links of the text, each, also those without words.
fn add_links(cx: &Context<'_>, all: &mut Vec<Asked>) {
    let judged: HashMap<TextRange, &Address<'_>> =
        cx.addresses().iter().filter(|a| a.holder == Holder::Link).map(|a| (a.shown, a)).collect();
    for (index, link) in cx.citations.links.iter().enumerate() {
        let known = judged.get(&link.range).copied();
        let target = match known {
            Some(address) => target(address),
            None => key(&link.url).map(Target::Address),
        };
        let doi = url::Url::parse(&link.url).ok().and_then(|url| identifiers::doi_of(Some(&url)));
        let target = doi.as_deref().and_then(|doi| identifiers::key("doi", doi)).map(Target::Address).or(target);
        all.push(Asked {
            holder: Holder::Link,
            link: Some(index),
            url: link.url.clone(),
            span: known.map_or(link.span, |address| address.span),
            shown: link.range,
            target: target.unwrap_or(Target::Unasked(Reason::Malformed)),
            // Manuals link to the reader's own machine on purpose.
            is_private: known.is_some_and(|address| matches!(address.class, Class::Private(_)) || !address.is_behind),
            titles: Vec::new(),
            doi,
            is_catalogue: false,
            cited_on: None,
        });
    }
}
