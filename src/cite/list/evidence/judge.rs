//! The judge: what speaks for a run being a list.

use super::super::heading::Announces;
use super::super::{Finder, Hit, Labelled};
use super::dangling::are_way_to_cite;
use super::doubts::repeats_labels;
use super::names::{names_list, names_note, names_other};
use super::uses::Uses;
use super::{LONE, Run, WEAK};
use crate::article::{BlockKind, CHOSEN_LIST, ContainerKind};
use crate::cite::marker::{Shape, opens_sentence};
use crate::cite::{KeyId, Keys, Style};
use crate::input::TextRange;

/// Containers further out than this say nothing about an entry.
const MAX_AROUND: usize = 16;
/// An anchor so close behind a label belongs to the label.
const LABEL_SLACK: u32 = 4;

/// What the evidence for all runs of an article rests on.
pub(super) struct Judge<'a> {
    pub(super) finder: &'a Finder<'a>,
    pub(super) hits: &'a [Hit],
    pub(super) uses: Uses,
    pub(super) keys: &'a Keys,
}

impl Judge<'_> {
    /// How strong the evidence for a run is; `None` where there is none.
    pub(super) fn strength(&self, run: &Run) -> Option<u8> {
        match run.labelled {
            Labelled::Note => return Some(100),
            // Definitions whose numbers no reader sees are plumbing for links.
            Labelled::Definition => return (self.cited(run) > 0 || self.lacks_one(run)).then_some(90),
            _ => {}
        }
        if repeats_labels(run, self.keys) || self.says_nothing(run) || self.links_to_itself(run) {
            return None;
        }
        if !self.is_declared(run) && (self.is_lone_word(run) || self.is_bullet(run)) || self.is_few_rows(run) {
            return None;
        }
        // Words in numbered items, and `S1` in front of rows, are labels only where the text cites them.
        let named =
            run.labelled == Labelled::Dotted && run.keys.iter().flatten().all(|&k| self.keys.number(k).is_none());
        let in_numbered = run.hits.iter().any(|&h| self.hits[h].in_numbered);
        if (named || in_numbered) && self.cited(run) * 2 < run.keys.len() {
            return None;
        }
        if run.start() >= self.finder.article.visible_end {
            return self.set_apart(run);
        }
        let textual = matches!(run.labelled, Labelled::Bracket | Labelled::Raised);
        let edge = u8::from(textual) * 5;
        if self.by_markup(run) {
            return Some(80 + edge);
        }
        if self.by_links(run) {
            return Some(70 + edge);
        }
        self.by_heading(run, textual, edge).or_else(|| self.by_shape(run))
    }

    fn by_heading(&self, run: &Run, textual: bool, edge: u8) -> Option<u8> {
        let cited = self.cited(run);
        match self.finder.heads.governing(run.start())?.announces {
            Announces::Sources if !self.is_years(run) => Some(60 + edge),
            Announces::FurtherReading if run.labelled != Labelled::Dotted => Some(55),
            Announces::Notes | Announces::Perhaps
                if cited * 2 >= run.keys.len() || cited > 0 && textual || self.mostly_addresses(run) =>
            {
                Some(50 + edge)
            }
            _ => None,
        }
    }

    /// Side notes: taken where raised numbers in the text use their labels, and more than a label is there.
    fn set_apart(&self, run: &Run) -> Option<u8> {
        let says = |nth: usize| {
            let body = TextRange::new(self.hits[run.hits[nth]].label.end, run.extents[nth].end);
            self.finder.article.slice(body).split_whitespace().count() > 2
        };
        if !(0..run.hits.len()).all(says) {
            return None;
        }
        run.keys.iter().flatten().any(|&k| self.uses.is_raised(k)).then_some(20)
    }

    /// Whether the run is items that are numbered as items of any kind are, and no raised number cites one.
    pub(super) fn is_counted(&self, run: &Run) -> bool {
        matches!(run.labelled, Labelled::Ordinal | Labelled::Dotted) && !self.is_raised(run)
    }

    /// Whether a link lacks its definition where the others of its kind go through this run.
    fn lacks_one(&self, run: &Run) -> bool {
        self.uses.answered.as_ref().is_some_and(|answered| are_way_to_cite(run, self.keys, answered))
    }

    /// How many of the run's keys the text uses.
    pub(super) fn cited(&self, run: &Run) -> usize {
        let used = |k: &KeyId| match run.labelled {
            Labelled::Raised | Labelled::Ordinal => self.uses.is_raised(*k) || self.uses.in_brackets(*k),
            _ => self.uses.in_brackets(*k) || (self.keys.number(*k).is_some() && self.uses.is_raised(*k)),
        };
        run.keys.iter().flatten().filter(|k| used(k)).count()
    }

    /// Whether a number of the run stands in brackets between two places, and is no label.
    pub(super) fn cites_between(&self, run: &Run, from: u32, to: u32) -> bool {
        let candidates = &self.finder.candidates;
        let first = candidates.list.partition_point(|c| c.range.start < from);
        let between = candidates.list[first..].iter().take_while(|c| c.range.start < to);
        let of_run = |key: KeyId| run.keys.contains(&Some(key));
        between
            .filter(|c| c.shape == Shape::Numbers && !self.uses.is_label(c))
            .any(|c| candidates.parts_of(c).iter().any(|part| of_run(part.key)))
    }

    pub(super) fn mostly_addresses(&self, run: &Run) -> bool {
        let with = run.extents.iter().filter(|e| self.has_address(**e)).count();
        with * 2 > run.extents.len()
    }

    fn has_address(&self, range: TextRange) -> bool {
        let text = self.finder.article.slice(range);
        text.contains("http")
            || text.contains("www.")
            || text.contains("doi")
            || self
                .finder
                .article
                .elements_in(range)
                .iter()
                .any(|e| e.href.as_ref().is_some_and(|h| h.url.starts_with("http")))
    }

    /// No heading and no markup: the labels alone, and how the text uses them.
    fn by_shape(&self, run: &Run) -> Option<u8> {
        let cited = self.cited(run);
        let numeric = run.keys.iter().flatten().filter(|&&k| self.keys.number(k).is_some()).count();
        if self.is_data(run) {
            return None;
        }
        let enough = numeric >= 2 || self.mostly_addresses(run) || self.ends_section(run);
        match run.labelled {
            // Sentences that are counted through in one block are verses, unless they close the article.
            Labelled::Bracket if self.runs_on(run) && !self.at_the_end(run) => None,
            // Labels in use, and not just one in a long series: numbered paragraphs are no sources.
            Labelled::Bracket
                if numeric * 2 >= run.keys.len() && cited > 0 && enough && cited * 4 >= run.keys.len() =>
            {
                Some(if self.runs_on(run) || self.goes_on(run) { WEAK } else { 45 })
            }
            Labelled::Bracket
                if run.keys.len() == 1
                    && numeric == 1
                    && cited == 1
                    && !self.hits[run.hits[0]].inner_line
                    && !self.goes_on(run) =>
            {
                Some(LONE)
            }
            Labelled::Bracket if self.heading_labels(run) && cited > 0 && run.keys.len() + numeric > 1 => Some(45),
            Labelled::Raised
                if cited * 2 >= run.keys.len()
                    && self.is_raised(run)
                    && self.uses.precede(self.finder, run)
                    && !self.explains_byline(run) =>
            {
                Some(40)
            }
            Labelled::Ordinal if self.beside_text(run) && self.is_raised(run) => Some(38),
            Labelled::Ordinal | Labelled::Dotted
                if cited >= 2
                    && cited * 3 >= run.keys.len()
                    && self.at_the_end(run)
                    && self.mostly_addresses(run)
                    && self.uses.clauses > 0 =>
            {
                Some(WEAK)
            }
            _ => None,
        }
    }

    /// Whether a sentence goes on behind every label: `[3] describes the bar`.
    fn goes_on(&self, run: &Run) -> bool {
        let body = |(&hit, extent): (&usize, &TextRange)| {
            let label = self.hits[hit].label;
            self.finder.article.slice(TextRange::new(label.end, extent.end.max(label.end)))
        };
        run.hits.iter().zip(&run.extents).map(body).all(opens_sentence)
    }

    /// Whether all labels but the first stand in the middle of a line.
    fn runs_on(&self, run: &Run) -> bool {
        let in_line = |&h: &usize| self.hits[h].inner_line && !self.finder.article.is_line_start(self.hits[h].at);
        run.hits.len() > 1 && run.hits[1..].iter().all(in_line)
    }

    fn is_raised(&self, run: &Run) -> bool {
        run.keys.iter().flatten().any(|&k| self.uses.is_raised(k))
    }

    fn heading_labels(&self, run: &Run) -> bool {
        let word = |k: &KeyId| self.keys.text(k.to_owned()).chars().all(|c| c.is_lowercase() || c.is_whitespace());
        !run.keys.iter().flatten().any(word)
            && run.hits.iter().all(|&h| {
                self.hits[h].alone
                    && matches!(self.finder.article.blocks[self.hits[h].block].kind, BlockKind::Heading(_))
            })
    }

    /// A numbered list in an `aside` beside the text.
    fn beside_text(&self, run: &Run) -> bool {
        let Some(unit) = run.hits.first().and_then(|&h| self.hits[h].unit) else { return false };
        self.finder
            .article
            .ancestors(unit)
            .take(MAX_AROUND)
            .any(|(_, c)| matches!(c.kind, ContainerKind::Aside | ContainerKind::Footer))
    }

    /// Whether a heading, a rule or the end of the article follows the run.
    fn ends_section(&self, run: &Run) -> bool {
        let next = self.finder.article.blocks.partition_point(|b| b.range.start < run.end());
        self.finder
            .article
            .blocks
            .get(next)
            .is_none_or(|b| matches!(b.kind, BlockKind::Heading(_) | BlockKind::Rule) || b.kind.is_set_apart())
    }

    /// Whether nothing but furniture follows the run.
    fn at_the_end(&self, run: &Run) -> bool {
        let article = self.finder.article;
        let stop = self.finder.heads.furniture.iter().copied().find(|&f| f > run.end()).unwrap_or(article.visible_end);
        let rest = article.slice(TextRange::new(run.end(), stop));
        rest.len() < 1200 || rest.len() * 10 < article.visible_end as usize
    }

    /// Whether attributes of the entries, or of what holds them, say that they are notes or sources.
    fn by_markup(&self, run: &Run) -> bool {
        let Some(&first) = run.hits.first() else { return false };
        let innermost = self.hits[first]
            .unit
            .or_else(|| self.finder.article.blocks.get(self.hits[first].block).map(|b| b.container))
            .unwrap_or(0);
        let named = self.finder.article.ancestors(innermost).take(8).any(|(_, c)| {
            let is_part = c.range.end - c.range.start < self.finder.article.visible_end / 2 + 4000;
            (is_part || c.attrs.has_role(CHOSEN_LIST)) && names_list(&c.attrs)
        });
        let term =
            self.finder.article.containers[innermost].kind == ContainerKind::Term && run.labelled == Labelled::Bracket;
        named && (run.labelled != Labelled::Dotted || run.hits.len() > 1) || term && self.anchors_name(run)
    }

    fn anchors_name(&self, run: &Run) -> bool {
        let from = run.start();
        let first = self.finder.article.anchors.partition_point(|a| a.range.start < from);
        self.finder.article.anchors[first..]
            .iter()
            .take_while(|a| a.range.start <= run.end())
            .any(|a| names_note(&a.name))
    }

    /// Whether markers of the text link to the run's entries, and something says that these links cite.
    fn by_links(&self, run: &Run) -> bool {
        let mut linked = 0;
        for (nth, extent) in run.extents.iter().enumerate() {
            let label = self.hits[run.hits[nth]].label;
            for (anchor, candidate) in self.finder.targets.leading_into(TextRange::new(extent.start, extent.end)) {
                let candidate = &self.finder.candidates.list[candidate];
                if candidate.range.overlaps(label) || extent.covers(candidate.range) || candidate.overlay.backlink {
                    continue;
                }
                // From the label of another entry into the middle of this one: that is the way back to a citation.
                let at = self.finder.article.anchors[anchor].range.start;
                if self.uses.is_label(candidate) && at > label.end + LABEL_SLACK {
                    continue;
                }
                let bracketed =
                    matches!(candidate.style, Style::Bracket | Style::Nested | Style::Superscript | Style::Lenticular);
                if names_other(&self.finder.article.anchors[anchor].name) {
                    continue;
                }
                if bracketed
                    || candidate.overlay.declared
                    || names_note(&self.finder.article.anchors[anchor].name)
                    || self.finder.targets.leads_back(self.finder.article, *extent, candidate)
                {
                    linked += 1;
                }
            }
        }
        linked > 0
    }
}
