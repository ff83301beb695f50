use std::collections::BTreeMap;

use super::{Context, Rule, Sink, declare_rule, urls, words};
use crate::cite::{CiteId, EntryId, Target};
use crate::finding::Meta;
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// A linked number that opens one page while the list gives another for it.
    ///
    /// ## Why it matters
    /// One of the two does not support the sentence, and a reader cannot know which.
    ///
    /// ## What to do
    /// Open both, see which page supports the sentence, and correct the link or the list.
    ///
    /// ## Silent on
    /// Other forms of the same address, and sources without an address.
    ///
    /// ## Examples
    /// ```md fail
    /// The tram was extended [[1]](https://tramnews.example/extension) by a mile.
    ///
    /// ## Sources
    ///
    /// [1] City Council. https://council.example/minutes
    /// ```
    /// ```md pass
    /// The tram was extended [[1]](https://www.council.example/minutes/) by a mile.
    ///
    /// ## Sources
    ///
    /// [1] City Council. https://council.example/minutes
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) NumberUrlConflict { name: "number-url-conflict", group: Linking, severity: Warning, rank: 70,
        summary: "a linked number and the list name different pages" }
}

impl Rule for NumberUrlConflict {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let c = cx.citations;
        let mut opened: BTreeMap<EntryId, Vec<(CiteId, String)>> = BTreeMap::new();
        for (id, cite) in c.cites.iter().enumerate() {
            let marker = &c.markers[cite.marker];
            let Target::Entry(entry) = cite.target else { continue };
            let page = cx.external(cite).and_then(urls::page);
            if let Some(page) = page.filter(|_| !marker.hidden && marker.inside != Some(entry)) {
                opened.entry(entry).or_default().push((id, page));
            }
        }
        for (entry, cites) in opened {
            report(cx, out, entry, &cites);
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Sink, entry: EntryId, cites: &[(CiteId, String)]) {
    let c = cx.citations;
    let data = &c.entries[entry];
    let listed: Vec<String> = data.urls.iter().filter_map(|u| urls::page(&u.url)).collect();
    let wrong: Vec<CiteId> = cites.iter().filter(|(_, page)| !listed.contains(page)).map(|(id, _)| *id).collect();
    if listed.is_empty() || wrong.is_empty() {
        return;
    }
    let sites = names(&listed, cites);
    let message = format!(
        "{} opens {}; the list says it is {}",
        cx.shown_entry(entry),
        words::join(&sites, 3),
        shown(&listed[0], listed_site_is_opened(&listed, cites)),
    );
    out.at(&NumberUrlConflict::META, c.cites[wrong[0]].span, message)
        .help("see which page supports the sentence")
        .key(data.key.map(|k| c.key(k)).unwrap_or_default())
        .list(data.list)
        .entry(entry)
        .also(wrong[1..].iter().map(|&i| c.cites[i].span));
}

/// "foley.example three times", "forbes.example twice": sites, or whole pages where the site is the listed one.
fn names(listed: &[String], cites: &[(CiteId, String)]) -> Vec<String> {
    let whole = listed_site_is_opened(listed, cites);
    let mut order: Vec<String> = Vec::new();
    let mut counts: HashMap<String, usize> = HashMap::default();
    for (_, page) in cites {
        let name = shown(page, whole);
        let count = counts.entry(name.clone()).or_default();
        *count += 1;
        if *count == 1 {
            order.push(name);
        }
    }
    let single = cites.len() == 1;
    order.into_iter().map(|n| if single { n } else { format!("{n} {}", words::times(counts[&n])) }).collect()
}

/// Whether a wrong page is on the listed site: then the site alone says nothing.
fn listed_site_is_opened(listed: &[String], cites: &[(CiteId, String)]) -> bool {
    let site = |page: &str| page.split('/').next().unwrap_or_default().to_owned();
    let home = site(&listed[0]);
    cites.iter().any(|(_, page)| !listed.contains(page) && site(page) == home)
}

fn shown(page: &str, whole: bool) -> String {
    if whole { words::cut(page, 60) } else { page.split('/').next().unwrap_or_default().to_owned() }
}
