//! Empty and malformed markers: only where the article cites, and only where a citation can stand.

use super::Resolver;
use super::context::end_of;
use super::known::Known;
use super::unlisted::ENOUGH_WITHOUT_LIST;
use crate::article::BlockKind;
use crate::cite::Form;
use crate::cite::marker::Candidate;

/// Words in front of `[]` that make it an empty list of a program.
const PROGRAMS: &[&str] = &["return", "returns", "an", "a", "the", "empty", "array"];
/// Words that do so in a text about programs.
const IN_CODE_TALK: &[&str] = &["returned", "inside", "is", "are", "list", "putting", "with", "or", "to", "left"];

/// Whether a parenthesis that opens near the end of `text` is not closed in it.
fn is_open(text: &str) -> bool {
    let text = end_of(text);
    text.rfind('(').is_some_and(|open| !text[open..].contains(')'))
}

impl Resolver<'_> {
    /// Empty and malformed candidates: only where the article cites.
    pub(super) fn dubious(&self, known: &Known, accepted: &mut Vec<usize>) {
        let cites = !known.by_key.is_empty() || accepted.len() >= ENOUGH_WITHOUT_LIST;
        if !cites {
            return;
        }
        for (index, candidate) in self.candidates.list.iter().enumerate() {
            let defect =
                candidate.form != Form::Sound && self.article.blocks[candidate.block].kind == BlockKind::Paragraph;
            if !defect
                || self.citations.entry_at(candidate.range.start).is_some()
                || candidate.overlay.in_url
                || candidate.perhaps_pinpoint
                || self.is_index(candidate, known)
                || self.is_interval(candidate, false)
            {
                continue;
            }
            let fits = match candidate.form {
                Form::Empty => self.is_empty_citation(candidate),
                Form::InvalidRange(_) | Form::Malformed(_) => known.numbers && self.is_defect(candidate, known),
                Form::Sound => false,
            };
            if fits {
                accepted.push(index);
            }
        }
    }

    fn is_defect(&self, candidate: &Candidate, known: &Known) -> bool {
        let parts = self.candidates.parts_of(candidate);
        let (before, _) = self.around(candidate);
        let spaced = before.chars().next_back().is_some_and(|c| {
            c.is_whitespace() || c.is_alphabetic() || matches!(c, '.' | ',' | ')' | ']' | '”' | '"' | '。')
        });
        let mut numbers = parts.iter().filter_map(|p| self.citations.keys.number(p.key));
        // `f(a, b [, 3])`: what may be left out of a call.
        let optional = self.article.slice(candidate.range).starts_with("[,") && is_open(before);
        let zero = parts.iter().any(|p| self.is_unlisted_zero(p, known));
        let near = !optional && !zero && numbers.all(|n| n <= known.max + 10);
        let letters = parts.iter().any(|p| self.citations.keys.number(p.key).is_none());
        spaced && (near || letters && !self.is_known(candidate, known))
    }

    /// `[]` where a cite belongs: after a word and a blank or a stop, not a task box, a call or a link.
    fn is_empty_citation(&self, candidate: &Candidate) -> bool {
        let (before, after) = self.around(candidate);
        let Some(last) = before.chars().next_back() else { return false };
        let spaced = matches!(last, ' ' | '\u{a0}' | '.' | ',' | ';' | '”' | '"' | ')' | '。' | '，');
        let word = before
            .trim_end()
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | ')' | '”' | '"' | '’' | '%' | '。'));
        let plain = !after.starts_with(['(', '[', ':', '{', '=', '<']) && !after.trim_start().starts_with('=');
        let ends = after.trim_start().is_empty()
            || after.starts_with(['.', ',', ';', ')', '。', '，'])
            || after.strip_prefix(' ').is_some_and(|a| !a.starts_with(char::is_lowercase));
        let last_word = before.trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
        let among_brackets = before.trim_end_matches([',', ' ']).ends_with(['(', ')']) && before.contains("( )")
            || after.trim_start_matches([',', ' ']).starts_with(['{', '(']);
        // `solve(a, b, [], c)`
        let argument = before.trim_end().ends_with(',') && after.starts_with(',') && is_open(before);
        let programmed = PROGRAMS.contains(&&*last_word)
            || IN_CODE_TALK.contains(&&*last_word)
                && !self.article.code.is_empty()
                && !before.ends_with("according to ");
        spaced && !among_brackets && !argument && word && plain && ends && !programmed
    }
}
