//! Words that turn a statement around: negations, modals and numbers.

use super::words::fold;

/// Negations, in English, German, French, Spanish, Italian, Portuguese, Dutch and Swedish; folded.
const NEGATIONS: &[&str] = &[
    "aucun", "aucune", "ei", "ej", "geen", "hardly", "inte", "jamais", "jamás", "kaum", "kein", "keine", "keinem",
    "keinen", "keiner", "keines", "mai", "nada", "nadie", "nao", "ne", "neither", "nem", "nessun", "nessuna",
    "nessuno", "never", "ni", "nicht", "nichts", "nie", "niemals", "niemand", "niets", "niet", "ningún", "ninguna",
    "ninguno", "nirgends", "no", "nobody", "non", "none", "nooit", "nor", "not", "nothing", "nowhere", "nul", "nulle",
    "nunca", "não", "ohne", "pas", "personne", "rien", "sans", "sem", "senza", "sin", "unless", "utan", "weder",
    "without", "zonder",
];

/// Modal verbs, in the same languages as far as they are words of their own; folded.
const MODALS: &[&str] = &[
    "can", "could", "darf", "debe", "deben", "debería", "devrait", "doit", "doivent", "dovrebbe", "durfte", "dürfen",
    "dürfte", "kan", "kann", "konnte", "können", "könnte", "könnten", "may", "might", "moet", "must", "muss", "musste",
    "mögen", "möchte", "müssen", "müsste", "ought", "peut", "peuvent", "pourrait", "puede", "pueden", "podría",
    "shall", "should", "soll", "sollen", "sollte", "sollten", "will", "wird", "werden", "would", "wurde", "würde",
    "würden",
];

/// Numbers as words, with their value.
const NUMBERS: &[(&str, &str)] = &[
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
    ("hundred", "100"),
    ("thousand", "1000"),
    ("million", "1000000"),
    ("billion", "1000000000"),
    ("half", "1/2"),
    ("first", "1."),
    ("second", "2."),
    ("third", "3."),
    ("twice", "2x"),
    ("double", "2x"),
    ("zwei", "2"),
    ("drei", "3"),
    ("vier", "4"),
    ("fünf", "5"),
    ("sechs", "6"),
    ("sieben", "7"),
    ("acht", "8"),
    ("neun", "9"),
    ("zehn", "10"),
    ("deux", "2"),
    ("trois", "3"),
    ("quatre", "4"),
    ("cinq", "5"),
    ("dos", "2"),
    ("tres", "3"),
    ("cuatro", "4"),
    ("cinco", "5"),
];

/// Whether two texts deny, allow or count differently.
pub(super) fn differ(a: &str, b: &str) -> bool {
    weights(a) != weights(b)
}

/// The words of a text that must not change, sorted.
fn weights(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || matches!(c, '-' | '‑' | '–' | '—' | '/' | '\u{fffc}'));
    let mut found: Vec<String> = words.flat_map(weights_of).collect();
    found.sort_unstable();
    found
}

fn weights_of(word: &str) -> Vec<String> {
    let plain = word.replace(['’', 'ʼ', '‘', '′'], "'").to_lowercase();
    let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
    if let Some(stem) = plain.strip_suffix("n't") {
        let stem = match stem {
            "wo" => "will",
            "ca" => "can",
            "sha" => "shall",
            other => other,
        };
        return std::iter::once("not".to_owned()).chain(weights_of(stem)).collect();
    }
    if plain.ends_with("'ll") {
        return vec!["will".into()];
    }
    let folded = fold(word);
    let folded = folded.as_str();
    match folded {
        "cannot" => vec!["can".into(), "not".into()],
        "dont" | "doesnt" | "didnt" | "isnt" | "arent" | "wasnt" | "werent" | "hasnt" | "havent" | "hadnt" => {
            vec!["not".into()]
        }
        _ if folded.contains(|c: char| c.is_numeric()) => vec![format!("#{folded}")],
        _ if NEGATIONS.contains(&folded) || MODALS.contains(&folded) => vec![folded.into()],
        _ => {
            NUMBERS.iter().find(|(name, _)| *name == folded).map(|(_, value)| format!("#{value}")).into_iter().collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::differ;

    #[test]
    fn what_turns_a_statement_around() {
        let turned = [
            ("it will close", "it will not close"),
            ("it will close", "it may close"),
            ("3.5 million", "35 million"),
            ("five ships", "six ships"),
            ("they don’t know", "they know"),
            ("es wird geschlossen", "es wird nicht geschlossen"),
            ("it can’t wait", "it won't wait"),
        ];
        for (a, b) in turned {
            assert!(differ(a, b), "{a} / {b}");
        }
        let alike = [
            ("they don't know", "they do not know"),
            ("it cannot wait", "it can not wait"),
            ("five ships", "5 boats"),
            ("the old wall", "the wall"),
            ("1,000 ships", "1000 boats"),
        ];
        for (a, b) in alike {
            assert!(!differ(a, b), "{a} / {b}");
        }
    }
}
