//! Numbers that were raised once and stand in the line now: `trust.3 The`, `fakes 3, and`, `trust3. The`.
//!
//! Documents that pass through plain text lose what raised their markers. Such a number tells nothing by itself, so they
//! are looked for only in articles with a numbered list, and taken only where nothing else cites it.

use super::super::{Form, Keys, Style};
use super::group::is_locator;
use super::{Candidate, Candidates, Overlay, Part, Shape};
use crate::article::{Article, BlockId, BlockKind, ContainerKind, OBJECT};
use crate::input::{TextRange, ceil_boundary};

/// More digits are no number of a source.
const MAX_DIGITS: usize = 3;
/// Stops that no blank follows.
const WIDE_STOPS: [char; 7] = ['。', '，', '；', '：', '、', '！', '？'];
/// Words in front of a number that count or name something: "over 30, ", "level 3, ".
const COUNTING: [&str; 24] = [
    "over", "about", "than", "least", "most", "under", "around", "nearly", "almost", "only", "exactly", "from",
    "between", "level", "version", "phase", "step", "stage", "tier", "grade", "type", "class", "rank", "number",
];

/// Words that go on behind a cite in mid-sentence, and behind which a number counts: "with 3", "into 4".
const JOINING: [&str; 56] = [
    "and", "or", "but", "that", "which", "who", "while", "when", "where", "as", "to", "in", "on", "for", "with", "by",
    "is", "are", "was", "were", "has", "have", "had", "can", "could", "may", "will", "would", "also", "because",
    "since", "if", "at", "into", "through", "without", "rather", "not", "after", "before", "further", "et", "pour",
    "avec", "dans", "sur", "est", "sont", "qui", "que", "para", "con", "es", "por", "com", "são",
];

/// Signs in front of a number, in scripts without blanks, that count or date something.
const COUNTING_SIGNS: [char; 24] = [
    '第', '共', '约', '約', '为', '為', '是', '到', '达', '達', '了', '有', '于', '於', '年', '月', '超', '过', '至',
    'は', 'が', 'の', 'に', 'と',
];
/// No more of a word is looked at, in bytes.
const MAX_WORD: usize = 40;
/// Words that numbers are part of: `python3`, `base64`.
const NAMED: [&str; 24] = [
    "python",
    "base",
    "utf",
    "sha",
    "ipv",
    "web",
    "http",
    "log",
    "win",
    "arm",
    "int",
    "uint",
    "float",
    "vim",
    "java",
    "angular",
    "bootstrap",
    "drupal",
    "oauth",
    "gpt",
    "llama",
    "claude",
    "gemini",
    "covid",
];

/// Adds the candidates outside of `lists`, behind all others.
pub(in super::super) fn scan(article: &Article, lists: &[TextRange], keys: &mut Keys, candidates: &mut Candidates) {
    for (block, data) in article.blocks.iter().enumerate() {
        let listed = lists.iter().any(|l| l.start <= data.range.start && data.range.start < l.end);
        if data.kind == BlockKind::Paragraph && data.range.start < article.visible_end && !listed {
            numbers(article, block, keys, candidates);
        }
    }
}

fn numbers(article: &Article, block: BlockId, keys: &mut Keys, candidates: &mut Candidates) {
    let range = article.blocks[block].range;
    let text = article.slice(range);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(u8::is_ascii_digit) {
        let start = at + found;
        let end = start + bytes[start..].iter().take_while(|b| b.is_ascii_digit()).count();
        at = end;
        let (before, number, after) = (&text[..start], &text[start..end], &text[end..]);
        if number.len() > MAX_DIGITS || number.starts_with('0') {
            continue;
        }
        let place = TextRange::new(range.start + start as u32, range.start + end as u32);
        if follows_stop(before) && ends_here(after)
            || follows_word(before) && (stops(after) || goes_on(after) && !is_joining(last_word(before)))
            || is_glued(before) && closes(after)
            || after.is_empty() && closes_cell(article, block, before)
        {
            push(block, place, keys.intern(number), candidates);
        } else if !continues_figure(before) {
            candidates.loose.extend(number.parse::<u32>());
        }
    }
}

/// Whether digits behind `before` are a part of a larger figure: `3.`, `$`, `12/`.
fn continues_figure(before: &str) -> bool {
    let whole = before.trim_end_matches(['.', ',']);
    before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '€' | '-' | '/'))
        || whole.len() < before.len() && whole.ends_with(|c: char| c.is_ascii_digit())
}

fn push(block: BlockId, range: TextRange, key: super::super::KeyId, candidates: &mut Candidates) {
    let first = candidates.parts.len();
    candidates.parts.push(Part { key, range });
    candidates.links.push(None);
    candidates.list.push(Candidate {
        block,
        range,
        style: Style::Superscript,
        form: Form::Sound,
        shape: Shape::Glued,
        parts: first..first + 1,
        overlay: Overlay::default(),
        perhaps_pinpoint: false,
    });
}

