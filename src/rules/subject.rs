//! What a user may name where a rule is asked for.

use super::by_name;
use crate::finding::{Group, Meta};

/// A rule, a group of rules, or all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// Every rule.
    All,
    /// The rules of a group.
    Of(Group),
    /// One rule, by its name.
    Rule(&'static str),
}

impl Subject {
    /// The name of [`Subject::All`].
    pub const ALL_RULES: &'static str = "all";

    /// What that name stands for.
    pub fn by_name(name: &str) -> Option<Self> {
        let group = || Group::ALL.into_iter().find(|g| g.name() == name).map(Self::Of);
        let rule = || by_name(name).map(|rule| Self::Rule(rule.meta().name));
        (name == Self::ALL_RULES).then_some(Self::All).or_else(group).or_else(rule)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => Self::ALL_RULES,
            Self::Of(group) => group.name(),
            Self::Rule(name) => name,
        }
    }

    /// Every name there is: `all`, the groups, the rules.
    pub fn names() -> impl Iterator<Item = &'static str> {
        [Self::ALL_RULES].into_iter().chain(Group::ALL.into_iter().map(Group::name)).chain(super::names())
    }

    /// What speaks of a rule, narrowest first.
    pub const fn of(rule: &Meta) -> [Self; 3] {
        [Self::Rule(rule.name), Self::Of(rule.group), Self::All]
    }

    /// Whether it speaks of a rule.
    pub fn covers(self, rule: &Meta) -> bool {
        Self::of(rule).contains(&self)
    }

    /// How much it names: the lower, the fewer rules.
    pub const fn breadth(self) -> u8 {
        match self {
            Self::Rule(_) => 0,
            Self::Of(_) => 1,
            Self::All => 2,
        }
    }
}
