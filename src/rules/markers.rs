//! Writing a group of numbers.

/// A group like `1, 3–5` with other numbers: sorted, each once, runs as ranges, in the signs that it was written with.
///
/// `None` where the group holds more than numbers, separators and dashes.
pub(super) fn rewritten(inner: &str, mut numbers: Vec<u32>) -> Option<String> {
    let is_dash = |c: char| matches!(c, '-' | '‐' | '‑' | '–' | '—');
    let is_separator = |c: char| matches!(c, ',' | ';' | ' ');
    if !inner.chars().all(|c| c.is_ascii_digit() || is_dash(c) || is_separator(c)) {
        return None;
    }
    let dash = inner.chars().find(|c| is_dash(*c))?;
    let from = inner.find(is_separator);
    let separator = from.map(|at| inner[at..].split(|c: char| !is_separator(c)).next().unwrap_or(", "));
    let separator = separator.filter(|s| s.contains([',', ';'])).unwrap_or(", ");
    let shortest = if inner.split(is_separator).any(|part| is_pair(part, dash)) { 2 } else { 3 };
    numbers.sort_unstable();
    numbers.dedup();
    let runs = numbers.chunk_by(|a, b| a + 1 == *b);
    let parts = runs.flat_map(|run| match run {
        [first, .., last] if run.len() >= shortest => vec![format!("{first}{dash}{last}")],
        _ => run.iter().map(u32::to_string).collect(),
    });
    Some(parts.collect::<Vec<_>>().join(separator))
}

/// Whether a range stands for two numbers: `3–4`.
fn is_pair(part: &str, dash: char) -> bool {
    let ends = part.split_once(dash).and_then(|(a, b)| Some((a.parse::<u32>().ok()?, b.parse::<u32>().ok()?)));
    ends.is_some_and(|(a, b)| a.checked_add(1) == Some(b))
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn runs_become_ranges_in_the_signs_of_the_group() {
        let cases: &[(&str, &[u32], Option<&str>)] = &[
            ("4–6", &[2, 3, 4], Some("2–4")),
            ("1, 4-6", &[1, 2, 3, 4], Some("1-4")),
            ("1;4-6", &[9, 2, 3, 5], Some("2;3;5;9")),
            ("3–4", &[2, 3], Some("2–3")),
            ("3–5", &[1, 2, 4], Some("1, 2, 4")),
            ("3–5, p. 4", &[1, 2, 3], None),
        ];
        for (inner, numbers, want) in cases {
            assert_eq!(rewritten(inner, numbers.to_vec()).as_deref(), *want, "{inner}");
        }
    }
}
