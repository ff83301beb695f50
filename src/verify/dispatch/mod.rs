//! Sends errands out, never more at once than allowed, each when its host has its turn.
//!
//! One task owns all that changes; requests run beside it and come back with what they found. The limit for all hosts is
//! taken only by what may start now, so that a slow host keeps nobody waiting but itself.

mod ends;
mod home;

use std::collections::{BTreeMap, HashMap};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinSet};
use tokio::time::{Instant, sleep_until};
use url::Url;

use crate::outcome::{Archive, Class, Key, Reason, Verdict, Wanted};
use crate::verify::ask::Tools;
use crate::verify::carry::{Next, Step, carry};
use crate::verify::client::Conditions;
use crate::verify::errand::{Errand, without_login};
use crate::verify::guard::refusal;
use crate::verify::hosts::{HostId, Hosts, Robots};
use crate::verify::page::Shape;
use crate::verify::progress::Progress;
use crate::verify::purpose::{Found, Purpose, WantedId};
use crate::verify::robots;
use crate::verify::{Kept, archive, doi};

/// With more hosts than this, connections are closed when nothing waits for them: there may be fewer files than hosts.
const MANY_HOSTS: usize = 256;
/// How often progress is told.
const TICK: Duration = Duration::from_millis(200);

/// One address that is wanted, and what is known about it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) key: Key,
    pub(super) wanted: Arc<Wanted>,
    /// What earlier runs know, if the server is to say whether it still holds.
    pub(super) stale: Option<Kept>,
    pub(super) found: Option<Found>,
}

/// Sends errands out and gathers what they bring home.
pub(super) struct Dispatch<'w> {
    tools: Arc<Tools>,
    pub(super) items: Vec<Item>,
    hosts: Hosts,
    running: JoinSet<Step>,
    /// What runs: for which host, and for what.
    under_way: HashMap<Id, (HostId, Purpose)>,
    /// What folders of sites show for what does not exist, and who waits to know.
    probes: HashMap<String, Probe>,
    pub(super) requests: u64,
    pub(super) interrupted: bool,
    /// Whether an archive has asked to be left alone.
    archive_is_closed: bool,
    started: Instant,
    deadline: Option<Instant>,
    classes: BTreeMap<Class, usize>,
    watch: &'w mut dyn FnMut(&Progress),
}

enum Probe {
    Pending(Vec<(WantedId, Box<Found>)>),
    Known(Option<Shape>),
}

impl<'w> Dispatch<'w> {
    pub(super) fn new(tools: Arc<Tools>, items: Vec<Item>, watch: &'w mut dyn FnMut(&Progress)) -> Self {
        let options = &tools.options;
        let started = Instant::now();
        let mut dispatch = Self {
            hosts: Hosts::new(options.per_host, options.robots),
            running: JoinSet::new(),
            under_way: HashMap::new(),
            probes: HashMap::new(),
            requests: 0,
            interrupted: false,
            archive_is_closed: false,
            started,
            deadline: options.deadline.map(|deadline| started + deadline),
            classes: BTreeMap::new(),
            watch,
            items,
            tools,
        };
        for item in &dispatch.items {
            if let Some(found) = &item.found {
                *dispatch.classes.entry(found.verdict.class()).or_default() += 1;
            }
        }
        dispatch
    }

    /// Asks everything that is wanted and not known.
    pub(super) async fn ask_sources(&mut self) {
        for id in 0..self.items.len() {
            if self.items[id].found.is_none() {
                self.set_out(id);
            }
        }
        let own = self.tools.options.interval;
        let default = |waiting| if waiting > MANY_ADDRESSES { DEFAULT_INTERVAL } else { Duration::ZERO };
        self.hosts.set_intervals(|waiting| own.unwrap_or_else(|| default(waiting)));
        self.run().await;
    }

