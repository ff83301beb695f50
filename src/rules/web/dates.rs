//! The day for which a copy of a page is wanted.

use jiff::civil::Date;

use crate::cite::EntryId;
use crate::rules::Context;
use crate::rules::sources::dates::dates;

/// Words in front of the day on which a page was read.
const READ: &[&str] = &["accessed", "retrieved", "visited", "viewed", "abgerufen", "zugriff", "consulté", "consultado"];

/// The day on which a source was read, else the first that it states.
pub(super) fn cited_on(cx: &Context<'_>, entry: EntryId) -> Option<Date> {
    let text = cx.text(cx.citations.entries[entry].body);
    let stated = dates(text);
    let is_read = |before: &str| {
        let mut words = before.trim_end_matches([':', ' ']).rsplit(' ').take(2);
        words.any(|word| READ.contains(&word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase().as_str()))
    };
    let read = stated.iter().find(|date| is_read(&text[..date.range.start]));
    read.or_else(|| stated.first())?.date()
}
