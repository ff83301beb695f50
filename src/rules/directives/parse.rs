//! Finds directives and takes them apart.

use memchr::memmem;

use super::PREFIX;
use crate::article::Article;
use crate::input::{Format, Input, Span};
use crate::rules::Context;

/// A directive as written.
#[derive(Debug)]
pub(super) struct Statement {
    /// From its first word to the end of its last, without the signs of the comment.
    pub(super) span: Span,
    /// The whole comment or line.
    pub(super) comment: Span,
    /// `wellcited-…`.
    pub(super) word: Span,
    /// The names it gives, each with its place.
    pub(super) names: Vec<Span>,
}

/// All directives of an article, in order.
pub(super) fn statements(cx: &Context<'_>) -> Vec<Statement> {
    let text = cx.input.text.as_str();
    let mut hits = memmem::find_iter(text.as_bytes(), PREFIX).peekable();
    if hits.peek().is_none() {
        return Vec::new();
    }
    let mut comments: Vec<Span> = cx.article.comments.iter().map(|c| c.span).collect();
    comments.sort_unstable();
    let mut statements: Vec<Statement> = Vec::new();
    for at in hits {
        let at = at as u32;
        // What stands in a directive already read is its reason.
        if statements.last().is_some_and(|last| at < last.comment.end) {
            continue;
        }
        let content = in_comment(text, &comments, at)
            .or_else(|| in_definition(cx.input, cx.article, at))
            .or_else(|| on_line(cx.input, at));
        statements.extend(content.map(|(comment, end)| statement(text, comment, Span::new(at, end))));
    }
    statements
}

/// A comment that begins with the directive at `at`: the comment, and where its content ends.
fn in_comment(text: &str, comments: &[Span], at: u32) -> Option<(Span, u32)> {
    let next = comments.partition_point(|c| c.start <= at);
    let comment = *comments.get(next.checked_sub(1)?)?;
    let opening = text.get(comment.start as usize..at as usize)?;
    let opens = opening.chars().all(|c| c.is_whitespace() || "<!-./*{#%".contains(c));
    if !opens || at >= comment.end {
        return None;
    }
    let content = &text[at as usize..comment.end as usize];
    let closing = ["-->", "*/", "#}", "\n"].iter().filter_map(|close| content.find(close)).min();
    Some((comment, at + closing.unwrap_or(content.len()) as u32))
}

/// `[//]: # (wellcited-…)`: a definition that shows nothing, which is a comment to readers of Markdown.
fn in_definition(input: &Input, article: &Article, at: u32) -> Option<(Span, u32)> {
    if input.format != Format::Markdown || is_code(article, at) {
        return None;
    }
    let line = line_around(&input.text, at);
    let front = input.text[line.start as usize..at as usize].trim_start();
    let label = front.strip_prefix('[')?.split_once("]:")?;
    let opening = label.1.trim().trim_start_matches(['#', '<', '>']).trim_start();
    if !matches!(opening, "(" | "\"" | "'") {
        return None;
    }
    let content = input.text[at as usize..line.end as usize].trim_end().trim_end_matches([')', '"', '\'']);
    Some((line, at + content.len() as u32))
}

/// A line of plain text that is a directive; the colon after its first word tells it from prose.
fn on_line(input: &Input, at: u32) -> Option<(Span, u32)> {
    if input.format != Format::Text {
        return None;
    }
    let line = line_around(&input.text, at);
    let content = &input.text[at as usize..line.end as usize];
    let word = content.find(|c: char| !is_word(c)).unwrap_or(content.len());
    let starts = input.text[line.start as usize..at as usize].trim().is_empty();
    (starts && content[word..].starts_with(':')).then_some((line, line.end))
}

fn is_code(article: &Article, at: u32) -> bool {
    let next = article.code.partition_point(|c| c.start <= at);
    next > 0 && at < article.code[next - 1].end
}

/// The line that holds `at`, without its end.
pub(super) fn line_around(text: &str, at: u32) -> Span {
    let (before, after) = text.as_bytes().split_at(at as usize);
    let start = memchr::memrchr2(b'\n', b'\r', before).map_or(0, |i| i + 1);
    let end = memchr::memchr2(b'\n', b'\r', after).unwrap_or(after.len());
    Span::new(start as u32, at + end as u32)
}

const fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}

/// Takes `word name, name: reason` apart.
fn statement(text: &str, comment: Span, span: Span) -> Statement {
    let content = text[span.bounds()].trim_end();
    let word = content.find(|c: char| !is_word(c)).unwrap_or(content.len());
    let rest = content[word..].trim_start_matches(|c: char| c == ':' || c.is_whitespace());
    let start = span.start + (content.len() - rest.len()) as u32;
    let names = rest.split_once(':').map_or(rest, |(names, _)| names);
    Statement {
        span: Span::new(span.start, span.start + content.len() as u32),
        comment,
        word: Span::new(span.start, span.start + word as u32),
        names: split(names, start),
    }
}

/// The parts between commas, without blanks around, with their places.
fn split(names: &str, start: u32) -> Vec<Span> {
    let mut at = start;
    let mut found = Vec::new();
    for part in names.split(',') {
        let name = part.trim();
        let from = at + (part.len() - part.trim_start().len()) as u32;
        if !name.is_empty() {
            found.push(Span::new(from, from + name.len() as u32));
        }
        at += part.len() as u32 + 1;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_names_and_reasons() {
        let cases: &[(&str, &str, &[&str])] = &[
            ("wellcited-ignore", "wellcited-ignore", &[]),
            ("wellcited-ignore unused-source", "wellcited-ignore", &["unused-source"]),
            ("wellcited-ignore: unused-source: kept, on purpose", "wellcited-ignore", &["unused-source"]),
            ("wellcited-disable a ,b: why", "wellcited-disable", &["a", "b"]),
            ("wellcited-ignore not a name", "wellcited-ignore", &["not a name"]),
        ];
        for (text, word, names) in cases {
            let whole = Span::new(0, text.len() as u32);
            let found = statement(text, whole, whole);
            assert_eq!(&text[found.word.bounds()], *word);
            assert_eq!(found.names.iter().map(|n| &text[n.bounds()]).collect::<Vec<_>>(), *names, "{text}");
        }
    }
}
