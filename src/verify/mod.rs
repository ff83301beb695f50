//! Verification: asks the web, once for all articles and each address once, and yields plain data.
//!
//! Owns: everything that is sent and everything that is fetched. Refuses: judging an article; that is for rules, which
//! read [`crate::outcome::Outcomes`].

mod archive;
mod ask;
mod body;
pub mod cache;
mod carry;
mod client;
mod cookies;
mod dispatch;
mod dns;
mod doi;
mod errand;
pub mod evidence;
pub mod exchange;
mod fault;
mod filter;
mod guard;
mod hosts;
mod item;
mod judge;
mod options;
mod page;
mod progress;
mod purpose;
mod readers;
mod retry;
mod robots;
mod run;
mod settle;
mod store;

pub use dns::{Resolver, SystemResolver, Unresolved};
pub use options::{Options, Proxy, Services};
pub use progress::Progress;
pub use run::{Connections, Verifier};
pub use store::{Documents, Kept, Known, Memory, PageText, Witness};

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
