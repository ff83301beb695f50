//! The last outcomes of an address: one failure is a bad day, three of them over a week are a fact.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::outcome::{Class, Reason, Verdict};

/// So many outcomes of an address are kept.
pub(super) const MOST: usize = 12;
/// Failures that are nearer to each other are one.
const APART: SignedDuration = SignedDuration::from_hours(3 * 24);

/// One outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Past {
    pub(super) at: Timestamp,
    pub(super) reason: Reason,
}

impl Past {
    /// What a verdict adds to history: nothing, if nobody was asked.
    pub(super) fn of(verdict: &Verdict) -> Option<Self> {
        let asked = !verdict.from_cache && !matches!(verdict.class(), Class::Refused | Class::Skipped | Class::None);
        asked.then_some(Self { at: verdict.checked_at, reason: verdict.reason })
    }
}

/// How many runs in a row could not reach an address, each at least three days after the one that counted before.
pub(super) fn strikes(past: &[Past]) -> u32 {
    let mut sorted = past.to_vec();
    sorted.sort_by_key(|past| past.at);
    let (mut strikes, mut last) = (0, None::<Timestamp>);
    for past in sorted {
        if past.reason.class() != Class::Unreachable {
            (strikes, last) = (0, None);
        } else if last.is_none_or(|last| past.at.duration_since(last) >= APART) {
            (strikes, last) = (strikes + 1, Some(past.at));
        }
    }
    strikes
}

/// Two histories of one address as one, the newest outcomes last.
pub(super) fn merged(mut past: Vec<Past>, more: impl IntoIterator<Item = Past>) -> Vec<Past> {
    past.extend(more);
    past.sort_by_key(|past| past.at);
    past.dedup();
    let surplus = past.len().saturating_sub(MOST);
    past.drain(..surplus);
    past
}

#[cfg(test)]
mod tests {
    use super::*;

    fn past(day: i64, reason: Reason) -> Past {
        let start = Timestamp::from_second(1_700_000_000).unwrap();
        Past { at: start + SignedDuration::from_hours(24 * day), reason }
    }

    #[test]
    fn failures_count_when_they_are_three_days_apart() {
        let fails = |days: &[i64]| days.iter().map(|&day| past(day, Reason::TimeoutHeaders)).collect::<Vec<_>>();
        assert_eq!(strikes(&fails(&[0])), 1);
        assert_eq!(strikes(&fails(&[0, 1, 2])), 1);
        assert_eq!(strikes(&fails(&[0, 2, 4, 6])), 2);
        assert_eq!(strikes(&fails(&[6, 0, 3])), 3, "in any order");
        let mut mended = fails(&[0, 3, 6]);
        mended.push(past(7, Reason::Ok));
        assert_eq!(strikes(&mended), 0);
        mended.push(past(8, Reason::TimeoutHeaders));
        assert_eq!(strikes(&mended), 1);
    }

    #[test]
    fn a_history_has_an_end() {
        let long = merged(Vec::new(), (0..100).map(|day| past(day, Reason::Ok)));
        assert_eq!((long.len(), long[0]), (MOST, past(100 - MOST as i64, Reason::Ok)));
        assert_eq!(merged(long.clone(), long.clone()), long);
    }
}
