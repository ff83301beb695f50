//! The numbers that the items of numbered lists are shown with.

use super::forms::Labelled;
use super::label::{Hit, is_numeric};
use crate::article::{Article, ContainerId, ContainerKind};
use crate::map::HashMap;

/// The numbers of all items of numbered lists, by container.
pub(super) fn ordinals(article: &Article) -> Vec<Option<i64>> {
    let mut numbers = vec![None; article.containers.len()];
    let mut items: Vec<Vec<ContainerId>> = vec![Vec::new(); article.containers.len()];
    for (id, container) in article.containers.iter().enumerate() {
        if let (ContainerKind::Item { .. }, Some(parent)) = (&container.kind, container.parent) {
            items[parent].push(id);
        }
    }
    for (list, items) in items.iter().enumerate() {
        let ContainerKind::Numbers { start, reversed } = article.containers[list].kind else { continue };
        // docutils takes the initial of an author (`J. Larch: …`) for an item that is counted by letters.
        if article.containers[list].attrs.has_class(|class| matches!(class, "upperalpha" | "upperroman")) {
            continue;
        }
        count(article, items, start, reversed, &mut numbers);
    }
    numbers
}

fn count(article: &Article, items: &[ContainerId], start: i64, reversed: bool, numbers: &mut [Option<i64>]) {
    let stated = |id: ContainerId| match article.containers[id].kind {
        ContainerKind::Item { number } => number,
        _ => None,
    };
    // `1. 1. 1.` in Markdown means "count for me"; any other numbers are labels.
    let lazy = items.len() > 1 && items.iter().all(|&i| stated(i).is_some() && stated(i) == stated(items[0]));
    let step = if reversed { -1 } else { 1 };
    let mut next = if reversed && start == 1 { i64::try_from(items.len()).unwrap_or(1) } else { start };
    for &id in items {
        if let Some(number) = stated(id).filter(|_| !lazy) {
            next = number;
        }
        numbers[id] = Some(next);
        next = next.saturating_add(step);
    }
}

/// Drops numbers that begin the title of a source which its list counts: `35. 2. Views of the sea`, `36. [2101] Views`.
/// A list that counts for itself and states numbers of its own states most of them.
pub(super) fn drop_titles(article: &Article, numbers: &[Option<i64>], hits: &mut Vec<Hit>) {
    let list_of = |hit: &Hit| {
        let textual = matches!(hit.labelled, Labelled::Dotted | Labelled::Bracket) && is_numeric(hit);
        let item = hit.unit.filter(|&unit| textual && numbers[unit].is_some())?;
        article.containers[item].parent
    };
    let mut stated: HashMap<ContainerId, usize> = HashMap::default();
    for list in hits.iter().filter_map(list_of) {
        *stated.entry(list).or_default() += 1;
    }
    if stated.is_empty() {
        return;
    }
    let mut items: HashMap<ContainerId, usize> = HashMap::default();
    for list in article.containers.iter().zip(numbers).filter(|(_, n)| n.is_some()).filter_map(|(c, _)| c.parent) {
        *items.entry(list).or_default() += 1;
    }
    hits.retain(|hit| list_of(hit).is_none_or(|list| stated[&list] * 2 >= items[&list]));
}

/// Makes one kind of the numbers of a list that blank lines cut up: what a converter leaves of the pages of a document
/// holds an item `1.`, a paragraph in which a line begins `2.`, and so on.
pub(super) fn join_cut_up(article: &Article, hits: &mut [Hit]) {
    let number = |hit: &Hit| hit.key.as_deref().and_then(|k| k.parse::<u32>().ok());
    // An item without text stands in no block: it can be no line of one.
    let has_text = |hit: &Hit| article.blocks.get(hit.block).is_some_and(|block| block.range.contains(hit.at));
    let counts = |hit: &Hit| matches!(hit.labelled, Labelled::Ordinal | Labelled::Dotted) && has_text(hit);
    let (mut first, mut mixed) = (0, false);
    for at in 1..hits.len() {
        let (last, hit) = (&hits[at - 1], &hits[at]);
        let follows = matches!((number(last), number(hit)), (Some(a), Some(b)) if b == a.saturating_add(1));
        if !follows || !counts(last) || !counts(hit) {
            (first, mixed) = (at, false);
            continue;
        }
        mixed |= last.labelled != hit.labelled;
        if mixed {
            for hit in &mut hits[first..=at] {
                (hit.labelled, hit.unit, hit.inner_line) = (Labelled::Dotted, None, false);
            }
            first = at;
        }
    }
}
