//! Inline markup of AsciiDoc: monospace, cross references, anchors, macros.

use super::Inline;
use crate::article::text::writer::Writer;
use crate::article::{Attrs, ElementKind, Href};
use crate::input::Span;
use std::ops::Range;

/// How far back the address of a macro is looked for.
const REACH: usize = 2_000;

/// Writes a stretch of AsciiDoc.
pub(in crate::article::text) fn asciidoc(writer: &mut Writer<'_>, range: Range<usize>) {
    let mut inline = Inline::new(writer, range);
    while let Some(byte) = inline.seek(|b| matches!(b, b'`' | b'[' | b'<' | b'\n' | b'\r')) {
        match byte {
            b'\n' | b'\r' => inline.line_end(),
            b'`' => inline.monospace(),
            b'<' => inline.cross_reference(),
            _ if inline.rest().starts_with("[[") => inline.anchor(),
            _ => inline.macro_text(),
        }
    }
    inline.flush(inline.end);
}

impl Inline<'_, '_> {
    fn monospace(&mut self) {
        let inner = &self.rest()[1..];
        match inner.find('`').filter(|_| !self.unclosed) {
            Some(len) if len > 0 => self.code(len + 2),
            Some(_) => self.at += 2,
            None => {
                self.unclosed = true;
                self.at += 1;
            }
        }
    }

    /// The text between `open`, which stands here, and `close` on the same line.
    fn enclosed(&self, open: &str, close: char) -> Option<&str> {
        let inner = self.rest().strip_prefix(open)?;
        let end = inner.find(['\n', '\r', '<', '[', close])?;
        (end > 0 && inner[end..].starts_with(close)).then(|| &inner[..end])
    }

    /// `<<id>>` or `<<id,text>>`; without a text it shows the id in brackets.
    fn cross_reference(&mut self) {
        let inner = self.enclosed("<<", '>').map(str::to_owned);
        let Some(inner) = inner.filter(|i| self.rest()["<<".len() + i.len()..].starts_with(">>")) else {
            self.at += 1;
            return;
        };
        let start = self.at;
        let whole = start..start + inner.len() + "<<>>".len();
        let (id, text) = inner.split_once(',').unwrap_or((&inner, ""));
        let span = Span::new(start as u32 + 2, (start + 2 + id.len()) as u32);
        let href = Href { url: format!("#{}", id.trim()).into(), span, reference: None };
        if text.is_empty() {
            self.flush(start);
            let element =
                self.writer.builder.open_element(ElementKind::Link, start as u32, Some(href), Attrs::default());
            let span = Span::new(whole.start as u32, whole.end as u32);
            self.writer.builder.unit(&format!("[{}]", id.trim()), span);
            self.writer.builder.close_element(element, span.end);
            self.skip_to(whole.end);
        } else {
            let from = start + "<<".len() + id.len() + 1;
            self.link(from..from + text.len(), whole, href);
        }
    }

    /// `[[id]]`, and `[[[key]]]`, which shows the key in brackets.
    fn anchor(&mut self) {
        let is_entry = self.rest().starts_with("[[[");
        let (open, close) = if is_entry { ("[[[", "]]]") } else { ("[[", "]]") };
        let inner = self.enclosed(open, ']').map(str::to_owned);
        let Some(inner) = inner.filter(|i| self.rest()[open.len() + i.len()..].starts_with(close)) else {
            self.at += 1;
            return;
        };
        self.flush(self.at);
        let end = self.at + inner.len() + open.len() + close.len();
        let span = Span::new(self.at as u32, end as u32);
        let (id, label) = inner.split_once(',').unwrap_or((&inner, &inner));
        let anchor = self.writer.builder.open_anchor(id.trim(), span);
        self.writer.builder.close_anchor(anchor);
        if is_entry {
            self.writer.builder.unit(&format!("[{}]", label.trim()), span);
        }
        self.skip_to(end);
    }

    /// The bracket of a macro: `link:url[text]`, `https://url[text]`, `xref:id[text]`, `image:x[alt]`.
    fn macro_text(&mut self) {
        let at = self.at;
        let inner = &self.rest()[1..];
        // The next bracket of any kind, so that a row of open ones is not read again and again.
        let close = inner.find([']', '[', '\n']).filter(|&i| i > 0 && inner.as_bytes()[i] == b']');
        let Some(close) = close else {
            self.at += 1;
            return;
        };
        let before = &self.source[self.from..at];
        let mut reach = before.len().saturating_sub(REACH);
        while !before.is_char_boundary(reach) {
            reach += 1;
        }
        let before = &before[reach..];
        let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | '"' | '<' | '>');
        let token = before.rsplit(is_edge).next().unwrap_or_default();
        let start = at - token.len();
        let end = at + close + "[]".len();
        if token.starts_with("image:") || token.starts_with("stem:") || token.starts_with("icon:") {
            self.flush(start);
            self.writer.builder.object(Span::new(start as u32, end as u32));
            return self.skip_to(end);
        }
        let url = token.strip_prefix("link:").or_else(|| token.contains("://").then_some(token));
        let url = url.map(str::to_owned).or_else(|| Some(format!("#{}", token.strip_prefix("xref:")?)));
        let text = inner[..close]
            .split_once(",")
            .map_or(&inner[..close], |(text, rest)| if rest.contains('=') { text } else { &inner[..close] });
        let Some(url) = url.filter(|_| !text.is_empty()) else {
            self.at += 1;
            return;
        };
        let text = text.trim_end_matches('^');
        let span = Span::new(start as u32, at as u32);
        self.link(at + 1..at + 1 + text.len(), start..end, Href { url: url.into(), span, reference: None });
    }
}
