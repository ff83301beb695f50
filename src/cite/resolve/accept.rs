//! Which candidates are markers.
//!
//! The best single sign: a bracketed number is a citation if a list uses such numbers, or if several such markers end
//! sentences or clauses. Words and bare numbers need more: a list that holds them, or a link that leads to one.

use super::Resolver;
use super::context::last_token;
use super::known::{Known, is_to_come};
use crate::article::BlockKind;
use crate::cite::list::in_later_cell;
use crate::cite::marker::{Candidate, Part, Shape, opens_sentence};
use crate::cite::{Form, Style};
use crate::input::Format;

/// What opens a list that is set in one line.
const LEADS: [&str; 6] = ["references:", "reference:", "sources:", "source:", "bibliography:", "literature:"];

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
                    || self.leads_to_gone_place(candidate, known)
                    || self.counts_on(candidate, known)
            }
            Shape::Note => self.is_note(candidate, known, listed),
            Shape::Citekey => self.is_citekey(candidate, known, listed),
            Shape::BareCitekey => self.is_bare_citekey(listed),
            Shape::Empty | Shape::Glued | Shape::Enclosed => false,
        }
    }

    /// `[3]` where a list has numbers.
    fn is_number(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let whole = self.is_in_count(candidate, known);
        if self.is_index(candidate, known)
            || !known.arrays.is_empty() && known.arrays.contains(last_token(self.around(candidate).0))
            || candidate.perhaps_pinpoint && !whole
            || self.is_interval(candidate, whole)
            || !whole && self.is_value(candidate, known)
            || !whole && known.counted_from_zero.contains(&candidate.block)
            || self.turns_page(candidate) && self.stands_among_numbers(candidate)
            || self.is_number_of_target(candidate)
            || self.begins_word(candidate)
                && (!whole || candidate.parts.len() > 1 || follows_article(self.around(candidate).0))
        {
            return false;
        }
        // `[1]_` is nothing else.
        if candidate.style == Style::Restructured && candidate.parts.len() == 1 {
            return true;
        }
        if listed {
            let zero = |p: &Part| self.citations.keys.number(p.key) == Some(0) && !known.by_key.contains_key(&p.key);
            // `[0, 1]` is an interval unless a list counts from 0; where all others are links, `[3, 1, 5]` is data.
            let alien = known.linked
                && candidate.overlay.link.is_none()
                && candidate.parts.len() > 1
                && !self.ends_clause(candidate);
            // So is a long group in mid-sentence of which most numbers are not listed.
            let parts = self.candidates.parts_of(candidate);
            let unlisted = parts.iter().filter(|p| !known.by_key.contains_key(&p.key)).count();
            let alien = alien
                || unlisted * 2 > parts.len()
                    && self.candidates.written_numbers(candidate) > 2
                    && !self.ends_clause(candidate);
            return !alien && !self.is_data(candidate, known) && !self.candidates.parts_of(candidate).iter().any(zero);
        }
        // "References: [1] A log" in one line names a source.
        let lead = self.around(candidate).0.trim();
        if LEADS.iter().any(|l| l.eq_ignore_ascii_case(lead)) {
            return false;
        }
        // `[[2]]` is an array of one; as a form of citing it is a link.
        if candidate.style == Style::Nested && candidate.parts.len() == 1 && candidate.overlay.link.is_none() {
            return false;
        }
        let numbers: Vec<u32> =
            self.candidates.parts_of(candidate).iter().filter_map(|p| self.citations.keys.number(p.key)).collect();
        let tail = numbers.iter().any(|n| *n > 99 && known.tails.contains(n));
        let plausible = numbers
            .iter()
            .all(|&n| n > 0 && !(1500..=2100).contains(&n) && n <= known.max.saturating_mul(3).saturating_add(100));
        let (before, after) = self.around(candidate);
        if candidate.overlay.link.is_none() && (known.linked || known.mostly_linked && !known.whole) {
            return false;
        }
        // A long group in mid-sentence of which no number is listed is data: "the list [10, 50, 100]".
        if self.candidates.written_numbers(candidate) > 2 && !self.ends_clause(candidate) {
            return false;
        }
        // `[100, 10]` over a list of three: sources so far past it are not cited backwards.
        let far = |&n: &u32| n > known.max.saturating_mul(2).saturating_add(10);
        if !numbers.is_sorted() && numbers.iter().any(far) {
            return false;
        }
        let opens = before.trim().is_empty() && !self.fills_cell(candidate, known) && !opens_sentence(after);
        tail || known.numbers && plausible && !opens
    }

    /// Whether a number just past the list, beside others at most, is all that a cell says: one of a column "Source".
    fn fills_cell(&self, candidate: &Candidate, known: &Known) -> bool {
        const PAST: u32 = 10;
        let near = |p: &Part| self.citations.keys.number(p.key).is_some_and(|n| n <= known.max + PAST);
        self.stands_among_numbers(candidate)
            && in_later_cell(self.article, candidate.block)
            && self.candidates.parts_of(candidate).iter().all(near)
    }

    pub(super) fn is_listed_whole(&self, candidate: &Candidate, known: &Known) -> bool {
        self.candidates.parts_of(candidate).iter().all(|p| known.by_key.contains_key(&p.key))
    }

    /// Whether a list holds every number of the candidate, or counts past those that it does not: `[3]` over 1, 2, 4, 5.
    pub(super) fn is_in_count(&self, candidate: &Candidate, known: &Known) -> bool {
        let counted = |p: &Part| self.citations.keys.number(p.key).is_some_and(|n| known.counts_past(n));
        self.candidates.parts_of(candidate).iter().all(|p| known.by_key.contains_key(&p.key) || counted(p))
    }

    /// Whether a word that is a link can be the sign of a note: `a`, `*`, `note 1`; not "updated" or "v t e".
    fn is_sign(&self, candidate: &Candidate) -> bool {
        if candidate.overlay.raised || candidate.overlay.declared || candidate.style == Style::Label {
            return !self.article.slice(candidate.range).contains("edit");
        }
        let text = self.article.slice(candidate.range).trim_matches(['[', ']', '(', ')']);
        if ends_with_year(text) {
            return true;
        }
        let counted = text.chars().count() <= 12
            && text.ends_with(|c: char| c.is_ascii_digit())
            && text.starts_with(char::is_alphabetic);
        counted || text.chars().count() == 1 && !text.starts_with(char::is_alphanumeric)
    }

    /// `[RFC2119]`, `[note 1]`, a link whose text is a word.
    fn is_word(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let bracketed = matches!(candidate.style, Style::Label | Style::Restructured | Style::Lenticular);
        if !bracketed {
            return false;
        }
        let (before, after) = self.around(candidate);
        // `[text](url)` that was not read as a link, `[x]` in front of a task, `name[OPTIONS]`.
        if after.starts_with('(') || self.is_index(candidate, known) {
            return false;
        }
        if self.is_formula(candidate, known)
            || self.mixes_values(candidate, known)
            || self.left_behind(candidate).is_some()
        {
            return false;
        }
        if listed || candidate.overlay.declared && !known.by_key.is_empty() || candidate.style == Style::Restructured {
            return true;
        }
        let parts = self.candidates.parts_of(candidate);
        if self.counts_sources(candidate, known) {
            return !before.trim().is_empty();
        }
        let text = |key| self.citations.key(key);
        if parts.iter().any(|p| is_to_come(text(p.key))) {
            return false;
        }
        let named = |key| names_itself(text(key));
        if parts.iter().all(|p| named(p.key)) {
            return !before.trim().is_empty();
        }
        // What another page of the same site lists is none of this one.
        let links = &self.candidates.links[candidate.parts.clone()];
        let elsewhere = links.iter().flatten().any(|&link| self.is_in_other_file(link));
        known.words
            && !elsewhere
            && parts.len() <= 6
            && parts.iter().all(|p| known.resembles(text(p.key)))
            && !before.trim().is_empty()
    }

    /// Whether numbers stand beside something that is no number and no label: `[1, 1.5]`, `[1, 2n+1]`.
    fn is_formula(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let number = |p: &Part| self.citations.keys.number(p.key).is_some();
        let unlisted_term = |p: &Part| !known.by_key.contains_key(&p.key) && is_term(self.citations.key(p.key));
        candidate.overlay.link.is_none()
            && parts.iter().any(unlisted_term)
            && (parts.len() == 1 || parts.iter().any(number))
    }

    /// Whether words stand beside numbers where all sources are numbers: `[maj, 7, min, 9]` over a list of ten.
    fn mixes_values(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let number = |p: &Part| self.citations.keys.number(p.key).is_some();
        let word = |p: &Part| !number(p) && !names_itself(self.citations.key(p.key));
        !known.words && candidate.overlay.link.is_none() && parts.iter().any(number) && parts.iter().any(word)
    }

    fn is_note(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let (before, _) = self.around(candidate);
        // A chat product numbers the notes of each answer anew: `[^1_3]`.
        let counted = |c: char| c.is_ascii_digit() || c == '_';
        let parts = self.candidates.parts_of(candidate);
        let numeric = parts.iter().all(|p| self.citations.key(p.key).chars().all(counted));
        listed || self.input.format == Format::Markdown && (known.notes || numeric) && !before.trim().is_empty()
    }

    /// `[@key]`: in Markdown `[@user]` names a person more often than a source, unless the article cites so.
    fn is_citekey(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let cites = || known.citekeys || self.has_bibliography() || self.is_scholarly(candidate);
        listed || self.input.format == Format::Markdown && cites()
    }

    /// Whether a citekey can hardly be a name of a person: `[@doi:10.1/x]`, `[@tarn2004]`.
    pub(super) fn is_scholarly(&self, candidate: &Candidate) -> bool {
        self.candidates.parts_of(candidate).iter().any(|p| {
            let text = self.citations.key(p.key);
            text.contains(':') || text.bytes().filter(u8::is_ascii_digit).count() >= 2
        })
    }

    /// `@key` in running text: without a bibliography `@name` names a person.
    fn is_bare_citekey(&self, listed: bool) -> bool {
        listed || self.has_bibliography()
    }

    /// Whether sources are defined by key in another file.
    fn has_bibliography(&self) -> bool {
        self.article.generated_list.is_some() || self.citations.bibliography.is_some()
    }
}

/// Whether text ends with a word that a noun must follow: `a [2]catenane`.
fn follows_article(before: &str) -> bool {
    ["a", "an", "the"].contains(&last_token(before.trim_end()))
}

/// Whether a label is rather a term of a formula: it begins with a digit and holds a point or a plus.
fn is_term(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) && text.contains(['.', '+'])
}

/// `Skerry and Tarn, 2005`, `2005b`.
fn ends_with_year(text: &str) -> bool {
    let text = text.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(text);
    let digits = &text[text.trim_end_matches(|c: char| c.is_ascii_digit()).len()..];
    digits.parse().is_ok_and(|year: u32| (1400..2100).contains(&year))
}

/// Labels that name their document: `RFC5246`, `BCP14`, `doi:…`.
pub(super) fn names_itself(text: &str) -> bool {
    ["RFC", "BCP", "STD", "FIPS"].iter().any(|p| {
        text.strip_prefix(p).is_some_and(|r| {
            let digits = r.trim_start_matches([' ', '-', '\u{a0}']);
            (2..=5).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        })
    })
}
