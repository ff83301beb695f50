//! How far each directive reaches.

use super::parse::{Statement, line_around};
use super::{Directives, Kind, PREFIX, Silence, Unknown};
use crate::article::{BlockKind, ContainerKind};
use crate::input::{Format, Span};
use crate::map::HashMap;
use crate::rules::{Context, Subject, nearest};

/// The words that begin a directive, without what all share.
const WORDS: [&str; 5] = ["ignore", "ignore-line", "ignore-file", "disable", "enable"];

/// Turns directives into what they silence where.
pub(super) fn resolve(cx: &Context<'_>, statements: &[Statement]) -> Directives {
    let mut resolver = Resolver { cx, blocks: blocks(cx), open: HashMap::default(), found: Directives::default() };
    statements.iter().for_each(|statement| resolver.add(statement));
    resolver.found
}

/// Visible blocks by their place in the input.
fn blocks(cx: &Context<'_>) -> Vec<(Span, usize)> {
    let blocks = cx.article.blocks.iter().enumerate();
    let visible = blocks.filter(|(_, b)| !b.kind.is_set_apart() && b.kind != BlockKind::Rule);
    let mut spans: Vec<_> = visible.map(|(id, b)| (b.span, id)).filter(|(span, _)| !span.is_empty()).collect();
    spans.sort_unstable();
    spans
}

struct Resolver<'a, 'c> {
    cx: &'a Context<'c>,
    blocks: Vec<(Span, usize)>,
    /// For each subject that is disabled here, its silence.
    open: HashMap<Subject, usize>,
    found: Directives,
}

impl Resolver<'_, '_> {
    fn add(&mut self, statement: &Statement) {
        let word = self.text(statement.word).strip_prefix(PREFIX).unwrap_or_default().to_owned();
        let end = self.cx.input.text.len() as u32;
        let (kind, reach) = match word.as_str() {
            "ignore" => (Kind::Block, self.block(statement)),
            "ignore-line" => (Kind::Line, self.line(statement)),
            "ignore-file" => (Kind::File, Span::new(0, end)),
            "disable" => (Kind::Range, Span::new(statement.span.start, end)),
            "enable" => return self.enable(statement),
            _ => return self.unknown_word(statement, &word),
        };
        for (subject, span) in self.subjects(statement) {
            if kind == Kind::Range && self.open.contains_key(&subject) {
                // It is disabled already: this one silences nothing.
                self.found.silences.push(Silence { span, subject, kind, reach: Span::empty(reach.start) });
                continue;
            }
            if kind == Kind::Range {
                self.open.insert(subject, self.found.silences.len());
            }
            self.found.silences.push(Silence { span, subject, kind, reach });
        }
    }

    fn text(&self, span: Span) -> &str {
        &self.cx.input.text[span.bounds()]
    }

    /// What a directive names; everything, if it names nothing.
    fn subjects(&mut self, statement: &Statement) -> Vec<(Subject, Span)> {
        if statement.names.is_empty() {
            return vec![(Subject::All, statement.span)];
        }
        let mut subjects = Vec::new();
        for &span in &statement.names {
            let name = self.text(span);
            match Subject::by_name(name) {
                Some(subject) => subjects.push((subject, span)),
                None => {
                    let message = unknown_rule(name);
                    self.found.unknown.push(Unknown { span, message });
                }
            }
        }
        subjects
    }

    fn unknown_word(&mut self, statement: &Statement, word: &str) {
        let mut message = format!("there is no directive “{PREFIX}{word}”");
        if let Some(near) = nearest(word, WORDS) {
            message += &format!("; did you mean “{PREFIX}{near}”?");
        }
        self.found.unknown.push(Unknown { span: statement.word, message });
    }

    /// Ends what is disabled.
    fn enable(&mut self, statement: &Statement) {
        let at = statement.span.start;
        let named = self.subjects(statement);
        let ended: Vec<usize> = match statement.names.is_empty() {
            true => self.open.drain().map(|(_, silence)| silence).collect(),
            false => named.iter().filter_map(|(subject, _)| self.open.remove(subject)).collect(),
        };
        for silence in ended {
            self.found.silences[silence].reach.end = at;
        }
    }

    /// The line a directive stands on; the next one if it stands there alone.
    fn line(&self, statement: &Statement) -> Span {
        let text = self.cx.input.text.as_str();
        let own = line_around(text, statement.span.start);
        let comment = statement.comment;
        let before = text.get(own.start as usize..comment.start as usize).unwrap_or_default();
        let after = text.get(comment.end as usize..own.end as usize).unwrap_or_default();
        if !before.trim().is_empty() || !after.trim().is_empty() {
            return own;
        }
        let rest = text.get(comment.end.max(own.end) as usize..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start().len();
        line_around(text, comment.end.max(own.end) + skipped as u32)
    }

    /// The block a directive stands in, or the next one: a paragraph, a heading, a whole list, table or quotation.
    fn block(&self, statement: &Statement) -> Span {
        let at = statement.comment;
        let line = line_around(&self.cx.input.text, at.start);
        let in_line = !self.cx.input.text[line.start as usize..at.start as usize].trim().is_empty();
        // In Markdown and text, what follows words on a line belongs to them.
        let limit = if in_line && self.cx.input.format != Format::Html { line.start } else { at.end };
        let next = self.blocks.partition_point(|(span, _)| span.end <= limit);
        let Some(&(span, block)) = self.blocks.get(next) else { return Span::empty(at.end) };
        if span.start < at.end {
            return span.join(at);
        }
        let whole = |kind: &ContainerKind| {
            use ContainerKind::{Bullets, Definitions, Figure, Note, Numbers, Quote, Table};
            matches!(kind, Bullets | Numbers { .. } | Definitions | Figure | Table | Quote | Note { .. })
        };
        let around = self.cx.article.ancestors(self.cx.article.blocks[block].container);
        let after = around.take_while(|(_, c)| c.span.start >= at.end && !c.span.is_empty());
        after.filter(|(_, c)| whole(&c.kind)).last().map_or(span, |(_, c)| c.span)
    }
}

fn unknown_rule(name: &str) -> String {
    let message = format!("there is no rule “{name}”");
    match nearest(name, Subject::names()) {
        Some(near) => format!("{message}; did you mean “{near}”?"),
        None if name.contains(char::is_whitespace) => format!("{message}; a reason stands behind a colon"),
        None => message,
    }
}
