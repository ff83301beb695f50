//! `explain`: a rule's user page; on a screen in two columns, headings at the left.

use std::io::{self, Write};

use serde::Serialize;

use super::catalogue::Rule;
use crate::finding::Meta;
use crate::report::Look;
use crate::report::shared::layout::{pad, width, wrap};
use crate::report::shared::style::{severity, strong};
use crate::rules::{KnownForm, Level, Value, forms_of};

/// Columns of the headings.
const LEFT: usize = 16;
/// Pages wider than this are hard to read.
const MAX_PAGE: usize = 96;

/// Writes the page of one rule.
pub fn write(rule: &Meta, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let level = if rule.on { severity(rule.severity, rule.severity.name()) } else { "off unless asked for".into() };
    writeln!(out, "{} ({level}): {}", strong(rule.name), rule.summary)?;
    let page = page(rule);
    for section in sections(&page) {
        writeln!(out)?;
        let room = look.width.min(MAX_PAGE).saturating_sub(LEFT).max(24);
        let mut lines: Vec<String> = section.parts.iter().flat_map(|part| part.lines(room)).collect();
        lines.truncate(lines.iter().rposition(|line| !line.is_empty()).map_or(0, |last| last + 1));
        let head = if width(section.title) < LEFT { section.title } else { "" };
        if head.is_empty() && !section.title.is_empty() {
            writeln!(out, "{}", strong(section.title))?;
        }
        for (i, line) in lines.iter().enumerate() {
            match (i, line.as_str()) {
                (0, line) => writeln!(out, "{}{line}", strong(pad(head, LEFT)))?,
                (_, "") => writeln!(out)?,
                (_, line) => writeln!(out, "{}{line}", " ".repeat(LEFT))?,
            }
        }
    }
    Ok(())
}

/// Writes the page of one rule as Markdown.
pub fn write_markdown(rule: &Meta, out: &mut dyn Write) -> io::Result<()> {
    let level = if rule.on { rule.severity.name() } else { "off unless asked for" };
    writeln!(out, "# {}\n\n{} ({level})\n\n{}", rule.name, rule.summary, page(rule).trim_end())
}

/// Writes the page of one rule as one line of JSON.
pub fn write_json(rule: &Meta, out: &mut dyn Write) -> io::Result<()> {
    let document = Document { schema: "wellcited.rule/1", rule: Rule::of(rule), page: page(rule) };
    serde_json::to_writer(&mut *out, &document)?;
    out.write_all(b"\n")
}

#[derive(Serialize)]
struct Document {
    schema: &'static str,
    #[serde(flatten)]
    rule: Rule,
    /// Markdown.
    page: String,
}

/// The page of a rule, with what may be set about it.
fn page(rule: &Meta) -> String {
    let mut page = rule.page() + "\n";
    page += &forms(rule);
    let levels = Level::ALL.map(|level| format!("\"{}\"", level.name()));
    page += &format!("\n## Settings\n`[rules] {} = {}`\n", rule.name, levels.join(" | "));
    for knob in rule.options {
        let default = Value::from(knob.default);
        page += &format!("- `[options.{}] {}`: {} (default: {default})\n", rule.name, knob.name, knob.summary);
    }
    page
}

/// The forms that a rule knows, each with the places where it is sound.
fn forms(rule: &Meta) -> String {
    let known = forms_of(rule);
    if known.is_empty() {
        return String::new();
    }
    let line = |form: &KnownForm| {
        // Characters that nobody sees are shown by their numbers.
        let shown: String = form
            .example
            .chars()
            .map(|c| if is_unseen(c) { c.escape_unicode().to_string() } else { c.into() })
            .collect();
        match form.sound_in.as_slice() {
            [] => format!("- `{shown}`: nowhere\n"),
            places => format!("- `{shown}`: {}\n", places.join(", ")),
        }
    };
    let lines: String = known.iter().map(line).collect();
    format!("\n## Forms\nOne example of each, and where it is sound.\n\n{lines}")
}

const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}')
}

/// What stands under one heading.
#[derive(Debug, Default)]
pub(in crate::report) struct Section<'a> {
    pub(in crate::report) title: &'a str,
    pub(in crate::report) parts: Vec<Part>,
}

