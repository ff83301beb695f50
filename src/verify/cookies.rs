//! Cookies of one way: kept from one step to the next, and forgotten at its end.

use cookie_store::CookieStore;
use url::Url;

use super::exchange::ResponseHead;

/// The cookies that one way has met.
#[derive(Debug, Default)]
pub(super) struct Jar(Option<Box<CookieStore>>);

impl Jar {
    /// Keeps what an answer sets.
    pub(super) fn keep(&mut self, url: &Url, head: &ResponseHead) {
        for value in head.all("set-cookie") {
            // A cookie that is malformed or meant for another site is left out, as in browsers.
            let _ = self.0.get_or_insert_default().parse(value, url);
        }
    }

    /// What to send to an address; in a fixed order, so that the same cookies are the same text.
    pub(super) fn for_url(&self, url: &Url) -> Option<String> {
        let mut pairs: Vec<_> = self.0.as_ref()?.get_request_values(url).collect();
        pairs.sort_unstable();
        let pairs: Vec<String> = pairs.iter().map(|(name, value)| format!("{name}={value}")).collect();
        (!pairs.is_empty()).then(|| pairs.join("; "))
    }
}
