//! Sends errands out, never more at once than allowed, each when its host has its turn.
//!
//! One task owns all that changes; requests run beside it and come back with what they found. The limit for all hosts is
//! taken only by what may start now, so that a slow host keeps nobody waiting but itself.

mod ends;
mod home;
mod out;
mod turn;

use std::collections::{BTreeMap, HashMap};
use std::future::ready;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::task::{Id, JoinError, JoinSet, yield_now};
use tokio::time::{Instant, sleep_until, timeout_at};

use crate::outcome::{Archive, Class};
use crate::verify::ask::Tools;
use crate::verify::carry::Step;
use crate::verify::hosts::{HostId, Hosts};
use crate::verify::item::Item;
use crate::verify::page::Shape;
use crate::verify::progress::Progress;
use crate::verify::purpose::{Found, Purpose, WantedId};
use crate::verify::readers::Readers;

/// How much is read of a page whose title matters.
const FOR_TITLE: usize = 256 * 1024;
/// How long the end of a run waits for pages to be read.
const GRACE: Duration = Duration::from_secs(1);
/// How often progress is told.
const TICK: Duration = Duration::from_millis(200);

/// Sends errands out and gathers what they bring home.
pub(super) struct Dispatch<'w> {
    tools: Arc<Tools>,
    pub(super) items: Vec<Item>,
    hosts: Hosts,
    running: JoinSet<Step>,
    readers: Readers,
    /// What runs: for which host, and for what.
    under_way: HashMap<Id, (HostId, Purpose)>,
    /// What folders of sites show for what does not exist, and who waits to know.
    probes: HashMap<String, Probe>,
    /// What an archive says about what it was asked for.
    pub(super) copies: BTreeMap<WantedId, Archive>,
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
    pub(super) fn new(
        tools: Arc<Tools>,
        readers: Readers,
        items: Vec<Item>,
        watch: &'w mut dyn FnMut(&Progress),
    ) -> Self {
        let options = &tools.options;
        let started = Instant::now();
        let mut dispatch = Self {
            hosts: Hosts::new(options.per_host, options.robots),
            running: JoinSet::new(),
            readers,
            under_way: HashMap::new(),
            probes: HashMap::new(),
            copies: BTreeMap::new(),
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

    /// Runs until nothing is left to do, the time is over, or the user has had enough.
    ///
    /// A turn takes one answer, reads one page and sends one request, so that requests leave evenly spaced: in waves, the
    /// servers and this program would wait for each other.
    async fn run(&mut self) {
        let mut tick = Instant::now() + TICK;
        let far = Instant::now() + Duration::from_secs(u64::from(u32::MAX));
        let mut interrupted = pin!(interrupt(self.tools.options.stops_on_interrupt));
        loop {
            let started = self.start_next();
            if started {
                // What has started is sent.
                yield_now().await;
            }
            let timer = self.hosts.next_timer();
            if self.running.is_empty() && self.readers.is_idle() && timer.is_none() && !started {
                break;
            }
            let wake = timer.filter(|_| self.may_start()).unwrap_or(far);
            tokio::select! {
                biased;
                () = &mut interrupted => {
                    self.interrupted = true;
                    break;
                }
                () = sleep_until(self.deadline.unwrap_or(far)) => break,
                Some(done) = self.running.join_next_with_id() => self.came_back(done),
                Some(read) = self.readers.next() => self.was_read(read),
                () = ready(()), if started => {}
                () = sleep_until(wake) => {}
                () = sleep_until(tick) => {}
            }
            if let Some(read) = self.readers.ready() {
                self.was_read(read);
            }
            if Instant::now() >= tick {
                self.tell();
                tick = Instant::now() + TICK;
            }
        }
        self.read_on().await;
        self.abandon();
        self.tell();
    }

    /// Starts what may start next. Returns whether there was anything; there may be more then.
    fn start_next(&mut self) -> bool {
        if !self.may_start() {
            return false;
        }
        let next = self.hosts.next();
        next.map(|host| self.start(host)).is_some()
    }

    /// Whether there is room for another request.
    fn may_start(&self) -> bool {
        self.running.len() < self.tools.options.concurrency.max(1) && !self.readers.is_full()
    }

    /// Waits a moment for what has been fetched and not read, so that it is not lost.
    async fn read_on(&mut self) {
        let latest = Instant::now() + GRACE;
        while let Ok(Some(read)) = timeout_at(latest, self.readers.next()).await {
            self.was_read(read);
        }
    }

    fn came_back(&mut self, done: Result<(Id, Step), JoinError>) {
        match done {
            Ok((task, step)) => self.arrived(task, step),
            Err(error) => self.lost(error.id()),
        }
    }

    fn finish(&mut self, id: WantedId, found: Box<Found>) {
        *self.classes.entry(found.verdict.class()).or_default() += 1;
        self.items[id].settle(found);
    }

    fn keep_copy(&mut self, id: WantedId, copy: Archive) {
        self.copies.insert(id, copy);
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

/// Waits until the user interrupts; for ever, where nobody asked for that.
async fn interrupt(is_wanted: bool) {
    if !is_wanted || tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
