//! How well two titles agree.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;

/// Titles that agree less than this, in hundredths, are titles of two works.
pub const LEAST_SCORE: u8 = 50;

/// How well the title of a source agrees with the title of a page, in hundredths: the share of words that both have
/// among those of the shorter one, so that a name of the site or a subtitle does no harm. Words are compared without
/// case and form (NFKC); writing without blanks by pairs of signs.
///
/// `None` where one of them has too few words to tell two works apart and they do not agree either.
pub fn score(source: &str, page: &str) -> Option<u8> {
    // Many pages are called just as they are cited.
    if source == page && page.is_ascii() {
        return page.split(|c: char| !c.is_ascii_alphanumeric()).any(is_word).then_some(100);
    }
    let plain = [plain(source), plain(page)];
    let [stated, own] = plain.each_ref().map(|title| tokens(title));
    let fewer = stated.len().min(own.len());
    if fewer == 0 {
        return None;
    }
    let both = stated.iter().filter(|token| own.binary_search(token).is_ok()).count();
    // A page that is called by one word only agrees with any title that holds the word.
    let compared = if fewer < FEWEST { fewer.max(stated.len().min(FEWEST)) } else { fewer };
    let score = (both * 100 / compared) as u8;
    let tells = || is_telling(source, &stated) && is_telling(page, &own);
    (score >= LEAST_SCORE || tells()).then_some(score)
}

/// Fewer words than this say little: “Report”, “Home page”.
const FEWEST: usize = 3;

fn is_telling(title: &str, tokens: &[&str]) -> bool {
    let words = title.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    words.max(tokens.len()) >= FEWEST
}

/// Words that say nothing about which work it is.
const EMPTY: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "der", "des", "die", "das", "du", "el", "en", "et", "for", "from", "in",
    "is", "la", "las", "le", "les", "los", "of", "on", "or", "the", "to", "und", "with", "y",
];

/// Whether a word of a title says which work it is.
fn is_word(word: &str) -> bool {
    !word.is_empty() && !EMPTY.iter().any(|empty| empty.eq_ignore_ascii_case(word))
}

/// A title without case and form, and without signs inside of words.
fn plain(title: &str) -> String {
    let form = match title.is_ascii() {
        true => Cow::Borrowed(title),
        false => Cow::Owned(title.nfkc().collect()),
    };
    let mut plain = form.to_lowercase();
    plain.retain(|c| !matches!(c, '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}'));
    plain
}

/// What a plain title is compared by: its words, or the pairs of signs in them, each once and in order.
fn tokens(plain: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        if !word.is_ascii() && word.chars().any(is_unspaced) {
            add_pairs(word, &mut tokens);
        } else if !EMPTY.contains(&word) {
            tokens.push(word);
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    tokens
}

/// Adds each two neighbours of a word; a sign alone stands for itself.
fn add_pairs<'t>(word: &'t str, tokens: &mut Vec<&'t str>) {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let pairs = word.char_indices().zip(ends.skip(1)).map(|((start, _), end)| &word[start..end]);
    let before = tokens.len();
    tokens.extend(pairs);
    if tokens.len() == before {
        tokens.push(word);
    }
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
