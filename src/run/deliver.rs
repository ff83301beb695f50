//! Where reports go: standard output, and the files of `--report`.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::StripStream;
use wellcited::config::Keep;
use wellcited::report::formats::markdown;
use wellcited::report::{Format, Look, Needs, Report};

use super::open;
use crate::cli::{CheckArgs, ReportFile};

/// Files are as wide as a page.
const PAGE: usize = 100;

/// What the reports that are asked for need.
pub(super) fn needs(args: &CheckArgs) -> Needs {
    let files = args.report.iter().map(|report| report.format);
    let needs = Needs::of(std::iter::once(args.format).chain(files).chain(open::format(args)));
    let is_audit = args.audit.is_some();
    Needs { digest: needs.digest || is_audit, keep: Keep { text: needs.keep.text || is_audit, ..needs.keep } }
}

/// Whether a path is one of the files that this run writes.
pub(super) fn is_written(args: &CheckArgs, path: &Path) -> bool {
    let same = |file: &Path| fs::canonicalize(file).ok().zip(fs::canonicalize(path).ok()).is_some_and(|(a, b)| a == b);
    args.report.iter().any(|report| same(&report.file))
}

/// Where GitHub Actions wants the summary of a step.
const STEP_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// Adds to the page of a run of GitHub Actions, where the format for it is asked for. The error is a sentence for the
/// user.
pub(super) fn write_step_summary(report: &Report, args: &CheckArgs) -> Result<(), String> {
    let is_github = |format: &Format| format.name == "github";
    let is_asked_for = is_github(args.format) || args.report.iter().any(|report| is_github(report.format));
    let Some(file) = env::var_os(STEP_SUMMARY).filter(|file| is_asked_for && !file.is_empty()) else { return Ok(()) };
    let added =
        File::options().append(true).create(true).open(&file).and_then(|mut file| markdown::write(report, &mut file));
    added.map_err(|error| format!("{STEP_SUMMARY}: {} cannot be written ({error})", Path::new(&file).display()))
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
