//! Windows of literals, and how they share sets: what is made once, so that searching is fast.

use super::literals::Literal;

/// How many neighbouring bytes a literal is watched for by.
pub(super) const WINDOW: usize = 4;
/// How many bits a word has.
const SETS: usize = u64::BITS as usize;
/// The share of all bytes, in the unit of [`commonness`].
const ALL: u64 = 10_000;

/// Some bytes in lower case; `None` may be any.
type Window = [Option<u8>; WINDOW];

/// A literal that is watched for by one window.
pub(super) struct Watch {
    /// The bytes of its window, and ones where they are known.
    pub bytes: u32,
    pub known: u32,
    /// Its place among the literals.
    pub literal: usize,
    /// Where in it the window starts: -1 where that is the byte before it.
    pub offset: isize,
}

/// Watches whose windows are alike.
#[derive(Default)]
pub(super) struct Set {
    pub watches: Vec<Watch>,
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

/// All watches, each in the set that it makes least commoner; the commonest come first, while there is room for them.
pub(super) fn sets(literals: &[Literal], stride: usize) -> Vec<Set> {
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
pub(super) fn allowing(sets: &[Set]) -> Box<[[u64; 256]; WINDOW]> {
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
