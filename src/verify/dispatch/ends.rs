//! What ends without an answer: hosts that want to be left alone, and runs that are over.

use std::time::Duration;

use tokio::task::JoinSet;

use super::{Dispatch, Probe};
use crate::outcome::{Archive, Reason, Verdict};
use crate::verify::errand::Errand;
use crate::verify::hosts::HostId;
use crate::verify::purpose::{Found, Purpose};

impl Dispatch<'_> {
    pub(super) fn stay_away(&mut self, errand: Errand) {
        match errand.purpose {
            Purpose::Source(id) => {
                let mut verdict = Verdict::new(Reason::Robots, self.tools.now());
                verdict.attempts = errand.attempts;
                verdict.chain = errand.hops;
                self.finish(id, Found::new(verdict));
            }
            Purpose::Probe(folder) => self.probed(folder, None),
            _ => {}
        }
    }

    /// A host wants to be left alone for longer than anybody waits.
    pub(super) fn give_up(&mut self, host: HostId, errand: Errand, wait: Duration) {
        let name = self.hosts.get(host).name.clone();
        match errand.purpose {
            Purpose::Source(id) | Purpose::Handle(id) => {
                let mut verdict = Verdict::new(Reason::RateLimited, self.tools.now());
                verdict.attempts = errand.attempts;
                verdict.chain = errand.hops;
                verdict.detail = Some(format!("{name} wants no request for {} s", wait.as_secs()));
                self.finish(id, Found::new(verdict));
            }
            Purpose::Probe(folder) => self.probed(folder, None),
            Purpose::Copy(id) => self.keep_copy(id, Archive::LookupFailed),
            Purpose::Robots(_) | Purpose::Work(_) => {}
        }
    }

    /// Ends what is under way or waits: a try that has failed already counts, the rest was never asked.
    pub(super) fn abandon(&mut self) {
        self.running.abort_all();
        self.running = JoinSet::new();
        self.under_way.clear();
        let mut waiting = Vec::new();
        for id in 0..self.hosts.len() {
            waiting.extend(self.hosts.get(id).drain());
        }
        for errand in waiting {
            match (errand.purpose, errand.trouble) {
                (Purpose::Source(id) | Purpose::Handle(id), Some(trouble)) => {
                    let mut verdict = Verdict::new(trouble.reason, self.tools.now());
                    verdict.attempts = errand.attempts;
                    verdict.chain = errand.hops;
                    verdict.detail = trouble.detail;
                    self.finish(id, Found::new(verdict));
                }
                (Purpose::Copy(id), _) => self.keep_copy(id, Archive::LookupFailed),
                _ => {}
            }
        }
        let probes = std::mem::take(&mut self.probes);
        for probe in probes.into_values() {
            if let Probe::Pending(waiting) = probe {
                waiting.into_iter().for_each(|(id, found)| self.finish(id, *found));
            }
        }
    }

    pub(super) fn abandon_copies(&mut self) {
        let mut waiting = Vec::new();
        for id in 0..self.hosts.len() {
            waiting.extend(self.hosts.get(id).drain());
        }
        for errand in waiting {
            if let Purpose::Copy(id) = errand.purpose {
                self.keep_copy(id, Archive::LookupFailed);
            }
        }
    }
}
