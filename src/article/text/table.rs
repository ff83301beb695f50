//! Tables that are drawn with bars, columns or tabs.

use super::lines::Line;
use super::shape;
use crate::input::Span;
use crate::map::HashMap;

/// The cells of each row, if `lines` are a table; borders are left out.
pub(super) fn rows(source: &str, lines: &[Line]) -> Option<Vec<Vec<Span>>> {
    barred(source, lines).or_else(|| tabbed(source, lines)).or_else(|| columns(source, lines))
}

fn is_border(text: &str) -> bool {
    text.contains(['-', '=']) && text.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b'|' | b':' | b' '))
}

/// `| a | b |` with at least one border. Fields of a packet have a ruler (`+-+-+`) for a border: no table.
fn barred(source: &str, lines: &[Line]) -> Option<Vec<Vec<Span>>> {
    let is_row = |text: &str| text.starts_with('|') && text.len() > 1 && text[1..].contains('|');
    let mut borders = 0;
    for text in lines.iter().map(|line| line.text(source)) {
        if is_border(text) && !text.contains("+-+-") {
            borders += 1;
        } else if !is_row(text) {
            return None;
        }
    }
    let is_table = borders > 0 && borders < lines.len();
    let rows = lines.iter().filter(|line| !is_border(line.text(source)));
    is_table.then(|| rows.map(|line| cells(source, line, "|")).collect())
}

/// Cells between tabs.
fn tabbed(source: &str, lines: &[Line]) -> Option<Vec<Vec<Span>>> {
    let with_tabs = lines.iter().filter(|line| line.text(source).contains('\t')).count();
    (lines.len() > 1 && with_tabs * 2 > lines.len())
        .then(|| lines.iter().map(|line| cells(source, line, "\t")).collect())
}

/// Cells in columns: pieces after two or more blanks that start in the same column on most lines.
fn columns(source: &str, lines: &[Line]) -> Option<Vec<Vec<Span>>> {
    const FEWEST_ROWS: usize = 3;
    let leaders = lines.iter().filter(|line| shape::is_leader(line.text(source))).count();
    if lines.len() < FEWEST_ROWS || leaders * 2 > lines.len() {
        return None;
    }
    let mut shared: HashMap<usize, usize> = HashMap::default();
    for line in lines {
        for column in pieces(source, line) {
            *shared.entry(column).or_default() += 1;
        }
    }
    let is_common = |column: &usize| shared.get(column).is_some_and(|n| n * 5 >= lines.len() * 3);
    let aligned = lines.iter().filter(|line| pieces(source, line).any(|column| is_common(&column))).count();
    let is_table = aligned * 5 >= lines.len() * 3;
    is_table.then(|| {
        let rows = lines.iter().filter(|line| !is_border(line.text(source)));
        rows.map(|line| cells(source, line, "  ")).collect()
    })
}

/// The columns at which pieces start after two or more blanks; what follows a label or marker is no piece.
fn pieces(source: &str, line: &Line) -> impl Iterator<Item = usize> {
    let text = line.text(source);
    let lead = shape::label(text).or_else(|| shape::marker(text).map(|(_, len)| len)).unwrap_or(0);
    let from = text.len() - text[lead..].trim_start().len();
    let mut column = usize::from(line.indent) + text[..from].chars().count();
    let mut blanks = 0;
    text[from..].chars().filter_map(move |c| {
        column += 1;
        if c == ' ' {
            blanks += 1;
            return None;
        }
        let starts = blanks > 1;
        blanks = 0;
        starts.then_some(column)
    })
}

/// The pieces of a line under each bar of `border` (`====  ===`), without the blanks around them.
pub(super) fn cells_under(source: &str, border: &Line, line: &Line) -> Vec<Span> {
    let bars = border.text(source);
    let starts = bars.char_indices().filter(|&(i, c)| c != ' ' && (i == 0 || bars.as_bytes()[i - 1] == b' '));
    let mut columns = starts.map(|(i, _)| usize::from(border.indent) + i).peekable();
    let mut bounds = Vec::new();
    for (column, (i, _)) in (usize::from(line.indent)..).zip(line.text(source).char_indices()) {
        let mut is_start = bounds.is_empty();
        while columns.next_if(|&start| start <= column).is_some() {
            is_start = true;
        }
        if is_start {
            bounds.push(line.span().start as usize + i);
        }
    }
    bounds.push(line.span().end as usize);
    let mut cells = Vec::new();
    for pair in bounds.windows(2) {
        let piece = &source[pair[0]..pair[1]];
        let start = pair[0] + piece.len() - piece.trim_start().len();
        let end = pair[0] + piece.trim_end().len();
        if start < end {
            cells.push(Span::new(start as u32, end as u32));
        }
    }
    cells
}

/// The pieces of a line between separators, without the blanks around them; empty ones are left out.
pub(super) fn cells(source: &str, line: &Line, separator: &str) -> Vec<Span> {
    let mut start = line.span().start as usize;
    let mut cells = Vec::new();
    for piece in line.text(source).split(separator) {
        let text = piece.trim_start();
        let from = start + piece.len() - text.len();
        let len = text.trim_end().len();
        if len > 0 {
            cells.push(Span::new(from as u32, (from + len) as u32));
        }
        start += piece.len() + separator.len();
    }
    cells
}
