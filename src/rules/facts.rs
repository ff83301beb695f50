//! What several rules need to know: which keys have no source, which sources no cite, which numbers mean another source.

use super::{Context, urls};
use crate::cite::{Cite, CiteId, EntryId, Family, Form, KeyId, ListId, MarkerId, Scope, Style, Target, ends_with_year};
use crate::input::{Format, TextRange};
use crate::map::{HashMap, HashSet};

/// A key that is cited and in no list.
#[derive(Debug)]
pub(super) struct Missing {
    pub key: KeyId,
    /// The list it was looked for in; `None` where there is no list for it.
    pub list: Option<ListId>,
    /// Its cites that a reader sees, in order.
    pub cites: Vec<CiteId>,
}

/// A linked cite whose address is listed under another number.
#[derive(Debug)]
pub(super) struct Misnumbered {
    pub cite: CiteId,
    /// The source that has this address.
    pub entry: EntryId,
}

/// A range like `[1-99]` over a list of twelve.
#[derive(Debug)]
pub(super) struct WideRange {
    pub marker: MarkerId,
    pub first: CiteId,
    /// How many numbers it stands for.
    pub numbers: usize,
    pub list: ListId,
}

/// What [`Context`] knows beyond what was read.
#[derive(Debug, Default)]
pub(super) struct Facts {
    pub missing: Vec<Missing>,
    pub unused: Vec<EntryId>,
    pub misnumbered: Vec<Misnumbered>,
    pub wide_ranges: Vec<WideRange>,
    /// Stretches that are source list from end to end, by place.
    dense: Vec<TextRange>,
    /// Lists that serve this article, by family, in order of place.
    lists: HashMap<Family, Lists>,
}

/// The lists of one family.
#[derive(Debug, Default)]
struct Lists {
    /// In order of place.
    all: Vec<ListId>,
    /// Whether some serve only a part of the article.
    local: bool,
    /// The first of notes, and the first of sources.
    notes: Option<ListId>,
    sources: Option<ListId>,
}

impl Lists {
    fn add(&mut self, id: ListId, scope: Scope) {
        self.all.push(id);
        self.local |= scope == Scope::Local;
        let first = if scope == Scope::Notes { &mut self.notes } else { &mut self.sources };
        first.get_or_insert(id);
    }
}

/// Computes everything; linear in what was read.
pub(super) fn compute(cx: &Context<'_>) -> Facts {
    let c = cx.citations;
    let mut facts = Facts::default();
    for (id, list) in c.lists.iter().enumerate() {
        if list.scope != Scope::External {
            facts.lists.entry(list.family).or_default().add(id, list.scope);
        }
        // Definitions scattered below their paragraphs are one list, and what lies between is running text.
        let covered: u32 = c.entries_of(id).iter().map(|e| e.range.len()).sum();
        if covered.saturating_mul(2) > list.range.len() {
            facts.dense.push(list.range);
        }
    }
    facts.dense.sort();
    facts.misnumbered = misnumbered(cx);
    facts.find_missing(cx);
    facts.unused = unused(cx);
    facts
}

impl Facts {
    /// The list that a cite looks its key up in: of its own family, the nearest where lists are local.
    pub(super) fn list_for(&self, cx: &Context<'_>, cite: &Cite) -> Option<ListId> {
        let c = cx.citations;
        let marker = &c.markers[cite.marker];
        let families: &[Family] = match marker.style {
            Style::Footnote => &[Family::Notes, Family::Numbered],
            Style::Citekey => &[Family::Keyed],
            // `[1]_` cites a note as well as a source.
            Style::Restructured => &[Family::Notes, Family::Numbered, Family::Keyed],
            _ if c.keys.number(cite.key).is_some() => &[Family::Numbered, Family::Keyed, Family::Notes],
            _ => &[Family::Keyed, Family::Numbered, Family::Notes],
        };
        // In Markdown `[^1]` and `[1]` are two name spaces.
        let apart = cx.input.format == Format::Markdown && marker.style != Style::Footnote;
        let serves = |f: &&Family| !(apart && **f == Family::Notes);
        let lists = families.iter().filter(serves).find_map(|f| self.lists.get(f))?;
        if lists.local {
            let next = lists.all.partition_point(|&l| c.lists[l].range.start < marker.range.start);
            return lists.all.get(next).or(lists.all.last()).copied();
        }
        // A link on authors and a year leads to a source.
        let raised = matches!(marker.style, Style::Superscript | Style::Linked | Style::Footnote)
            && !ends_with_year(c.key(cite.key));
        let suiting = if raised { lists.notes } else { lists.sources };
        suiting.or(lists.all.first().copied())
    }

