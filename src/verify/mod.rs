//! Verification: asks the web, once for all articles and each address once, and yields plain data.
//!
//! Owns: everything that is sent and everything that is fetched. Refuses: judging an article; that is for rules, which
//! read [`crate::outcome::Outcomes`].

pub mod cache;
pub mod evidence;
pub mod exchange;
mod options;
mod store;

pub use options::{Options, Proxy, Services};
pub use store::{Kept, Known, Memory, PageText, Witness};

use std::collections::BTreeMap;

use crate::outcome::{Key, Outcomes};

/// What verification found out.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// The verdicts.
    pub outcomes: Outcomes,
    /// What stands on the pages in which quotations are looked for.
    pub texts: BTreeMap<Key, PageText>,
}
