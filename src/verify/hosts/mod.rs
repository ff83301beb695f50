//! Hosts: whose turn it is, and when.

mod host;

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;
use url::{Position, Url};

use super::errand::Errand;
use super::purpose::WantedId;
use super::robots::Rules;

pub(super) use host::{Host, Robots, Waiting};

/// The place of a host among [`Hosts`].
pub(super) type HostId = usize;

/// All hosts of a run.
#[derive(Debug)]
pub(super) struct Hosts {
    all: Vec<Host>,
    names: HashMap<String, HostId>,
    /// Hosts that may start something now, in turn.
    ready: VecDeque<HostId>,
    /// When to look at a host again.
    timers: BinaryHeap<Reverse<(Instant, HostId)>>,
    limit: usize,
    heeds_robots: bool,
    order: u64,
}

impl Hosts {
    pub(super) fn new(limit: usize, heeds_robots: bool) -> Self {
        Self {
            all: Vec::new(),
            names: HashMap::new(),
            ready: VecDeque::new(),
            timers: BinaryHeap::new(),
            limit: limit.max(1),
            heeds_robots,
            order: 0,
        }
    }

    /// The host of an address. The two standard ports of a name are one host.
    pub(super) fn of(&mut self, url: &Url) -> HostId {
        self.named(&url[Position::BeforeHost..Position::AfterPort])
    }

    /// The host of that name, with its port where that is not the standard one.
    fn named(&mut self, name: &str) -> HostId {
        if let Some(&id) = self.names.get(name) {
            return id;
        }
        let robots = if self.heeds_robots { Robots::Unknown } else { Robots::Known(Rules::default()) };
        let id = self.all.len();
        self.names.insert(name.to_owned(), id);
        self.all.push(Host::new(name.to_owned(), self.limit, robots));
        id
    }

    pub(super) fn get(&mut self, id: HostId) -> &mut Host {
        &mut self.all[id]
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Host> {
        self.all.iter()
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// Takes everything that waits, and returns the errands among it.
    pub(super) fn drain(&mut self) -> Vec<Errand> {
        self.all.iter_mut().flat_map(Host::drain).collect()
    }

    /// Gives a host limits of its own.
    pub(super) fn limit(&mut self, id: HostId, at_once: usize, interval: Duration) {
        self.all[id].restrict(at_once, interval);
    }

    /// Sets the interval of each host by how much waits for it.
    pub(super) fn set_intervals(&mut self, interval: impl Fn(usize) -> Duration) {
        for host in &mut self.all {
            host.interval = interval(host.waiting());
        }
    }

    /// Adds a source that is to be asked at this host.
    pub(super) fn add_source(&mut self, source: WantedId, host: &str) {
        let id = self.named(host);
        self.all[id].line_up(Waiting::Source(source));
        self.wake(id);
    }

    /// Adds an errand; where `pause` is not zero, it starts no earlier.
    pub(super) fn add(&mut self, errand: Errand, pause: Duration) -> HostId {
        let id = self.of(&errand.at);
        if pause.is_zero() {
            self.all[id].line_up(Waiting::Errand(Box::new(errand)));
        } else {
            self.order += 1;
            self.all[id].delay(errand, Instant::now() + pause, self.order);
        }
        self.wake(id);
        id
    }

    /// A host wants to be left alone for a while.
    pub(super) fn wait(&mut self, id: HostId, pause: Duration) {
        self.all[id].wait_until(Instant::now() + pause);
    }

    /// Looks whether a host may start something, and when.
    pub(super) fn wake(&mut self, id: HostId) {
        let host = &mut self.all[id];
        if host.is_ready {
            return;
        }
        match host.next_turn() {
            None => {}
            Some(at) if at <= Instant::now() => {
                host.is_ready = true;
                self.ready.push_back(id);
            }
            Some(at) => self.timers.push(Reverse((at, id))),
        }
    }

    /// The next host whose turn it is. Its next start is counted from now.
    pub(super) fn next(&mut self) -> Option<HostId> {
        let now = Instant::now();
        while let Some(&Reverse((at, id))) = self.timers.peek()
            && at <= now
        {
            self.timers.pop();
            self.wake(id);
        }
        while let Some(id) = self.ready.pop_front() {
            let host = &mut self.all[id];
            host.is_ready = false;
            // Something may have changed while it stood in line.
            if host.next_turn().is_some_and(|at| at <= now) {
                return Some(id);
            }
            self.wake(id);
        }
        None
    }

    /// A request to a host has started.
    pub(super) fn started(&mut self, id: HostId) {
        self.all[id].started(Instant::now());
    }

    /// A request to a host has ended.
    pub(super) fn ended(&mut self, id: HostId) {
        self.all[id].ended();
    }

    /// When something can start next, if nothing can start now.
    pub(super) fn next_timer(&self) -> Option<Instant> {
        self.timers.peek().map(|t| t.0.0)
    }
}
