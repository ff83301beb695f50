//! reStructuredText: sections, explicit markup (`.. …`), literal blocks, lists.

use super::inline::{self, Targets, normalized};
use super::lines::{Gap, Line};
use super::lists::Lists;
use super::shape;
use super::table;
use super::unnamed;
use super::writer::Writer;
use crate::article::{Attrs, BlockKind, ContainerKind};
use crate::input::Span;

/// Directives whose content is no prose.
const CODE: [&str; 14] = [
    "code",
    "code-block",
    "sourcecode",
    "highlight",
    "parsed-literal",
    "literalinclude",
    "raw",
    "graphviz",
    "productionlist",
    "doctest",
    "testcode",
    "testoutput",
    "prompt",
    "mermaid",
];
/// Directives that show nothing of what they hold.
const SILENT: [&str; 16] = [
    "image",
    "contents",
    "toctree",
    "index",
    "include",
    "meta",
    "role",
    "default-role",
    "sectnum",
    "tabularcolumns",
    "currentmodule",
    "module",
    "only",
    "target-notes",
    "autoclass",
    "automodule",
];

/// Directives nest no deeper.
const DEEPEST: usize = 16;

/// Reads reStructuredText.
pub(super) fn read(writer: &mut Writer<'_>, lines: &[Line]) {
    let mut reader = Reader {
        targets: targets(writer.source, lines),
        lists: Lists::default(),
        rules: Vec::new(),
        is_first: true,
        depth: 0,
        writer,
    };
    let at = reader.header(lines);
    reader.read(&lines[at..]);
    let article = &mut reader.writer.builder.article;
    article.unnamed_notes = unnamed::label(&mut article.containers);
}

/// The names with an address: `.. _name: url`.
fn targets(source: &str, lines: &[Line]) -> Targets {
    let mut targets = Targets::default();
    for (i, line) in lines.iter().enumerate() {
        let Some((name, url)) = target(line.text(source)) else { continue };
        // The address may stand on the next line.
        let next = lines.get(i + 1).filter(|next| next.gap == Gap::None && next.indent > line.indent);
        let (url, end) = match (url, next) {
            ("", Some(next)) => (next.text(source), next.span().end),
            _ => (url, line.span().end),
        };
        if !url.is_empty() {
            targets.insert(normalized(name), (url.to_owned(), Span::new(end - url.len() as u32, end)));
        }
    }
    targets
}

/// The label of a note or citation: a number, a sign, or a simple name. Other words in brackets are a comment.
fn note_label(rest: &str) -> Option<&str> {
    let (label, _) = rest.strip_prefix('[')?.split_once(']')?;
    let name = label.strip_prefix('#').unwrap_or(label);
    let simple = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':' | '+'));
    (label == "*" || !label.is_empty() && simple).then_some(label)
}

fn target(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix(".. _")?;
    let (name, url) = match rest.strip_prefix('`') {
        Some(quoted) => quoted.split_once("`:")?,
        None => rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?,
    };
    Some((name, url.trim()))
}

struct Reader<'w, 'a> {
    writer: &'w mut Writer<'a>,
    targets: Targets,
    lists: Lists,
    /// The styles of section titles in order of appearance: the first is the highest.
    rules: Vec<(char, bool)>,
    is_first: bool,
    /// How many directives are open.
    depth: usize,
}

