//! How far a run has come.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::outcome::Class;

/// How far a run has come.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    /// How many addresses have a verdict.
    pub done: usize,
    /// How many there are.
    pub total: usize,
    /// How many have a verdict of each class.
    pub classes: BTreeMap<Class, usize>,
    /// How many requests were sent.
    pub requests: u64,
    /// How long the run takes so far.
    pub elapsed: Duration,
    /// The hosts that have been answering for longest, and for how long.
    pub slowest: Vec<(String, Duration)>,
}
