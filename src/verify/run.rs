//! A run: from a plan to what was found out.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::ask::Tools;
use super::dispatch::{Dispatch, Item};
use super::filter::Filter;
use super::options::Options;
use super::progress::Progress;
use super::purpose::Found;
use super::store::{Kept, Known};
use super::{Verified, client, settle};
use crate::outcome::{Class, Outcomes, Plan, Reason, Verdict};

/// How many threads may wait for a resolver of names.
const RESOLVING: usize = 64;
/// More threads than this only get into each other's way: requests wait, they do not compute.
const MOST_THREADS: usize = 4;

/// Finds out what a plan asks for. `now` is the time that verdicts carry, for results that are alike; `watch` is told
/// now and then how far it is.
///
/// # Errors
/// What is wrong with the options, in a sentence for the user. What goes wrong on the way is a verdict.
pub fn run(
    plan: &Plan,
    options: &Options,
    now: Option<Timestamp>,
    watch: &mut dyn FnMut(&Progress),
) -> Result<Verified, String> {
    let filter = Filter::new(options)?;
    let tools =
        Tools { client: client::build(options)?, fields: client::fields(options)?, options: options.clone(), now };
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST_THREADS)))
        .max_blocking_threads(RESOLVING)
        .enable_all()
        .build()
        .map_err(|error| format!("no threads can be started ({error})"))?;
    let items = plan.wanted.iter().map(|(key, wanted)| {
        let (found, stale) = known(key, wanted, &tools, &filter);
        Item { key: key.clone(), wanted: Arc::new(wanted.clone()), stale, found }
    });
    let items: Vec<Item> = items.collect();
    let tools = Arc::new(tools);
    let mut dispatch = Dispatch::new(Arc::clone(&tools), items, watch);
    let verified = runtime.block_on(async {
        dispatch.ask_sources().await;
        let mut outcomes = settled(&mut dispatch, &tools);
        if options.archive && !dispatch.interrupted {
            let which = (0..dispatch.items.len()).filter(|&id| {
                let verdict = outcomes.verdicts.get(&dispatch.items[id].key);
                verdict.is_some_and(|v| v.archive.is_none() && matches!(v.class(), Class::Dead | Class::Suspect))
            });
            let which: Vec<usize> = which.collect();
            dispatch.ask_archive(which).await;
            for item in &mut dispatch.items {
                let copy = item.found.as_mut().and_then(|found| found.verdict.archive.take());
                if let (Some(verdict), Some(copy)) = (outcomes.verdicts.get_mut(&item.key), copy) {
                    verdict.archive = Some(copy);
                }
            }
        }
        (outcomes.requests, outcomes.interrupted) = (dispatch.requests, dispatch.interrupted);
        let texts =
            dispatch.items.iter_mut().filter_map(|item| Some((item.key.clone(), item.found.as_mut()?.text.take()?)));
        Verified { outcomes, texts: texts.collect() }
    });
    // A resolver that hangs must not keep the report waiting.
    runtime.shutdown_background();
    if let Some(memory) = &options.memory {
        memory.flush();
    }
    Ok(verified)
}

/// What is known about an address without asking anybody: that it is left out, or what an earlier run found out.
fn known(
    key: &crate::outcome::Key,
    wanted: &crate::outcome::Wanted,
    tools: &Tools,
    filter: &Filter,
) -> (Option<Found>, Option<Kept>) {
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

/// The verdicts as they are reported, and kept for later runs.
fn settled(dispatch: &mut Dispatch<'_>, tools: &Tools) -> Outcomes {
    let mut verdicts = BTreeMap::new();
    for item in &mut dispatch.items {
        let found = item.found.get_or_insert_with(|| Found::new(Verdict::new(Reason::Deadline, tools.now())));
        if let (true, Some(stale)) = (found.is_unchanged, item.stale.take()) {
            found.text = stale.text;
            (found.etag, found.last_modified) = (stale.etag, stale.last_modified);
            let record = found.verdict.record.take().or(stale.verdict.record);
            let (attempts, checked_at) = (found.verdict.attempts, found.verdict.checked_at);
            found.verdict = Verdict { attempts, checked_at, record, from_cache: false, ..stale.verdict };
        }
        let mut verdict = found.verdict.clone();
        if let Some(memory) = tools.options.memory.as_ref().filter(|_| !verdict.from_cache) {
            let is_news = !matches!(verdict.class(), Class::Skipped | Class::Refused | Class::None);
            if is_news {
                verdict = memory.keep(
                    &item.key,
                    Kept {
                        verdict,
                        etag: found.etag.take(),
                        last_modified: found.last_modified.take(),
                        text: found.text.clone(),
                    },
                );
            }
        }
        settle::compare_titles(&mut verdict, &item.wanted);
        verdicts.insert(item.key.clone(), verdict);
    }
    settle::mark_clusters(&mut verdicts);
    Outcomes { verdicts, at: Some(tools.now()), ..Outcomes::default() }
}
