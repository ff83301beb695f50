//! A run: from a plan to what was found out.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::runtime::{self, Runtime};

use super::ask::Tools;
use super::dispatch::Dispatch;
use super::filter::Filter;
use super::item::Item;
use super::options::Options;
use super::progress::Progress;
use super::purpose::Found;
use super::readers::Readers;
use super::store::{Kept, Known};
use super::{Verified, client, settle};
use crate::outcome::{Class, Key, Outcomes, Plan, Reason, Verdict, Wanted};

/// How many threads may wait for a resolver of names, or read a document.
const ASIDE: usize = 64;
/// What asks the web: everything that a run needs before it is known what to ask. To prepare it takes some milliseconds
/// (certificates, threads), which may pass while articles are read.
#[derive(Debug)]
pub struct Verifier {
    tools: Arc<Tools>,
    filter: Filter,
    readers: Readers,
    runtime: Runtime,
}

impl Verifier {
    /// Prepares a run. `now` is the time that verdicts carry, for results that are alike.
    ///
    /// # Errors
    /// What is wrong with the options, in a sentence for the user.
    pub fn new(options: Options, now: Option<Timestamp>) -> Result<Self, String> {
        let filter = Filter::new(&options)?;
        let (client, fields) = (client::build(&options)?, client::fields(&options)?);
        let tools = Arc::new(Tools { client, fields, options, now });
        // Requests wait more than they compute: one thread that drives all is faster than several that wake each other.
        let runtime = runtime::Builder::new_current_thread().max_blocking_threads(ASIDE).enable_all().build();
        let no_threads = |error| format!("no threads can be started ({error})");
        let (runtime, readers) = (runtime.map_err(no_threads)?, Readers::start(&tools).map_err(no_threads)?);
        Ok(Self { tools, filter, readers, runtime })
    }

    /// Finds out what a plan asks for; `watch` is told now and then how far it is. What goes wrong is a verdict.
    pub fn run(self, plan: Plan, watch: &mut dyn FnMut(&Progress)) -> (Verified, Connections) {
        let Self { tools, filter, readers, runtime } = self;
        let items = plan.wanted.into_iter().map(|(key, wanted)| {
            let (found, stale) = known(&key, &wanted, &tools, &filter);
            Item { key, wanted: Arc::new(wanted), stale: stale.map(Box::new), found: found.map(Box::new) }
        });
        let mut dispatch = Dispatch::new(Arc::clone(&tools), readers, items.collect(), watch);
        let verified = runtime.block_on(find_out(&mut dispatch, &tools));
        if let Some(memory) = &tools.options.memory {
            memory.flush();
        }
        (verified, Connections(Some(runtime)))
    }
}

/// The connections that a run leaves open. To close hundreds of them keeps two processors busy for a while, here and at
/// the other end: drop it when nobody waits for a report, or leave it to the end of the process.
#[derive(Debug, Default)]
pub struct Connections(Option<Runtime>);

impl Drop for Connections {
    fn drop(&mut self) {
        // Without waiting for a resolver that hangs.
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// Asks for everything that is wanted, then for copies of what is gone.
async fn find_out(dispatch: &mut Dispatch<'_>, tools: &Tools) -> Verified {
    dispatch.ask_sources().await;
    let mut verified = settled(dispatch, tools);
    let outcomes = &mut verified.outcomes;
    if tools.options.archive && !dispatch.interrupted {
        let is_gone = |item: &Item| {
            let verdict = outcomes.verdicts.get(&item.key);
            verdict.is_some_and(|v| v.archive.is_none() && matches!(v.class(), Class::Dead | Class::Suspect))
        };
        let gone: Vec<usize> = (0..dispatch.items.len()).filter(|&id| is_gone(&dispatch.items[id])).collect();
        dispatch.ask_archive(gone).await;
        for (id, copy) in std::mem::take(&mut dispatch.copies) {
            if let Some(verdict) = outcomes.verdicts.get_mut(&dispatch.items[id].key) {
                verdict.archive = Some(copy);
            }
        }
    }
    (outcomes.requests, outcomes.interrupted) = (dispatch.requests, dispatch.interrupted);
    verified
}

/// What is known about an address without asking anybody: that it is left out, or what an earlier run found out.
fn known(key: &Key, wanted: &Wanted, tools: &Tools, filter: &Filter) -> (Option<Found>, Option<Kept>) {
    let without = |reason| (Some(Found::new(Verdict::new(reason, tools.now()))), None);
    if filter.leaves_out(key.as_str()) {
        return without(Reason::Excluded);
    }
    let options = &tools.options;
    let recalled = options.memory.as_ref().map(|memory| memory.recall(key)).unwrap_or_default();
    match recalled {
        Known::Fresh(kept) if kept.text.is_some() || !wanted.needs_text => {
            let found = Found { text: kept.text, ..Found::new(Verdict { from_cache: true, ..kept.verdict }) };
            (Some(found), None)
        }
        _ if options.offline => without(Reason::Offline),
        Known::Stale(kept) if kept.text.is_some() || !wanted.needs_text => (None, Some(kept)),
        Known::Fresh(_) | Known::Stale(_) | Known::Nothing => (None, None),
    }
}

/// What was found out as it is reported, and kept for later runs.
fn settled(dispatch: &mut Dispatch<'_>, tools: &Tools) -> Verified {
    let mut texts = BTreeMap::new();
    let items = dispatch.items.iter_mut();
    let verdicts = items.map(|item| {
        let never_asked = || Box::new(Found::new(Verdict::new(Reason::Deadline, tools.now())));
        let found = *item.found.take().unwrap_or_else(never_asked);
        let mut verdict = found.verdict;
        let is_news = !verdict.from_cache && !matches!(verdict.class(), Class::Skipped | Class::Refused | Class::None);
        if let Some(memory) = tools.options.memory.as_ref().filter(|_| is_news) {
            let Found { etag, last_modified, ref text, .. } = found;
            verdict = memory.keep(&item.key, Kept { verdict, etag, last_modified, text: text.clone() });
        }
        settle::compare_titles(&mut verdict, &item.wanted);
        texts.extend(found.text.map(|text| (item.key.clone(), text)));
        (item.key.clone(), verdict)
    });
    let mut verdicts: BTreeMap<Key, Verdict> = verdicts.collect();
    settle::mark_clusters(&mut verdicts);
    Verified { outcomes: Outcomes { verdicts, at: Some(tools.now()), ..Outcomes::default() }, texts }
}
