//! Tables as data, and as files that spreadsheets open: nothing in a cell is ever a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use crate::report::shared::clean::clean;

/// The most characters (of UTF-16) that a cell of a spreadsheet holds.
pub(super) const MAX_CELL: usize = 32_767;
/// The most rows that a sheet holds, the names of the columns included.
const MAX_ROWS: usize = 1_048_576;
/// Stands at the end of a cell that was cut.
const CUT: &str = " … [cut]";
/// What spreadsheets take for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];
/// Marks text that must not be read as a formula.
const MARK: char = '\'';

/// A table: the names of its columns, and its rows.
pub(in crate::report) struct Table {
    pub(super) name: &'static str,
    pub(super) columns: &'static [Column],
    pub(super) rows: Vec<Vec<Cell>>,
}

/// A column, and how wide it is in a spreadsheet, in characters.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) width: u16,
}

/// A column of that name and width.
pub(super) const fn column(name: &'static str, width: u16) -> Column {
    Column { name, width }
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    Number(u64),
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(cell(text))
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as u64)
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

/// The parts of a table that fit on one sheet each, with their names: `findings`, `findings-2`.
pub(super) fn parts(table: &Table) -> Vec<(String, &[Vec<Cell>])> {
    parts_of(table, MAX_ROWS - 1)
}

fn parts_of(table: &Table, most: usize) -> Vec<(String, &[Vec<Cell>])> {
    if table.rows.is_empty() {
        return vec![(table.name.to_owned(), &[])];
    }
    let named = |(number, rows)| match number {
        1 => (table.name.to_owned(), rows),
        _ => (format!("{}-{number}", table.name), rows),
    };
    (1..).zip(table.rows.chunks(most)).map(named).collect()
}

/// Text without characters that steer what shows it; lines are kept, and what is too long is cut with a mark.
fn cell(text: &str) -> String {
    let lines: Vec<Cow<'_, str>> = text.split('\n').map(clean).collect();
    let text = lines.join("\n");
    if text.len() <= MAX_CELL || text.encode_utf16().count() <= MAX_CELL {
        return text;
    }
    let mut room = MAX_CELL - CUT.encode_utf16().count();
    let fits = |c: &char| {
        let fits = c.len_utf16() <= room;
        room = room.saturating_sub(c.len_utf16());
        fits
    };
    text.chars().take_while(fits).chain(CUT.chars()).collect()
}

/// Text that no spreadsheet takes for a formula.
pub(super) fn defused(text: &str) -> Cow<'_, str> {
    let mut defused = match text.starts_with(FORMULA) || text.starts_with(MARK) {
        true => format!("{MARK}{text}"),
        false => return Cow::Borrowed(text),
    };
    if defused.encode_utf16().count() > MAX_CELL {
        defused.pop();
    }
    Cow::Owned(defused)
}

/// Writes a table as CSV (RFC 4180): UTF-8 with a byte order mark, or else spreadsheets guess another encoding.
pub(in crate::report) fn write_csv(table: &Table, out: &mut dyn Write) -> io::Result<()> {
    write_part(table, &table.rows, out)
}

/// The same for some of the rows.
pub(super) fn write_part(table: &Table, rows: &[Vec<Cell>], out: &mut dyn Write) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    csv.write_record(table.columns.iter().map(|column| column.name))?;
    for row in rows {
        for cell in row {
            match cell {
                Cell::Text(text) => csv.write_field(defused(text).as_ref())?,
                Cell::Number(number) => csv.write_field(number.to_string())?,
            }
        }
        csv.write_record(None::<&[u8]>)?;
    }
    csv.flush()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_tables_have_parts() {
        let rows = (0..5_usize).map(|n| vec![Cell::from(n)]).collect();
        let table = Table { name: "pages", columns: &[], rows };
        let sizes =
            |most| parts_of(&table, most).into_iter().map(|(name, rows)| (name, rows.len())).collect::<Vec<_>>();
        assert_eq!(sizes(2), [("pages".into(), 2), ("pages-2".into(), 2), ("pages-3".into(), 1)]);
        assert_eq!(sizes(9), [("pages".into(), 5)]);
    }

    #[test]
    fn no_cell_is_a_formula_or_too_long() {
        assert_eq!(defused("=1+1"), "'=1+1");
        assert_eq!(defused("-5 degrees"), "'-5 degrees");
        assert_eq!(defused("plain = text"), "plain = text");
        assert_eq!(defused("'=quoted"), "''=quoted");
        assert_eq!(cell("two\nlines\u{1b}[2J"), "two\nlines[2J");
        let long = cell(&"🐎".repeat(20_000));
        assert!(long.encode_utf16().count() <= MAX_CELL && long.ends_with(CUT), "{}", long.len());
        assert!(defused(&format!("={long}")).encode_utf16().count() <= MAX_CELL);
    }
}
