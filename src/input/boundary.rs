//! Character boundaries near an offset.

/// The last character boundary of `text` at or before `at`; its end where `at` lies beyond.
pub fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// The first character boundary of `text` at or after `at`; its end where `at` lies beyond.
pub fn ceil_boundary(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&i| text.is_char_boundary(i)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn boundaries_are_found_on_both_sides() {
        let text = "a€b";
        assert_eq!([0, 1, 2, 3, 4, 9].map(|i| floor_boundary(text, i)), [0, 1, 1, 1, 4, 5]);
        assert_eq!([0, 1, 2, 3, 4, 9].map(|i| ceil_boundary(text, i)), [0, 1, 4, 4, 4, 5]);
    }
}
