//! The forms of labels: brackets, raised, bold and linked numbers, numbers with a stop.
//!
//! Each reader says how an entry would be labelled, how long the label is in bytes, and which key it states.

use super::super::{key, marker::Says};
use crate::article::{Article, Element, ElementKind};
use crate::input::TextRange;

/// How a possible entry is labelled. Entries of one list are labelled alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(in super::super) enum Labelled {
    /// `[1] …`, `[RFC2119] …`.
    Bracket,
    /// `1. …`, `1) …` typed as text.
    Dotted,
    /// `¹ …`: a raised, bold or linked number.
    Raised,
    /// An item of a numbered list.
    Ordinal,
    /// An item or block that only its id names.
    Anchored,
    /// `[^1]: …`, `.. [1] …`.
    Note,
    /// `[1]: https://…`.
    Definition,
    /// An item of a list of sources without any label.
    Bare,
}

/// `[Footnote 12: …]`, as books are typed: the bracket closes behind the note.
fn spelled_out(text: &str) -> Option<(Labelled, usize, String)> {
    const WORDS: [&str; 4] = ["Footnote ", "Note ", "Fußnote ", "Note de bas de page "];
    const LONGEST_KEY: usize = 4;
    let inner = text.strip_prefix('[')?;
    let rest = WORDS.iter().find_map(|word| inner.strip_prefix(word))?;
    let (key, _) = rest.split_once(':').filter(|(key, _)| key.len() <= LONGEST_KEY)?;
    let sound = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '*' || is_sign(c));
    let len = text.len() - rest.len() + key.len() + 1;
    sound.then(|| (Labelled::Bracket, len, key.to_owned()))
}

/// Whether a label is such a one, so that its bracket closes behind the entry.
pub(super) fn opens_bracket(label: &str) -> bool {
    label.starts_with('[') && label.ends_with(':')
}

/// `[1]`, `[[1]]`, `[RFC2119]`, with what must follow a label.
pub(super) fn bracket(text: &str) -> Option<(Labelled, usize, String)> {
    if let Some(found) = spelled_out(text) {
        return Some(found);
    }
    let closers = [']', '］', '】'];
    let open = text.len() - text.trim_start_matches(['[', '［', '【']).len();
    let close = text.char_indices().take(64).find(|&(_, c)| closers.contains(&c)).map(|(i, _)| i)?;
    let inner = text.get(open..close)?;
    let key = inner.trim().trim_start_matches('^').trim_end_matches('^');
    let name = key.strip_prefix('@').unwrap_or(key);
    let rest = text[close..].trim_start_matches(closers);
    let len = text.len() - rest.len();
    let sign = (1..=3).contains(&name.chars().count()) && name.chars().all(is_sign);
    let sound = (sign || name.chars().next().is_some_and(char::is_alphanumeric))
        && !key.ends_with(':')
        && !key::is_repeated(key)
        && !key.contains("//")
        && !is_time(name)
        && !ends_with_date(name)
        && name.chars().all(|c| {
            c.is_alphanumeric()
                || matches!(c, '-' | '_' | '.' | ':' | '+' | '/' | ' ' | '\'' | '’' | '*' | '‑' | '\u{a0}' | '&')
                || is_sign(c)
        })
        && name.split_whitespace().count() <= 3;
    // `[1][2] …` and `[1], …` at the start of a line are cites, `[text](url)` is a link.
    let follows = rest.is_empty()
        || rest.starts_with([' ', '\u{a0}', ':', '.', '\t', '“', '"', '\u{3000}'])
        || rest.chars().next().is_some_and(char::is_alphanumeric)
        || rest.starts_with('\u{fffc}');
    // `[ISO]open/3`: what is glued to a word names its kind; numbers may be set so close.
    let glued = rest.starts_with(char::is_alphanumeric) && !key.chars().all(is_digit);
    // "[Figure 4] …" captions, "[x] = …" explains a sign, "[W: Gloria]" comments.
    let word = key.split([' ', '\u{a0}']).next().unwrap_or_default().to_lowercase();
    let caption =
        matches!(word.as_str(), "figure" | "fig" | "fig." | "illustration" | "table" | "image" | "photo" | "sidenote");
    let explains = rest.trim_start().starts_with('=') || key.contains(": ");
    (sound && follows && !glued && !caption && !explains).then(|| (Labelled::Bracket, len, key.to_owned()))
}

/// `12:03`, `1:02:45`: the minute of a recording, or a verse.
fn is_time(text: &str) -> bool {
    text.contains(':') && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | '-' | '–'))
}

/// `AB 2017-02-04`: who said something, and when.
fn ends_with_date(text: &str) -> bool {
    let last = text.rsplit([' ', '\u{a0}']).next().unwrap_or_default().as_bytes();
    let is_place = |(at, b): (usize, &u8)| if matches!(at, 4 | 7) { *b == b'-' } else { b.is_ascii_digit() };
    last.len() == 10 && last.iter().enumerate().all(is_place)
}

/// The signs that notes are told by where numbers are not wanted.
const fn is_sign(c: char) -> bool {
    matches!(c, '†' | '‡' | '§' | '¶' | '#' | '♠' | '♥' | '♦' | '♣')
}

