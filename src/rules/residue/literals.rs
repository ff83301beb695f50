//! Where the literals of forms stand in a text: one fast pass.
//!
//! Each literal is watched for by four neighbouring bytes of it that are seldom neighbours in articles: by one window for
//! each distance from its start to the places that are looked at, which need then be only every second or third of the
//! text. Windows that are alike share one of 64 sets. Which sets a byte allows is one word for each place of the window,
//! and the four words of a place in the text have a bit in common only once in a hundred bytes; there literals are
//! compared. An automaton that reports overlapping matches takes ten times as long, and milliseconds to make.

use super::form::Form;

/// How many neighbouring bytes a literal is watched for by.
const WINDOW: usize = 4;
/// How many bits a word has.
const SETS: usize = u64::BITS as usize;
/// The share of all bytes, in the unit of [`commonness`].
const ALL: u64 = 10_000;

/// Some bytes in lower case; `None` may be any.
type Window = [Option<u8>; WINDOW];

/// A literal of some forms.
pub(super) struct Literal {
    /// In lower case where it is ASCII.
    bytes: Box<[u8]>,
    /// The forms it belongs to, by their place in the file.
    pub owners: Vec<usize>,
}

/// A literal that is watched for by one window.
struct Watch {
    /// The bytes of its window, and ones where they are known.
    bytes: u32,
    known: u32,
    /// Its place among the literals.
    literal: usize,
    /// Where in it the window starts: -1 where that is the byte before it.
    offset: isize,
}

/// Watches whose windows are alike.
#[derive(Default)]
struct Set {
    watches: Vec<Watch>,
    /// What is allowed at each place of the window.
    allowed: [Allowed; WINDOW],
}

/// Some bytes in lower case.
#[derive(Clone, Copy, Default)]
struct Allowed {
    bytes: [u64; 4],
    /// About how many of ten thousand bytes they are.
    share: u64,
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

/// All watches, each in the set that it makes least commoner; the commonest come first, while there is room for them.
fn sets(literals: &[Literal], stride: usize) -> Vec<Set> {
    let mut watches = Vec::new();
    for (literal, Literal { bytes, .. }) in literals.iter().enumerate() {
        let offsets = (0..stride).filter_map(|before| rarest(bytes, before, stride));
        watches.extend(offsets.map(|offset| (window(bytes, offset), literal, offset)));
    }
    watches.sort_by_cached_key(|&(window, ..)| std::cmp::Reverse(Set::default().growth(window)));
    let mut sets: Vec<Set> = Vec::new();
    for (window, literal, offset) in watches {
        if sets.len() < SETS {
            sets.push(Set::default());
        }
        let growths = sets.iter().map(|set| set.growth(window)).enumerate();
        if let Some((best, _)) = growths.min_by_key(|&(_, growth)| growth) {
            sets[best].add(window, literal, offset);
        }
        // One that stayed empty waits for the next.
        sets.pop_if(|set| set.watches.is_empty());
    }
    sets
}

impl Set {
    fn add(&mut self, window: Window, literal: usize, offset: isize) {
        for (allowed, byte) in self.allowed.iter_mut().zip(window) {
            *allowed = allowed.with(byte);
        }
        let bytes = u32::from_ne_bytes(window.map(Option::unwrap_or_default));
        let known = u32::from_ne_bytes(window.map(|byte| if byte.is_some() { u8::MAX } else { 0 }));
        self.watches.push(Watch { bytes, known, literal, offset });
    }

    /// By how much it becomes commoner with one more window.
    fn growth(&self, window: Window) -> u64 {
        let (mut before, mut after) = (1, 1);
        for (allowed, byte) in self.allowed.iter().zip(window) {
            before *= allowed.share;
            after *= allowed.with(byte).share;
        }
        after - before
    }
}

impl Allowed {
    fn has(&self, byte: u8) -> bool {
        self.bytes[byte as usize / 64] >> (byte % 64) & 1 == 1
    }

    /// The same and one more byte; all, where it may be any.
    fn with(mut self, byte: Option<u8>) -> Self {
        match byte {
            Some(byte) if self.has(byte) => self,
            Some(byte) => {
                self.bytes[byte as usize / 64] |= 1 << (byte % 64);
                self.share = (self.share + commonness(Some(byte))).min(ALL);
                self
            }
            None => Self { bytes: [u64::MAX; 4], share: ALL },
        }
    }
}

/// For each place of the window and each byte there in either case, the sets that allow it.
fn allowing(sets: &[Set]) -> Box<[[u64; 256]; WINDOW]> {
    let mut allowing = Box::new([[0; 256]; WINDOW]);
    for (i, set) in sets.iter().enumerate() {
        for (allowing, allowed) in allowing.iter_mut().zip(&set.allowed) {
            for byte in (0..=u8::MAX).filter(|byte| allowed.has(byte.to_ascii_lowercase())) {
                allowing[byte as usize] |= 1 << i;
            }
        }
    }
    allowing
}

/// Where the rarest window of a literal starts that is looked at, if the literal starts `before` bytes behind a place
/// that is.
fn rarest(literal: &[u8], before: usize, stride: usize) -> Option<isize> {
    let offsets = (0..literal.len() + before).step_by(stride).map(|o| o as isize - before as isize);
    offsets.min_by_key(|&offset| window(literal, offset).into_iter().map(commonness).product::<u64>())
}

/// The window at `offset`; nothing is known of what stands before the literal and behind it.
fn window(literal: &[u8], offset: isize) -> Window {
    std::array::from_fn(|i| usize::try_from(offset + i as isize).ok().and_then(|at| literal.get(at)).copied())
}

/// About how often a byte stands in articles and their markup, of ten thousand; letters as often as in both cases.
fn commonness(byte: Option<u8>) -> u64 {
    let Some(byte) = byte else { return ALL };
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
