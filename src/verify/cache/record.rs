//! One verdict as it lies in the file.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::outcome::Verdict;
use crate::quote::PageText;
use crate::verify::{Kept, Options};

/// What is kept about an address, without its text, which is large and seldom wanted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Record {
    pub(super) verdict: Verdict,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) etag: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) last_modified: Option<String>,
    #[serde(skip)]
    pub(super) text: Option<PageText>,
}

impl Record {
    pub(super) fn of(kept: Kept) -> Self {
        let Kept { verdict, etag, last_modified, text } = kept;
        Self { verdict, etag, last_modified, text }
    }

    pub(super) fn into_kept(self) -> Kept {
        let Self { verdict, etag, last_modified, text } = self;
        Kept { verdict, etag, last_modified, text }
    }
}

/// Stands for what decides about an answer beside the address: who asks, and how.
pub(super) fn scope(options: &Options) -> String {
    let Options { user_agent, headers, head_first, proxy, robots, allow_private, services, .. } = options;
    let asked = format!("{user_agent:?} {headers:?} {head_first} {proxy:?} {robots} {allow_private} {services:?}");
    let digest = Sha256::digest(asked.as_bytes());
    digest.iter().take(6).fold(String::new(), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
