//! Walking over ranges that may overlap.

use crate::input::TextRange;

/// More ranges than this are not told apart in one place.
const MOST_AT_ONCE: usize = 16;

/// Which of a sorted list of ranges hold the place that was reached.
#[derive(Default)]
pub(super) struct Sweep {
    /// The first that was not reached yet.
    pub(super) next: usize,
    /// Those that hold the place.
    pub(super) active: Vec<usize>,
}

impl Sweep {
    /// Goes on to `at`; says where the next change is. Empty ranges never become active.
    pub(super) fn advance(&mut self, at: u32, range: impl Fn(usize) -> Option<TextRange>) -> u32 {
        self.active.retain(|&id| range(id).is_some_and(|range| range.end > at));
        while let Some(found) = range(self.next).filter(|range| range.start <= at) {
            if found.end > at && self.active.len() < MOST_AT_ONCE {
                self.active.push(self.next);
            }
            self.next += 1;
        }
        let ends = self.active.iter().filter_map(|&id| range(id)).map(|range| range.end).min();
        let starts = range(self.next).map(|range| range.start);
        ends.into_iter().chain(starts).min().unwrap_or(u32::MAX)
    }
}
