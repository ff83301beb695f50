//! Hosts: whose turn it is, and when.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::errand::Errand;
use super::robots::Rules;

/// The place of a host among [`Hosts`].
pub(super) type HostId = usize;

/// What is known about the rules of a host.
#[derive(Debug, Default)]
pub(super) enum Robots {
    /// Nothing, and they matter.
    #[default]
    Unknown,
    /// They are being fetched.
    Pending,
    /// These; none where nobody wants to know.
    Known(Rules),
}

/// One host: what waits for it, and what it bears.
#[derive(Debug)]
pub(super) struct Host {
    pub(super) name: String,
    queue: VecDeque<Errand>,
    /// What may not start before its time, by time.
    delayed: BinaryHeap<Reverse<Delayed>>,
    pub(super) in_flight: usize,
    limit: usize,
    pub(super) interval: Duration,
    /// The earliest start of the next request, by the interval.
    next_start: Instant,
    /// The earliest start of the next request, by what the host asks for. It never comes nearer.
    not_before: Instant,
    /// How long the host wants to be left alone, where that is longer than anybody waits.
    pub(super) closed: Option<Duration>,
    pub(super) robots: Robots,
    is_ready: bool,
    /// How often requests to it have failed or taken their time, for progress.
    pub(super) busy_since: Option<Instant>,
}

/// An errand that may not start before its time; of two, the one that waits longer goes first.
#[derive(Debug)]
struct Delayed {
    at: Instant,
    order: u64,
    errand: Errand,
}

impl PartialEq for Delayed {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.order) == (other.at, other.order)
    }
}

impl Eq for Delayed {}

impl PartialOrd for Delayed {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Delayed {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.order).cmp(&(other.at, other.order))
    }
}

impl Host {
    /// When its next errand may start; `None` while it has none, or all its places are taken.
    fn next_turn(&self) -> Option<Instant> {
        if self.in_flight >= self.limit {
            return None;
        }
        let waits = matches!(self.robots, Robots::Pending);
        let is_free = |errand: &Errand| !waits || !errand.purpose.heeds_robots();
        let first = match self.queue.iter().any(is_free) {
            true => self.next_start,
            false => self.delayed.peek().filter(|d| is_free(&d.0.errand))?.0.at.max(self.next_start),
        };
        Some(first.max(self.not_before))
    }

    /// Takes the next errand out of the queue.
    pub(super) fn take(&mut self, now: Instant) -> Option<Errand> {
        let waits = matches!(self.robots, Robots::Pending);
        let is_free = |errand: &Errand| !waits || !errand.purpose.heeds_robots();
        let due = self.delayed.peek().is_some_and(|d| d.0.at <= now && is_free(&d.0.errand));
        let errand = match due {
            true => self.delayed.pop()?.0.errand,
            false => {
                let next = self.queue.iter().position(is_free)?;
                self.queue.remove(next)?
            }
        };
        Some(errand)
    }

    /// Whether nothing waits for it.
    pub(super) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.delayed.is_empty()
    }

    /// Puts an errand back to the front.
    pub(super) fn put_back(&mut self, errand: Errand) {
        self.queue.push_front(errand);
    }

    fn drain(&mut self) -> impl Iterator<Item = Errand> {
        let delayed = std::mem::take(&mut self.delayed).into_sorted_vec();
        self.queue.drain(..).chain(delayed.into_iter().rev().map(|d| d.0.errand))
    }
}

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
        let host = url.host_str().unwrap_or_default();
        let name = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        if let Some(&id) = self.names.get(&name) {
            return id;
        }
        let now = Instant::now();
        let id = self.all.len();
        self.names.insert(name.clone(), id);
        self.all.push(Host {
            name,
            queue: VecDeque::new(),
            delayed: BinaryHeap::new(),
            in_flight: 0,
            limit: self.limit,
            interval: Duration::ZERO,
            next_start: now,
            not_before: now,
            closed: None,
            robots: if self.heeds_robots { Robots::Unknown } else { Robots::Known(Rules::default()) },
            is_ready: false,
            busy_since: None,
        });
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

    /// Takes everything that waits.
    pub(super) fn drain(&mut self) -> Vec<Errand> {
        self.all.iter_mut().flat_map(Host::drain).collect()
    }

    /// Gives a host limits of its own.
    pub(super) fn limit(&mut self, id: HostId, at_once: usize, interval: Duration) {
        (self.all[id].limit, self.all[id].interval) = (at_once, interval);
    }

    /// Sets the interval of each host by how much waits for it.
    pub(super) fn set_intervals(&mut self, interval: impl Fn(usize) -> Duration) {
        for host in &mut self.all {
            host.interval = interval(host.queue.len());
        }
    }

    /// Adds an errand; where `pause` is not zero, it starts no earlier.
    pub(super) fn add(&mut self, errand: Errand, pause: Duration) -> HostId {
        let id = self.of(&errand.at);
        if pause.is_zero() {
            self.all[id].queue.push_back(errand);
        } else {
            self.order += 1;
            let delayed = Delayed { at: Instant::now() + pause, order: self.order, errand };
            self.all[id].delayed.push(Reverse(delayed));
        }
        self.wake(id);
        id
    }

    /// A host wants to be left alone for a while.
    pub(super) fn wait(&mut self, id: HostId, pause: Duration) {
        let until = Instant::now() + pause;
        self.all[id].not_before = self.all[id].not_before.max(until);
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
        let now = Instant::now();
        let host = &mut self.all[id];
        host.in_flight += 1;
        host.next_start = now + host.interval;
        host.busy_since.get_or_insert(now);
    }

    /// A request to a host has ended.
    pub(super) fn ended(&mut self, id: HostId) {
        let host = &mut self.all[id];
        host.in_flight -= 1;
        host.busy_since = (host.in_flight > 0).then(Instant::now);
    }

    /// When something can start next, if nothing can start now.
    pub(super) fn next_timer(&self) -> Option<Instant> {
        self.timers.peek().map(|t| t.0.0)
    }
}
