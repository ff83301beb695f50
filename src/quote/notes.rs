//! Numbers and signs of notes as they stand between the words of a text.

/// A note in brackets is no longer than this many bytes.
const LONGEST: usize = 40;

/// What wikis put between brackets, in lower case.
const REMARKS: &[&str] = &[
    "citation needed",
    "edit",
    "sic",
    "sic!",
    "clarification needed",
    "note",
    "failed verification",
    "when?",
    "who?",
    "emphasis added",
    "emphasis mine",
    "emphasis in original",
    "our emphasis",
    "my emphasis",
    "italics added",
    "hervorhebung im original",
    "sic.",
];

/// Words in front of the number of a note, in lower case.
const NAMES: &[&str] = &["note", "n", "nb", "fn", "notes", "anm", "註", "注"];

/// The length of the note that `text` begins with: `[12]`, `[3, 4–6]`, `[^a]`, `[note 2]`, `[citation needed]`.
pub(super) fn length(text: &str) -> Option<usize> {
    let open = text.chars().next()?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '【' => '】',
        _ => return None,
    };
    let (at, _) = text.char_indices().take_while(|(at, _)| *at <= LONGEST).find(|(_, c)| *c == close)?;
    let (inner, end) = (&text[open.len_utf8()..at], at + close.len_utf8());
    // `[t]he` is a word.
    let is_letter = inner.starts_with(char::is_alphabetic) && text[end..].starts_with(char::is_alphabetic);
    (is_note(inner) && !is_letter).then_some(end)
}

/// Whether what stands between brackets says nothing itself.
pub(super) fn is_note(inner: &str) -> bool {
    let inner = inner.trim().trim_start_matches('^');
    let lower = inner.to_lowercase();
    if REMARKS.contains(&lower.as_str()) {
        return true;
    }
    let named = lower.split_once([' ', '\u{a0}', '.']).filter(|(name, _)| NAMES.contains(name));
    let rest = named.map_or(inner, |(_, rest)| rest.trim_start_matches(['.', ' ', '\u{a0}']));
    !rest.is_empty() && rest.split([',', ';', ' ', '\u{a0}', '-', '–', '—']).all(is_number)
}

/// `12`, `*`, `a`, or nothing between two separators.
fn is_number(part: &str) -> bool {
    let digits = part.chars().all(|c| c.is_ascii_digit()) && part.len() <= 3;
    let sign = part.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    digits || sign || (part.len() == 1 && part.starts_with(|c: char| c.is_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_say_nothing_themselves() {
        for note in ["[1]", "[12, 13]", "[3–5]", "[^4]", "[a]", "[note 2]", "[citation needed]", "【3】", "[*]"] {
            assert_eq!(length(&format!("{note} and on")), Some(note.len()), "{note}");
        }
        for text in ["[the mayor]", "[T]he", "[...]", "[2019]", "[12", "(3)"] {
            assert_eq!(length(text), None, "{text}");
        }
    }
}
