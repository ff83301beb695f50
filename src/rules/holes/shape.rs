//! What a hole looks like from where it stands.

use crate::article::{Element, ElementKind};
use crate::input::{Format, TextRange, ceil_boundary};
use crate::rules::Context;
use crate::rules::blanks::{Blank, is_space};

/// Words that no citation follows: behind them a noun was lost, or the stop itself is meant ("else return a ."). A
/// capital is a name ("vitamin A .").
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Whether a blank in front of a stop looks like a hole from where it stands.
pub(super) fn is_hole(cx: &Context<'_>, blank: Blank) -> bool {
    let Blank { block, gap, stop } = blank;
    let head = cx.text(TextRange::new(block.start, gap.start));
    let tail = cx.text(TextRange::new(gap.end, block.end));
    let after = &tail[stop.len_utf8()..];
    let Some(before) = head.chars().next_back() else { return false };
    let word =
        before.is_alphanumeric() || matches!(before, ')' | ']' | '}' | '"' | '”' | '’' | '\'' | '»' | '」' | '%');
    // A line that begins with the stop is a matter of wrapping.
    // `( a, b ) .` is a piece of grammar.
    let set_off = matches!(before, ')' | ']' | '}') && head[..head.len() - 1].ends_with(is_space);
    let goes_on = match stop {
        '.' | '。' => sentence_ends(stop, after),
        _ => clause_ends(cx, stop, head, after),
    };
    word && !set_off
        && goes_on
        && !cx.article.is_line_start(gap.end)
        && !looks_like_code(head)
        && !ARTICLES.contains(&last_token(head))
        && !ends_with_marker(cx, gap.start)
        && !ends_with_markup(cx, gap, stop)
        && !ends_with_line(cx, gap)
        && has_words(cx.text(block))
}

/// Whether a clause of prose ends with a comma, semicolon or bracket behind `head`: not `f(x , y)`, `1 , 2` or `( so )`.
fn clause_ends(cx: &Context<'_>, stop: char, head: &str, after: &str) -> bool {
    let word = last_token(head).trim_end_matches(|c: char| !c.is_alphanumeric());
    let plain =
        word.chars().nth(2).is_some() && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '’' | '\''));
    let prose = plain && (after.is_empty() || after.starts_with(char::is_whitespace) || stop == ')');
    prose
        && match stop {
            ';' => cx.blanks().semicolons_are_closed(cx),
            ')' => {
                let inside = head.rfind('(').map_or("", |open| &head[open + 1..]);
                let words = inside.split(' ').filter(|word| word.chars().all(char::is_alphabetic)).count();
                !inside.is_empty() && !inside.starts_with(is_space) && words > 0 && ends_phrase(after)
            }
            _ => {
                !(word.ends_with(|c: char| c.is_ascii_digit())
                    && after.trim_start().starts_with(|c: char| c.is_ascii_digit()))
            }
        }
}

/// Whether prose goes on behind a bracket.
fn ends_phrase(after: &str) -> bool {
    after.is_empty() || after.starts_with(['.', ',', ';', ':']) || after.starts_with(char::is_whitespace)
}

/// Whether text goes on after a stop as after the end of a sentence.
fn sentence_ends(stop: char, after: &str) -> bool {
    if after.trim().is_empty() {
        return true;
    }
    let rest = after.trim_start_matches(is_space);
    if rest.len() == after.len() {
        return stop == '。';
    }
    let opened = rest.trim_start_matches(['"', '“', '‘', '„', '«', '(', '[', '「', '\'']);
    opened.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
}

/// The last word before a place: at most some hundred bytes of it.
pub(super) fn last_token(head: &str) -> &str {
    let from = ceil_boundary(head, head.len().saturating_sub(120));
    head[from..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// Whether a word is rather a name of code: `a::b`, `path/x`, `.config`, `-v`, `useState`; an address of mail; a version
/// (`2.6.8`): a stop right behind them would be taken for a part of them.
fn looks_like_code(head: &str) -> bool {
    let token = last_token(head);
    if is_measure(head, token) {
        return false;
    }
    let camel = || token.as_bytes().windows(2).any(|w| w[0].is_ascii_lowercase() && w[1].is_ascii_uppercase());
    let flag = || token.len() == 2 && token.starts_with('-') || token.starts_with("--");
    let file = || token.strip_prefix('.').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let version = || token.matches('.').count() > 1 && token.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    token.contains(['_', '/', '\\', '<', '>', '=', '@'])
        || token.contains("::")
        || token.contains("()")
        || flag()
        || file()
        || camel()
        || version()
}

/// Whether the last word is a unit behind an amount, or a figure and what it is compared with: "5 mg/kg", "p<0.05".
fn is_measure(head: &str, token: &str) -> bool {
    let figure = token.trim_end_matches([')', ']']).rsplit(['<', '>', '=', '≤', '≥']).next().unwrap_or_default();
    let compared = figure.len() < token.len() && figure.starts_with(|c: char| c.is_ascii_digit() || c == '.');
    let amount = || last_token(head[..head.len() - token.len()].trim_end()).ends_with(|c: char| c.is_ascii_digit());
    let unit = token.contains('/') && token.chars().all(|c| c.is_alphabetic() || c == '/');
    compared && figure.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'%' | b',')) || unit && amount()
}

/// Whether the text up to `at` ends with a citation: then the blank is spacing.
fn ends_with_marker(cx: &Context<'_>, at: u32) -> bool {
    marker_ending(cx, at..=at)
}

/// Whether a link ends in the blank or before it: then its markup made the blank, and the link is the source. In front of
/// all stops but the full one any markup makes one: converters set a blank behind it, and text that is written without
/// blanks needs them there.
fn ends_with_markup(cx: &Context<'_>, gap: TextRange, stop: char) -> bool {
    const LONGEST: u32 = 400;
    let before = TextRange::new(gap.start.saturating_sub(LONGEST), gap.end);
    let of_kind = |e: &Element| match e.kind {
        ElementKind::Link => true,
        _ => stop != '.',
    };
    let ends_here = |e: &Element| gap.start <= e.range.end && e.range.end <= gap.end && !e.range.is_empty();
    cx.article.elements_in(before).iter().any(|e| of_kind(e) && ends_here(e))
}

/// Whether a blank is the end of a line in front of an end tag: that is how programs set markup.
fn ends_with_line(cx: &Context<'_>, gap: TextRange) -> bool {
    let (text, span) = (&cx.input.text, cx.article.span(gap));
    let raw = |from: u32, to: usize| text.get(from as usize..to).unwrap_or_default();
    cx.input.format == Format::Html
        && raw(span.start, span.end as usize).contains('\n')
        && raw(span.end, text.len()).starts_with("</")
}

/// Whether a visible marker ends within `places`.
fn marker_ending(cx: &Context<'_>, places: std::ops::RangeInclusive<u32>) -> bool {
    let markers = &cx.citations.markers;
    let next = markers.partition_point(|m| m.range.start <= *places.end());
    markers[..next].last().is_some_and(|m| places.contains(&m.range.end))
}

fn has_words(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).nth(2).is_some()
}
