//! What goes when a source goes: its text, the element around it, its line.

use super::{Context, tags};
use crate::cite::Entry;
use crate::finding::{Edit, Fix, Guard};
use crate::input::{Format, Span};

/// Takes a source out. None where its number comes from its position alone: that would renumber the others.
pub(super) fn source(cx: &Context<'_>, entry: &Entry, title: String) -> Option<Fix> {
    let text = cx.input.text.as_str();
    let named = text.get(entry.span.bounds())?.starts_with("[^");
    if entry.label.is_empty() && !named {
        return None;
    }
    let bare = trimmed(text, entry.span);
    let span = match cx.input.format {
        Format::Html => {
            let end = tags::closed_end(text, bare.start as usize, bare.end as usize)?;
            element(text, Span::new(bare.start, end as u32))?
        }
        Format::Markdown | Format::Text => bare,
    };
    let edit = Edit { span: with_line(text, span), text: String::new() };
    Some(Fix::on_request(title, vec![edit]).guarded(Guard::Candidates))
}

/// A span without the blanks at its end.
fn trimmed(text: &str, span: Span) -> Span {
    let raw = text.get(span.bounds()).unwrap_or_default();
    Span::new(span.start, span.start + raw.trim_end().len() as u32)
}

/// The outermost element that holds nothing but what stands at `span`; `None` if it is part of one.
fn element(text: &str, mut span: Span) -> Option<Span> {
    let mut whole = None;
    loop {
        let before = text[..span.start as usize].trim_end();
        let after = text[span.end as usize..].trim_start();
        let close = after.strip_prefix("</").and_then(|rest| rest.split_once('>')).map(|(name, _)| name.trim_end());
        let open = before.strip_suffix('>').and_then(|rest| rest.rfind('<'));
        let (Some(close), Some(open)) = (close, open) else { return whole };
        let name = before[open + 1..].split([' ', '\t', '\r', '\n', '/', '>']).next().unwrap_or_default();
        if !name.eq_ignore_ascii_case(close) || is_list(close) {
            return whole;
        }
        let end = text.len() - after.len() + after.find('>')? + 1;
        span = Span::new(open as u32, end as u32);
        whole = Some(span);
    }
}

/// Elements that stay when the last source in them goes.
fn is_list(name: &str) -> bool {
    ["ol", "ul", "dl", "div", "section", "table", "tbody", "body", "main", "article", "aside", "footer"]
        .iter()
        .any(|list| name.eq_ignore_ascii_case(list))
}

/// With its line, and with one blank line of two around it, if nothing else stands there.
fn with_line(text: &str, span: Span) -> Span {
    let (before, after) = (&text[..span.start as usize], &text[span.end as usize..]);
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    let alone = before.len() == indent || before[..before.len() - indent].ends_with('\n');
    let rest = after.trim_start_matches([' ', '\t']);
    let line_end = line_end(rest);
    if !alone || (line_end == 0 && !rest.is_empty()) {
        return span;
    }
    let mut end = text.len() - rest.len() + line_end;
    let head = &before[..before.len() - indent];
    let mut start = head.len();
    let above = ["\n\r\n", "\n\n"].iter().find(|blank| head.ends_with(**blank));
    match above {
        // The blank line above the last source goes with it.
        Some(blank) if end == text.len() => start -= blank.len() - 1,
        Some(_) => end += self::line_end(&text[end..]),
        None => {}
    }
    Span::new(start as u32, end as u32)
}

fn line_end(text: &str) -> usize {
    if text.starts_with("\r\n") { 2 } else { usize::from(text.starts_with('\n')) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(text: &str, cut: &str, html: bool) -> String {
        let at = text.find(cut).unwrap_or_default() as u32;
        let span = Span::new(at, at + cut.len() as u32);
        let span = if html { element(text, span).unwrap_or(span) } else { span };
        let span = with_line(text, span).bounds();
        format!("{}{}", &text[..span.start], &text[span.end..])
    }

    #[test]
    fn nothing_is_left_where_a_source_stood() {
        assert_eq!(left("[1] A\n\n[2] B\n\n[3] C\n", "[2] B", false), "[1] A\n\n[3] C\n");
        assert_eq!(left("[1] A\r\n[2] B\r\n", "[2] B", false), "[1] A\r\n");
        assert_eq!(left("[1] A\n[2] B", "[2] B", false), "[1] A\n");
        assert_eq!(left("[1] A\r\n\r\n[2] B\r\n", "[2] B", false), "[1] A\r\n");
        assert_eq!(left("<ol>\n <li id=b>[2] B</li>\n</ol>", "[2] B", true), "<ol>\n</ol>");
        assert_eq!(left("<p>[1] A</p><p>[2] B</p>", "[2] B", true), "<p>[1] A</p>");
    }
}
