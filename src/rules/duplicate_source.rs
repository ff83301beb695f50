use super::sources::titles::{count, words};
use super::{Context, Rule, Sink, declare_rule, urls};
use crate::article::OBJECT;
use crate::cite::{EntryId, ListId, Target};
use crate::finding::{Edit, Fix, Meta};
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// Two sources of one article that are the same work: one address, one DOI, or the same words.
    ///
    /// ## Why it matters
    /// A claim seems to rest on two sources and rests on one.
    ///
    /// ## What to do
    /// Keep one of them and cite that.
    ///
    /// ## Silent on
    /// Notes, sources that name different pages or parts of one work, front pages, and lists that serve different
    /// parts of the article.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1]. It is ninety years old [2].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    ///
    /// [2] Harbour Times, ferry line. https://www.harbourtimes.example/ferry/
    /// ```
    /// ```md pass
    /// The ferry line will close [1]. It is ninety years old [2].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    ///
    /// [2] Harbour Times. “Ninety years.” https://harbourtimes.example/ninety
    /// ```
    ///
    /// ## Fix
    /// On request, where each citation of the second stands alone: they cite the first, and the second, which nothing
    /// cites then, is left for unused-source.
    pub(super) DuplicateSource { name: "duplicate-source", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "two sources are the same work" }
}

impl Rule for DuplicateSource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let mut first: HashMap<(ListId, Work), EntryId> = HashMap::default();
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            let Some(key) = entry.key.filter(|_| cx.noun(entry.list) == "source") else { continue };
            let same = works(cx, id).find_map(|work| {
                let why = work.why();
                let known = *first.entry((entry.list, work)).or_insert(id);
                (known != id && !differs(cx, known, id)).then_some((known, why))
            });
            let Some((known, why)) = same else { continue };
            let message = format!("sources {} and {} are one work: {why}", cx.shown_entry(known), cx.shown_entry(id));
            out.at(&Self::META, cx.entry_place(id), message)
                .help("keep one of them and cite that")
                .key(cx.citations.key(key))
                .list(entry.list)
                .entry(id)
                .label(cx.entry_place(known), "the same work")
                .fix(recite(cx, known, id));
        }
    }
}

/// What makes two sources the same.
#[derive(PartialEq, Eq, Hash)]
enum Work {
    /// Their DOI.
    Doi(String),
    /// Their only address.
    Page(String),
    /// All their words.
    Words(String),
}

impl Work {
    const fn why(&self) -> &'static str {
        match self {
            Self::Doi(_) => "they have the same DOI",
            Self::Page(_) => "they have the same address",
            Self::Words(_) => "they say the same",
        }
    }
}

/// What a source is, in every way in which another could be the same.
fn works(cx: &Context<'_>, id: EntryId) -> impl Iterator<Item = Work> {
    let entry = &cx.citations.entries[id];
    let doi = entry.identifiers.iter().find(|i| i.kind == "doi").map(|i| i.value.to_ascii_lowercase());
    let page = match entry.urls.as_slice() {
        [url] => urls::page(&url.url).filter(|page| !page.ends_with('/') && !url.url.contains('#')),
        _ => None,
    };
    let said = words(cx.text(entry.body));
    // What a formula or code says is not compared.
    let is_enough = count(&said) >= FEWEST_WORDS && !cx.text(entry.body).contains(OBJECT);
    [doi.map(Work::Doi), page.map(Work::Page), is_enough.then_some(Work::Words(said))].into_iter().flatten()
}

/// Fewer words may well be said twice.
const FEWEST_WORDS: usize = 5;

/// Words in front of the number of a page or part.
const PARTS: &[&str] = &[
    "p", "pp", "page", "pages", "section", "sections", "sec", "chapter", "chap", "ch", "vol", "volume", "figure",
    "fig", "table", "art", "article", "para", "line", "lines", "issue", "at", "s", "seite", "kapitel",
];

/// Whether two sources name different parts of one work.
fn differs(cx: &Context<'_>, a: EntryId, b: EntryId) -> bool {
    let parts = |id: EntryId| {
        let entry = &cx.citations.entries[id];
        let words = words(cx.text(entry.body));
        let all: Vec<&str> = words.split(' ').collect();
        let numbered = |pair: &[&str]| PARTS.contains(&pair[0]) && pair[1].starts_with(|c: char| c.is_ascii_digit());
        all.windows(2).filter(|p| numbered(p)).map(|p| p.join(" ")).collect::<Vec<_>>()
    };
    parts(a) != parts(b) || cx.text(cx.citations.entries[a].body).contains('§')
}

/// The change that makes all citations of `from` cite `to`, where each stands alone in its brackets.
fn recite(cx: &Context<'_>, to: EntryId, from: EntryId) -> Option<Fix> {
    let c = cx.citations;
    let (new, old) = (c.key(c.entries[to].key?), c.key(c.entries[from].key?));
    let mut edits = Vec::new();
    for cite in c.cited_by[from].iter().map(|&id| &c.cites[id]) {
        let alone = c.cites_of(cite.marker).len() == 1 && cite.link.is_none() && cite.target == Target::Entry(from);
        let written = cx.input.text.get(cite.span.bounds()) == Some(old);
        if !alone || !written {
            return None;
        }
        edits.push(Edit { span: cite.span, text: new.to_owned() });
    }
    edits.sort_by_key(|e: &Edit| e.span);
    (!edits.is_empty()).then(|| Fix::on_request(format!("cite {} instead", cx.shown_entry(to)), edits))
}
