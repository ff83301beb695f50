//! AsciiDoc: titles by `=`, delimited blocks, lists, and its bibliography.

use super::inline;
use super::lines::{Gap, Line};
use super::lists::Lists;
use super::shape::{self, Marker};
use super::table;
use super::writer::Writer;
use crate::article::{Attrs, BlockKind, ContainerId, ContainerKind};

/// Reads AsciiDoc.
pub(super) fn read(writer: &mut Writer<'_>, lines: &[Line]) {
    let mut reader = Reader { lists: Lists::default(), quote: None, writer };
    let mut at = 0;
    while at < lines.len() {
        at += reader.next(&lines[at..]).max(1);
    }
}

struct Reader<'w, 'a> {
    writer: &'w mut Writer<'a>,
    lists: Lists,
    /// The quotation that is open.
    quote: Option<ContainerId>,
}

impl Reader<'_, '_> {
    /// Reads what `lines` start with and returns how many lines it takes.
    fn next(&mut self, lines: &[Line]) -> usize {
        let source = self.writer.source;
        let first = lines[0];
        let text = first.text(source);
        if let Some(used) = self.delimited(lines) {
            return used;
        }
        if let Some((level, lead)) = heading(text).filter(|_| first.indent == 0) {
            self.lists.close(&mut self.writer.builder, first.span().start);
            self.inline(BlockKind::Heading(level), &[first.without(source, lead)]);
            return 1;
        }
        if self.is_aside(text, &first) {
            return 1;
        }
        if text == "+" {
            return 1;
        }
        self.paragraph(lines)
    }

    /// Comments, attributes and macros that stand on a line of their own and show no text.
    fn is_aside(&mut self, text: &str, line: &Line) -> bool {
        let span = line.span();
        if text.starts_with("//") {
            self.writer.builder.comment(span);
            return true;
        }
        if let Some(id) =
            text.strip_prefix("[[").and_then(|t| t.strip_suffix("]]")).filter(|id| !id.contains(['[', ']']))
        {
            let anchor = self.writer.builder.open_anchor(id.split(',').next().unwrap_or(id), span);
            self.writer.builder.close_anchor(anchor);
            return true;
        }
        if let Some(id) = text.strip_prefix("[#").and_then(|t| t.strip_suffix(']')) {
            let anchor = self.writer.builder.open_anchor(id.split([',', '.', '%']).next().unwrap_or(id), span);
            self.writer.builder.close_anchor(anchor);
            return true;
        }
        if text.starts_with("bibliography::") {
            self.writer.builder.article.generated_list.get_or_insert(span);
            return true;
        }
        let is_macro =
            text.ends_with(']') && ["image::", "include::", "toc::", "video::"].iter().any(|m| text.starts_with(m));
        is_macro || is_attribute(text) || is_style(text)
    }

    /// A block between two equal lines.
    fn delimited(&mut self, lines: &[Line]) -> Option<usize> {
        let source = self.writer.source;
        let text = lines[0].text(source);
        let kind = if text.starts_with("```") || text == "--" {
            '`'
        } else {
            shape::underline(text).filter(|_| text.len() > 3)?
        };
        let close = if kind == '`' && text != "--" { "```" } else { text };
        let len = || lines[1..].iter().position(|line| line.text(source) == close).map_or(lines.len(), |i| i + 2);
        match kind {
            '-' | '.' | '`' | '+' if text != "--" => {
                let used = len();
                self.lists.text(&mut self.writer.builder, lines[0].indent, lines[0].span().start);
                self.writer.code(&lines[..used]);
                Some(used)
            }
            '/' => {
                let used = len();
                self.writer.builder.comment(Writer::span(&lines[..used]));
                Some(used)
            }
            '_' => {
                let at = lines[0].span().start;
                self.lists.close(&mut self.writer.builder, at);
                match self.quote.take() {
                    Some(quote) => self.writer.builder.close_container(quote, lines[0].span().end),
                    None => {
                        self.quote =
                            Some(self.writer.builder.open_container(ContainerKind::Quote, at, Attrs::default()))
                    }
                }
                Some(1)
            }
            // The content of these is as any other.
            '=' | '*' | '-' | '`' => Some(1),
            _ => None,
        }
    }

