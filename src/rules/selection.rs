//! Which rules run, and how bad what they find is.

use std::collections::BTreeMap;

use super::Level;
use crate::finding::{Meta, Severity};

/// Which rules run with which severity. The default is what each rule declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    levels: BTreeMap<&'static str, Level>,
}

impl Selection {
    /// Sets a level for one rule.
    pub fn set(&mut self, rule: &'static Meta, level: Level) {
        self.levels.insert(rule.name, level);
    }

    /// The level of a rule: the one that was set, or what it declares.
    pub fn level(&self, rule: &Meta) -> Level {
        self.levels.get(rule.name).copied().unwrap_or(if rule.on { Level::On } else { Level::Off })
    }

    /// Whether a rule runs.
    pub fn runs(&self, rule: &Meta) -> bool {
        self.level(rule) != Level::Off
    }

    /// The severity that was set for all findings of a rule, whatever the rule says.
    pub fn severity(&self, rule: &Meta) -> Option<Severity> {
        match self.level(rule) {
            Level::At(severity) => Some(severity),
            Level::On | Level::Off => None,
        }
    }
}
