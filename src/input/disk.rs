//! From the decoded text back to the bytes on disk.

use super::Span;

/// Where the decoded text and the bytes on disk drift apart: after a byte order mark, and after each bad sequence.
///
/// Sparse: a clean UTF-8 file without a mark needs no entry. It is empty for every other encoding, whose places are
/// places of the decoded text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DiskMap {
    shifts: Vec<Shift>,
}

/// From text offset `text` on, text byte `text + n` is byte `disk + n` on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shift {
    text: u32,
    disk: u32,
}

impl DiskMap {
    /// Notes that the text from `text` on stands at `disk` on disk. Calls come in order.
    pub(super) fn shift(&mut self, text: usize, disk: usize) {
        self.shifts.push(Shift { text: clamp(text), disk: clamp(disk) });
    }

    /// The byte on disk of a text offset.
    pub fn offset(&self, text: u32) -> u32 {
        let next = self.shifts.partition_point(|s| s.text <= text);
        let shift = next.checked_sub(1).map(|i| self.shifts[i]);
        shift.map_or(text, |s| s.disk.saturating_add(text - s.text))
    }

    /// The map of a text that keeps the byte order mark of this one and holds no bad sequence.
    pub(super) fn mark_alone(&self) -> Self {
        Self { shifts: self.shifts.iter().copied().filter(|s| s.text == 0).take(1).collect() }
    }

    /// The bytes on disk of a span.
    pub fn span(&self, span: Span) -> Span {
        Span::new(self.offset(span.start), self.offset(span.end))
    }
}

fn clamp(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_shift_after_a_mark_and_after_bad_bytes() {
        let mut map = DiskMap::default();
        map.shift(0, 3); // a byte order mark
        map.shift(8, 9); // five bytes of text, then one bad byte that reads as three
        assert_eq!([0, 5, 8, 10].map(|o| map.offset(o)), [3, 8, 9, 11]);
        assert_eq!(DiskMap::default().offset(7), 7);
    }
}
