//! What errands bring home, and what that asks for next.

use std::time::Duration;

use url::Url;

use super::{Dispatch, FOR_TITLE, Probe};
use crate::outcome::{Class, Reason};
use crate::verify::doi;
use crate::verify::errand::Errand;
use crate::verify::hosts::Robots;
use crate::verify::judge::sibling;
use crate::verify::page::Shape;
use crate::verify::purpose::{Found, Purpose, WantedId, Yield};

impl Dispatch<'_> {
    pub(super) fn ended(&mut self, errand: Errand, end: Yield) {
        match (errand.purpose, end) {
            (Purpose::Source(id), Yield::Source(found)) => self.judge_further(id, found, &errand.at),
            (Purpose::Handle(id), Yield::Handle(found)) => self.look_up(id, found),
            (Purpose::Work(id), Yield::Work(title)) => {
                if let Some(mut found) = self.items[id].found.take() {
                    found.verdict.titles = title.into_iter().collect();
                    self.items[id].found = Some(found);
                }
            }
            (Purpose::Probe(folder), Yield::Probe(shape)) => self.probed(folder, shape),
            (Purpose::Robots(host), Yield::Robots(rules)) => {
                let known = self.hosts.get(host);
                known.interval = known.interval.max(rules.delay().unwrap_or_default());
                known.robots = Robots::Known(rules);
                self.hosts.wake(host);
            }
            (Purpose::Copy(id), Yield::Copy(copy, is_last)) => {
                self.archive_is_closed |= is_last;
                self.keep_copy(id, copy);
                if self.archive_is_closed {
                    self.abandon_copies();
                }
            }
            _ => {}
        }
    }

    /// A page that its site may show for any address is compared with the one that it shows for an address that cannot
    /// exist; each folder of a site is asked once.
    pub(super) fn judge_further(&mut self, id: WantedId, found: Box<Found>, at: &Url) {
        if found.suspect.is_none() {
            return self.finish(id, found);
        }
        let other = sibling(at);
        let folder = other.to_string();
        match self.probes.get_mut(&folder) {
            Some(Probe::Known(shape)) => {
                let shape = shape.clone();
                self.compare(id, found, shape.as_ref());
            }
            Some(Probe::Pending(waiting)) => waiting.push((id, found)),
            None => {
                self.probes.insert(folder.clone(), Probe::Pending(vec![(id, found)]));
                self.hosts.add(Errand::new(Purpose::Probe(folder), other, FOR_TITLE), Duration::ZERO);
            }
        }
    }

    pub(super) fn probed(&mut self, folder: String, shape: Option<Shape>) {
        let waiting = self.probes.insert(folder, Probe::Known(shape.clone()));
        if let Some(Probe::Pending(waiting)) = waiting {
            waiting.into_iter().for_each(|(id, found)| self.compare(id, found, shape.as_ref()));
        }
    }

    pub(super) fn compare(&mut self, id: WantedId, mut found: Box<Found>, other: Option<&Shape>) {
        if found.suspect.as_ref().zip(other).is_some_and(|(page, other)| page.is_like(other)) {
            found.verdict.reason = Reason::Soft404Probe;
        }
        self.finish(id, found);
    }

    /// Asks the registry for the title of a work whose DOI exists, if there is one to compare it with.
    pub(super) fn look_up(&mut self, id: WantedId, found: Box<Found>) {
        let item = &self.items[id];
        let is_wanted = found.verdict.class() == Class::Ok && !item.wanted.titles.is_empty();
        let doi = item.wanted.doi.as_deref().filter(|_| is_wanted);
        let url = doi.and_then(|doi| doi::work(&self.tools.options.services.crossref, doi));
        self.finish(id, found);
        if let Some(url) = url {
            self.hosts.add(Errand::new(Purpose::Work(id), url, FOR_TITLE), Duration::ZERO);
        }
    }
}