    /// A paragraph, list item or table.
    fn paragraph(&mut self, lines: &[Line]) -> usize {
        let source = self.writer.source;
        let first = lines[0];
        let text = first.text(source);
        if text.starts_with("|===") {
            let end =
                lines[1..].iter().position(|line| line.text(source).starts_with("|===")).map_or(lines.len(), |i| i + 1);
            let rows: Vec<_> = lines[1..end].iter().map(|line| table::cells(source, line, "|")).collect();
            self.writer.table(Writer::span(&lines[..end]), &rows);
            return (end + 1).min(lines.len());
        }
        let marker = marker(text);
        let goes_on = |line: &&Line| {
            let text = line.text(source);
            line.gap == Gap::None && self::marker(text).is_none() && !is_boundary(text)
        };
        let used = 1 + lines[1..].iter().take_while(goes_on).count();
        let mut paragraph = lines[..used].to_vec();
        match marker {
            Some((marker, depth, lead)) => {
                self.lists.item(&mut self.writer.builder, marker, depth, first.span().start);
                paragraph[0] = first.without(source, lead);
            }
            None if first.gap != Gap::None => {
                self.lists.text(&mut self.writer.builder, first.indent, first.span().start)
            }
            None => {}
        }
        self.inline(BlockKind::Paragraph, &paragraph);
        used
    }

    fn inline(&mut self, kind: BlockKind, lines: &[Line]) {
        self.writer.builder.open_block(kind);
        inline::asciidoc(self.writer, Writer::span(lines).bounds());
        self.writer.builder.close_block();
    }
}

/// The level of the title that `text` is (`== Title`), and the length of the sign.
fn heading(text: &str) -> Option<(u8, usize)> {
    let depth = text.bytes().take_while(|&b| b == b'=').count();
    let title = text[depth..].strip_prefix([' ', '\t'])?.trim_start();
    ((1..=6).contains(&depth) && !title.is_empty()).then_some((depth as u8, text.len() - title.len()))
}

/// The list marker of an item, how deep it is, and its length: `* `, `** `, `. `, `1. `, `- `.
fn marker(text: &str) -> Option<(Marker, u16, usize)> {
    let sign = text.chars().next().filter(|c| matches!(c, '*' | '.' | '-'));
    let Some(sign) = sign else {
        let (marker @ Marker::Number(_), len) = shape::marker(text)? else { return None };
        return Some((marker, 1, len));
    };
    let depth = text.chars().take_while(|&c| c == sign).count();
    let rest = text[depth..].strip_prefix(' ')?.trim_start();
    let marker = if sign == '.' { Marker::Number(0) } else { Marker::Bullet };
    (depth <= 6 && !rest.is_empty()).then_some((marker, depth as u16, text.len() - rest.len()))
}

/// Whether a line ends the paragraph before it.
fn is_boundary(text: &str) -> bool {
    text == "+"
        || text.starts_with("//")
        || heading(text).is_some()
        || (shape::underline(text).is_some() && text.len() > 3)
}

/// `:name: value`.
fn is_attribute(text: &str) -> bool {
    let name = text.strip_prefix(':').and_then(|rest| rest.split_once(':')).map(|(name, _)| name);
    name.is_some_and(|n| {
        !n.is_empty() && n.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'!'))
    })
}

/// `[bibliography]`, `[source,ruby]`, `[quote, Author]`: a line of attributes for the next block. A label of an entry
/// has text after it.
fn is_style(text: &str) -> bool {
    let inner = text.strip_prefix('[').and_then(|t| t.strip_suffix(']'));
    inner.is_some_and(|i| {
        !i.contains(['[', ']']) && i.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '.' | '%'))
    })
}
