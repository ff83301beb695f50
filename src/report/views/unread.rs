//! What could not be read, for people.

use std::io::{self, Write};

use crate::finding::Severity;
use crate::input::Unread;
use crate::report::shared::clean::clean;
use crate::report::shared::style::{faint, severity};

/// Writes one or two lines for each input that could not be read.
pub fn write(unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    write_as("cannot read", unread, out)
}

/// Writes one or two lines for each input that fixes could not be written to.
pub fn write_unchanged(refused: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    write_as("not changed", refused, out)
}

fn write_as(label: &str, unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    for input in unread {
        let label = severity(Severity::Error, label);
        writeln!(out, "{label} {}: {}", clean(&input.path), clean(&input.message))?;
        if let Some(help) = &input.help {
            writeln!(out, "  {} {}", faint("help:"), clean(help))?;
        }
    }
    Ok(())
}
