//! New numbers for a list and all that cites it: labels, citations, ids and the links to them.
//!
//! Offered only where every number that belongs to the list is known to. What cannot be rewritten for certain makes the
//! whole change impossible: half a renumbering is worse than none.

use std::collections::BTreeMap;

use super::{Context, markers, tags};
use crate::article::ElementKind;
use crate::cite::{Cite, EntryId, Family, Form, ListId, Marker, Scope, Target};
use crate::finding::{Edit, Fix, Guard};
use crate::input::{Format, Span, TextRange};
use crate::map::{HashMap, HashSet};

/// Edits by place; the same edit may be wanted twice, another at the same place must not.
type Edits = BTreeMap<Span, String>;

/// The numbers of a list count from `first` without a gap; no source changes its place.
pub(super) fn close_gaps(cx: &Context<'_>, list: ListId, first: u32) -> Option<Fix> {
    let numbers = Numbers::new(cx, list)?;
    let mut order: Vec<EntryId> = numbers.of.keys().copied().collect();
    order.sort_by_key(|e| numbers.of[e]);
    let new: HashMap<EntryId, u32> = order.iter().copied().zip(first..).collect();
    let mut edits = Edits::new();
    for entry in &order {
        let label = cx.article.span(cx.citations.entries[*entry].label);
        edits.insert(label, relabelled(cx, label, numbers.of[entry], new[entry])?);
    }
    numbers.rewrite_markers(cx, &new, &mut edits)?;
    numbers.rename_anchors(cx, &new, &mut edits);
    finish(cx, "close the gaps in the numbers", edits)
}

/// Sources and numbers in the order of their first use; what is never used comes last.
pub(super) fn by_first_use(cx: &Context<'_>, list: ListId) -> Option<Fix> {
    let c = cx.citations;
    let numbers = Numbers::new(cx, list)?;
    if c.markers.iter().any(|m| m.inside.is_some_and(|e| c.entries[e].list == list)) {
        return None;
    }
    let slots: Vec<EntryId> = c.lists[list].entries.clone().collect();
    if !slots.is_sorted_by_key(|e| numbers.of[e]) {
        return None;
    }
    let mut seen = HashSet::default();
    let used = c.cites.iter().filter(|cite| !c.markers[cite.marker].hidden).filter_map(target);
    let order = used.chain(slots.iter().copied()).filter(|e| numbers.of.contains_key(e) && seen.insert(*e));
    let order: Vec<EntryId> = order.collect();
    let new: HashMap<EntryId, u32> = order.iter().copied().zip(slots.iter().map(|s| numbers.of[s])).collect();
    let mut edits = Edits::new();
    let bodies: HashMap<EntryId, Span> = slots.iter().map(|&e| Some((e, body(cx, e)?))).collect::<Option<_>>()?;
    for (slot, moved) in slots.iter().zip(&order).filter(|(slot, moved)| slot != moved) {
        edits.insert(bodies[slot], cx.input.text.get(bodies[moved].bounds())?.to_owned());
    }
    numbers.rewrite_markers(cx, &new, &mut edits)?;
    numbers.redirect(cx, &order.iter().copied().zip(slots).collect(), &mut edits)?;
    finish(cx, "number the sources in the order of their first use", edits)
}

fn finish(cx: &Context<'_>, title: &str, edits: Edits) -> Option<Fix> {
    let changed = edits.into_iter().map(|(span, text)| Edit { span, text });
    let edits: Vec<Edit> = changed.filter(|e| cx.input.text.get(e.span.bounds()) != Some(&e.text)).collect();
    let apart = edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
    (apart && !edits.is_empty()).then(|| Fix::on_request(title, edits).guarded(Guard::Candidates))
}

/// The one numbered list of an article, and every citation of it.
struct Numbers {
    of: HashMap<EntryId, u32>,
}

