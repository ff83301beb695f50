//! Whether what a markup language writes for citing is a marker: `[^1]`, `[@key]`, `@key`.

use super::Resolver;
use super::known::Known;
use crate::cite::marker::Candidate;
use crate::input::Format;

impl Resolver<'_> {
    /// `[^1]`: outside of Markdown only where a list holds it.
    pub(super) fn is_note(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
        let (before, _) = self.around(candidate);
        // A chat product numbers the notes of each answer anew: `[^1_3]`.
        let counted = |c: char| c.is_ascii_digit() || c == '_';
        let parts = self.candidates.parts_of(candidate);
        let numeric = parts.iter().all(|p| self.citations.key(p.key).chars().all(counted));
        listed || self.input.format == Format::Markdown && (known.notes || numeric) && !before.trim().is_empty()
    }

    /// `[@key]`: in Markdown `[@user]` names a person more often than a source, unless the article cites so.
    pub(super) fn is_citekey(&self, candidate: &Candidate, known: &Known, listed: bool) -> bool {
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
    pub(super) fn is_bare_citekey(&self, listed: bool) -> bool {
        listed || self.has_bibliography()
    }

    /// Whether sources are defined by key in another file.
    fn has_bibliography(&self) -> bool {
        self.article.generated_list.is_some() || self.citations.bibliography.is_some()
    }
}
