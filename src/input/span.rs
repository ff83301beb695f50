//! The two kinds of position: a place in the input, and a place in an article's text.

/// A half-open byte range of [`Input::text`](super::Input::text), always on character boundaries.
///
/// It is the only position that findings carry; lines and columns are derived from it at the edges.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// A half-open byte range of [`Article::text`](crate::article::Article::text), always on character boundaries.
///
/// A type of its own, so that a place in the readable text is never taken for a place in the file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

macro_rules! range_methods {
    ($name:ident) => {
        impl $name {
            /// The range from `start` to `end`.
            pub const fn new(start: u32, end: u32) -> Self {
                Self { start, end }
            }
            /// The empty range at `at`.
            pub const fn empty(at: u32) -> Self {
                Self { start: at, end: at }
            }
            /// Length in bytes.
            pub const fn len(self) -> u32 {
                self.end.saturating_sub(self.start)
            }
            /// Whether it holds no byte.
            pub const fn is_empty(self) -> bool {
                self.end <= self.start
            }
            /// Whether `at` lies in it.
            pub const fn contains(self, at: u32) -> bool {
                self.start <= at && at < self.end
            }
            /// Whether `other` lies wholly in it (an empty range may sit on either edge).
            pub const fn covers(self, other: Self) -> bool {
                self.start <= other.start && other.end <= self.end
            }
            /// Whether the two share a byte.
            pub const fn overlaps(self, other: Self) -> bool {
                self.start < other.end && other.start < self.end
            }
            /// The smallest range that covers both.
            pub fn join(self, other: Self) -> Self {
                Self::new(self.start.min(other.start), self.end.max(other.end))
            }
            /// The range as `usize` bounds, for slicing.
            pub const fn bounds(self) -> std::ops::Range<usize> {
                self.start as usize..self.end as usize
            }
        }
    };
}
range_methods!(Span);
range_methods!(TextRange);
