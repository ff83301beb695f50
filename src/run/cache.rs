//! `wellcited cache`, and what a run keeps: verdicts for later runs, and evidence.

use std::env;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use wellcited::outcome::Plan;
use wellcited::report::views::cache as shown;
use wellcited::verify::cache::{Cache, Policy, Trouble, list, prune};
use wellcited::verify::evidence::Evidence;
use wellcited::verify::{Memory, Options, Witness};

use super::screen::{complain, plain_look, print};
use super::{Exit, usage};
use crate::cli::{CacheArgs, CacheCommand, CacheListArgs, CachePruneArgs, Color, DataFormat, VerifyArgs};

/// Where the file is in the user's folder of caches.
const NAME: &str = "wellcited/verdicts.redb";

/// Shows or prunes a cache.
pub(super) fn run(args: &CacheArgs) -> io::Result<Exit> {
    let done = match &args.command {
        CacheCommand::List(args) => show(args),
        CacheCommand::Prune(args) => forget(args),
    };
    match done {
        Ok(printed) => printed.map(|()| Exit::Clean),
        Err(problem) => usage(Color::Auto, &problem),
    }
}

fn show(args: &CacheListArgs) -> Result<io::Result<()>, String> {
    let now = args.now.unwrap_or_else(Timestamp::now);
    let (listed, notes) = list(path(args.file.clone())?, now).map_err(|Trouble(problem)| problem)?;
    let printed = match args.format {
        DataFormat::Json => print(Color::Never, |out| shown::write_json(&listed, out)),
        DataFormat::Table => print(Color::Auto, |out| shown::write_table(&listed, now, &plain_look(), out)),
    };
    Ok(say(&notes, Color::Auto).and(printed))
}

fn forget(args: &CachePruneArgs) -> Result<io::Result<()>, String> {
    let now = args.now.unwrap_or_else(Timestamp::now);
    let (pruned, notes) = prune(path(args.file.clone())?, args.max_age, now).map_err(|Trouble(problem)| problem)?;
    Ok(say(&notes, Color::Auto).and_then(|()| print(Color::Auto, |out| shown::write_pruned(pruned, out))))
}

/// Where a cache is: in the file that is named, else in the user's folder of caches.
fn path(named: Option<PathBuf>) -> Result<PathBuf, String> {
    if let Some(path) = named {
        return Ok(path);
    }
    let set = |name: &str| env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let folder = match env::consts::OS {
        "windows" => set("LOCALAPPDATA"),
        "macos" => set("HOME").map(|home| home.join("Library/Caches")),
        _ => set("XDG_CACHE_HOME")
            .filter(|folder| folder.is_absolute())
            .or_else(|| set("HOME").map(|home| home.join(".cache"))),
    };
    let none = || "nothing says where caches are kept here: name a file, as in --cache=verdicts.redb".to_owned();
    folder.map(|folder| folder.join(NAME)).ok_or_else(none)
}

/// What a run keeps.
#[derive(Default)]
pub(super) struct Keeping {
    cache: Option<Arc<Cache>>,
    evidence: Option<Arc<Evidence>>,
}

impl Keeping {
    /// Opens what the arguments ask for and puts it into the options of a run. The error is a sentence for the user.
    pub(super) fn open(args: &VerifyArgs, options: &mut Options) -> Result<Self, String> {
        let now = args.now.unwrap_or_else(Timestamp::now);
        let mut keeping = Self::default();
        if let Some(named) = &args.cache {
            let policy = Policy { max_age: args.max_age, refresh: args.refresh.clone() };
            let cache = Cache::open(path(named.clone())?, options, policy, now).map_err(|Trouble(problem)| problem)?;
            let cache = Arc::new(cache);
            options.memory = Some(Arc::clone(&cache) as Arc<dyn Memory>);
            keeping.cache = Some(cache);
        }
        if let Some(folder) = &args.evidence {
            // What the user adds to requests may be a password.
            let secret: Vec<&str> = options.headers.keys().map(String::as_str).collect();
            let evidence = Evidence::create(folder, secret, now)
                .map_err(|error| format!("no evidence can be kept in {} ({error})", folder.display()))?;
            let evidence = Arc::new(evidence);
            options.witness = Some(Arc::clone(&evidence) as Arc<dyn Witness>);
            keeping.evidence = Some(evidence);
        }
        Ok(keeping)
    }

    /// Looks up what is known about a plan, all at once. The error is a sentence for the user.
    pub(super) fn prefetch(&self, plan: &Plan) -> Result<(), String> {
        let wanted = plan.wanted.iter().map(|(key, wanted)| (key, wanted.needs_text));
        self.cache.as_ref().map_or(Ok(()), |cache| cache.prefetch(wanted)).map_err(|Trouble(problem)| problem)
    }

    /// Completes what was kept; says what went wrong.
    pub(super) fn close(self, color: Color) -> io::Result<()> {
        let mut notes = self.cache.map(|cache| cache.notes()).unwrap_or_default();
        let failed = self.evidence.and_then(|evidence| Some((evidence.path(), evidence.finish().err()?)));
        notes.extend(failed.map(|(path, error)| format!("the evidence in {} is not whole ({error})", path.display())));
        say(&notes, color)
    }
}

fn say(notes: &[String], color: Color) -> io::Result<()> {
    notes.iter().try_for_each(|note| complain(color, |out| writeln!(out, "note: {note}")))
}
