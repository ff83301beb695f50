//! `--review`: what a desk wrote into its table comes back.

use std::fs;
use std::path::PathBuf;

use wellcited::input::reason;
use wellcited::report::Report;
use wellcited::review;

/// Gives findings what the tables say about them. The error is a sentence for the user.
pub(super) fn apply(report: &mut Report, tables: &[PathBuf]) -> Result<(), String> {
    if tables.is_empty() {
        return Ok(());
    }
    let mut rows = Vec::new();
    for table in tables {
        let trouble = |why: String| format!("--review {}: {why}", table.display());
        let bytes = fs::read(table).map_err(|error| trouble(reason(&error)))?;
        rows.extend(review::read(&bytes).map_err(trouble)?);
    }
    report.gone = review::apply(rows, &mut report.files);
    Ok(())
}
