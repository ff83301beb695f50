//! Plain text: what a stretch of lines is can only be told by its shape.

use super::lines::{Gap, Line, runs};
use super::lists::Lists;
use super::shape::{self, Marker};
use super::table;
use super::writer::Writer;
use crate::article::BlockKind;
use crate::map::HashMap;
use unicode_width::UnicodeWidthStr;

/// So many numbers may be missing between two items of one list.
const MAX_SKIP: i64 = 20;

/// A document with lines longer than this is not wrapped: its line ends are meant.
const WIDEST_WRAP: usize = 120;

/// No text is wrapped to fewer columns.
const NARROWEST_WRAP: usize = 45;

/// Reads plain text.
pub(super) fn read(writer: &mut Writer<'_>, lines: &[Line]) {
    let mut reader = Reader {
        lists: Lists::default(),
        body_indent: commonest_indent(lines),
        is_wrapped: lines.iter().all(|line| line.width(writer.source) <= WIDEST_WRAP),
        is_first: true,
        open_braces: 0,
        writer,
    };
    let runs: Vec<&[Line]> = runs(lines).collect();
    for (i, run) in runs.iter().enumerate() {
        let number = |run: Option<&&[Line]>| run.and_then(|run| reader.item_number(run));
        let before = i.checked_sub(1).and_then(|i| number(runs.get(i)));
        let after = number(runs.get(i + 1));
        let is_item = reader.item_number(run).is_some_and(|n| before == Some(n - 1) || after == Some(n + 1));
        reader.run(run, is_item);
    }
}

fn commonest_indent(lines: &[Line]) -> u16 {
    let mut times: HashMap<u16, usize> = HashMap::default();
    for line in lines {
        *times.entry(line.indent).or_default() += 1;
    }
    let most = times.values().copied().max().unwrap_or(0);
    lines.iter().map(|line| line.indent).find(|indent| times.get(indent) == Some(&most)).unwrap_or(0)
}

struct Reader<'w, 'a> {
    writer: &'w mut Writer<'a>,
    lists: Lists,
    /// The indent that most lines have: 3 in an RFC.
    body_indent: u16,
    /// Whether lines end where they were full, not where a sentence or cell does.
    is_wrapped: bool,
    /// Whether nothing was written yet.
    is_first: bool,
    /// How many braces the code before left open.
    open_braces: i64,
}