/// Whether text ends with a word and a stop: `trust.`, `(both).`, `“so,”`; not `p.`, `No.` or `3.`.
fn follows_stop(before: &str) -> bool {
    let Some(head) = before.strip_suffix(['.', ',', ';', '!', '?', '”', '"', ')']) else { return false };
    let word = head.trim_end_matches(['.', ',', '?', '!', '”', '"', '’', ')', '*', '%']);
    let last = word.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let letters = last.chars().filter(|c| c.is_alphabetic()).count();
    // "in 2023.1 Then", "by 18%.2 Then": a year or a share ends a sentence too.
    let year = last.len() == 4 && last.starts_with(['1', '2']) && last.bytes().all(|b| b.is_ascii_digit());
    if head.ends_with('%') || year && before.ends_with('.') {
        return true;
    }
    letters >= 2 && word.ends_with(char::is_alphabetic) && !is_locator(last) && !last.contains('.')
}

/// Whether a sentence or clause goes on, or ends, behind a number.
fn ends_here(after: &str) -> bool {
    let rest = after.trim_start_matches([')', '*', '”', '"']);
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// Whether text ends with a word that counts nothing, and a blank.
fn follows_word(before: &str) -> bool {
    const SHORTEST: usize = 4;
    let Some(head) = before.strip_suffix(' ') else { return false };
    let head = head.trim_end_matches('*');
    if head.ends_with([')', '"', '”', '’', '%', '）', '》', '」']) {
        return true;
    }
    let last = head.chars().next_back().unwrap_or_default();
    if !last.is_ascii() && last.is_alphabetic() && !last.is_lowercase() && !last.is_uppercase() {
        return !COUNTING_SIGNS.contains(&last);
    }
    let word = last_word(head);
    let plain = word.chars().count() >= SHORTEST && word.chars().all(char::is_lowercase);
    plain && !COUNTING.contains(&word) && !is_locator(word)
}

fn last_word(text: &str) -> &str {
    text.trim_end_matches([' ', '*']).rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

fn is_joining(word: &str) -> bool {
    JOINING.contains(&word)
}

/// Whether a sentence goes on with a word that nothing is counted with, `trust 3 and the`; not `3 towns`, `3 to 5`.
fn goes_on(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else { return false };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let next = rest[word.len()..].trim_start();
    is_joining(word) && !next.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a stop follows, and then a blank or the end.
fn stops(after: &str) -> bool {
    let rest = after.strip_prefix([',', ';', '.']);
    after.starts_with(WIDE_STOPS) || rest.is_some_and(|r| r.is_empty() || r.starts_with(char::is_whitespace))
}

/// Whether text ends with a word, a closing bracket or a share, and no blank: `trust`, `(both)`, `by 18%`.
pub(in super::super) fn is_glued(before: &str) -> bool {
    if before.trim_end_matches([')', '”', '"']).ends_with([OBJECT, '%']) {
        return true;
    }
    if before.ends_with([')', '”', '"']) {
        return follows_stop(before);
    }
    let near = &before[ceil_boundary(before, before.len().saturating_sub(MAX_WORD))..];
    let word = near.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let small = |c: char| c.is_alphabetic() && !c.is_uppercase();
    let letters = word.chars().count();
    letters >= 3 && word.chars().all(char::is_alphabetic) && word.chars().rev().take(2).all(small) && !is_named(word)
}

fn is_named(word: &str) -> bool {
    NAMED.iter().chain(&COUNTING).any(|named| named.eq_ignore_ascii_case(word)) || is_locator(word)
}

/// Whether text is a sentence, and a blank, in a cell of a table: `It drifts in frost. `.
fn closes_cell(article: &Article, block: BlockId, before: &str) -> bool {
    const NEAR: usize = 4;
    let is_cell = || {
        let around = article.ancestors(article.blocks[block].container).take(NEAR);
        around.into_iter().any(|(_, c)| matches!(c.kind, ContainerKind::Cell { .. }))
    };
    before.strip_suffix(' ').is_some_and(|b| b.ends_with('.') && b.contains(' ') && follows_stop(b)) && is_cell()
}

/// Whether a stop follows, and then a blank, a closing sign or the end; or nothing at all.
fn closes(after: &str) -> bool {
    let rest = after.strip_prefix(['.', ',', ';', ':', '!', '?']);
    after.is_empty() || after.starts_with(WIDE_STOPS) || rest.is_some_and(ends_here)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_lost_their_height() {
        for before in [
            "in 2023.",
            "by 18%.",
            "is suspect.",
            "the “liar’s dividend”.",
            "as it seems,",
            "what (both) say).",
            "is it so?",
        ] {
            assert!(follows_stop(before), "{before}");
        }
        for before in ["see p.", "No.", "3.", "x12.", "3.1.", "Node v.", "e.g.", "$1,", "A.", "cost"] {
            assert!(!follows_stop(before), "{before}");
        }
        assert!(follows_word("public agencies ") && stops(", to"));
        for before in [
            "it moves trust",
            "the (new) gates (both)",
            "by 18%",
            "a “liar’s dividend”",
            "it is fSpy",
            "墙的历史",
            "(\u{fffc})",
        ] {
            assert!(is_glued(before) && closes(". The") && closes(""), "{before}");
        }
        for before in ["WOFF", "a", "x86", "my_node", "Base", "level", "trust ", "3"] {
            assert!(!is_glued(before), "{before}");
        }
        assert!(!closes("-bit") && !closes(".5") && !closes(" words"));
        assert!(follows_word("核心的设计 ") && stops("。其次"));
        for before in ["more than ", "Level ", "of ", "level ", "达到 ", "第 "] {
            assert!(!follows_word(before), "{before}");
        }
    }
}
