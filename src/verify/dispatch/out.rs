//! What is wanted, put on its way.

use std::time::Duration;

use jiff::tz::TimeZone;
use url::Url;

use super::{Dispatch, FOR_TITLE};
use crate::outcome::{Archive, Reason, Verdict};
use crate::verify::client::Conditions;
use crate::verify::errand::{Errand, without_login};
use crate::verify::guard::refusal;
use crate::verify::purpose::{Found, Purpose, WantedId};
use crate::verify::{archive, doi};

/// Hosts with more addresses than this are not asked as fast as they answer.
const MANY_ADDRESSES: usize = 20;
/// The least time between two requests to such a host.
const DEFAULT_INTERVAL: Duration = Duration::from_millis(100);

/// How much is read of an answer of a service.
const SMALL: usize = 64 * 1024;
/// How much is read of a page in which quotations are looked for.
const FOR_TEXT: usize = 2 * 1024 * 1024;

/// How much is read of a document in which quotations are looked for.
const FOR_DOCUMENT: usize = 5 * 1024 * 1024;

impl Dispatch<'_> {
    /// Asks everything that is wanted and not known.
    pub(in crate::verify) async fn ask_sources(&mut self) {
        for id in 0..self.items.len() {
            let item = &self.items[id];
            if item.found.is_some() {
                continue;
            }
            match item.host() {
                Some(host) => self.hosts.add_source(id, host),
                None => {
                    if let Some(errand) = self.set_out(id) {
                        self.hosts.add(errand, Duration::ZERO);
                    }
                }
            }
        }
        let own = self.tools.options.interval;
        let default = |waiting| if waiting > MANY_ADDRESSES { DEFAULT_INTERVAL } else { Duration::ZERO };
        self.hosts.set_intervals(|waiting| own.unwrap_or_else(|| default(waiting)));
        self.run().await;
    }

    /// Looks for copies of these in an archive: one at a time, one a second.
    pub(in crate::verify) async fn ask_archive(&mut self, which: Vec<WantedId>) {
        let base = &self.tools.options.services.archive;
        let Ok(host) = Url::parse(base) else { return };
        let host = self.hosts.of(&host);
        self.hosts.limit(host, 1, self.tools.options.archive_interval);
        for id in which {
            let item = &self.items[id];
            let day = item.wanted.cited_on.unwrap_or_else(|| self.tools.now().to_zoned(TimeZone::UTC).date());
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

    /// The way to one address, unless there is none: then that is found out.
    pub(super) fn set_out(&mut self, id: WantedId) -> Option<Errand> {
        let item = &self.items[id];
        let options = &self.tools.options;
        let (purpose, url, limit) = match &item.wanted.doi {
            Some(doi) => (Purpose::Handle(id), doi::handle(&options.services.doi, doi), SMALL),
            None if item.wanted.needs_text => (Purpose::Source(id), Url::parse(item.key.as_str()).ok(), FOR_TEXT),
            None => (Purpose::Source(id), Url::parse(item.key.as_str()).ok(), FOR_TITLE),
        };
        let refused = |url: Url| refusal(&url, options.allow_private).map_or(Ok(url), Err);
        let url = match url.map(without_login).ok_or(Reason::Malformed).and_then(refused) {
            Ok(url) => url,
            Err(reason) => {
                self.finish(id, Box::new(Found::new(Verdict::new(reason, self.tools.now()))));
                return None;
            }
        };
        let mut errand = Errand::new(purpose, url, limit);
        errand.document_limit = if item.wanted.needs_text { FOR_DOCUMENT } else { limit };
        errand.head = options.head_first && !item.wanted.needs_text && item.wanted.doi.is_none();
        // What a way ends at is another page than the one that is asked first.
        let direct = item.stale.as_ref().filter(|kept| kept.verdict.chain.is_empty());
        errand.conditions =
            direct.map(|kept| Conditions { etag: kept.etag.clone(), last_modified: kept.last_modified.clone() });
        Some(errand)
    }
}
