//! One turn of a host: a request that starts, and what becomes of it.

use std::sync::Arc;

use tokio::task::Id;
use tokio::time::Instant;

use super::Dispatch;
use crate::outcome::{Reason, Verdict, Wanted};
use crate::verify::carry::{Next, Step, carry};
use crate::verify::errand::Errand;
use crate::verify::hosts::{HostId, Robots, Waiting};
use crate::verify::purpose::Purpose;
use crate::verify::readers::{Read, Unread};
use crate::verify::robots;

/// With more hosts than this, connections are closed when nothing waits for them: there may be fewer files than hosts.
const MANY_HOSTS: usize = 256;
/// How much is read of the rules of a host (RFC 9309 asks for no less).
const FOR_ROBOTS: usize = 500 * 1024;

impl Dispatch<'_> {
    /// Starts the next request to a host, unless it or its rules forbid that.
    pub(super) fn start(&mut self, id: HostId) {
        let now = Instant::now();
        let allows_robots = self.tools.options.robots;
        let Some(waiting) = self.hosts.get(id).take(now) else { return };
        let errand = match waiting {
            Waiting::Source(source) => self.set_out(source),
            Waiting::Errand(errand) => Some(*errand),
        };
        let Some(errand) = errand else { return self.hosts.wake(id) };
        let host = self.hosts.get(id);
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
        let wanted = self.wanted(&errand);
        let tools = Arc::clone(&self.tools);
        self.hosts.started(id);
        let purpose = errand.purpose.clone();
        let task = self.running.spawn(async move { carry(tools, errand, wanted, closes).await });
        self.under_way.insert(task.id(), (id, purpose));
        self.hosts.wake(id);
    }

    /// A request has failed in a way that this program does not foresee; the others are not affected.
    pub(super) fn lost(&mut self, task: Id) {
        let Some((host, purpose)) = self.under_way.remove(&task) else { return };
        self.hosts.ended(host);
        self.end_empty(purpose, Verdict::new(Reason::Internal, self.tools.now()));
        self.hosts.wake(host);
    }

    /// One request has come back.
    pub(super) fn arrived(&mut self, task: Id, step: Step) {
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
            Next::Read(answer) => {
                let wanted = self.wanted(&step.errand);
                self.readers.read(Unread { errand: step.errand, answer, wanted });
            }
            Next::End(end) => self.ended(step.errand, end),
        }
        self.hosts.wake(host);
    }

    /// What is wanted of the source that an errand is for.
    fn wanted(&self, errand: &Errand) -> Option<Arc<Wanted>> {
        match errand.purpose {
            Purpose::Source(id) | Purpose::Handle(id) => Some(Arc::clone(&self.items[id].wanted)),
            _ => None,
        }
    }

    /// An answer has been read.
    pub(super) fn was_read(&mut self, read: Read) {
        match read.end {
            Some(end) => self.ended(read.errand, end),
            None => self.end_empty(read.errand.purpose, Verdict::new(Reason::Internal, self.tools.now())),
        }
    }
}
