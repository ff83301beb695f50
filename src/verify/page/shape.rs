//! What two pages are compared by.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use super::Page;

/// What makes a page the same as another: its title and a fingerprint of its words (simhash: similar texts have similar
/// ones).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::verify) struct Shape {
    title: Option<String>,
    print: u64,
    words: usize,
}

/// Prints of one page, made twice, differ in no more bits than this: a date, an advertisement.
const NEAR: u32 = 6;

impl Shape {
    pub(in crate::verify) fn of(page: &Page) -> Self {
        let words: Vec<&str> = page.text.split_whitespace().collect();
        Self { title: page.head_title.clone(), print: print(&words), words: words.len() }
    }

    /// Whether the two are one page.
    pub(in crate::verify) fn is_like(&self, other: &Self) -> bool {
        let (fewer, more) = (self.words.min(other.words), self.words.max(other.words));
        let near = (self.print ^ other.print).count_ones() <= NEAR;
        self.title == other.title && near && fewer * 10 >= more * 8
    }
}

/// Each pair of neighbours votes on each bit.
fn print(words: &[&str]) -> u64 {
    let mut votes = [0_i32; 64];
    let singles = words.iter().take(1).map(std::slice::from_ref);
    for pair in words.windows(2).chain(singles) {
        let mut hash = DefaultHasher::new();
        pair.hash(&mut hash);
        let hash = hash.finish();
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if hash >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().fold(0, |print, (bit, vote)| if *vote > 0 { print | 1 << bit } else { print })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(title: &str, text: &str) -> Shape {
        Shape::of(&Page { head_title: Some(title.into()), text: text.into(), ..Page::default() })
    }

    #[test]
    fn a_page_is_like_itself_on_another_day() {
        let text =
            "the keeper of the lock opened the gate before the flood came up the river and the town slept ".repeat(5);
        let page = shape("Harbour", &format!("{text} 3 May"));
        assert!(page.is_like(&shape("Harbour", &format!("{text} 4 May"))));
        assert!(!page.is_like(&shape("Tides", &format!("{text} 3 May"))));
        assert!(!page.is_like(&shape("Harbour", "recipes for autumn with pumpkin and a little cream on top")));
    }
}
