//! Headings of source lists, in the languages that articles come in.

use std::sync::LazyLock;

use crate::map::{HashMap, HashSet};

/// What a heading announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Announces {
    /// Sources, without a doubt: "References", "Works cited".
    Sources,
    /// Notes: a list of them, or a section of remarks.
    Notes,
    /// A word that heads other things too: "Links", "Citations", "Source".
    Perhaps,
    /// Works to read on, not cited: "Further reading".
    FurtherReading,
}

/// The longest heading that is looked at, in characters.
const MAX_HEADING: usize = 70;

/// More words than this head no list.
const MAX_WORDS: usize = 10;

/// All phrases, each with what it stands for; read from `headings.txt` on first use.
static PHRASES: LazyLock<HashMap<&'static str, Phrase>> = LazyLock::new(phrases);

/// The longest word of each phrase of ASCII that heads lists.
static WATCHED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let heading = PHRASES.iter().filter(|(phrase, of)| phrase.is_ascii() && matches!(of, Phrase::Heads(_)));
    heading.filter_map(|(phrase, _)| words_of(phrase).max_by_key(|word| word.len())).collect()
});

/// What a phrase stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phrase {
    Heads(Announces),
    Qualifies,
    Furniture,
}

fn phrases() -> HashMap<&'static str, Phrase> {
    let mut section = Phrase::Qualifies;
    let mut found = HashMap::default();
    for line in include_str!("headings.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        match line {
            "[sources]" => section = Phrase::Heads(Announces::Sources),
            "[notes]" => section = Phrase::Heads(Announces::Notes),
            "[perhaps]" => section = Phrase::Heads(Announces::Perhaps),
            "[further]" => section = Phrase::Heads(Announces::FurtherReading),
            "[qualifiers]" => section = Phrase::Qualifies,
            "[furniture]" => section = Phrase::Furniture,
            // A phrase of several sections is what the first of them says.
            phrase => {
                found.entry(phrase).or_insert(section);
            }
        }
    }
    found
}

/// What announces a list: the headings known for it, and those that a user names.
#[derive(Debug, Default)]
pub(in super::super) struct Headings {
    /// Without numbers and signs around, in lower case.
    named: Vec<String>,
}

impl Headings {
    /// With the headings that a user names.
    pub(in super::super) fn new(named: &[String]) -> Self {
        Self { named: named.iter().map(|n| bare(n).to_lowercase()).filter(|n| !n.is_empty()).collect() }
    }

    /// What a line announces, if it is a heading of a list.
    pub(in super::super) fn announces(&self, text: &str) -> Option<Announces> {
        let is_named = || text.len() <= 4 * MAX_HEADING && self.named.contains(&bare(text).to_lowercase());
        if !self.named.is_empty() && is_named() { Some(Announces::Sources) } else { announces(text) }
    }
}

/// What a heading (or a line that may be one) announces.
fn announces(text: &str) -> Option<Announces> {
    // Most lines are a sentence, or a source with its address.
    if text.is_empty() || text.len() > 4 * MAX_HEADING || words(text) > MAX_WORDS || text.contains("://") {
        return None;
    }
    let folded = bare(text).to_lowercase();
    if folded.is_empty() || folded.len() > 4 * MAX_HEADING || folded.chars().count() > MAX_HEADING {
        return None;
    }
    if !may_announce(&folded) {
        return None;
    }
    whole(&folded).or_else(|| joined(&folded)).or_else(|| ideographic(&folded)).or_else(|| conversation(&folded))
}

/// What an assistant sets over the sources of an answer: `Source: Conversation with Bing, 3/8/2024`.
fn conversation(text: &str) -> Option<Announces> {
    text.starts_with("source: conversation with ").then_some(Announces::Sources)
}

/// Whether a line can be made of phrases that head lists: a look at its words that spares most lines the rest.
fn may_announce(folded: &str) -> bool {
    !folded.is_ascii() || words_of(folded).any(|word| WATCHED.contains(word))
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_ascii_alphanumeric())
}

fn words(text: &str) -> usize {
    memchr::memchr_iter(b' ', text.as_bytes()).count() + 1
}

fn heads(phrase: &str) -> Option<Announces> {
    match PHRASES.get(phrase) {
        Some(Phrase::Heads(announces)) => Some(*announces),
        _ => None,
    }
}

fn whole(text: &str) -> Option<Announces> {
    heads(text).or_else(|| {
        let all: Vec<&str> = text.split_whitespace().collect();
        let rest: Vec<&str> = all.iter().copied().filter(|w| !qualifies(w)).collect();
        let qualified = (rest.len() < all.len() && !rest.is_empty()).then(|| heads(&rest.join(" "))).flatten();
        qualified.or_else(|| of_a_kind(&all).then_some(Announces::Perhaps))
    })
}

/// "IP layer references", "primary sources": sources of some kind, or references of another ("cross references").
fn of_a_kind(words: &[&str]) -> bool {
    let [kind @ .., last] = words else { return false };
    (1..=3).contains(&kind.len()) && matches!(*last, "references" | "sources" | "bibliography" | "citations")
}

fn qualifies(word: &str) -> bool {
    matches!(PHRASES.get(word), Some(Phrase::Qualifies))
}

/// What joins two headings to one.
const JOINERS: [&str; 14] =
    [" and ", " & ", " / ", "/", " und ", " et ", " y ", " e ", " i ", " и ", " en ", " och ", " og ", ", "];

