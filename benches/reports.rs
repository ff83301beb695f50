//! What reports cost: 10,000 findings in each format, in time and in memory.
//!
//! `cargo bench --bench reports` prints a table and fails where a bar is missed.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::Instant;

use peak_alloc::PeakAlloc;
use wellcited::config::{Keep, Settings};
use wellcited::engine;
use wellcited::input::{Format as InputFormat, Input};
use wellcited::report::audit::{self, Facts, Store};
use wellcited::report::{FORMATS, Look, Report};

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// How many findings are reported.
const FINDINGS: usize = 10_000;
const FILES: usize = 100;
/// In seconds and in megabytes, what was there before included.
const MOST_TIME: f64 = 1.0;
const MOST_MEMORY: f32 = 200.0;

fn main() -> io::Result<ExitCode> {
    let report = report();
    let found = report.findings().count();
    let mut out = io::stdout().lock();
    writeln!(out, "{found} findings in {FILES} files\n{:<12} {:>9} {:>9} {:>9}", "format", "seconds", "MB", "bytes")?;
    let mut holds = found >= FINDINGS;
    let look = Look { width: 100, unicode: true, quiet: false, show_info: true };
    for format in FORMATS {
        holds &= measure(format.name, &mut out, |page| (format.write)(&report, &look, page))?;
    }
    let facts = Facts { started_at: "2026-01-31T12:00:00Z".into(), ..Facts::default() };
    holds &= measure("audit", &mut out, |page| audit::write(&report, &facts, &mut Memory(page)))?;
    Ok(if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs one writer and says what it took.
fn measure(
    name: &str,
    out: &mut dyn io::Write,
    write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>,
) -> io::Result<bool> {
    MEMORY.reset_peak_usage();
    let mut page = Vec::new();
    let started = Instant::now();
    write(&mut page)?;
    let (seconds, memory) = (started.elapsed().as_secs_f64(), MEMORY.peak_usage_as_mb());
    let holds = seconds <= MOST_TIME && memory <= MOST_MEMORY;
    let missed = if holds { "" } else { "  MISSED" };
    writeln!(out, "{name:<12} {seconds:>9.3} {memory:>9.1} {:>9}{missed}", page.len())?;
    Ok(holds)
}

/// Takes all files of an audit.
struct Memory<'a>(&'a mut Vec<u8>);

impl Store for Memory<'_> {
    fn put(&mut self, _: &str, write: &mut dyn FnMut(&mut dyn io::Write) -> io::Result<()>) -> io::Result<String> {
        write(self.0)?;
        Ok(String::new())
    }
}

fn report() -> Report {
    let settings = Settings { keep: Keep { text: true, surroundings: true }, ..Settings::default() };
    let files = (0..FILES).map(|file| {
        let input = Input::from_text(format!("{file:03}.md"), InputFormat::Markdown, article());
        engine::report_with(&input, &settings)
    });
    Report { files: files.collect(), ..Report::default() }
}

/// An article with a hundred findings, of which most cite what is not listed.
fn article() -> String {
    let cites =
        (0..FINDINGS / FILES).map(|n| format!("Tonnage rose in the year {} of the survey [{}].\n\n", n + 3, n + 5));
    format!(
        "# Tides\n\nThe water rose [1], and fell [2, 2].\n\n{}## Sources\n\n[1] Office. Tables.\n\n[2] Board. Log.\n",
        cites.collect::<String>()
    )
}
