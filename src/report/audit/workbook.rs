//! The tables as sheets of one workbook, as a desk works in them: filters, a head that stays, and states to choose from.

use std::io::{self, Write};

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};

use super::findings::STATE;
use super::run::{Facts, pairs};
use super::table::{Cell, Table, parts};
use crate::engine::State;
use crate::report::Report;

/// Writes the workbook.
pub(super) fn write(tables: &[Table], report: &Report, facts: &Facts, out: &mut dyn Write) -> io::Result<()> {
    let bytes = build(tables, report, facts).map_err(io::Error::other)?;
    out.write_all(&bytes)
}

fn build(tables: &[Table], report: &Report, facts: &Facts) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The library's own stamp would make two workbooks of one run differ.
    let created = ExcelDateTime::parse_from_str(facts.started_at.trim_end_matches('Z'))?;
    book.set_properties(&DocProperties::new().set_title("Audit of citations").set_creation_datetime(&created));
    for table in tables {
        for (name, rows) in parts(table) {
            fill(book.add_worksheet().set_name(name)?, table, rows)?;
        }
    }
    let sheet = book.add_worksheet().set_name("run")?;
    sheet.set_column_width(0, 16)?.set_column_width(1, 80)?;
    for (row, (name, value)) in (0..).zip(pairs(report, facts)) {
        sheet.write_string(row, 0, name)?.write_string(row, 1, value)?;
    }
    book.save_to_buffer()
}

/// Fills a sheet. Text is written as text: it is never a formula, a link or a number.
fn fill(sheet: &mut Worksheet, table: &Table, rows: &[Vec<Cell>]) -> Result<(), XlsxError> {
    let head = Format::new().set_bold();
    let text = Format::new().set_align(FormatAlign::Top);
    for (index, column) in (0..).zip(table.columns) {
        sheet.write_string_with_format(0, index, column.name, &head)?;
        sheet.set_column_width(index, column.width)?;
    }
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Text(words) if words.is_empty() => {}
                Cell::Text(words) => drop(sheet.write_string_with_format(row, column, words, &text)?),
                Cell::Number(number) => drop(sheet.write_number_with_format(row, column, *number as f64, &text)?),
            }
        }
    }
    let last_row = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last_column = u16::try_from(table.columns.len().saturating_sub(1)).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 0)?.autofilter(0, 0, last_row, last_column)?;
    if let Some(state) = table.columns.iter().position(|column| column.name == STATE) {
        let choice = DataValidation::new()
            .allow_list_strings(&State::ALL.map(State::name))?
            .set_error_title("No such state")?
            .set_error_message("Choose open, confirmed or waived.")?;
        let state = u16::try_from(state).unwrap_or(u16::MAX);
        sheet.add_data_validation(1, state, last_row.max(1), state, &choice)?;
    }
    Ok(())
}
