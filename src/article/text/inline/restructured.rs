//! Inline markup of reStructuredText: literals, references, escapes.

use super::{Inline, Targets};
use crate::article::text::writer::Writer;
use crate::article::{ElementKind, Href};
use crate::input::Span;
use std::ops::Range;

/// How far back the name of a reference is looked for.
const LONGEST_NAME: usize = 100;

/// Writes a stretch of reStructuredText.
pub(in crate::article::text) fn restructured(writer: &mut Writer<'_>, range: Range<usize>, targets: &Targets) {
    let mut inline = Inline::new(writer, range);
    while let Some(byte) = inline.seek(|b| matches!(b, b'`' | b'\\' | b'_' | b'\n' | b'\r')) {
        match byte {
            b'\n' | b'\r' => inline.line_end(),
            b'\\' => inline.escape(),
            b'`' => inline.backquote(targets),
            _ => inline.name(targets),
        }
    }
    inline.flush(inline.end);
}

impl Inline<'_, '_> {
    /// A backslash: the character after it is as it stands, a blank after it is nothing.
    fn escape(&mut self) {
        self.flush(self.at);
        let Some(next) = self.rest()[1..].chars().next() else {
            self.at += 1;
            return;
        };
        let end = self.at + 1 + next.len_utf8();
        if !next.is_whitespace() {
            self.writer.builder.unit(next.encode_utf8(&mut [0; 4]), Span::new(self.at as u32, end as u32));
        }
        self.skip_to(end);
    }

    fn backquote(&mut self, targets: &Targets) {
        let rest = self.rest();
        let is_literal = rest.starts_with("``");
        let sign = if is_literal { "``" } else { "`" };
        let inner = &rest[sign.len()..];
        let len = if self.unclosed { None } else { inner.find(sign) };
        let Some(len) = len.filter(|&len| len > 0) else {
            self.unclosed |= !inner.contains('`');
            self.at += sign.len();
            return;
        };
        let whole = sign.len() * 2 + len;
        if is_literal {
            return self.code(whole);
        }
        let (start, end) = (self.at, self.at + whole);
        let text = start + 1..end - 1;
        let after = &self.source[end..self.end];
        if self.source[self.from..start].ends_with(':') || after.starts_with(':') {
            self.at = end;
        } else if after.starts_with('_') {
            let end = end + after.bytes().take_while(|&b| b == b'_').count();
            self.reference(text, start..end, targets);
        } else {
            self.flush(start);
            self.plain(text);
            self.skip_to(end);
        }
    }

    /// `` `text <url>`_ `` or `` `name`_ ``.
    fn reference(&mut self, text: Range<usize>, whole: Range<usize>, targets: &Targets) {
        let shown = &self.source[text.clone()];
        let embedded = shown.strip_suffix('>').and_then(|t| t.rfind('<').map(|at| (at, &t[at + 1..])));
        if let Some((at, url)) = embedded {
            let start = text.start + at + 1;
            let span = Span::new(start as u32, (start + url.len()) as u32);
            let href = Href { url: url.split_whitespace().collect::<String>().into(), span, reference: None };
            return self.link(text.start..text.start + shown[..at].trim_end().len(), whole, href);
        }
        match targets.get(&normalized(shown)) {
            Some((url, span)) => {
                let href = Href { url: url.as_str().into(), span: *span, reference: Some(shown.into()) };
                self.link(text, whole, href);
            }
            // It leads to a place of this text.
            None => self.element(ElementKind::Emphasis, text, whole, None),
        }
    }

    /// `name_`, where the name has a target.
    fn name(&mut self, targets: &Targets) {
        let end = self.at + 1;
        let is_end = !self.source[end..self.end].starts_with(|c: char| c.is_alphanumeric() || c == '_');
        if !is_end {
            self.at = end;
            return;
        }
        let before = &self.source.as_bytes()[self.from.max(self.at.saturating_sub(LONGEST_NAME))..self.at];
        let is_name = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'+' | b'_');
        let len = before.iter().rev().take_while(is_name).count();
        let start = self.at - len;
        let known = if len > 0 { targets.get(&normalized(&self.source[start..self.at])) } else { None };
        match known {
            Some((url, span)) => {
                let reference = Some(self.source[start..self.at].into());
                self.link(start..self.at, start..end, Href { url: url.as_str().into(), span: *span, reference });
            }
            None => self.at = end,
        }
    }
}

/// Names compare without regard to case and blanks.
pub(in crate::article::text) fn normalized(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}
