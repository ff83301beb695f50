//! What the program shows besides findings: its rules and settings, its cache, what was read, changed or left unread.

#[cfg(feature = "verify")]
pub mod cache;
pub mod catalogue;
pub mod diff;
pub mod explain;
pub mod fixes;
pub mod problem;
pub mod reading;
pub mod settings;
pub mod statistics;

pub mod unread;
