//! Character data: references, template tags and shortcodes in it.

use super::reader::Reader;
use super::tokens::{Reference, TextNode};
use crate::article::build::is_blank;
use crate::article::{Attrs, ElementKind};
use crate::input::Span;
use crate::map::HashSet;

/// Shortcodes that hold a note or a citation: they are read.
const NOTE_SHORTCODES: [&str; 9] =
    ["efn_note", "mfn", "modern_footnote", "ref", "fn", "footnote", "note", "cite", "sidenote"];

/// Longest template tag that is looked for.
const LONGEST_TEMPLATE: u32 = 2000;
/// Longest shortcode that is looked for.
const LONGEST_SHORTCODE: usize = 500;

impl Reader<'_> {
    /// Reads the text of a node, piece by piece.
    pub(super) fn read_text(&mut self, node: &TextNode<'_>) {
        let mut references = node.references;
        let mut at = node.span.start;
        while let Some(template) = self.next_template(Span::new(at, node.span.end)) {
            references = self.read_stretch(Span::new(at, template.start), references);
            self.placeholder(template);
            while references.first().is_some_and(|r| r.span.start < template.end) {
                references = &references[1..];
            }
            at = template.end;
        }
        self.read_stretch(Span::new(at, node.span.end), references);
    }

    /// Reads a stretch without template tags; returns the references behind it.
    fn read_stretch<'r>(&mut self, stretch: Span, references: &'r [Reference]) -> &'r [Reference] {
        let mut at = stretch.start;
        let inside = references.iter().take_while(|r| r.span.end <= stretch.end).count();
        for reference in &references[..inside] {
            self.plain(Span::new(at, reference.span.start));
            self.unit(reference.text(), reference.span);
            at = reference.span.end;
        }
        self.plain(Span::new(at, stretch.end));
        &references[inside..]
    }

    /// Text that stands in the input as it is.
    fn plain(&mut self, span: Span) {
        if span.is_empty() {
            return;
        }
        let text = self.slice(span);
        if self.reads_pre() {
            return self.lines(span);
        }
        if !self.builder.in_block() || self.builder.ends_blank() {
            let rest = text.trim_start_matches(is_blank);
            if rest.is_empty() {
                return;
            }
            self.begin_block();
            return self.builder.text(rest, Span::new(span.end - rest.len() as u32, span.end));
        }
        self.builder.text(text, span);
    }

    /// A decoded reference.
    fn unit(&mut self, text: &str, span: Span) {
        let text = if text.chars().all(is_blank) { " " } else { text };
        if text == " " && (!self.builder.in_block() || self.builder.ends_blank()) {
            return;
        }
        self.begin_block();
        self.builder.unit(text, span);
    }

    /// A template tag.
    fn placeholder(&mut self, span: Span) {
        self.begin_block();
        let element = self.builder.open_element(ElementKind::Template, span.start, None, Attrs::default());
        self.builder.object(span);
        self.builder.close_element(element, span.end);
    }

    /// Preformatted text that is read: its lines are lines, and an empty one ends a paragraph.
    fn lines(&mut self, span: Span) {
        let mut at = span.start;
        for line in self.slice(span).split_inclusive('\n') {
            let end = at + line.len() as u32;
            let body = line.trim_end_matches(['\n', '\r']);
            let starts_line = !self.builder.in_block() || self.builder.ends_blank();
            let text = if starts_line { body.trim_start_matches(is_blank) } else { body };
            if !text.is_empty() {
                let start = at + (body.len() - text.len()) as u32;
                self.begin_block();
                self.builder.text(text, Span::new(start, start + text.len() as u32));
            }
            if starts_line && text.is_empty() {
                self.builder.close_block();
            } else if body.len() < line.len() {
                self.builder.line_break(Span::new(end - 1, end));
            }
            at = end;
        }
    }

    /// The next template tag or shortcode in `span`.
    fn next_template(&mut self, span: Span) -> Option<Span> {
        let text = self.slice(span);
        let bytes = text.as_bytes();
        memchr::memchr2_iter(b'{', b'[', bytes).find_map(|i| {
            let rest = &text[i..];
            let start = span.start + i as u32;
            let end = match bytes[i..] {
                [b'{', kind @ (b'{' | b'%'), ..] => {
                    self.template_ends.after(self.input, kind, Span::new(start + 2, span.end))
                }
                [b'[', ..] => self.shortcode(rest).map(|len| start + len as u32),
                _ => None,
            }?;
            Some(Span::new(start, end))
        })
    }

    /// The length of the WordPress shortcode that `text` starts with: `[name attribute="…"]`, `[/name]`, or `[name]` if
    /// the document also has `[/name]`.
    fn shortcode(&mut self, text: &str) -> Option<usize> {
        let inner = &text[1..];
        let closing = inner.starts_with('/');
        let inner = inner.strip_prefix('/').unwrap_or(inner);
        let name = shortcode_name(inner);
        if name.is_empty() || NOTE_SHORTCODES.contains(&name) {
            return None;
        }
        let tail = &inner[name.len()..];
        let offset = text.len() - tail.len();
        match tail.as_bytes().first()? {
            b']' => (closing || self.has_closing_shortcode(name)).then_some(offset + 1),
            b' ' | b'\n' if !closing => {
                let window = &tail.as_bytes()[..tail.len().min(LONGEST_SHORTCODE)];
                let end = starts_with_attribute(window).then(|| memchr::memchr(b']', window))??;
                Some(offset + end + 1)
            }
            _ => None,
        }
    }

    fn has_closing_shortcode(&mut self, name: &str) -> bool {
        let input = self.input;
        self.closing_shortcodes.get_or_insert_with(|| closing_shortcodes(input)).contains(name)
    }
}

