//! Reading the table that a desk worked in: CSV as any spreadsheet saves it, or a workbook.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};

use super::Row;
use crate::engine::{Decision, State};
use crate::input::decoded;
use crate::rules::nearest;

/// The columns without which a table is no review.
const NEEDED: [&str; 3] = ["fingerprint", "rule", "state"];
/// What a finding is that the desk did not have to decide about.
const SUPPRESSED: &str = "suppressed";
/// What makes text that looks like a formula text.
const MARK: char = '\'';

/// What is wrong with a table, as a sentence for the user.
pub type Trouble = String;

/// Reads a table from the bytes of its file.
pub fn read(bytes: &[u8]) -> Result<Vec<Row>, Trouble> {
    if bytes.starts_with(b"PK") { workbook(bytes) } else { separated(&decoded(bytes.to_vec())) }
}

/// All sheets of a workbook that hold findings: there are several where one was not long enough.
fn workbook(bytes: &[u8]) -> Result<Vec<Row>, Trouble> {
    let broken = |error: calamine::XlsxError| format!("it is no workbook that can be read ({error})");
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(broken)?;
    let mut rows = Vec::new();
    let mut is_review = false;
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).map_err(broken)?;
        let mut lines = sheet.rows().map(|line| line.iter().map(text).collect::<Vec<String>>());
        let Some(columns) = lines.next().filter(|columns| missing(columns).is_none()) else { continue };
        is_review = true;
        for (line, cells) in (2..).zip(lines) {
            rows.push(row(&columns, cells).map_err(|why| format!("sheet {name}, row {line}: {why}"))?);
        }
    }
    match is_review {
        true => Ok(rows),
        false => Err(format!("none of its sheets has the columns {}", NEEDED.join(", "))),
    }
}

/// The text of a cell; spreadsheets turn what looks like a number into one.
fn text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        cell => cell.to_string(),
    }
}

fn separated(text: &str) -> Result<Vec<Row>, Trouble> {
    let text = text.trim_start_matches('\u{feff}');
    let mut csv = csv::ReaderBuilder::new().delimiter(separator(text)).flexible(true).from_reader(text.as_bytes());
    let broken = |error: csv::Error| format!("it is no table that can be read ({error})");
    let columns: Vec<String> = csv.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    if let Some(column) = missing(&columns) {
        return Err(format!("it has no column “{column}”: it is not a table of findings that wellcited wrote"));
    }
    let rows = csv.records().map(|record| {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(armed).collect();
        row(&columns, cells).map_err(|why| format!("line {line}: {why}"))
    });
    rows.collect()
}

/// What stands between cells: a comma, or what spreadsheets put in its place where a comma is part of numbers.
fn separator(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|b| *b == sign).count();
    [b',', b';', b'\t'].into_iter().max_by_key(|sign| (count(*sign), *sign == b',')).unwrap_or(b',')
}

/// Text without the mark that kept it from being a formula.
fn armed(text: &str) -> String {
    let marked = text.strip_prefix(MARK).filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t', '\r', MARK]));
    marked.unwrap_or(text).to_owned()
}

fn missing(columns: &[String]) -> Option<&'static str> {
    NEEDED.into_iter().find(|needed| !columns.iter().any(|column| column == needed))
}

fn row(columns: &[String], cells: Vec<String>) -> Result<Row, Trouble> {
    let cells: BTreeMap<String, String> = columns.iter().cloned().zip(cells).collect();
    let row = Row { cells, decision: None };
    let decision = match row.cell("state").trim() {
        SUPPRESSED => None,
        state => Some(Decision {
            state: named(state)?,
            assignee: row.cell("assignee").to_owned(),
            note: row.cell("note").to_owned(),
        }),
    };
    Ok(Row { decision, ..row })
}

/// The state of that name; nothing was decided where nothing is written.
fn named(name: &str) -> Result<State, Trouble> {
    let lower = name.to_lowercase();
    if lower.is_empty() {
        return Ok(State::Open);
    }
    State::ALL.into_iter().find(|state| state.name() == lower).ok_or_else(|| {
        let names = State::ALL.map(State::name);
        let near = nearest(&lower, names).map(|near| format!("; did you mean “{near}”?")).unwrap_or_default();
        format!("there is no state “{name}”{near}\n  states are {}", names.join(", "))
    })
}
