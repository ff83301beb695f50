//! Links that no definition answers: `([Port Office][7])` among others that lead somewhere.

use super::super::Finder;
use super::Run;
use crate::cite::marker::{Candidate, Shape};
use crate::cite::{Keys, Style};
use crate::input::TextRange;
use crate::map::HashSet;

/// A name in front of the number is not longer.
const MAX_NAME: usize = 120;
/// So many links in parentheses make them the text's way to cite.
const FEW: usize = 3;

/// Whether a number stands where one of a reference link would, in parentheses, and leads nowhere.
pub(super) fn dangles(finder: &Finder<'_>, candidate: &Candidate) -> bool {
    if candidate.shape != Shape::Numbers || candidate.style != Style::Bracket || candidate.overlay.link.is_some() {
        return false;
    }
    let block = finder.article.blocks[candidate.block].range;
    let before = finder.article.slice(TextRange::new(block.start, candidate.range.start));
    let after = finder.article.slice(TextRange::new(candidate.range.end, block.end));
    let Some(open) = before.strip_suffix(']').and_then(|b| b.bytes().rev().take(MAX_NAME).position(|b| b == b'['))
    else {
        return false;
    };
    let open = before.len() - "[".len() - open - "]".len();
    let named = before[open..].chars().filter(|c| c.is_alphabetic()).count() > 1;
    named && in_parentheses(&before[..open]) && after.starts_with([')', ','])
}

/// The labels of definitions that links in parentheses go through.
pub(super) fn answered(finder: &Finder<'_>) -> HashSet<Box<str>> {
    let links = finder
        .article
        .elements
        .iter()
        .filter(|e| e.href.is_some() && in_parentheses(finder.article.slice(TextRange::new(0, e.range.start))));
    links.filter_map(|e| e.href.as_ref()?.reference.clone()).collect()
}

/// Whether the numbers of a run are how the text cites, by what [`answered`] found.
pub(super) fn are_way_to_cite(run: &Run, keys: &Keys, answered: &HashSet<Box<str>>) -> bool {
    let used = run.keys.iter().flatten().filter(|&&k| keys.number(k).is_some() && answered.contains(keys.text(k)));
    let used = used.count();
    used >= FEW && used * 2 >= run.keys.len()
}

fn in_parentheses(before: &str) -> bool {
    before.ends_with('(') || before.ends_with(", ")
}
