//! One host: what waits for it, and what it bears.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, VecDeque};
use std::time::Duration;

use tokio::time::Instant;

use crate::verify::errand::Errand;
use crate::verify::purpose::WantedId;
use crate::verify::robots::Rules;

/// What is known about the rules of a host.
#[derive(Debug, Default)]
pub(in crate::verify) enum Robots {
    /// Nothing, and they matter.
    #[default]
    Unknown,
    /// They are being fetched.
    Pending,
    /// These; none where nobody wants to know.
    Known(Rules),
}

/// What waits for a host.
#[derive(Debug)]
pub(in crate::verify) enum Waiting {
    /// A source that nobody has set out for yet.
    Source(WantedId),
    /// An errand that is under way already, or serves others.
    Errand(Box<Errand>),
}

impl Waiting {
    fn heeds_robots(&self) -> bool {
        match self {
            Self::Source(_) => true,
            Self::Errand(errand) => errand.purpose.heeds_robots(),
        }
    }
}

/// One host: what waits for it, and what it bears.
#[derive(Debug)]
pub(in crate::verify) struct Host {
    pub(in crate::verify) name: String,
    queue: VecDeque<Waiting>,
    /// What may not start before its time, by time.
    delayed: BinaryHeap<Reverse<Delayed>>,
    in_flight: usize,
    limit: usize,
    pub(in crate::verify) interval: Duration,
    /// The earliest start of the next request, by the interval.
    next_start: Instant,
    /// The earliest start of the next request, by what the host asks for. It never comes nearer.
    not_before: Instant,
    /// How long the host wants to be left alone, where that is longer than anybody waits.
    pub(in crate::verify) closed: Option<Duration>,
    pub(in crate::verify) robots: Robots,
    /// Whether it stands in the line of those that may start something now.
    pub(super) is_ready: bool,
    /// How often requests to it have failed or taken their time, for progress.
    pub(in crate::verify) busy_since: Option<Instant>,
}

/// An errand that may not start before its time; of two, the one that waits longer goes first.
#[derive(Debug)]
struct Delayed {
    at: Instant,
    order: u64,
    errand: Waiting,
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
    pub(super) fn new(name: String, limit: usize, robots: Robots) -> Self {
        let now = Instant::now();
        Self {
            name,
            queue: VecDeque::new(),
            delayed: BinaryHeap::new(),
            in_flight: 0,
            limit,
            interval: Duration::ZERO,
            next_start: now,
            not_before: now,
            closed: None,
            robots,
            is_ready: false,
            busy_since: None,
        }
    }

    /// How much waits that may start at any time.
    pub(super) fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Puts something at the end of the line.
    pub(super) fn line_up(&mut self, waiting: Waiting) {
        self.queue.push_back(waiting);
    }

    /// Keeps an errand until its time; `order` tells apart those of one time.
    pub(super) fn delay(&mut self, errand: Errand, at: Instant, order: u64) {
        self.delayed.push(Reverse(Delayed { at, order, errand: Waiting::Errand(Box::new(errand)) }));
    }

    /// Gives it limits of its own.
    pub(super) fn restrict(&mut self, at_once: usize, interval: Duration) {
        (self.limit, self.interval) = (at_once, interval);
    }

    /// Leaves it alone until then.
    pub(super) fn wait_until(&mut self, time: Instant) {
        self.not_before = self.not_before.max(time);
    }

    /// A request to it has started.
    pub(super) fn started(&mut self, now: Instant) {
        self.in_flight += 1;
        self.next_start = now + self.interval;
        self.busy_since.get_or_insert(now);
    }

    /// A request to it has ended.
    pub(super) fn ended(&mut self) {
        self.in_flight -= 1;
        self.busy_since = (self.in_flight > 0).then(Instant::now);
    }

    /// When its next errand may start; `None` while it has none, or all its places are taken.
    pub(super) fn next_turn(&self) -> Option<Instant> {
        if self.in_flight >= self.limit {
            return None;
        }
        let first = match self.queue.iter().any(|waiting| self.is_free(waiting)) {
            true => self.next_start,
            false => self.delayed.peek().filter(|d| self.is_free(&d.0.errand))?.0.at.max(self.next_start),
        };
        Some(first.max(self.not_before))
    }

    /// Takes what comes next out of the queue.
    pub(in crate::verify) fn take(&mut self, now: Instant) -> Option<Waiting> {
        if self.delayed.peek().is_some_and(|d| d.0.at <= now && self.is_free(&d.0.errand)) {
            return Some(self.delayed.pop()?.0.errand);
        }
        let next = self.queue.iter().position(|waiting| self.is_free(waiting))?;
        self.queue.remove(next)
    }

    /// Whether something need not wait for the rules of the host.
    fn is_free(&self, waiting: &Waiting) -> bool {
        !matches!(self.robots, Robots::Pending) || !waiting.heeds_robots()
    }

    /// Whether nothing waits for it.
    pub(in crate::verify) fn is_idle(&self) -> bool {
        self.queue.is_empty() && self.delayed.is_empty()
    }

    /// Puts an errand back to the front.
    pub(in crate::verify) fn put_back(&mut self, errand: Errand) {
        self.queue.push_front(Waiting::Errand(Box::new(errand)));
    }

    /// Takes everything that waits, and yields the errands among it.
    pub(super) fn drain(&mut self) -> impl Iterator<Item = Errand> {
        let delayed = std::mem::take(&mut self.delayed).into_sorted_vec();
        let all = self.queue.drain(..).chain(delayed.into_iter().rev().map(|d| d.0.errand));
        all.filter_map(|waiting| match waiting {
            Waiting::Errand(errand) => Some(*errand),
            Waiting::Source(_) => None,
        })
    }
}
