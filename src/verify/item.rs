//! One address that is wanted, and what is known about it.

use std::sync::Arc;

use super::purpose::Found;
use super::store::Kept;
use crate::outcome::{Key, Verdict, Wanted};

/// One address that is wanted, and what is known about it.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) key: Key,
    pub(super) wanted: Arc<Wanted>,
    /// What earlier runs know, if the server is to say whether it still holds.
    pub(super) stale: Option<Box<Kept>>,
    pub(super) found: Option<Box<Found>>,
}

impl Item {
    /// Keeps what was found out; what an earlier run knows takes the place of an answer that nothing has changed.
    pub(super) fn settle(&mut self, mut found: Box<Found>) {
        if let Some(stale) = self.stale.take().filter(|_| found.is_unchanged) {
            still_holds(&mut found, *stale);
        }
        self.found = Some(found);
    }

    /// The host that is asked, with its port where that is not the standard one; `None` where another address stands for
    /// this one, or it is none of the web.
    pub(super) fn host(&self) -> Option<&str> {
        let url = self.key.as_str();
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
        let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let host = rest[..end].rsplit('@').next().filter(|host| !host.is_empty());
        host.filter(|_| self.wanted.doi.is_none())
    }
}

/// Puts what an earlier run found out in the place of an answer that says that it has not changed.
fn still_holds(found: &mut Found, stale: Kept) {
    let Kept { verdict: earlier, etag, last_modified, text, .. } = stale;
    let own = &mut found.verdict;
    let record = own.record.take().or(earlier.record);
    *own = Verdict { attempts: own.attempts, checked_at: own.checked_at, record, from_cache: false, ..earlier };
    (found.etag, found.last_modified, found.text) = (etag, last_modified, text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::outcome::key;

    #[test]
    fn the_host_of_an_address_is_read_off_its_name() {
        for (url, host) in [
            ("http://harbour.example/a?b#c", Some("harbour.example")),
            ("https://user:word@Harbour.example:8443", Some("harbour.example:8443")),
            ("https://[2001:db8::1]:443/", Some("[2001:db8::1]")),
            ("http://2130706433:80/x@y", Some("127.0.0.1")),
            ("mailto:a@harbour.example", None),
        ] {
            let (key, wanted) = (key(url).unwrap(), Arc::default());
            let item = Item { key, wanted, stale: None, found: None };
            assert_eq!(item.host(), host, "{url}");
        }
        let wanted = Arc::new(Wanted { doi: Some("10.1000/1".into()), ..Wanted::default() });
        let item = Item { key: key("https://doi.example/10.1000/1").unwrap(), wanted, stale: None, found: None };
        assert_eq!(item.host(), None);
    }
}