impl<'a> Reader<'_, 'a> {
    fn text(&self, line: &Line) -> &'a str {
        line.text(self.writer.source)
    }

    /// The number of the item that a run starts with.
    fn item_number(&self, run: &[Line]) -> Option<i64> {
        match shape::marker(self.text(run.first()?))? {
            (Marker::Number(number), _) => Some(number),
            (Marker::Bullet, _) => None,
        }
    }

    /// Reads lines without a blank line between. `is_item` says that runs around it go on with its number.
    fn run(&mut self, mut run: &[Line], mut is_item: bool) {
        while let Some(used) = self.heading(run, is_item) {
            run = &run[used..];
            is_item = false;
        }
        let code = run.len() - self.formal(run).len();
        let (run, formal) = run.split_at(code);
        if !run.is_empty() {
            self.text_run(run);
        }
        if let Some(first) = formal.first() {
            self.leave(first);
            self.writer.code(formal);
        }
    }

    /// The end of `run` that is written in a formal notation: from a definition on, or going on with an open brace.
    fn formal<'l>(&mut self, run: &'l [Line]) -> &'l [Line] {
        let is_prose = run.len() > 1 && run.iter().all(|line| shape::is_wordy(self.text(line)));
        let goes_on = self.open_braces > 0 && !is_prose;
        let starts = |i: &usize| {
            let is_introduced = *i == 0 || self.text(&run[i - 1]).ends_with(':');
            is_introduced && (shape::is_definition(self.text(&run[*i])) || self.text(&run[*i]).ends_with('{'))
        };
        let start = if goes_on { Some(0) } else { (0..run.len()).find(starts) };
        let formal = &run[start.unwrap_or(run.len())..];
        let text = formal.iter().flat_map(|line| self.text(line).bytes());
        let depth = text.fold(if goes_on { self.open_braces } else { 0 }, |depth, b| match b {
            b'{' => depth + 1,
            b'}' => depth - 1,
            _ => depth,
        });
        self.open_braces = if formal.is_empty() { 0 } else { depth };
        formal
    }

    fn text_run(&mut self, run: &[Line]) {
        let first = &run[0];
        self.is_first = false;
        if let Some(rows) = table::rows(self.writer.source, run) {
            self.leave(first);
            self.writer.table(Writer::span(run), &rows);
        } else if self.is_figure(run) {
            self.leave(first);
            self.writer.code(run);
        } else {
            self.prose(run);
        }
    }

    /// Writes the heading that `run` starts with, if it does, and returns how many lines it takes.
    fn heading(&mut self, run: &[Line], is_item: bool) -> Option<usize> {
        let (first, rest) = run.split_first()?;
        let rule = rest.first().filter(|next| self.is_underline(first, next));
        let starts_list = shape::is_name(self.text(first)) && rest.first().is_some_and(|next| self.starts_entry(next));
        if rule.is_none() && !((rest.is_empty() || starts_list) && self.is_heading(first, is_item)) {
            return None;
        }
        let level = self.level(first, rule.map(|rule| self.text(rule)));
        self.lists.close(&mut self.writer.builder, first.span().start);
        self.writer.block(BlockKind::Heading(level), &run[..1]);
        self.open_braces = 0;
        self.is_first = false;
        Some(1 + usize::from(rule.is_some()))
    }

    /// Ends the lists that text like `line` does not belong to.
    fn leave(&mut self, line: &Line) {
        self.lists.text(&mut self.writer.builder, line.indent, line.span().start);
    }

    fn is_underline(&self, title: &Line, next: &Line) -> bool {
        let (title_text, rule) = (self.text(title), self.text(next));
        shape::underline(rule).is_some()
            && title.indent == next.indent
            && shape::underline(title_text).is_none()
            && rule.len() * 2 >= title_text.chars().count()
            && title_text.len() < WIDEST_WRAP
            && !title_text.contains('|')
    }

    fn is_heading(&self, line: &Line, is_item: bool) -> bool {
        let text = self.text(line);
        if line.indent >= self.body_indent.max(1) || is_item || shape::label(text).is_some() || shape::is_leader(text) {
            return false;
        }
        match shape::heading_number(text) {
            Some((_, _, title)) => shape::is_title(title),
            None => shape::marker(text).is_none() && shape::is_title(text),
        }
    }

    /// Whether a line starts an entry or item, so that a short line in front of it heads a list.
    fn starts_entry(&self, line: &Line) -> bool {
        let text = self.text(line);
        shape::label(text).is_some() || shape::marker(text).is_some()
    }

    fn level(&self, line: &Line, rule: Option<&str>) -> u8 {
        let depth = match (rule.and_then(shape::underline), shape::heading_number(self.text(line))) {
            (_, Some((_, depth, _))) => 1 + depth,
            (Some('-'), None) => 3,
            (Some('=') | None, None) => 2,
            (Some(_), None) => 4,
        };
        if self.is_first { 1 } else { depth.min(6) as u8 }
    }

    fn is_figure(&self, run: &[Line]) -> bool {
        let count = |test: fn(&str) -> bool| run.iter().filter(|line| test(self.text(line))).count();
        let art = count(shape::is_art);
        let code = count(shape::is_code);
        (art * 5 >= run.len() * 2 && (art > 1 || run.len() == 1)) || (code * 2 >= run.len() && code > 0)
    }

    /// Splits a run into paragraphs, items and entries.
    fn prose(&mut self, run: &[Line]) {
        let is_wrapped = self.is_wrapped || self.fills_lines(run);
        let mut start = 0;
        for i in 1..=run.len() {
            if i == run.len() || !is_wrapped || self.starts_block(&run[start..i], &run[i]) {
                self.piece(&run[start..i]);
                start = i;
            }
        }
    }

    /// Whether each line but the last is so full that the first word of the next would not fit.
    fn fills_lines(&self, run: &[Line]) -> bool {
        let width = |line: &Line| line.width(self.writer.source);
        let widest = run.iter().map(width).max().unwrap_or(0);
        (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest)
            && run.windows(2).all(|pair| {
                let word = self.text(&pair[1]).split(' ').next().map_or(0, str::width);
                width(&pair[0]) + 1 + word > widest
            })
    }

    /// Whether `next` begins a block of its own after the lines of `piece`.
    fn starts_block(&self, piece: &[Line], next: &Line) -> bool {
        let (Some(first), Some(last)) = (piece.first(), piece.last()) else { return false };
        let (first_text, last_text, text) = (self.text(first), self.text(last), self.text(next));
        if shape::is_leader(last_text) {
            return true;
        }
        if shape::label(text).is_some() {
            return shape::label(first_text).is_some() && next.indent <= first.indent;
        }
        let leads_in = last_text.ends_with(':') || next.indent > last.indent;
        match (shape::marker(text), shape::marker(first_text)) {
            (Some((Marker::Number(n), _)), Some((Marker::Number(before), _))) if next.indent == first.indent => {
                // Numbers may be gone from a list; a line of prose that starts with one seldom follows a full stop.
                let skips =
                    n > before && n - before <= MAX_SKIP && last_text.ends_with(['.', '!', '?', '”', '"', ')', '/']);
                n == before + 1 || n == before || skips
            }
            (Some((Marker::Bullet, _)), Some((Marker::Bullet, _))) => next.indent <= first.indent || leads_in,
            (Some(_), Some(_)) => next.indent != last.indent || leads_in,
            (Some((Marker::Bullet, _)), None) => leads_in || !text.starts_with(['-', '–', '—', 'o', '+']),
            (Some((Marker::Number(n), _)), None) => leads_in && n <= 1,
            (None, _) => false,
        }
    }

    fn piece(&mut self, piece: &[Line]) {
        let Some(first) = piece.first() else { return };
        let source = self.writer.source;
        let start = first.span().start;
        match shape::marker(first.text(source)).filter(|_| !shape::is_leader(first.text(source))) {
            Some((marker, len)) => {
                self.lists.item(&mut self.writer.builder, marker, first.indent, start);
                let mut lines = piece.to_vec();
                lines[0] = first.without(source, len);
                self.writer.block(BlockKind::Paragraph, &lines);
            }
            None => {
                if first.gap != Gap::None || !self.lists.holds(first.indent) {
                    self.leave(first);
                }
                self.writer.block(BlockKind::Paragraph, piece);
            }
        }
    }
}