impl Numbers {
    /// `None` where a number could be read in more than one way.
    fn new(cx: &Context<'_>, list: ListId) -> Option<Self> {
        let c = cx.citations;
        let numbered = c.lists.iter().filter(|l| l.family == Family::Numbered).take(2).count();
        if numbered != 1 || c.lists[list].family != Family::Numbered || c.lists[list].scope != Scope::Article {
            return None;
        }
        let mut of = HashMap::default();
        let mut seen = HashSet::default();
        for id in c.lists[list].entries.clone() {
            let entry = &c.entries[id];
            let number = c.keys.number(entry.key?)?;
            if entry.label.is_empty() || entry.mentioned.is_some() || !seen.insert(number) {
                return None;
            }
            of.insert(id, number);
        }
        let numeric = c.cites.iter().filter(|cite| c.keys.number(cite.key).is_some());
        let settled = |cite: &Cite| matches!(cite.target, Target::Entry(_) | Target::Elsewhere);
        let sound = c.markers.iter().all(|m| m.form == Form::Sound);
        (sound && numeric.into_iter().all(settled)).then_some(Self { of })
    }

    /// Whether a citation means this list.
    fn holds(&self, cite: &Cite) -> bool {
        target(cite).is_some_and(|e| self.of.contains_key(&e))
    }

    fn rewrite_markers(&self, cx: &Context<'_>, new: &HashMap<EntryId, u32>, edits: &mut Edits) -> Option<()> {
        let c = cx.citations;
        for marker in &c.markers {
            let cites = &c.cites[marker.cites.clone()];
            if !cites.iter().any(|cite| self.holds(cite)) {
                continue;
            }
            let number = |cite: &Cite| target(cite).and_then(|e| new.get(&e).copied());
            if cites.windows(2).any(|pair| pair[0].range == pair[1].range) {
                let numbers: Vec<u32> = cites.iter().map(number).collect::<Option<_>>()?;
                edits.insert(marker.span, group(cx, marker, numbers)?);
                continue;
            }
            for cite in cites {
                let Some(number) = number(cite) else { continue };
                let old = c.keys.number(cite.key)?;
                edits.insert(cite.span, relabelled(cx, cite.span, old, number)?);
            }
        }
        Some(())
    }

    /// Ids that end in the number of their source follow it, if every link to them can.
    fn rename_anchors(&self, cx: &Context<'_>, new: &HashMap<EntryId, u32>, edits: &mut Edits) {
        let links = links_by_fragment(cx);
        let mut renamed = Vec::new();
        let mut leaving = HashSet::default();
        for anchor in &cx.article.anchors {
            let name = &*anchor.name;
            let Some(entry) = cx.anchors().entry(cx, name) else { continue };
            let Some((old, number)) = self.of.get(&entry).zip(new.get(&entry)).filter(|(old, n)| old != n) else {
                continue;
            };
            let Some(stem) = name.strip_suffix(&old.to_string()) else { continue };
            let alone = cx.anchors().named(name).len() == 1 && !stem.ends_with(|c: char| c.is_ascii_digit());
            let (true, Some(place)) = (alone, quoted(cx, anchor.span, name)) else { continue };
            let ends: Option<Vec<Span>> =
                links.get(name).into_iter().flatten().map(|&href| tail(cx, href, name)).collect();
            let Some(mut places) = ends else { continue };
            places.push(place);
            leaving.insert(name);
            renamed.push((format!("{stem}{number}"), places));
        }
        // All or none: an id that stays must not be taken by another.
        let is_free = |name: &str| cx.anchors().named(name).is_empty() || leaving.contains(name);
        if renamed.iter().all(|(name, _)| is_free(name)) {
            edits.extend(
                renamed.into_iter().flat_map(|(name, places)| places.into_iter().map(move |p| (p, name.clone()))),
            );
        }
    }

    /// Links to a source lead to the place it has moved to.
    fn redirect(&self, cx: &Context<'_>, moves: &HashMap<EntryId, EntryId>, edits: &mut Edits) -> Option<()> {
        let mut ids: HashMap<EntryId, &str> = HashMap::default();
        for anchor in &cx.article.anchors {
            if let Some(entry) = cx.anchors().entry(cx, &anchor.name).filter(|e| self.of.contains_key(e)) {
                ids.entry(entry).or_insert(&anchor.name);
            }
        }
        for (name, hrefs) in links_by_fragment(cx) {
            let Some(entry) = cx.anchors().entry(cx, name) else { continue };
            let Some(place) = moves.get(&entry).filter(|p| **p != entry) else { continue };
            let id = *ids.get(place)?;
            for href in hrefs {
                edits.insert(tail(cx, href, name)?, id.to_owned());
            }
        }
        Some(())
    }
}

