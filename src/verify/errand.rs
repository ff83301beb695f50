//! One address to be asked, with everything that it leads to.

use std::collections::HashSet;

use url::Url;

use super::client::Conditions;
use super::cookies::Jar;
use super::fault::Trouble;
use super::purpose::Purpose;
use crate::outcome::{Hop, Reason};

/// More steps than this lead nowhere.
const MOST_STEPS: usize = 10;

/// One address to be asked, and how far it has come.
#[derive(Debug)]
pub(super) struct Errand {
    pub(super) purpose: Purpose,
    /// The address that is asked next.
    pub(super) at: Url,
    /// The steps behind it.
    pub(super) hops: Vec<Hop>,
    pub(super) jar: Jar,
    /// Where it has been, with the cookies that were sent.
    visited: HashSet<(String, Option<String>)>,
    /// How often it was tried.
    pub(super) attempts: u32,
    /// Whether the next request is another try, and no step of the same.
    pub(super) is_new_try: bool,
    /// Why the last try failed.
    pub(super) trouble: Option<Trouble>,
    /// How much of a body is read.
    pub(super) limit: usize,
    /// How much is read of a document: its beginning alone tells nothing.
    pub(super) document_limit: usize,
    /// Whether redirects are followed.
    pub(super) follows: bool,
    /// Whether `HEAD` is asked at this step.
    pub(super) head: bool,
    /// What is sent so that an answer may be "not modified".
    pub(super) conditions: Option<Conditions>,
    /// How long its requests took.
    pub(super) millis: u64,
}

impl Errand {
    pub(super) fn new(purpose: Purpose, at: Url, limit: usize) -> Self {
        Self {
            purpose,
            at,
            hops: Vec::new(),
            jar: Jar::default(),
            visited: HashSet::new(),
            attempts: 0,
            is_new_try: true,
            trouble: None,
            limit,
            document_limit: limit,
            follows: true,
            head: false,
            conditions: None,
            millis: 0,
        }
    }

    /// Notes where it has asked, with the cookies that it sent.
    pub(super) fn visit(&mut self) {
        self.visited.insert((self.at.to_string(), self.jar.for_url(&self.at)));
    }

    /// Goes on to where an answer leads; the error says why that is no way.
    pub(super) fn step(&mut self, status: u16, location: Option<&str>) -> Result<(), Trouble> {
        let invalid = || Trouble::lasting(Reason::RedirectInvalid);
        let location = location.ok_or_else(invalid)?;
        let next = self.at.join(location).map_err(|_| invalid())?;
        let mut next = without_login(next);
        if next.fragment().is_some() {
            next.set_fragment(None);
        }
        self.hops.push(Hop { url: self.at.to_string(), status });
        self.conditions = None;
        if self.hops.len() > MOST_STEPS {
            return Err(Trouble::lasting(Reason::RedirectLimit));
        }
        // A page that sets a cookie and leads to itself is no circle: the cookie changes what it answers.
        if self.visited.contains(&(next.to_string(), self.jar.for_url(&next))) {
            return Err(Trouble::lasting(Reason::RedirectLoop));
        }
        self.at = next;
        Ok(())
    }

    /// Whether it is for something that a second try is worth.
    pub(super) const fn is_worth_retries(&self) -> bool {
        matches!(self.purpose, Purpose::Source(_) | Purpose::Handle(_) | Purpose::Robots(_))
    }
}

/// The address without a name and a password: they are nobody's to send.
pub(super) fn without_login(mut url: Url) -> Url {
    if !url.username().is_empty() || url.password().is_some() {
        let _ = url.set_username("");
        let _ = url.set_password(None);
    }
    url
}
