//! Where reports go: standard output, and the files of `--report`.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::StripStream;
use wellcited::report::{Format, Look, Needs, Report};

use super::open;
use crate::cli::{CheckArgs, ReportFile};

/// Files are as wide as a page.
const PAGE: usize = 100;

/// What the reports that are asked for need.
pub(super) fn needs(args: &CheckArgs) -> Needs {
    let files = args.report.iter().map(|report| report.format);
    Needs::of(std::iter::once(args.format).chain(files).chain(open::format(args)))
}

/// Whether a path is one of the files that this run writes.
pub(super) fn is_written(args: &CheckArgs, path: &Path) -> bool {
    let same = |file: &Path| fs::canonicalize(file).ok().zip(fs::canonicalize(path).ok()).is_some_and(|(a, b)| a == b);
    args.report.iter().any(|report| same(&report.file))
}

/// Writes the files of `--report`. The error is a sentence for the user.
pub(super) fn write_files(report: &Report, files: &[ReportFile], look: &Look) -> Result<(), String> {
    let look = Look { width: PAGE, unicode: true, ..*look };
    files.iter().try_for_each(|asked| {
        write_file(report, asked.format, &asked.file, &look).map_err(|error| {
            format!("--report {}={}: it cannot be written ({error})", asked.format.name, asked.file.display())
        })
    })
}

fn write_file(report: &Report, format: &Format, file: &Path, look: &Look) -> io::Result<()> {
    if let Some(folder) = file.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let file = File::create(file)?;
    let mut out: Box<dyn Write> = match format.is_for_people {
        true => Box::new(BufWriter::new(StripStream::new(file))),
        false => Box::new(BufWriter::new(file)),
    };
    (format.write)(report, look, &mut out)?;
    out.flush()
}
