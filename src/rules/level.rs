//! What a user may say about a rule.

use crate::finding::Severity;

/// How much a rule is listened to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs, and its findings have the severity it gives them.
    On,
    /// It runs, and all its findings have this severity.
    At(Severity),
}

impl Level {
    /// All levels, as they are offered to users.
    pub const ALL: [Self; 5] =
        [Self::Off, Self::On, Self::At(Severity::Info), Self::At(Severity::Warning), Self::At(Severity::Error)];

    /// The name in configurations.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::At(severity) => severity.name(),
        }
    }

    /// The level of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}