impl<'a> Reader<'_, 'a> {
    fn text(&self, line: &Line) -> &'a str {
        line.text(self.writer.source)
    }

    /// Reads the fields at the start of a document (`Title: x`) and returns how many lines they take.
    fn header(&mut self, lines: &[Line]) -> usize {
        let len = lines.iter().skip(1).position(|line| line.gap != Gap::None).map_or(lines.len(), |i| i + 1);
        let is_field = |line: &&Line| line.indent > 0 || field(self.text(line)).is_some();
        if len < 2 || !lines[..len].iter().all(|line| is_field(&line)) {
            return 0;
        }
        let title = lines[..len].iter().find_map(|line| self.text(line).strip_prefix("Title:").map(str::trim));
        self.writer.builder.article.title = title.map(str::to_owned);
        let mut start = 0;
        for i in 1..=len {
            if i == len || lines[i].indent == 0 {
                self.paragraph(&lines[start..i]);
                start = i;
            }
        }
        len
    }

    fn read(&mut self, lines: &[Line]) {
        let mut at = 0;
        while at < lines.len() {
            at += self.next(&lines[at..]).max(1);
        }
    }

    /// Reads what `lines` start with and returns how many lines it takes.
    fn next(&mut self, lines: &[Line]) -> usize {
        let Some(used) = self.title(lines) else {
            return if self.is_explicit(&lines[0]) { self.explicit(lines) } else { self.body(lines) };
        };
        used
    }

    /// A section title with its line below, and perhaps above.
    fn title(&mut self, lines: &[Line]) -> Option<usize> {
        let rule =
            |line: Option<&Line>| line.filter(|l| l.gap == Gap::None).and_then(|l| shape::underline(self.text(l)));
        let over = shape::underline(self.text(&lines[0]));
        let below = rule(lines.get(1 + usize::from(over.is_some())))?;
        let (title, used) = match over {
            Some(over) if over == below && lines[1].gap == Gap::None => (1, 3),
            Some(_) => return None,
            None => (0, 2),
        };
        let is_long_enough = lines[used - 1].len() * 2 >= self.text(&lines[title]).chars().count();
        if lines[0].indent > 0 || lines[used - 1].indent > 0 || !is_long_enough {
            return None;
        }
        let style = (below, over.is_some());
        let depth = self.rules.iter().position(|&known| known == style).unwrap_or_else(|| {
            self.rules.push(style);
            self.rules.len() - 1
        });
        self.lists.close(&mut self.writer.builder, lines[0].span().start);
        // Only a title at the very start is that of the document; otherwise the highest sections come second.
        let is_title = std::mem::take(&mut self.is_first) && self.writer.builder.article.title.is_none();
        let level = if is_title { 1 } else { (depth + 1).clamp(2, 6) as u8 };
        self.inline(BlockKind::Heading(level), &lines[title..=title]);
        Some(used)
    }

    /// How many of `lines` belong to the construct that starts on the first: those indented against it.
    fn extent(lines: &[Line]) -> usize {
        let indent = lines[0].indent;
        1 + lines[1..].iter().take_while(|line| line.indent > indent).count()
    }

    fn explicit(&mut self, lines: &[Line]) -> usize {
        let used = Self::extent(lines);
        let block = &lines[..used];
        let text = self.text(&lines[0]);
        let rest = text.get(3..).unwrap_or_default().trim_start();
        let lead = text.len() - rest.len();
        self.leave(&lines[0]);
        if let Some(label) = note_label(rest) {
            self.note(block, lead, label.len());
        } else if rest.starts_with('_') || text.starts_with("__ ") {
            self.anchor(block);
        } else if rest.starts_with('|') {
            // A substitution: it shows where it is used.
        } else if let Some((name, arguments)) = rest.split_once("::") {
            let name = name.trim().to_owned();
            let arguments = text.len() - arguments.trim_start().len();
            self.directive(&name, arguments, block);
        } else {
            let span = Writer::span(block);
            self.writer.builder.comment(span);
        }
        used
    }

    /// `.. [label] text`: a footnote or citation.
    fn note(&mut self, block: &[Line], lead: usize, label_len: usize) {
        let source = self.writer.source;
        let span = Writer::span(block);
        let start = span.start + lead as u32 + 1;
        let label_span = Span::new(start, start + label_len as u32);
        let kind = ContainerKind::Note { label: source[label_span.bounds()].to_owned(), label_span };
        let id = self.writer.builder.open_container(kind, span.start, Attrs::default());
        let mut lines = block.to_vec();
        lines[0] = block[0].without(source, lead + label_len + "[]".len());
        let skip = usize::from(lines[0].len() == 0);
        // Wrapped text may stand at any indent: only blank lines part the paragraphs of a note.
        for run in super::lines::runs(&lines[skip..]) {
            self.paragraph(run);
        }
        self.writer.builder.close_container(id, span.end);
    }

    /// `.. _name:` names this place.
    fn anchor(&mut self, block: &[Line]) {
        if let Some((name, url)) = target(self.text(&block[0]))
            && url.is_empty()
            && block.len() == 1
        {
            let (name, span) = (name.to_owned(), block[0].span());
            let anchor = self.writer.builder.open_anchor(&name, span);
            self.writer.builder.close_anchor(anchor);
        }
    }

    fn directive(&mut self, name: &str, arguments: usize, block: &[Line]) {
        let span = Writer::span(block);
        if name == "bibliography" {
            self.writer.builder.article.generated_list.get_or_insert(span);
        } else if CODE.contains(&name) {
            self.writer.code(block);
        } else if name == "math" {
            self.writer.builder.void_block(BlockKind::Math, span);
        } else if !SILENT.contains(&name) {
            let first = block[0].without(self.writer.source, arguments);
            let options = block[1..].iter().take_while(|l| l.gap == Gap::None && self.text(l).starts_with(':')).count();
            if first.len() > 0 && !matches!(name, "figure" | "csv-table" | "list-table") {
                self.paragraph(&[first]);
            }
            self.nested(&block[1 + options..]);
        }
    }

    fn is_explicit(&self, line: &Line) -> bool {
        let text = self.text(line);
        text == ".." || text.starts_with(".. ") || text.starts_with("__ ")
    }

    /// Reads the content of a directive; those nested too deep are read as text.
    fn nested(&mut self, lines: &[Line]) {
        self.depth += 1;
        let mut at = 0;
        while at < lines.len() {
            let rest = &lines[at..];
            let explicit = self.depth < DEEPEST && self.is_explicit(&rest[0]);
            at += if explicit { self.explicit(rest) } else { self.body(rest) }.max(1);
        }
        self.depth -= 1;
    }

    /// A paragraph, list item, literal block, table or quotation.
    fn body(&mut self, lines: &[Line]) -> usize {
        self.is_first = false;
        let source = self.writer.source;
        let first = lines[0];
        let text = first.text(source);
        if is_table(text) {
            return self.table(run(lines));
        }
        if text.starts_with(">>> ") {
            let run = run(lines);
            self.writer.code(run);
            return run.len();
        }
        let marker =
            shape::marker(text).or_else(|| Some((shape::Marker::Number(0), text.strip_prefix("#. ").map(|_| 3)?)));
        let marker = marker.filter(|_| !text.starts_with('o'));
        let mut paragraph;
        match marker {
            Some((marker, lead)) => {
                self.lists.item(&mut self.writer.builder, marker, first.indent, first.span().start);
                paragraph = vec![first.without(source, lead)];
                paragraph
                    .extend(lines[1..].iter().take_while(|line| line.gap == Gap::None && line.indent > first.indent));
            }
            None => {
                self.leave(&first);
                paragraph = vec![first];
                paragraph
                    .extend(lines[1..].iter().take_while(|line| line.gap == Gap::None && line.indent == first.indent));
            }
        }
        let used = paragraph.len();
        let is_literal = paragraph.last().is_some_and(|line| line.text(source).ends_with("::"));
        if !(is_literal && paragraph.len() == 1 && text == "::") {
            self.paragraph(&paragraph);
        }
        if is_literal { used + self.literal(&lines[used..], first.indent) } else { used }
    }

    /// The block that is indented after `::`, or quoted with one sign on each line.
    fn literal(&mut self, lines: &[Line], indent: u16) -> usize {
        let len = lines.iter().take_while(|line| line.indent > indent).count();
        self.writer.code(&lines[..len]);
        len
    }

    fn table(&mut self, run: &[Line]) -> usize {
        let source = self.writer.source;
        let is_grid = run[0].text(source).starts_with('+');
        let rows = run.iter().filter(|line| !line.text(source).starts_with(['+', '=']));
        let rows: Vec<_> = rows
            .map(
                |line| {
                    if is_grid { table::cells(source, line, "|") } else { table::cells_under(source, &run[0], line) }
                },
            )
            .collect();
        self.leave(&run[0]);
        self.writer.table(Writer::span(run), &rows);
        run.len()
    }

    fn leave(&mut self, line: &Line) {
        self.lists.text(&mut self.writer.builder, line.indent, line.span().start);
    }

    fn paragraph(&mut self, lines: &[Line]) {
        if !lines.is_empty() {
            self.inline(BlockKind::Paragraph, lines);
        }
    }

    fn inline(&mut self, kind: BlockKind, lines: &[Line]) {
        self.writer.builder.open_block(kind);
        inline::restructured(self.writer, Writer::span(lines).bounds(), &self.targets);
        self.writer.builder.close_block();
    }
}

/// The lines up to the next blank one.
fn run(lines: &[Line]) -> &[Line] {
    let rest = lines.iter().skip(1).take_while(|line| line.gap == Gap::None).count();
    &lines[..lines.len().min(1 + rest)]
}

/// Whether a line is the upper border of a table.
fn is_table(text: &str) -> bool {
    text.starts_with("+-") || (text.starts_with("==") && text.contains(' '))
}

/// The name of the field that a line starts with: `Title: x`.
fn field(text: &str) -> Option<&str> {
    let (name, _) = text.split_once(':')?;
    (!name.is_empty() && name.len() < 30 && name.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-')).then_some(name)
}
