//! Where the literals of forms stand in a text: one fast pass.
//!
//! Each literal is watched for by four neighbouring bytes of it that are seldom neighbours in articles: by one window for
//! each distance from its start to the places that are looked at, which need then be only every second or third of the
//! text. Windows that are alike share one of 64 sets. Which sets a byte allows is one word for each place of the window,
//! and the four words of a place in the text have a bit in common only once in a hundred bytes; there literals are
//! compared. An automaton that reports overlapping matches takes ten times as long, and milliseconds to make.

use super::form::Form;
use super::windows::{Set, WINDOW, allowing, sets};

/// A literal of some forms.
pub(super) struct Literal {
    /// In lower case where it is ASCII.
    pub bytes: Box<[u8]>,
    /// The forms it belongs to, by their place in the file.
    pub owners: Vec<usize>,
}

/// The literals of some forms.
pub(super) struct Literals {
    literals: Vec<Literal>,
    /// From one place that is looked at to the next. The larger it is, the more windows there are, and the less is known
    /// of those that reach over the ends of short literals.
    stride: usize,
    sets: Vec<Set>,
    /// For each place of the window and each byte there, the sets that allow it.
    allowing: Box<[[u64; 256]; WINDOW]>,
}

impl Literals {
    /// The literals of those `forms` that are `wanted`; a `stride` is 1 to 4.
    pub(super) fn of(forms: &[Form], stride: usize, wanted: impl Fn(&Form) -> bool) -> Self {
        let mut owned: Vec<(String, usize)> = Vec::new();
        for (i, form) in forms.iter().enumerate().filter(|(_, form)| wanted(form)) {
            owned.extend(form.literals.iter().map(|literal| (literal.to_ascii_lowercase(), i)));
        }
        owned.sort_unstable();
        let literal = |same: &[(String, usize)]| Literal {
            bytes: same[0].0.as_bytes().into(),
            owners: same.iter().map(|(_, form)| *form).collect(),
        };
        let literals: Vec<Literal> = owned.chunk_by(|a, b| a.0 == b.0).map(literal).collect();
        let sets = sets(&literals, stride);
        let allowing = allowing(&sets);
        Self { literals, stride, sets, allowing }
    }

    /// The sets that a place may stand for.
    #[inline]
    fn sets_at(&self, bytes: [u8; WINDOW]) -> u64 {
        let [a, b, c, d] = bytes.map(usize::from);
        self.allowing[0][a] & self.allowing[1][b] & self.allowing[2][c] & self.allowing[3][d]
    }

    /// The next place from `at` on that may stand for some set, or whose window reaches over the end. A function of its
    /// own: what is done there would crowd the loop.
    #[inline(never)]
    fn next(&self, bytes: &[u8], mut at: usize) -> usize {
        while let Some(&[a, b, c, d]) = bytes.get(at..at + WINDOW) {
            if self.sets_at([a, b, c, d]) != 0 {
                break;
            }
            at += self.stride;
        }
        at
    }

    /// Every place of every literal, also where they overlap, in order of their windows. ASCII letters count in any case.
    pub(super) fn find<'l>(&'l self, text: &str, mut found: impl FnMut(&'l Literal, usize)) {
        let bytes = text.as_bytes();
        let mut at = self.next(bytes, 0);
        while at < bytes.len() {
            self.compare(bytes, at, &mut found);
            at = self.next(bytes, at + self.stride);
        }
    }

    fn compare<'l>(&'l self, bytes: &[u8], at: usize, found: &mut impl FnMut(&'l Literal, usize)) {
        // Behind the end stands what no literal has.
        let there: [u8; WINDOW] = std::array::from_fn(|i| bytes.get(at + i).map_or(0, u8::to_ascii_lowercase));
        let mut sets = self.sets_at(there);
        let there = u32::from_ne_bytes(there);
        while sets != 0 {
            let watches = &self.sets[sets.trailing_zeros() as usize].watches;
            for watch in watches.iter().filter(|watch| (there ^ watch.bytes) & watch.known == 0) {
                let literal = &self.literals[watch.literal];
                let Some(start) = at.checked_add_signed(-watch.offset) else { continue };
                let whole = bytes.get(start..start + literal.bytes.len());
                if whole.is_some_and(|whole| whole.eq_ignore_ascii_case(&literal.bytes)) {
                    found(literal, start);
                }
            }
            sets &= sets - 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::form::forms;
    use super::*;

    #[test]
    fn every_literal_is_found_in_any_case_at_any_place_and_beside_its_own_start() {
        for stride in 1..=4 {
            find_all(&Literals::of(forms(), stride, |_| true));
        }
    }

    fn find_all(literals: &Literals) {
        for literal in forms().iter().flat_map(|form| &form.literals) {
            let first = literal.chars().next().unwrap_or_default();
            let lower = literal.to_ascii_lowercase();
            for before in [String::new(), " ".into(), "ab".into(), first.into(), format!("{first} {first}")] {
                for (shown, behind) in [(literal, ""), (&literal.to_ascii_uppercase(), "."), (&lower, "..")] {
                    let text = format!("{before}{shown}{behind}");
                    let mut found = false;
                    literals.find(&text, |l, start| {
                        found |= *l.bytes == *lower.as_bytes() && start == before.len();
                    });
                    assert!(found, "{literal} in {text}, stride {}", literals.stride);
                }
            }
        }
    }
}
