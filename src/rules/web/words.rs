//! Phrases about verdicts.

use jiff::civil::Date;

use crate::outcome::{Hop, Verdict};

/// What an address answered: its status, where it sent one.
pub(in crate::rules) fn answered(verdict: &Verdict) -> String {
    match verdict.status {
        Some(status) => format!("{} ({status})", verdict.reason.words()),
        None => verdict.reason.words().to_owned(),
    }
}

/// `3 March 2025`
pub(in crate::rules) fn shown_day(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

/// The address that a permanent way leads to, before any step that holds only for now.
pub(in crate::rules) fn new_address(verdict: &Verdict) -> Option<&str> {
    let is_temporary = |hop: &&Hop| !matches!(hop.status, 301 | 308);
    verdict.chain.iter().find(is_temporary).map(|hop| hop.url.as_str()).or(verdict.final_url.as_deref())
}
