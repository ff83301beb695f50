//! `csv`: the findings as a table, for spreadsheets.

use std::io::{self, Write};

use crate::report::{Report, audit};

/// Writes a row for each finding, those that are silenced included.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    audit::write_csv(&audit::findings(report), out)
}
