//! What is known about one address.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::{Class, Reason};

/// What is known about one address, and what it rests on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// Why it has its class.
    pub reason: Reason,
    /// The last status that a server sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// The address that answered in the end, where it is another one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub final_url: Option<String>,
    /// The addresses that led on to the next, with what each answered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub chain: Vec<Hop>,
    /// The titles that the page gives itself, the most telling first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub titles: Vec<String>,
    /// How well the best of the titles fits the title of a source, in hundredths; see [`super::score`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title_score: Option<u8>,
    /// How often it was tried. What follows redirects is one try.
    #[serde(default)]
    pub attempts: u32,
    /// When it was found out.
    pub checked_at: Timestamp,
    /// Whether an earlier run found it out.
    #[serde(default, skip_serializing_if = "is_false")]
    pub from_cache: bool,
    /// What is remarkable beside the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Note>,
    /// What is wrong in more detail, for people: what a certificate or a server says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// BLAKE3 or SHA-256 of the decoded body, with its name in front: `sha256:…`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub digest: Option<String>,
    /// The record in the folder of evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<String>,
    /// What an archive holds of it; `None` where nobody asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub archive: Option<Archive>,
    /// How many runs in a row could not reach it, each at least three days after the one before.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub strikes: u32,
    /// How long it took, in milliseconds; only where times were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub millis: Option<u64>,
}

impl Verdict {
    /// A verdict without evidence: nothing was sent.
    pub fn new(reason: Reason, checked_at: Timestamp) -> Self {
        Self {
            reason,
            status: None,
            final_url: None,
            chain: Vec::new(),
            titles: Vec::new(),
            title_score: None,
            attempts: 0,
            checked_at,
            from_cache: false,
            notes: Vec::new(),
            detail: None,
            digest: None,
            record: None,
            archive: None,
            strikes: 0,
            millis: None,
        }
    }

    /// Its class.
    pub const fn class(&self) -> Class {
        self.reason.class()
    }

    /// The reason of a page that opened, if nothing is said about its title.
    pub fn opened_as(&self) -> Reason {
        match self.chain.first() {
            Some(hop) if matches!(hop.status, 301 | 308) => Reason::Permanent,
            _ => Reason::Ok,
        }
    }

    /// The most telling title of the page.
    pub fn title(&self) -> Option<&str> {
        self.titles.first().map(String::as_str)
    }
}

/// One step on the way to a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hop {
    /// The address that was asked.
    pub url: String,
    /// What it answered; every status here led on.
    pub status: u16,
}

/// What is remarkable about an answer and decides nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Note {
    /// The first try failed.
    AfterRetry,
    /// The page is larger than what was read of it.
    Capped,
    /// The body came too slowly to be read whole.
    Slow,
    /// It led on for now (302, 303, 307), so its address stays.
    Temporary,
    /// An older way of HTTP.
    Http10,
}

impl Note {
    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::AfterRetry => "after-retry",
            Self::Capped => "capped",
            Self::Slow => "slow",
            Self::Temporary => "temporary",
            Self::Http10 => "http10",
        }
    }
}

/// What an archive of the web says about an address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "kebab-case")]
pub enum Archive {
    /// It holds a copy.
    Found {
        /// The address of the copy.
        url: String,
        /// The day on which it was made, if its address says so.
        date: Option<Date>,
    },
    /// It holds none.
    None,
    /// It could not be asked.
    LookupFailed,
}

impl Archive {
    /// The name in every output.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Found { .. } => "found",
            Self::None => "none",
            Self::LookupFailed => "lookup-failed",
        }
    }
}

fn is_false(flag: &bool) -> bool {
    !flag
}

fn is_zero(n: &u32) -> bool {
    *n == 0
}
