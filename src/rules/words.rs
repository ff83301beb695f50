//! Phrases that messages share.

/// `once`, `twice`, `3 times`.
pub(super) fn times(n: usize) -> String {
    match n {
        1 => "once".into(),
        2 => "twice".into(),
        n => format!("{n} times"),
    }
}

/// `a`, `a and b`, `a, b and c`; what goes beyond `most` is counted.
pub(super) fn join(items: &[String], most: usize) -> String {
    if items.len() > most {
        return format!("{} and {} more", items[..most].join(", "), items.len() - most);
    }
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [head @ .., last] => format!("{} and {last}", head.join(", ")),
    }
}

/// Text cut to about `most` characters, with an ellipsis where something is left out.
pub(super) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text[..at].trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases() {
        assert_eq!([times(1), times(2), times(5)].join(", "), "once, twice, 5 times");
        let items: Vec<String> = ["a", "b", "c"].map(String::from).into();
        assert_eq!(join(&items, 3), "a, b and c");
        assert_eq!(join(&items, 2), "a, b and 1 more");
        assert_eq!(cut("low tide", 4), "low…");
    }
}