/// The name of the shortcode whose content is `text`, if it starts with one.
fn shortcode_name(text: &str) -> &str {
    if !text.starts_with(|c: char| c.is_ascii_lowercase()) {
        return "";
    }
    let is_name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-');
    &text[..text.as_bytes().iter().take_while(|b| is_name(b)).count()]
}

/// The names in `[/name]`, anywhere in the document.
fn closing_shortcodes(input: &str) -> HashSet<&str> {
    memchr::memmem::find_iter(input.as_bytes(), b"[/")
        .filter_map(|i| {
            let name = shortcode_name(&input[i + 2..]);
            (!name.is_empty() && input[i + 2 + name.len()..].starts_with(']')).then_some(name)
        })
        .collect()
}

/// Whether `text` starts with an attribute: `word="`, the quotation mark straight, curly or a reference. Prose in
/// brackets may say `n=5`.
fn starts_with_attribute(text: &[u8]) -> bool {
    let text = text.trim_ascii_start();
    let name = text.iter().take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')).count();
    name > 0 && matches!(text[name..], [b'=', b'"' | b'\'' | b'&' | 0x80.., ..])
}

/// Where template tags end. Each end is searched for once, however many tags open in front of it.
#[derive(Default)]
pub(super) struct TemplateEnds {
    expression: NextEnd,
    statement: NextEnd,
}

/// The last answer of a search.
#[derive(Default)]
struct NextEnd {
    /// The end that was found.
    found: u32,
    /// There is none before this offset.
    none_before: u32,
}

impl TemplateEnds {
    /// The end of the tag whose content starts with `within`; `kind` is the second character of its opening.
    fn after(&mut self, input: &str, kind: u8, within: Span) -> Option<u32> {
        let (known, close) = match kind {
            b'{' => (&mut self.expression, "}}"),
            _ => (&mut self.statement, "%}"),
        };
        if within.start >= known.none_before && within.start + 2 > known.found {
            match memchr::memmem::find(input.as_bytes().get(within.bounds())?, close.as_bytes()) {
                Some(i) => known.found = within.start + i as u32 + 2,
                None => known.none_before = within.end,
            }
        }
        let end = known.found;
        (end >= within.start + 2 && end <= within.end && end - within.start <= LONGEST_TEMPLATE).then_some(end)
    }
}