/// "Sources and further reading", "Notes & references", "Sources / Methodology".
fn joined(text: &str) -> Option<Announces> {
    // Most lines are one word, or a sentence.
    if !text.contains([' ', '/']) {
        return None;
    }
    let separator = JOINERS.iter().find(|separator| text.contains(**separator))?;
    let parts: Vec<&str> = text.split(separator).map(str::trim).collect();
    let found: Vec<Announces> = parts.iter().filter_map(|p| whole(p)).collect();
    let [first, ..] = found[..] else { return None };
    // "Reference/API" is a chapter of a manual.
    let tight = text.contains('/') && !text.contains(" / ");
    if found.contains(&Announces::Sources) && !(tight && found.len() < parts.len()) {
        return Some(Announces::Sources);
    }
    (found.len() == parts.len()).then_some(first)
}

/// Chinese and Japanese headings add words without blanks: 参考文献与权威链接, 信息来源与原始链接（至2025年8月止）.
fn ideographic(text: &str) -> Option<Announces> {
    let has = |words: &[&str]| words.iter().any(|w| text.contains(w));
    if text.is_ascii() || text.chars().count() > 30 {
        return None;
    }
    if has(&[
        "参考文献",
        "參考文獻",
        "参考来源",
        "參考來源",
        "信息来源",
        "资料来源",
        "資料來源",
        "引用来源",
        "数据来源",
        "参考资料",
        "參考資料",
    ]) {
        // "Data sources and methods" is a section of prose; the list of references ends with the word or joins links to it.
        let heads = text.starts_with(['参', '參', '引', '信', '资', '資', '主'])
            || ["文献", "文獻", "来源", "來源", "资料", "資料", "链接"]
                .iter()
                .any(|end| text.trim_end_matches(['）', ')']).ends_with(end));
        return Some(if heads { Announces::Sources } else { Announces::Perhaps });
    }
    None
}

/// Without a number in front, a colon behind, a bracketed remark, and signs around.
fn bare(text: &str) -> &str {
    let mut text = trim_signs(text);
    if let Some(open) = text.find(['(', '（', '[']).filter(|&o| o > 0) {
        text = text[..open].trim_end();
    }
    trim_signs(strip_number(text))
}

fn trim_signs(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                ':' | '：'
                    | '.'
                    | '*'
                    | '_'
                    | '#'
                    | '='
                    | '-'
                    | '–'
                    | '—'
                    | '|'
                    | '"'
                    | '“'
                    | '”'
                    | '~'
                    | '\u{fffc}'
                    | '¶'
                    | '•'
            )
            || ('\u{1f300}'..='\u{1faff}').contains(&c)
            || matches!(c, '\u{2600}'..='\u{27bf}' | '\u{fe0f}')
    })
}

/// `10. `, `7.2 `, `A. `, `IV. `, `十一、`, `（三）`, `第五章`.
fn strip_number(text: &str) -> &str {
    let digits = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    if digits.len() < text.len() {
        return digits.trim_start_matches([')', '、', '．', ' ', ':', '\u{a0}', '-', '–']);
    }
    let han = text.trim_start_matches(['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '第', '章', '节']);
    if han.len() < text.len() && han.starts_with(['、', '．', '.', ' ', '：']) {
        return han.trim_start_matches(['、', '．', '.', ' ', '：']);
    }
    if let Some(rest) = appendix(text) {
        return rest;
    }
    let (first, rest) = text.split_once(['.', ')']).unwrap_or_default();
    let letter = first.len() == 1 && first.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = !first.is_empty() && first.len() <= 5 && first.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'));
    if (letter || roman) && rest.starts_with(' ') { rest.trim_start() } else { text }
}

/// What follows the letter of an appendix: `A.1 Normative References`, `B References`; not the article of "A note".
fn appendix(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let title = rest.trim_start_matches(|c: char| c == '.' || c.is_ascii_digit());
    let title = title.strip_prefix([' ', '\u{a0}'])?.trim_start();
    let numbered = rest.starts_with('.') && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    let last = title.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
    (numbered || rest.starts_with([' ', '\u{a0}']) && matches!(&*last, "references" | "bibliography")).then_some(title)
}

/// Lines that end an article: what comes after is no source.
pub(in super::super) fn is_furniture(text: &str) -> bool {
    const NOTICE: &str = "your email address will not be published";
    if text.len() > 60 || words(text) > MAX_WORDS {
        return text.get(..NOTICE.len()).is_some_and(|t| t.eq_ignore_ascii_case(NOTICE));
    }
    matches!(PHRASES.get(bare(text).to_lowercase().as_str()), Some(Phrase::Furniture))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_lists() {
        for text in [
            "Sources",
            "## References",
            "10. References",
            "Key Citations:",
            "**Quellen:**",
            "References and notes",
            "Sources & Methodology",
            "十一、参考来源",
            "参考文献与权威链接",
            "七、信息来源与原始链接（至2025年8月止）",
            "Selected sources",
            "📚 Sources",
            "A. References",
            "A References",
            "B.2 Normative References",
            "Normative References",
            "Source: Conversation with Bing, 3/8/2024",
        ] {
            assert_eq!(announces(text), Some(Announces::Sources), "{text}");
        }
        for text in [
            "Sources of error",
            "Reference/API",
            "A note of thanks",
            "Data sources were many",
            "The reference frame",
            "Pointers and references to values in memory are listed below in full",
        ] {
            assert_eq!(announces(text), None, "{text}");
        }
        assert_eq!(announces("Further reading"), Some(Announces::FurtherReading));
        assert_eq!(announces("IP LAYER REFERENCES"), Some(Announces::Perhaps));
        assert_eq!(announces("Footnotes"), Some(Announces::Notes));
        assert!(is_furniture("Leave a Comment"));
    }
}