    pub(super) fn in_list(&self, cx: &Context<'_>, at: u32) -> bool {
        let next = self.dense.partition_point(|r| r.start <= at);
        let dense = next.checked_sub(1).is_some_and(|i| at <= self.dense[i].end);
        dense || cx.citations.entry_at(at).is_some()
    }

    fn find_missing(&mut self, cx: &Context<'_>) {
        let c = cx.citations;
        let mut known: HashMap<(KeyId, Option<ListId>), usize> = HashMap::default();
        for (id, marker) in c.markers.iter().enumerate() {
            if marker.hidden || marker.form != Form::Sound {
                continue;
            }
            let mut from = marker.cites.start;
            while from < marker.cites.end {
                let to = same_range_end(&c.cites, from, marker.cites.end);
                let list = self.list_for(cx, &c.cites[from]);
                let lost = (from..to).filter(|&i| c.cites[i].target == Target::Missing).count();
                match list.filter(|&l| is_too_wide(to - from, lost, c.lists[l].entries.len())) {
                    Some(list) => {
                        self.wide_ranges.push(WideRange { marker: id, first: from, numbers: to - from, list });
                    }
                    None => {
                        for cite in (from..to).filter(|&i| c.cites[i].target == Target::Missing) {
                            let key = c.cites[cite].key;
                            let index = *known.entry((key, list)).or_insert_with(|| {
                                self.missing.push(Missing { key, list, cites: Vec::new() });
                                self.missing.len() - 1
                            });
                            self.missing[index].cites.push(cite);
                        }
                    }
                }
                from = to;
            }
        }
    }
}

/// The end of the cites that share one range (`3–5`) with the cite `from`.
fn same_range_end(cites: &[Cite], from: CiteId, end: CiteId) -> CiteId {
    let shared = cites[from..end].iter().take_while(|c| c.range == cites[from].range).count();
    from + shared.max(1)
}

/// Whether a range stands for more numbers than there are sources, most of them not listed.
fn is_too_wide(numbers: usize, lost: usize, sources: usize) -> bool {
    numbers > 2 && numbers > sources && lost * 2 > numbers
}

fn unused(cx: &Context<'_>) -> Vec<EntryId> {
    let c = cx.citations;
    // A page that is nothing but a list may cite within it: the text that uses it is elsewhere.
    if c.markers.iter().all(|m| m.hidden || m.inside.is_some()) {
        return Vec::new();
    }
    let counts = |e: &EntryId| {
        let entry = &c.entries[*e];
        let list = &c.lists[entry.list];
        entry.key.is_some() && !list.further_reading && list.scope != Scope::External && !c.is_cited(*e)
    };
    let mut unused: Vec<EntryId> = (0..c.entries.len()).filter(counts).collect();
    if !unused.is_empty() {
        // Of two sources with one number readers cannot tell which is not cited.
        let label = |e: EntryId| (c.entries[e].list, c.entries[e].key);
        let cited: HashSet<(ListId, Option<KeyId>)> =
            (0..c.entries.len()).filter(|&e| c.is_cited(e)).map(label).collect();
        unused.retain(|&e| !cited.contains(&label(e)));
    }
    unused
}

fn misnumbered(cx: &Context<'_>) -> Vec<Misnumbered> {
    let c = cx.citations;
    let linked: Vec<(CiteId, String)> = (0..c.cites.len())
        .filter(|&i| !c.markers[c.cites[i].marker].hidden && c.markers[c.cites[i].marker].inside.is_none())
        .filter_map(|i| Some((i, urls::page(cx.external(&c.cites[i])?)?)))
        .collect();
    if linked.is_empty() {
        return Vec::new();
    }
    let mut listed: HashMap<String, Vec<EntryId>> = HashMap::default();
    for (id, entry) in c.entries.iter().enumerate().filter(|(_, e)| e.key.is_some()) {
        for page in entry.urls.iter().filter_map(|u| urls::page(&u.url)) {
            listed.entry(page).or_default().push(id);
        }
    }
    let other = |(cite, page): (CiteId, String)| {
        let entries = listed.get(&page)?;
        let own = match &c.cites[cite].target {
            Target::Entry(e) => c.entries[*e].urls.is_empty() || entries.contains(e),
            Target::Missing => false,
            Target::Ambiguous(_) | Target::Elsewhere => true,
        };
        (!own).then(|| Misnumbered { cite, entry: entries[0] })
    };
    linked.into_iter().filter_map(other).collect()
}
