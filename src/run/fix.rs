//! `--fix` and its relatives: changes files, or shows how.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use wellcited::config::Configs;
use wellcited::engine::{self, Batch, FileReport};
use wellcited::fix::{Extent, Outcome, fix_with};
use wellcited::input::{Input, LoadOptions, Place, Source, Unread, digest, rewritten};
use wellcited::report::Fixes;
use wellcited::report::views::diff;

use super::screen::print_raw;
use super::{check, deliver};
use crate::cli::{CheckArgs, FixArgs};

/// What became of the files that were to be mended.
#[derive(Debug, Default)]
pub(super) struct Mended {
    /// The reports of the files as they are now.
    pub(super) batch: Batch<FileReport>,
    /// What was done to which.
    pub(super) fixes: Vec<Fixes>,
    /// What could not be changed, and why.
    pub(super) refused: Vec<Unread>,
    /// Whether any diff was shown.
    pub(super) differs: bool,
}

/// One file in memory: as it was, and what fixes make of it.
struct Work {
    outcome: Outcome,
    /// The report of the mended text.
    report: FileReport,
    /// The text as it was and its report, if fixes change it.
    original: Option<(String, FileReport)>,
}

/// Whether the arguments ask for fixes.
pub(super) fn is_wanted(args: &FixArgs) -> bool {
    args.fix || args.fix_only || args.diff
}

/// Whether the mended text itself goes to standard output.
pub(super) fn prints_text(args: &CheckArgs) -> bool {
    is_wanted(&args.fix) && !args.fix.diff && args.input.paths.iter().any(|p| p == Path::new("-"))
}

/// Mends what it can and writes it back, or shows the difference.
pub(super) fn run(
    mut sources: Vec<Source>,
    options: LoadOptions,
    args: &CheckArgs,
    configs: &Configs,
) -> io::Result<Mended> {
    for source in &mut sources {
        keep_stdin(source)?;
    }
    let extent = if args.fix.unsafe_fixes { Extent::OnRequest } else { Extent::Safe };
    let batch = engine::run(&sources, options, args.input.threads, |input| work(input, extent, options, configs));
    let batch = check::flatten(batch);
    let places: HashMap<&str, &Place> = sources.iter().map(|s| (s.shown.as_str(), &s.place)).collect();
    let mut mended =
        Mended { batch: Batch { done: Vec::new(), unread: batch.unread, skipped: batch.skipped }, ..Mended::default() };
    for work in batch.done {
        let place = places.get(work.report.path.as_str()).copied();
        mended.settle(work, place, args)?;
    }
    Ok(mended)
}

/// Standard input can be read only once; a fix needs its bytes twice, and so does whoever looks for sources first.
pub(super) fn keep_stdin(source: &mut Source) -> io::Result<()> {
    if source.place == Place::Stdin {
        let mut bytes = Vec::new();
        io::stdin().lock().take(u64::from(u32::MAX)).read_to_end(&mut bytes)?;
        source.place = Place::Memory(bytes.into());
    }
    Ok(())
}

fn work(input: &Input, extent: Extent, options: LoadOptions, configs: &Configs) -> Result<Work, Unread> {
    let report = check::report(input, configs, options)?;
    let settings = configs.settings_of(input);
    // What a file of several says can only be judged with the others, which a fix does not see.
    let outcome = match configs.document_of(&input.path) {
        Some(_) => Outcome::default(),
        None => fix_with(input, extent, &settings),
    };
    Ok(match &outcome.text {
        None => Work { report, original: None, outcome },
        Some(text) => Work {
            report: engine::report_with(&input.with_text(text.clone()), &settings),
            original: Some((input.text.clone(), report)),
            outcome,
        },
    })
}

/// The bytes of a file before and after.
struct Change {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Mended {
    /// Writes or shows one file and keeps its report.
    fn settle(&mut self, work: Work, place: Option<&Place>, args: &CheckArgs) -> io::Result<()> {
        let Work { outcome, mut report, original } = work;
        let mut fixes = Fixes { path: report.path.clone(), applied: outcome.applied, held: outcome.held };
        let change = match (&original, &outcome.text) {
            (Some((before, _)), Some(after)) => make(place, before, after, args).map(Some),
            _ => Ok(None),
        };
        print_article(&report.path, place, change.as_ref().ok().and_then(Option::as_ref), args)?;
        match change {
            Ok(None) => {}
            Ok(Some(change)) => {
                self.differs = true;
                if deliver::needs(args).digest {
                    report.sha256 = digest(&change.after);
                }
            }
            Err(reason) => {
                self.refused.push(Unread::new(&report.path, reason));
                fixes.applied.clear();
                report = original.map_or(report, |(_, report)| report);
            }
        }
        if !(fixes.applied.is_empty() && fixes.held.is_empty()) {
            self.fixes.push(fixes);
        }
        self.batch.done.push(report);
        Ok(())
    }
}

/// Makes the change where the text came from, unless it is only to be shown; or says why it cannot be made.
fn make(place: Option<&Place>, before: &str, after: &str, args: &CheckArgs) -> Result<Change, String> {
    let bytes = match place {
        Some(Place::Memory(bytes)) => bytes.to_vec(),
        Some(Place::File(file)) => fs::read(file).map_err(|e| format!("it cannot be read again ({e})"))?,
        Some(Place::Stdin) | None => return Err("it cannot be read again".into()),
    };
    let after = rewritten(&bytes, before, after).map_err(|refused| refused.reason())?;
    if let (Some(Place::File(file)), false) = (place, args.fix.diff) {
        replace(file, &after).map_err(|e| format!("it cannot be written ({e})"))?;
    }
    Ok(Change { before: bytes, after })
}

/// Prints the difference, or passes standard input on, mended or not.
fn print_article(path: &str, place: Option<&Place>, change: Option<&Change>, args: &CheckArgs) -> io::Result<()> {
    match (change, place) {
        (Some(change), _) if args.fix.diff => print_raw(|out| diff::write(path, &change.before, &change.after, out)),
        (Some(change), Some(Place::Memory(_))) => print_raw(|out| out.write_all(&change.after)),
        (None, Some(Place::Memory(bytes))) if !args.fix.diff => print_raw(|out| out.write_all(bytes)),
        _ => Ok(()),
    }
}

/// Replaces a file in one step: whoever reads it meanwhile sees the old or the new one. Its mode is kept, and a link to
/// it stays one.
fn replace(file: &Path, bytes: &[u8]) -> io::Result<()> {
    let file = fs::canonicalize(file)?;
    let permissions = fs::metadata(&file)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "it is read-only"));
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut new = tempfile::Builder::new().prefix(".wellcited-").tempfile_in(folder)?;
    new.write_all(bytes)?;
    new.as_file().set_permissions(permissions)?;
    new.as_file().sync_all()?;
    new.persist(&file).map(drop).map_err(|e| e.error)
}
