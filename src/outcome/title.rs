//! How well two titles agree.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

/// Titles that agree less than this, in hundredths, are titles of two works.
pub const LEAST_SCORE: u8 = 50;

/// How well the title of a source agrees with the title of a page, in hundredths: the share of words that both have
/// among those of the shorter one, so that a name of the site or a subtitle does no harm. Words are compared without
/// case and form (NFKC); writing without blanks by pairs of signs.
///
/// `None` where one of them has too few words to tell two works apart and they do not agree either.
pub fn score(source: &str, page: &str) -> Option<u8> {
    let (stated, own) = (tokens(source), tokens(page));
    let fewer = stated.len().min(own.len());
    if fewer == 0 {
        return None;
    }
    let both = stated.intersection(&own).count();
    // A page that is called by one word only agrees with any title that holds the word.
    let compared = if fewer < FEWEST { fewer.max(stated.len().min(FEWEST)) } else { fewer };
    let score = (both * 100 / compared) as u8;
    let tells = is_telling(source, &stated) && is_telling(page, &own);
    (tells || score >= LEAST_SCORE).then_some(score)
}

/// Fewer words than this say little: “Report”, “Home page”.
const FEWEST: usize = 3;

fn is_telling(title: &str, tokens: &BTreeSet<String>) -> bool {
    let words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    words.max(tokens.len()) >= FEWEST
}

/// Words that say nothing about which work it is.
const EMPTY: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "der", "des", "die", "das", "du", "el", "en", "et", "for", "from", "in",
    "is", "la", "las", "le", "les", "los", "of", "on", "or", "the", "to", "und", "with", "y",
];

fn tokens(text: &str) -> BTreeSet<String> {
    let plain: String = text.nfkc().filter(|c| !matches!(c, '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}')).collect();
    let plain = plain.to_lowercase();
    let mut tokens = BTreeSet::new();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if word.chars().any(is_unspaced) {
            let signs: Vec<char> = word.chars().collect();
            match signs.as_slice() {
                [_] => drop(tokens.insert(word.to_owned())),
                signs => tokens.extend(signs.windows(2).map(|pair| pair.iter().collect::<String>())),
            }
        } else if !EMPTY.contains(&word) {
            tokens.insert(word.to_owned());
        }
    }
    tokens
}

/// Signs of scripts that set no blanks between words.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x3040..=0x30FF | 0x3400..=0x9FFF
        | 0xF900..=0xFAFF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_work_scores_high() {
        for (source, page) in [
            ("Ferry line to close", "Ferry Line to Close | Harbour Times"),
            ("Ferry line to close: a farewell", "Ferry line to close"),
            ("The keeper’s last day", "The keeper's last day – Coast Radio"),
            ("港の連絡船が廃止へ", "港の連絡船が廃止へ - 港新聞"),
        ] {
            assert!(score(source, page).is_some_and(|score| score >= 80), "{source} {page}: {:?}", score(source, page));
        }
    }

    #[test]
    fn other_works_score_low() {
        for (source, page) in [
            ("Tides of change", "Recipes for autumn"),
            ("Ferry line to close next year", "Harbour Times today"),
            ("港の連絡船が廃止へ", "秋の料理"),
        ] {
            assert!(
                score(source, page).is_some_and(|score| score < LEAST_SCORE),
                "{source}: {:?}",
                score(source, page)
            );
        }
        for (source, page) in
            [("—", "Harbour"), ("The harbour in winter: a history of ice", "Harbour"), ("Doc 5", "Status")]
        {
            assert_eq!(score(source, page), None, "{source} {page}");
        }
    }
}
