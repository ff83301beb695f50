//! What a house asks of its articles beyond what every article owes its readers.

use std::collections::BTreeMap;
use std::fmt::{self, Display};

use crate::finding::{Knob, Meta, Preset};

/// What a house has set. The default asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct House {
    /// Options of rules, by rule and name.
    options: BTreeMap<(&'static str, &'static str), Value>,
    /// Sites that are no sources here.
    pub denied: Vec<Sites>,
    /// If any are named, the only sites that are.
    pub allowed: Vec<Sites>,
}

/// Some sites, and why they are named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sites {
    /// Domains in lower case; each stands for all that lies under it too.
    pub domains: Vec<String>,
    /// Why, in the words of the house.
    pub reason: String,
}

/// The value of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A whole number.
    Count(u32),
    /// A share, from 0 to 1.
    Share(f64),
    /// A list of words.
    Words(Vec<String>),
}

impl From<Preset> for Value {
    fn from(preset: Preset) -> Self {
        match preset {
            Preset::Count(count) => Self::Count(count),
            Preset::Share(share) => Self::Share(share),
            Preset::Words => Self::Words(Vec::new()),
        }
    }
}

/// For people; a number also as it stands in a file of settings.
impl Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count(count) => write!(f, "{count}"),
            Self::Share(share) => write!(f, "{share:?}"),
            Self::Words(words) => write!(f, "{words:?}"),
        }
    }
}

/// The house that has set nothing.
pub(super) static PLAIN: House = House { options: BTreeMap::new(), denied: Vec::new(), allowed: Vec::new() };

impl House {
    /// Sets an option; `value` is of the kind that its preset states.
    pub fn set(&mut self, rule: &'static Meta, option: &'static Knob, value: Value) {
        self.options.insert((rule.name, option.name), value);
    }

    /// What holds for an option.
    pub fn value(&self, rule: &Meta, option: &Knob) -> Value {
        self.get(rule, option).cloned().unwrap_or_else(|| option.default.into())
    }

    fn get(&self, rule: &Meta, option: &Knob) -> Option<&Value> {
        self.options.get(&(rule.name, option.name))
    }

    /// An option that is a whole number.
    pub(super) fn count(&self, rule: &Meta, option: &Knob) -> usize {
        match (self.get(rule, option), option.default) {
            (Some(&Value::Count(count)), _) | (_, Preset::Count(count)) => count as usize,
            _ => 0,
        }
    }

    /// An option that is a share.
    pub(super) fn share(&self, rule: &Meta, option: &Knob) -> f64 {
        match (self.get(rule, option), option.default) {
            (Some(&Value::Share(share)), _) | (_, Preset::Share(share)) => share,
            _ => 0.0,
        }
    }

    /// An option that is a list of words.
    pub(super) fn words(&self, rule: &Meta, option: &Knob) -> &[String] {
        match self.get(rule, option) {
            Some(Value::Words(words)) => words,
            _ => &[],
        }
    }

    /// Whether any site can be no source here.
    pub(super) const fn judges_sites(&self) -> bool {
        !self.denied.is_empty() || !self.allowed.is_empty()
    }

    /// Why a host is no source here, and whether that is because it is not among the only ones that are.
    ///
    /// Of all domains that it lies under the longest decides; where both lists name it, it is denied.
    pub(super) fn objection(&self, host: &str) -> Option<Objection<'_>> {
        let nearest = |lists: &'_ [Sites]| -> Option<(usize, usize)> {
            let under = lists.iter().enumerate().flat_map(|(at, sites)| {
                sites.domains.iter().filter(|domain| lies_under(host, domain)).map(move |domain| (domain.len(), at))
            });
            under.max_by_key(|&(length, at)| (length, std::cmp::Reverse(at)))
        };
        let (denied, allowed) = (nearest(&self.denied), nearest(&self.allowed));
        match (denied, allowed) {
            (Some((length, at)), allowed) if allowed.is_none_or(|(other, _)| other <= length) => {
                Some(Objection::Denied(&self.denied[at].reason))
            }
            (_, Some(_)) => None,
            (_, None) => self.allowed.first().map(|sites| Objection::NotAllowed(&sites.reason)),
        }
    }
}

/// Why a host is no source here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Objection<'h> {
    /// It is named as one that is none; why.
    Denied(&'h str),
    /// It is not named as one that is; why only these are.
    NotAllowed(&'h str),
}

/// Whether `host` is `domain` or lies under it.
pub(super) fn lies_under(host: &str, domain: &str) -> bool {
    let front = host.len().checked_sub(domain.len()).and_then(|at| host.split_at_checked(at));
    front.is_some_and(|(front, end)| end.eq_ignore_ascii_case(domain) && (front.is_empty() || front.ends_with('.')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sites(domains: &[&str], reason: &str) -> Sites {
        Sites { domains: domains.iter().map(|d| (*d).to_owned()).collect(), reason: reason.into() }
    }

    #[test]
    fn the_nearest_domain_decides() {
        let denied = vec![sites(&["press.test"], "rumours"), sites(&["bad.press.test"], "worse")];
        let house =
            House { denied, allowed: vec![sites(&["good.press.test", "gov.test"], "only these")], ..House::default() };
        let cases = [
            ("press.test", Some(Objection::Denied("rumours"))),
            ("www.press.test", Some(Objection::Denied("rumours"))),
            ("bad.press.test", Some(Objection::Denied("worse"))),
            ("a.good.press.test", None),
            ("stats.gov.test", None),
            ("quay.test", Some(Objection::NotAllowed("only these"))),
            ("compress.test", Some(Objection::NotAllowed("only these"))),
        ];
        for (host, wanted) in cases {
            assert_eq!(house.objection(host), wanted, "{host}");
        }
        assert_eq!(PLAIN.objection("press.test"), None);
    }
}