/// What LaTeXML prints in front of a source for its key: `Marlow et al. (2019)`.
pub(super) fn bibitem_tag(article: &Article, at: u32, end: u32) -> Option<(Labelled, usize, String)> {
    let is_tag = |e: &&Element| e.range.start == at && e.attrs.has_class(|class| class == "ltx_tag_bibitem");
    let tag = article.elements_in(TextRange::empty(at)).iter().find(is_tag).filter(|e| e.range.end <= end)?;
    let text = article.slice(tag.range).trim_end();
    let is_year = text.contains(|c: char| c.is_ascii_digit()) && text.contains(char::is_alphabetic);
    is_year.then(|| (Labelled::Bracket, text.len(), text.to_owned()))
}

/// A raised, bold or linked number.
pub(super) fn element(article: &Article, at: u32, end: u32) -> Option<(Labelled, usize, String)> {
    // A line that starts with a word, as nearly all do, needs no closer look.
    if article.slice(TextRange::new(at, end)).bytes().take(3).filter(u8::is_ascii_alphabetic).count() == 3 {
        return None;
    }
    let starting = article.elements_in(TextRange::empty(at));
    let labelling = |k| {
        matches!(k, ElementKind::Sup | ElementKind::Link | ElementKind::Strong | ElementKind::Span | ElementKind::Cite)
    };
    // The ways back that open a note (`1 2`) are counted through like labels, and are none.
    let is_none =
        |e: &Element| e.kind == ElementKind::Span && e.range.start == at && (Says::of(e).leads_back || counts_text(e));
    if starting.iter().any(is_none) {
        return None;
    }
    let found = starting
        .iter()
        .filter(|e| labelling(e.kind) && e.range.start == at && !e.range.is_empty() && e.range.end <= end)
        .find_map(|e| {
            let text = article.slice(e.range);
            let bare = text.trim().trim_matches(['(', ')', '[', ']', '.', ':', ' ', '\u{a0}']);
            let sign = matches!(e.kind, ElementKind::Sup | ElementKind::Link)
                && bare.chars().count() <= 2
                && !bare.is_empty()
                && bare.chars().all(|c| c.is_ascii_lowercase() || matches!(c, '*' | '†' | '‡' | '§'));
            // A link that leads nowhere is a control of the page: "1 reply".
            let control = e.kind == ElementKind::Link
                && e.href.as_ref().is_some_and(|h| matches!(&*h.url, "" | "#") || h.url.starts_with("javascript:"));
            // A back-link `^` or `↑` in front of an item is no label.
            ((is_count(bare) || sign) && !control).then(|| (text.trim_end().len(), bare.to_owned()))
        })?;
    Some((Labelled::Raised, found.0, found.1))
}

/// Whether an element says that it counts the paragraphs, lines or verses of the text.
fn counts_text(element: &Element) -> bool {
    const PARTS: [&str; 5] = ["para", "par", "line", "verse", "lign"];
    element.attrs.has_class(|class| {
        let word = class.trim_end_matches("number").trim_end_matches("num").trim_end_matches("no");
        word.len() < class.len() && PARTS.contains(&word.trim_end_matches(['-', '_', 's']))
    })
}

/// Whether text is a number that a list may reach.
pub(super) fn is_count(text: &str) -> bool {
    (1..=3).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

pub(super) fn is_digit(c: char) -> bool {
    key::decimal(c).is_some()
}

/// `1.`, `12)`, `(3)`, `¹`.
pub(super) fn dotted(text: &str) -> Option<(Labelled, usize, String)> {
    let raised: String = text.chars().map_while(superscript).collect();
    if !raised.is_empty() {
        let len = text.chars().take(raised.chars().count()).map(char::len_utf8).sum();
        return Some((Labelled::Raised, len, raised));
    }
    let open = usize::from(text.starts_with('('));
    let rest = text[open..].trim_start_matches(is_digit);
    let digits = &text[open..text.len() - rest.len()];
    if !(1..=4).contains(&digits.chars().count()) {
        return None;
    }
    let stop = if open == 1 { rest.strip_prefix(')') } else { rest.strip_prefix(['.', ')', '．', '、', '۔']) }?;
    let spaced = stop.is_empty()
        || stop.starts_with(char::is_whitespace)
        || !stop.is_ascii() && stop.chars().next().is_some_and(|c| !c.is_ascii());
    spaced.then(|| (Labelled::Dotted, text.len() - stop.len(), digits.to_owned()))
}

/// `Source 3: …`, `Ref 3 - …`.
pub(super) fn counted(text: &str) -> Option<(Labelled, usize, String)> {
    let rest = ["Source ", "Ref ", "Reference "].iter().find_map(|word| text.strip_prefix(word))?;
    let after = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = &rest[..rest.len() - after.len()];
    let parted = after.starts_with([':', '.', ')']) || [" - ", " – ", " — "].iter().any(|dash| after.starts_with(dash));
    let len = text.len() - after.len() + usize::from(!after.starts_with(' '));
    ((1..=3).contains(&number.len()) && parted).then(|| (Labelled::Dotted, len, number.to_owned()))
}

fn superscript(c: char) -> Option<char> {
    match c {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' => Some('0'),
        '⁴'..='⁹' => char::from_digit(c as u32 - '⁰' as u32, 10),
        _ => None,
    }
}