#[derive(Debug, PartialEq, Eq)]
pub(in crate::report) enum Part {
    /// Running text.
    Paragraph(String),
    /// A list item with its bullet or number.
    Item { bullet: String, text: String },
    /// An example with what the rule makes of it.
    Example { verdict: Option<&'static str>, lines: Vec<String> },
}

/// Splits a page at its headings of level 2.
pub(in crate::report) fn sections(page: &str) -> Vec<Section<'_>> {
    let mut sections = vec![Section::default()];
    let mut fence: Option<Part> = None;
    let mut continues = false;
    for line in page.lines() {
        let Some(section) = sections.last_mut() else { break };
        if let Some(Part::Example { lines, .. }) = &mut fence {
            if !line.starts_with("```") {
                lines.push(line.to_owned());
            } else {
                section.parts.extend(fence.take());
            }
            continue;
        }
        if let Some(info) = line.strip_prefix("```") {
            fence = Some(Part::Example { verdict: verdict(info), lines: Vec::new() });
            continues = false;
        } else if let Some(title) = line.strip_prefix("## ") {
            sections.push(Section { title: title.trim(), parts: Vec::new() });
            continues = false;
        } else if line.trim().is_empty() {
            continues = false;
        } else {
            section.add(line.trim(), continues);
            continues = true;
        }
    }
    sections.retain(|s| !s.parts.is_empty());
    sections
}

/// What the tag of a fence says about its example.
fn verdict(info: &str) -> Option<&'static str> {
    info.split_whitespace().find_map(|word| match word {
        "fail" => Some("reported:"),
        "pass" => Some("correct:"),
        "fixed" => Some("mended:"),
        "saved" => Some("the source says:"),
        "answers" => Some("where the web says:"),
        _ => None,
    })
}

impl Section<'_> {
    /// Adds a line of text; `continues` if the line before was text too.
    fn add(&mut self, line: &str, continues: bool) {
        if let Some((bullet, text)) = bullet(line) {
            self.parts.push(Part::Item { bullet: bullet.to_owned(), text: plain(text) });
            return;
        }
        match self.parts.last_mut().filter(|_| continues) {
            Some(Part::Paragraph(text) | Part::Item { text, .. }) => {
                text.push(' ');
                text.push_str(&plain(line));
            }
            _ => self.parts.push(Part::Paragraph(plain(line))),
        }
    }
}

/// The bullet or number of a list item and its text.
fn bullet(line: &str) -> Option<(&str, &str)> {
    let (head, text) = line.split_once(' ')?;
    let number = head.strip_suffix('.').is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    (number || head == "-" || head == "*").then_some((head, text.trim()))
}

/// Markdown without the marks that a terminal does not need.
fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

impl Part {
    fn lines(&self, room: usize) -> Vec<String> {
        match self {
            Self::Paragraph(text) => wrap(text, room),
            Self::Item { bullet, text } => {
                let indent = width(bullet) + 1;
                let lines = wrap(text, room.saturating_sub(indent));
                let lead = |i| if i == 0 { format!("{bullet} ") } else { " ".repeat(indent) };
                lines.iter().enumerate().map(|(i, line)| format!("{}{line}", lead(i))).collect()
            }
            Self::Example { verdict, lines } => {
                let head = verdict.iter().map(|v| (*v).to_owned());
                let body = lines.iter().map(|line| if line.is_empty() { String::new() } else { format!("  {line}") });
                head.chain(body).chain([String::new()]).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sample::{self, DROPPED, LOOK};

    const DOC: &str = " ## What it finds
 A blank before a full stop (`quay .`), in an article
 where other signs agree.

 ## What to do
 1. Look in the first draft, or ask the author, what stood here before the text was pasted into the editor.
 2. Put it back.

 ## Examples
 ```md fail
 The quay sank .

 # Sources
 ```
 ```md pass
 The quay sank [1].
 ```
";

    #[test]
    fn a_page_has_two_columns() {
        let rule = Meta { doc: DOC, ..meta(&DROPPED) };
        let page = sample::written(|out| write(&rule, &LOOK, out));
        let expected = "\
dropped-citation (warning): a sentence seems to have lost its citation

What it finds   A blank before a full stop (quay .), in an article where other signs agree.

What to do      1. Look in the first draft, or ask the author, what stood here before the text
                   was pasted into the editor.
                2. Put it back.

Examples        reported:
                  The quay sank .

                  # Sources

                correct:
                  The quay sank [1].

Settings        [rules] dropped-citation = \"off\" | \"on\" | \"info\" | \"warning\" | \"error\"
";
        assert_eq!(page, expected);
    }

    fn meta(rule: &Meta) -> Meta {
        Meta { doc: "", ..*rule }
    }
}