    /// Looks for copies of these in an archive: one at a time, one a second.
    pub(super) async fn ask_archive(&mut self, which: Vec<WantedId>) {
        let base = &self.tools.options.services.archive;
        let Ok(host) = Url::parse(base) else { return };
        let host = self.hosts.of(&host);
        self.hosts.limit(host, 1, self.tools.options.archive_interval);
        for id in which {
            let item = &self.items[id];
            let day = item.wanted.cited_on.unwrap_or_else(|| self.tools.now().to_zoned(jiff::tz::TimeZone::UTC).date());
            let Some(url) = archive::lookup(&self.tools.options.services.archive, item.key.as_str(), day) else {
                self.keep_copy(id, Archive::LookupFailed);
                continue;
            };
            let mut errand = Errand::new(Purpose::Copy(id), url, SMALL);
            errand.follows = false;
            self.hosts.add(errand, Duration::ZERO);
        }
        self.run().await;
    }

    /// Puts one address on its way.
    fn set_out(&mut self, id: WantedId) {
        let item = &self.items[id];
        let options = &self.tools.options;
        let (purpose, url, limit) = match &item.wanted.doi {
            Some(doi) => (Purpose::Handle(id), doi::handle(&options.services.doi, doi), SMALL),
            None if item.wanted.needs_text => (Purpose::Source(id), Url::parse(item.key.as_str()).ok(), FOR_TEXT),
            None => (Purpose::Source(id), Url::parse(item.key.as_str()).ok(), FOR_TITLE),
        };
        let refused = |url: &Url| refusal(url, options.allow_private);
        let Some(url) = url.map(without_login) else {
            return self.finish(id, Found::new(Verdict::new(Reason::Malformed, self.tools.now())));
        };
        if let Some(reason) = refused(&url) {
            return self.finish(id, Found::new(Verdict::new(reason, self.tools.now())));
        }
        let mut errand = Errand::new(purpose, url, limit);
        errand.head = options.head_first && !item.wanted.needs_text && item.wanted.doi.is_none();
        // What a way ends at is another page than the one that is asked first.
        let direct = item.stale.as_ref().filter(|kept| kept.verdict.chain.is_empty());
        errand.conditions =
            direct.map(|kept| Conditions { etag: kept.etag.clone(), last_modified: kept.last_modified.clone() });
        self.hosts.add(errand, Duration::ZERO);
    }

    /// Runs until nothing is left to do, the time is over, or the user has had enough.
    async fn run(&mut self) {
        let mut tick = Instant::now() + TICK;
        let far = Instant::now() + Duration::from_secs(u64::from(u32::MAX));
        let mut interrupted = pin!(interrupt(self.tools.options.stops_on_interrupt));
        loop {
            while self.running.len() < self.tools.options.concurrency.max(1)
                && let Some(host) = self.hosts.next()
            {
                self.start(host);
            }
            let timer = self.hosts.next_timer();
            if self.running.is_empty() && timer.is_none() {
                break;
            }
            let is_full = self.running.len() >= self.tools.options.concurrency.max(1);
            let wake = timer.filter(|_| !is_full).unwrap_or(far);
            tokio::select! {
                biased;
                () = &mut interrupted => {
                    self.interrupted = true;
                    break;
                }
                () = sleep_until(self.deadline.unwrap_or(far)) => break,
                Some(done) = self.running.join_next_with_id() => match done {
                    Ok((task, step)) => self.arrived(task, step),
                    Err(error) => self.lost(error.id()),
                },
                () = sleep_until(wake) => {}
                () = sleep_until(tick) => {}
            }
            if Instant::now() >= tick {
                self.tell();
                tick = Instant::now() + TICK;
            }
        }
        self.abandon();
        self.tell();
    }

