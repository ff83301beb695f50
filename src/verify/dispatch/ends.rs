//! What ends without an answer: hosts that want to be left alone, and runs that are over.

use std::time::Duration;

use tokio::task::JoinSet;

use super::{Dispatch, Probe};
use crate::outcome::{Archive, Reason, Verdict};
use crate::verify::errand::Errand;
use crate::verify::hosts::{HostId, Robots};
use crate::verify::purpose::{Found, Purpose};
use crate::verify::robots;

impl Dispatch<'_> {
    /// Ends an errand that has brought nothing home. `verdict` is what is said of a source.
    pub(super) fn end_empty(&mut self, purpose: Purpose, verdict: Verdict) {
        match purpose {
            Purpose::Source(id) | Purpose::Handle(id) => self.finish(id, Box::new(Found::new(verdict))),
            Purpose::Probe(folder) => self.probed(folder, None),
            Purpose::Robots(host) => {
                self.hosts.get(host).robots = Robots::Known(robots::Rules::default());
                self.hosts.wake(host);
            }
            Purpose::Copy(id) => self.keep_copy(id, Archive::LookupFailed),
            Purpose::Work(_) => {}
        }
    }

    /// A host asks programs to stay away from an address.
    pub(super) fn stay_away(&mut self, errand: Errand) {
        let verdict = self.verdict(&errand, Reason::Robots);
        self.end_empty(errand.purpose, verdict);
    }

    /// A host wants to be left alone for longer than anybody waits.
    pub(super) fn give_up(&mut self, host: HostId, errand: Errand, wait: Duration) {
        let mut verdict = self.verdict(&errand, Reason::RateLimited);
        verdict.detail = Some(format!("{} wants no request for {} s", self.hosts.get(host).name, wait.as_secs()));
        self.end_empty(errand.purpose, verdict);
    }

    /// Ends what is under way or waits: a try that has failed already counts, the rest was never asked.
    pub(super) fn abandon(&mut self) {
        self.running.abort_all();
        self.running = JoinSet::new();
        self.under_way.clear();
        for mut errand in self.hosts.drain() {
            let trouble = errand.trouble.take();
            let was_never_asked =
                matches!(errand.purpose, Purpose::Source(_) | Purpose::Handle(_)) && trouble.is_none();
            if was_never_asked {
                continue;
            }
            let mut verdict = self.verdict(&errand, trouble.as_ref().map_or(Reason::Deadline, |t| t.reason));
            verdict.detail = trouble.and_then(|trouble| trouble.detail);
            self.end_empty(errand.purpose, verdict);
        }
        let probes = std::mem::take(&mut self.probes);
        for probe in probes.into_values() {
            if let Probe::Pending(waiting) = probe {
                waiting.into_iter().for_each(|(id, found)| self.finish(id, found));
            }
        }
    }

    /// Asks an archive nothing more.
    pub(super) fn abandon_copies(&mut self) {
        for errand in self.hosts.drain() {
            if let Purpose::Copy(id) = errand.purpose {
                self.keep_copy(id, Archive::LookupFailed);
            }
        }
    }

    /// A verdict on an errand that ends where it stands.
    fn verdict(&self, errand: &Errand, reason: Reason) -> Verdict {
        let mut verdict = Verdict::new(reason, self.tools.now());
        verdict.attempts = errand.attempts;
        verdict.chain.clone_from(&errand.hops);
        verdict
    }
}
