//! The audit: tables that a desk hands over, and that add up.
//!
//! Pages, sources and findings are each a CSV file; the same tables are one workbook; `run.json` says how they were made
//! and what their sums and digests are.

mod findings;
mod pages;
mod run;
mod sources;
mod table;
mod workbook;

use std::io::{self, Write};

use super::Report;
use table::{parts, write_part};

pub(super) use findings::table as findings;
pub use run::Facts;
pub(super) use table::write_csv;

/// Where the files of an audit are put.
pub trait Store {
    /// Writes one file and returns the digest of its bytes (SHA-256, in hexadecimal digits).
    fn put(&mut self, name: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<String>;
}

/// One file of an audit.
struct Output {
    name: String,
    rows: Option<usize>,
    sha256: String,
}

/// Writes the audit of a run.
pub fn write(report: &Report, facts: &Facts, store: &mut dyn Store) -> io::Result<()> {
    let sources = sources::Sources::new(report);
    let tables = [pages::table(report, &sources), sources.table(report), findings::table(report)];
    let mut outputs = Vec::new();
    for table in &tables {
        for (part, rows) in parts(table) {
            let name = format!("{part}.csv");
            let sha256 = store.put(&name, &mut |out| write_part(table, rows, out))?;
            outputs.push(Output { name, rows: Some(rows.len()), sha256 });
        }
    }
    let sha256 = store.put("audit.xlsx", &mut |out| workbook::write(&tables, report, facts, out))?;
    outputs.push(Output { name: "audit.xlsx".into(), rows: None, sha256 });
    store.put("run.json", &mut |out| run::write(report, facts, &sources, &outputs, out))?;
    Ok(())
}