    fn start(&mut self, id: HostId) {
        let now = Instant::now();
        let allows_robots = self.tools.options.robots;
        let host = self.hosts.get(id);
        let Some(errand) = host.take(now) else { return };
        if let Some(wait) = host.closed.filter(|_| !matches!(errand.purpose, Purpose::Robots(_))) {
            self.give_up(id, errand, wait);
            return self.hosts.wake(id);
        }
        if allows_robots && errand.purpose.heeds_robots() {
            match &host.robots {
                Robots::Unknown => {
                    host.robots = Robots::Pending;
                    let rules = robots::address(&errand.at);
                    host.put_back(errand);
                    if let Some(url) = rules {
                        self.hosts.get(id).put_back(Errand::new(Purpose::Robots(id), url, FOR_ROBOTS));
                    }
                    return self.hosts.wake(id);
                }
                Robots::Known(rules) if !rules.allows(&errand.at) => {
                    self.stay_away(errand);
                    return self.hosts.wake(id);
                }
                Robots::Known(_) | Robots::Pending => {}
            }
        }
        let closes = self.hosts.len() > MANY_HOSTS && self.hosts.get(id).is_idle();
        let wanted = match errand.purpose {
            Purpose::Source(id) | Purpose::Handle(id) => Some(Arc::clone(&self.items[id].wanted)),
            _ => None,
        };
        let tools = Arc::clone(&self.tools);
        self.hosts.started(id);
        let purpose = errand.purpose.clone();
        let task = self.running.spawn(async move { carry(tools, errand, wanted, closes).await });
        self.under_way.insert(task.id(), (id, purpose));
        self.hosts.wake(id);
    }

    /// A request has failed in a way that this program does not foresee; the others are not affected.
    fn lost(&mut self, task: Id) {
        let Some((host, purpose)) = self.under_way.remove(&task) else { return };
        self.hosts.ended(host);
        match purpose {
            Purpose::Source(id) | Purpose::Handle(id) => {
                self.finish(id, Found::new(Verdict::new(Reason::Internal, self.tools.now())));
            }
            Purpose::Probe(folder) => self.probed(folder, None),
            Purpose::Robots(host) => {
                self.hosts.get(host).robots = Robots::Known(robots::Rules::default());
                self.hosts.wake(host);
            }
            Purpose::Copy(id) => self.keep_copy(id, Archive::LookupFailed),
            Purpose::Work(_) => {}
        }
        self.hosts.wake(host);
    }

    /// One request has come back.
    fn arrived(&mut self, task: Id, step: Step) {
        let Some((host, _)) = self.under_way.remove(&task) else { return };
        self.hosts.ended(host);
        self.requests += u64::from(step.was_sent);
        if let Some(wait) = step.wait {
            if wait > self.tools.options.max_wait {
                self.hosts.get(host).closed = Some(wait);
            } else {
                self.hosts.wait(host, wait);
            }
        }
        if let Some(pace) = step.pace {
            let known = self.hosts.get(host);
            known.interval = known.interval.max(pace);
        }
        match step.next {
            Next::Again(pause) => {
                self.hosts.add(step.errand, pause);
            }
            Next::End(end) => self.ended(step.errand, end),
        }
        self.hosts.wake(host);
    }

    fn finish(&mut self, id: WantedId, found: Found) {
        *self.classes.entry(found.verdict.class()).or_default() += 1;
        self.items[id].found = Some(found);
    }

    fn keep_copy(&mut self, id: WantedId, copy: Archive) {
        if let Some(found) = &mut self.items[id].found {
            found.verdict.archive = Some(copy);
        }
    }

    fn tell(&mut self) {
        let now = Instant::now();
        let mut slowest: Vec<(String, Duration)> =
            self.hosts.iter().filter_map(|h| Some((h.name.clone(), now.duration_since(h.busy_since?)))).collect();
        slowest.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        slowest.truncate(3);
        (self.watch)(&Progress {
            done: self.classes.values().sum(),
            total: self.items.len(),
            classes: self.classes.clone(),
            requests: self.requests,
            elapsed: now.duration_since(self.started),
            slowest,
        });
    }
}

/// Hosts with more addresses than this are not asked as fast as they answer.
const MANY_ADDRESSES: usize = 20;
/// The least time between two requests to such a host.
const DEFAULT_INTERVAL: Duration = Duration::from_millis(100);

/// How much is read of an answer of a service.
const SMALL: usize = 64 * 1024;
/// How much is read of a page whose title matters.
const FOR_TITLE: usize = 256 * 1024;
/// How much is read of a page in which quotations are looked for.
const FOR_TEXT: usize = 2 * 1024 * 1024;
/// How much is read of the rules of a host (RFC 9309 asks for no less).
const FOR_ROBOTS: usize = 500 * 1024;

/// Waits until the user interrupts; for ever, where nobody asked for that.
async fn interrupt(is_wanted: bool) {
    if !is_wanted || tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
