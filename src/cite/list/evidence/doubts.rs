//! What speaks against a run being a list: its labels are something else.

use super::super::Labelled;
use super::Run;
use super::judge::Judge;
use crate::article::ContainerKind;
use crate::cite::{KeyId, Keys};
use crate::input::TextRange;
use crate::map::HashSet;

impl Judge<'_> {
    /// Whether the run is labels and nothing else: numbers beside equations.
    pub(super) fn says_nothing(&self, run: &Run) -> bool {
        run.hits.iter().zip(&run.extents).all(|(&hit, extent)| {
            let label = self.hits[hit].label;
            let body = TextRange::new(label.end, extent.end.max(label.end));
            !label.is_empty() && self.finder.article.slice(body).trim().is_empty()
        })
    }

    /// Whether the first of the run says of itself that it is a source or a note.
    pub(super) fn is_declared(&self, run: &Run) -> bool {
        let Some(hit) = run.hits.first().map(|&h| &self.hits[h]) else { return false };
        let article = self.finder.article;
        let mut around = article.ancestors(hit.container(article)).take(3);
        around.any(|(_, c)| {
            ["doc-biblioentry", "doc-footnote"].iter().any(|role| c.attrs.has_role(role))
                || c.attrs.has_class(|class| class == "footnote")
        })
    }

    /// `[*]` in front of lines is a bullet, unless the text cites it.
    pub(super) fn is_bullet(&self, run: &Run) -> bool {
        let sign = |k: KeyId| !self.keys.text(k).chars().any(char::is_alphanumeric);
        let repeats = run.keys.len() > 1 && run.keys[1..].contains(&run.keys[0]);
        run.labelled == Labelled::Bracket
            && run.keys.iter().flatten().all(|&k| sign(k))
            && (repeats || self.cited(run) == 0)
    }

    /// One line that starts with a plain word in brackets: `[edit]`, `[update]`.
    pub(super) fn is_lone_word(&self, run: &Run) -> bool {
        let plain = |k: KeyId| {
            self.keys.text(k).len() > 1 && self.keys.text(k).chars().all(|c| c.is_lowercase() || c.is_whitespace())
        };
        run.labelled == Labelled::Bracket && run.keys.len() == 1 && run.keys[0].is_some_and(plain)
    }

    /// Labels that are permanent links to themselves name the paragraphs of a specification.
    pub(super) fn links_to_itself(&self, run: &Run) -> bool {
        let itself = |nth: &usize| {
            let (label, extent) = (self.hits[run.hits[*nth]].label, run.extents[*nth]);
            self.finder
                .targets
                .leading_into(extent)
                .any(|(_, c)| !label.is_empty() && self.finder.candidates.list[c].range.overlaps(label))
        };
        let found = (0..run.hits.len()).filter(itself).count();
        found * 2 > run.hits.len()
    }

    /// A run of years or of far numbers under a heading is a wrapped line, not a list.
    pub(super) fn is_years(&self, run: &Run) -> bool {
        let year = |k: KeyId| self.keys.number(k).is_some_and(|n| (1500..2100).contains(&n));
        let years = run.keys.iter().flatten().filter(|&&k| year(k)).count();
        run.labelled == Labelled::Dotted && years * 2 >= run.keys.len()
    }

    /// Whether a run explains the numbers of the one line in front of it, which is no sentence: names of authors.
    pub(super) fn explains_byline(&self, run: &Run) -> bool {
        let article = self.finder.article;
        let next = article.blocks.partition_point(|b| b.range.start < run.start());
        let Some(line) = next.checked_sub(1).map(|b| article.blocks[b].range) else { return false };
        let text =
            article.slice(line).trim_end_matches(|c: char| !c.is_alphabetic() && !matches!(c, '.' | '!' | '?' | '。'));
        let sentence = text.ends_with(['.', '!', '?', '。']);
        !sentence && !self.uses.precede_from(run, line.start)
    }

    /// Whether the run is rows of a table that say a word each and state no address: seeds, lots, ranks.
    pub(super) fn is_data(&self, run: &Run) -> bool {
        let article = self.finder.article;
        let is_row = |&h: &usize| self.hits[h].unit.is_some_and(|u| article.containers[u].kind == ContainerKind::Row);
        let short = |nth: usize| {
            let label = self.hits[run.hits[nth]].label;
            let body = TextRange::new(label.end, run.extents[nth].end.max(label.end));
            article.slice(body).split_whitespace().count() < 3
        };
        run.hits.iter().all(is_row) && (0..run.hits.len()).all(short) && !self.mostly_addresses(run)
    }

    /// Whether the run is less than half the rows of its table: some of the values that the table compares.
    pub(super) fn is_few_rows(&self, run: &Run) -> bool {
        let containers = &self.finder.article.containers;
        let row = |&h: &usize| self.hits[h].unit.filter(|&u| containers[u].kind == ContainerKind::Row);
        let Some(rows) = run.hits.iter().map(row).collect::<Option<Vec<_>>>() else { return false };
        let around = |&row: &usize| self.finder.article.ancestors(row).find(|(_, c)| c.kind == ContainerKind::Table);
        let Some((table, data)) = rows.first().and_then(around) else { return false };
        let inside = containers[table..].iter().take_while(|c| c.range.start <= data.range.end);
        // No more rows are counted than it takes: a table may hold very many runs.
        inside.filter(|c| c.kind == ContainerKind::Row).nth(rows.len() * 2).is_some()
    }
}

/// `[MIDI]` in front of every example is no label; nor are `[det]` and `[nondet]` in front of many names.
pub(super) fn repeats_labels(run: &Run, keys: &Keys) -> bool {
    let distinct: HashSet<&Option<KeyId>> = run.keys.iter().collect();
    let all = run.keys.len();
    let words = run.keys.iter().flatten().all(|&k| keys.number(k).is_none());
    let few = match all {
        // Of words that name sources hardly one comes twice.
        4.. if words => distinct.len() * 3 < all * 2,
        6.. => distinct.len() * 3 < all,
        _ => distinct.len() == 1,
    };
    run.labelled == Labelled::Bracket && all > 2 && few
}
