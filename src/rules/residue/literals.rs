//! Where the literals of forms stand in a text: one fast pass.
//!
//! Each literal is watched for by two neighbouring bytes of it that are seldom neighbours in articles. Which literals a
//! pair is watched for is one look into a table, so that the pass costs less than a nanosecond a byte; only where there
//! are some, they are compared. An automaton that reports overlapping matches takes three times as long, and
//! milliseconds to make.

use std::sync::LazyLock;

use super::form::{Form, forms};

/// A literal of some forms.
pub(super) struct Literal {
    /// In lower case where it is ASCII.
    bytes: Box<[u8]>,
    /// Where in it the pair stands that it is watched for by.
    offset: usize,
    /// The forms it belongs to, by their place in the file.
    pub owners: Vec<usize>,
}

/// The literals that are watched for by one pair.
#[derive(Default)]
struct Group {
    /// A bit for each byte that stands behind the pair in one of them, in either case.
    next: [u64; 4],
    literals: Vec<Literal>,
}

/// The literals of all forms.
pub(super) struct Literals {
    /// A bit for each pair of bytes that is watched for: small enough to stay in the nearest cache.
    watched: Box<[u64; PAIRS / 64]>,
    /// For each pair of bytes, where its group is; of no meaning where none watches.
    group_of: Box<[u16]>,
    groups: Vec<Group>,
}

/// How many pairs of bytes there are.
const PAIRS: usize = 1 << 16;

/// The literals of the catalogue.
pub(super) static LITERALS: LazyLock<Literals> = LazyLock::new(|| Literals::of(forms()));

impl Literals {
    fn of(forms: &[Form]) -> Self {
        let each = forms.iter().enumerate().flat_map(|(i, form)| form.literals.iter().map(move |l| (l, i)));
        let mut owned: Vec<(String, usize)> =
            each.map(|(literal, form)| (literal.to_ascii_lowercase(), form)).collect();
        owned.sort_unstable();
        let mut all = Self { watched: Box::new([0; PAIRS / 64]), group_of: vec![0; PAIRS].into(), groups: Vec::new() };
        for same in owned.chunk_by(|a, b| a.0 == b.0) {
            all.watch(same[0].0.as_bytes(), same.iter().map(|(_, form)| *form).collect());
        }
        all
    }

    fn watch(&mut self, bytes: &[u8], owners: Vec<usize>) {
        let rarest = bytes.windows(2).enumerate().min_by_key(|(_, pair)| commonness(pair[0]) * commonness(pair[1]));
        let Some((offset, &[first, second])) = rarest else { return };
        let group = self.group(first, second);
        match bytes.get(offset + 2) {
            Some(&next) => [next, next.to_ascii_uppercase()].into_iter().for_each(|b| set(&mut group.next, b as usize)),
            None => group.next = [u64::MAX; 4],
        }
        group.literals.push(Literal { bytes: bytes.into(), offset, owners });
    }

    /// The group of a pair in lower case, made where there is none.
    fn group(&mut self, first: u8, second: u8) -> &mut Group {
        if !has(&self.watched, index(first, second)) {
            for a in [first, first.to_ascii_uppercase()] {
                for b in [second, second.to_ascii_uppercase()] {
                    set(&mut self.watched, index(a, b));
                    self.group_of[index(a, b)] = self.groups.len() as u16;
                }
            }
            self.groups.push(Group::default());
        }
        &mut self.groups[self.group_of[index(first, second)] as usize]
    }

    /// The next pair that is watched for. A function of its own: what is done at such a place would crowd the loop.
    #[inline(never)]
    fn next(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let pairs = bytes[from..].windows(2);
        pairs.map(|pair| index(pair[0], pair[1])).position(|pair| has(&self.watched, pair)).map(|at| from + at)
    }

    /// Every place of every literal, also where they overlap, in order of their pairs. ASCII letters count in any case.
    pub(super) fn find<'l>(&'l self, text: &str, mut found: impl FnMut(&'l Literal, usize)) {
        let bytes = text.as_bytes();
        let mut from = 0;
        while let Some(at) = self.next(bytes, from) {
            from = at + 1;
            let pair = index(bytes[at], bytes[at + 1]);
            let group = &self.groups[self.group_of[pair] as usize];
            // A literal that ends with its pair allows everything behind it, and so the end of the text.
            let next = bytes.get(at + 2).copied().unwrap_or_default();
            if !has(&group.next, next as usize) {
                continue;
            }
            for literal in &group.literals {
                let Some(start) = at.checked_sub(literal.offset) else { continue };
                let there = bytes.get(start..start + literal.bytes.len());
                if there.is_some_and(|there| there.eq_ignore_ascii_case(&literal.bytes)) {
                    found(literal, start);
                }
            }
        }
    }
}

fn set<const WORDS: usize>(bits: &mut [u64; WORDS], at: usize) {
    bits[at / 64] |= 1 << (at % 64);
}

#[inline]
fn has<const WORDS: usize>(bits: &[u64; WORDS], at: usize) -> bool {
    bits[at / 64] >> (at % 64) & 1 == 1
}

fn index(first: u8, second: u8) -> usize {
    u16::from_le_bytes([first, second]) as usize
}

/// About how often a byte stands in articles and their markup, of ten thousand; letters as often as in both cases.
fn commonness(byte: u8) -> u32 {
    match byte {
        b' ' => 1500,
        b'e' | b't' | b'a' | b'i' | b'n' | b'o' | b's' | b'r' => 600,
        b'<' | b'>' | b'/' => 400,
        b'h' | b'l' | b'd' | b'c' | b'u' | b'm' | b'p' | 0x80 | 0xc0.. => 300,
        b'f' | b'g' | b'w' | b'y' | b'b' | b'v' | b'=' => 150,
        b'-' | b'.' | b'*' | b'0'..=b'9' => 100,
        b'k' | b':' | b';' | b',' | b'[' | b']' | b'(' | b')' | 0x81.. => 60,
        b'_' | b'x' | b'j' | b'q' | b'z' => 20,
        _ => 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_literal_is_found_in_any_case_and_beside_its_own_start() {
        for literal in forms().iter().flat_map(|form| &form.literals) {
            let first = literal.chars().next().unwrap_or_default();
            for shown in [literal.clone(), literal.to_ascii_uppercase(), format!("{first}{literal}")] {
                let mut found = false;
                LITERALS.find(&shown, |l, start| {
                    found |=
                        *l.bytes == *literal.to_ascii_lowercase().as_bytes() && start + literal.len() == shown.len();
                });
                assert!(found, "{literal} in {shown}");
            }
        }
    }
}