fn target(cite: &Cite) -> Option<EntryId> {
    match cite.target {
        Target::Entry(entry) => Some(entry),
        Target::Missing | Target::Ambiguous(_) | Target::Elsewhere => None,
    }
}

/// The raw text of a label or citation with its number changed.
fn relabelled(cx: &Context<'_>, span: Span, old: u32, new: u32) -> Option<String> {
    let raw = cx.input.text.get(span.bounds())?;
    let start = raw.find(|c: char| c.is_ascii_digit())?;
    let digits = raw[start..].split(|c: char| !c.is_ascii_digit()).next()?;
    let rest = &raw[start + digits.len()..];
    let plain = digits.parse() == Ok(old) && !rest.contains(|c: char| c.is_ascii_digit());
    plain.then(|| format!("{}{new}{rest}", &raw[..start]))
}

/// A group with a range in it, written anew.
fn group(cx: &Context<'_>, marker: &Marker, numbers: Vec<u32>) -> Option<String> {
    let raw = cx.input.text.get(marker.span.bounds())?;
    let inner = raw.strip_prefix('[')?.strip_suffix(']')?;
    markers::rewritten(inner, numbers).map(|inner| format!("[{inner}]"))
}

/// Where links of the page lead on the page itself: the hrefs by the id they name.
fn links_by_fragment<'a>(cx: &Context<'a>) -> BTreeMap<&'a str, Vec<Span>> {
    let mut links: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    let hrefs = cx.article.elements.iter().filter(|e| e.kind == ElementKind::Link).filter_map(|e| e.href.as_ref());
    for href in hrefs {
        if let Some(std::borrow::Cow::Borrowed(id)) = cx.anchors().fragment(href) {
            links.entry(id).or_default().push(href.span);
        }
    }
    links
}

/// Where an address ends in `name`, in the input.
fn tail(cx: &Context<'_>, href: Span, name: &str) -> Option<Span> {
    let raw = cx.input.text.get(href.bounds())?;
    raw.strip_suffix(name)?.ends_with('#').then(|| Span::new(href.end - name.len() as u32, href.end))
}

/// Where a tag states `name` as a whole value.
fn quoted(cx: &Context<'_>, tag: Span, name: &str) -> Option<Span> {
    let raw = cx.input.text.get(tag.bounds())?;
    let mut found = None;
    for quote in ['"', '\''] {
        for (at, value) in raw.match_indices(&format!("{quote}{name}{quote}")) {
            if found.is_some() {
                return None;
            }
            let start = tag.start + at as u32 + 1;
            found = Some(Span::new(start, start + value.len() as u32 - 2));
        }
    }
    found
}

/// The raw text of a source behind its label, blanks at its ends left out; `None` where its markup reaches beyond it or
/// leads back to its place.
fn body(cx: &Context<'_>, entry: EntryId) -> Option<Span> {
    let data = &cx.citations.entries[entry];
    let start = cx.article.span(data.label).end;
    let block = cx.article.blocks[cx.article.block_at(data.range.end)?].clone();
    let end = if block.range.end <= data.range.end { block.span.end.max(data.span.end) } else { data.span.end };
    let end = match cx.input.format {
        Format::Html => tags::closed_end(&cx.input.text, start as usize, end as usize)? as u32,
        Format::Markdown | Format::Text => end,
    };
    let raw = cx.input.text.get(start as usize..end as usize)?;
    let lead = (raw.len() - raw.trim_start().len()) as u32;
    let span = Span::new(start + lead, start + raw.trim_end().len() as u32);
    let leads_back = cx
        .article
        .elements_in(TextRange::new(data.range.start, data.range.end))
        .iter()
        .filter_map(|e| e.href.as_ref())
        .any(|h| cx.anchors().fragment(h).is_some());
    let carries_id = [" id=", " name="].iter().any(|attribute| raw.contains(attribute));
    (!span.is_empty() && !leads_back && !carries_id).then_some(span)
}
