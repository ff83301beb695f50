//! One function over many inputs, in parallel, with results in the order of the inputs.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use crate::input::{Input, LoadOptions, Source, Unread, load};

/// What became of a batch of sources. Each source is in exactly one of the three.
#[derive(Clone, Debug)]
pub struct Batch<T> {
    /// The results, in the order of the sources.
    pub done: Vec<T>,
    /// What could not be read.
    pub unread: Vec<Unread>,
    /// Binary files met on a walk.
    pub skipped: usize,
}

impl<T> Default for Batch<T> {
    fn default() -> Self {
        Self { done: Vec::new(), unread: Vec::new(), skipped: 0 }
    }
}

/// Loads each source and applies `work` to it; the input is dropped before its result is kept.
///
/// `threads` limits how many work at once (`None`: as many as there are processors). A panic in `work` makes that
/// source unread; the others are not affected.
pub fn run<T: Send>(
    sources: &[Source],
    options: LoadOptions,
    threads: Option<usize>,
    work: impl Fn(&Input) -> T + Sync,
) -> Batch<T> {
    each(sources, threads, |source| Ok(load(source, options)?.as_ref().map(&work)))
}

/// The same where `work` loads a source itself, or has done so before; `None` is a source that is skipped.
pub fn each<T: Send>(
    sources: &[Source],
    threads: Option<usize>,
    work: impl Fn(&Source) -> Result<Option<T>, Unread> + Sync,
) -> Batch<T> {
    let one = |source: &Source| one(source, &work);
    let outcomes: Vec<_> = match pool(sources.len(), threads) {
        Some(pool) => pool.install(|| sources.par_iter().with_max_len(1).map(one).collect()),
        None => sources.iter().map(one).collect(),
    };
    let mut batch = Batch::default();
    for outcome in outcomes {
        match outcome {
            Ok(Some(result)) => batch.done.push(result),
            Ok(None) => batch.skipped += 1,
            Err(unread) => batch.unread.push(unread),
        }
    }
    batch
}

/// Threads, where they help; starting them costs more than one small article.
pub(super) fn pool(sources: usize, threads: Option<usize>) -> Option<rayon::ThreadPool> {
    if sources < 2 || threads == Some(1) {
        return None;
    }
    rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).build().ok()
}

fn one<T>(source: &Source, work: &impl Fn(&Source) -> Result<Option<T>, Unread>) -> Result<Option<T>, Unread> {
    catch_unwind(AssertUnwindSafe(|| work(source))).unwrap_or_else(|_| {
        Err(Unread::new(&source.shown, "wellcited failed on this file")
            .help("this is a bug: please report it with the file"))
    })
}
