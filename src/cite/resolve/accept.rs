//! Which candidates are markers.
//!
//! The best single sign: a bracketed number is a citation if a list uses such numbers, or if several such markers end
//! sentences or clauses. Words and bare numbers need more: a list that holds them, or a link that leads to one.

use super::Resolver;
use super::known::Known;
use crate::article::BlockKind;
use crate::cite::Form;
use crate::cite::marker::{Candidate, Part, Shape};
use crate::input::Format;

impl Resolver<'_> {
    /// Indices of the candidates that are markers, in order.
    pub(super) fn accept(&self, known: &Known) -> Vec<usize> {
        let candidates = &self.candidates.list;
        let mut accepted: Vec<usize> =
            (0..candidates.len()).filter(|&i| self.is_marker(&candidates[i], known)).collect();
        let lone = self.without_list(known, &accepted);
        accepted.extend(lone);
        let raised = self.raised(known, &accepted);
        accepted.extend(raised);
        let plain = self.enclosed(known, &accepted);
        accepted.extend(plain);
        let glued = self.glued(known, &accepted);
        accepted.extend(glued);
        self.drop_enumerations(known, &mut accepted);
        accepted.sort_unstable();
        self.dubious(known, &mut accepted);
        accepted.sort_unstable_by_key(|&i| candidates[i].range.start);
        accepted.dedup();
        self.drop_overlaps(&mut accepted);
        accepted
    }

    /// Of two candidates on the same characters the outer stays.
    fn drop_overlaps(&self, accepted: &mut Vec<usize>) {
        let mut end = 0;
        accepted.retain(|&i| {
            let range = self.candidates.list[i].range;
            let free = range.start >= end;
            end = end.max(range.end);
            free
        });
    }

    /// Whether a list of the candidate's name space holds one of its keys: notes `[^1]` say nothing about `[1]`.
    pub(super) fn is_known(&self, candidate: &Candidate, known: &Known) -> bool {
        let notes_serve = matches!(candidate.shape, Shape::Note) || self.input.format != Format::Markdown;
        self.candidates
            .parts_of(candidate)
            .iter()
            .any(|p| known.by_key.get(&p.key).is_some_and(|all| notes_serve || !all.sources.is_empty()))
    }

    /// Whether the candidate is the label of an entry, or a way back from one.
    pub(super) fn belongs_to_entry(&self, candidate: &Candidate) -> bool {
        let Some(id) = self.citations.entry_at(candidate.range.start) else { return false };
        let entry = &self.citations.entries[id];
        if entry.label.overlaps(candidate.range) || candidate.overlay.backlink {
            return true;
        }
        // A link from an entry to a place in the text is a way back; so is a number at the very start.
        let leads_out = candidate
            .overlay
            .link
            .is_some_and(|l| self.targets.anchor(self.article, l).is_some() && self.linked_entry(Some(l)).is_none());
        let opens = self
            .article
            .slice(crate::input::TextRange::new(entry.range.start, candidate.range.start))
            .trim()
            .is_empty();
        leads_out
            || (opens
                && entry.label.is_empty()
                && candidate.shape != Shape::Citekey
                && self.linked_entry(candidate.overlay.link).is_none_or(|e| e == id))
    }

    fn is_marker(&self, candidate: &Candidate, known: &Known) -> bool {
        if candidate.overlay.backlink || candidate.form != Form::Sound || self.belongs_to_entry(candidate) {
            return false;
        }
        if self.article.blocks[candidate.block].kind == BlockKind::Definition {
            return false;
        }
        if self.options.forced_styles.contains(&candidate.style)
            && candidate.shape != Shape::Glued
            && !candidate.overlay.in_url
        {
            return true;
        }
        let listed = self.is_known(candidate, known);
        if candidate.overlay.in_url {
            let link_end = candidate.overlay.link.map(|l| self.article.elements[l].range.end);
            return listed && known.numbers && link_end == Some(candidate.range.end);
        }
        let linked = self.candidates.links[candidate.parts.clone()].iter().any(|&l| self.linked_entry(l).is_some());
        match candidate.shape {
            Shape::BareNumbers | Shape::Numbers if known.by_key.is_empty() && self.leads_to_file(candidate) => true,
            Shape::Numbers => {
                linked
                    || candidate.overlay.declared && !known.by_key.is_empty()
                    || known.words && self.names_gone_work(candidate)
                    || self.is_number(candidate, known, listed)
            }
            Shape::BareNumbers => linked || self.is_bare_number(candidate, known, listed),
            Shape::Words => {
                linked && self.is_sign(candidate)
                    || self.is_word(candidate, known, listed)
                    || known.words && self.names_gone_work(candidate)
                    || self.continues_series(candidate, known)
            }
            Shape::Note => self.is_note(candidate, known, listed),
            Shape::Citekey => self.is_citekey(candidate, known, listed),
            Shape::BareCitekey => self.is_bare_citekey(listed),
            Shape::Empty | Shape::Glued | Shape::Enclosed => false,
        }
    }

    /// Whether a list holds every key of the candidate.
    pub(super) fn is_listed_whole(&self, candidate: &Candidate, known: &Known) -> bool {
        self.candidates.parts_of(candidate).iter().all(|p| known.by_key.contains_key(&p.key))
    }

    /// Whether a list holds every number of the candidate, or counts past those that it does not: `[3]` over 1, 2, 4, 5.
    pub(super) fn is_in_count(&self, candidate: &Candidate, known: &Known) -> bool {
        let counted = |p: &Part| self.citations.keys.number(p.key).is_some_and(|n| known.counts_past(n));
        self.candidates.parts_of(candidate).iter().all(|p| known.by_key.contains_key(&p.key) || counted(p))
    }
}
