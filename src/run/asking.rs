//! `--verify`: reads the articles, and asks the web about their sources while what their text decides is checked.

use std::collections::HashMap;
use std::io;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use wellcited::config::Configs;
use wellcited::engine::{self, Pending};
use wellcited::input::{LoadOptions, Source, Unread, load};
use wellcited::outcome::Plan;
use wellcited::verify::{Connections, Verified};

use super::verify::Prepared;
use super::{document, fix};
use crate::cli::CheckArgs;

/// So much text of articles is kept while the web is asked, in bytes; what goes beyond it is read again.
const MOST_KEPT: usize = 16 * 1024 * 1024;

/// What the web says where it was asked, and the articles that need not be read again, by path.
#[derive(Default)]
pub(super) struct Answers {
    pub(super) verified: Option<Verified>,
    pub(super) pending: HashMap<String, Pending>,
    pub(super) connections: Connections,
}

/// What one article asks for, and the article itself where it is kept.
struct Asking {
    plan: Plan,
    article: Option<Pending>,
}

/// Reads all articles for what their sources are, and asks the web. The inner error is a sentence for the user.
pub(super) fn ask(
    sources: &mut [Source],
    options: LoadOptions,
    args: &CheckArgs,
    configs: &Configs,
) -> io::Result<Result<Answers, String>> {
    // Standard input may have to be read again.
    sources.iter_mut().try_for_each(fix::keep_stdin)?;
    let network = sources.first().map(|first| configs.settings(&first.shown).network).unwrap_or_default();
    // Fixes read an article anew each time that they change it.
    let room = AtomicUsize::new(if fix::is_wanted(&args.fix) { 0 } else { MOST_KEPT });
    let (prepared, asking) = beside(
        || Prepared::new(&args.verify, network.clone()),
        || engine::each(sources, args.input.threads, |source| read(source, options, configs, &room)),
    );
    let prepared = match prepared {
        Ok(prepared) => prepared,
        Err(problem) => return Ok(Err(problem)),
    };
    let mut plan = Plan::default();
    let mut pending = HashMap::new();
    // What cannot be read is said when it is checked.
    for asking in asking.done {
        plan.merge(asking.plan);
        pending.extend(asking.article.map(|article| (article.input().path.clone(), article)));
    }
    let settings = |input: &_| configs.settings_of(input);
    let (progress, told) = mpsc::channel();
    let articles = pending.values_mut();
    let verified = thread::scope(|scope| {
        let check = move || {
            // The first moments belong to connections: to make them keeps processors busy, here and at the other end.
            let _ = told.recv();
            engine::check_pending(articles, args.input.threads, settings);
        };
        // Without a thread they are checked when they are reported.
        let _ = thread::Builder::new().spawn_scoped(scope, check);
        prepared.run(plan, &args.screen, move || {
            let _ = progress.send(());
        })
    });
    Ok(verified?.map(|(verified, connections)| Answers { verified: Some(verified), pending, connections }))
}

/// Does both at once: the first on a thread of its own, or after the second where the system has none left.
fn beside<A: Send, B>(aside: impl Fn() -> A + Sync, here: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| {
        let started = thread::Builder::new().spawn_scoped(scope, &aside);
        let here = here();
        let aside =
            started.map_or_else(|_| aside(), |thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        (aside, here)
    })
}

fn read(
    source: &Source,
    options: LoadOptions,
    configs: &Configs,
    room: &AtomicUsize,
) -> Result<Option<Asking>, Unread> {
    let Some(input) = load(source, options)? else { return Ok(None) };
    let settings = configs.settings_of(&input);
    if let Some((others, own)) = document::others(&input, configs, options)? {
        let plan = engine::plan(&document::with(&others, &input, own), &settings);
        return Ok(Some(Asking { plan, article: None }));
    }
    let length = input.text.len();
    let article = Pending::new(input, &settings);
    let has_room = |left: usize| left.checked_sub(length);
    let is_kept = room.fetch_update(Ordering::Relaxed, Ordering::Relaxed, has_room).is_ok();
    Ok(Some(Asking { plan: article.plan(), article: is_kept.then_some(article) }))
}
