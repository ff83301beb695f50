//! Dates as sources write them.

use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::{Captures, Regex};

/// A date in a text.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules) struct Stated {
    /// Where, in bytes.
    pub range: Range<usize>,
    pub year: i16,
    pub month: i8,
    /// `None` for "Jan 2026".
    pub day: Option<i8>,
}

impl Stated {
    /// The day; the first of a month that is stated alone. `None` where there is no such day.
    pub(in crate::rules) fn date(&self) -> Option<Date> {
        Date::new(self.year, self.month, self.day.unwrap_or(1)).ok()
    }
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let month = r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?";
    // Boundaries and digits of ASCII alone keep the search in its fast automaton; `stands_alone` knows all letters.
    let year = r"(?:1[5-9]|20)[0-9][0-9]";
    let blank = r"[\ \t\n\x{a0}\x{202f}]";
    Regex::new(&format!(
        r"(?x)(?-u:\b)(?:
        ({year})-([0-9][0-9])-([0-9][0-9])
        | ([0-9]{{1,2}})(?:st|nd|rd|th)?\.?{blank}(?:of{blank})?({month}),?{blank}({year})
        | ({month}){blank}(?:([0-9]{{1,2}})(?:st|nd|rd|th)?,{blank}?)?({year})
        )(?-u:\b)"
    ))
    .ok()
});

/// The dates of a text, in order: `2026-01-03`, `January 3, 2026`, `3 Jan. 2026`, `Jan 2026`.
pub(in crate::rules) fn dates(text: &str) -> Vec<Stated> {
    let found = DATE.iter().filter(|_| may_hold_date(text)).flat_map(|d| d.captures_iter(text));
    found.filter(|c| stands_alone(text, c)).filter_map(|c| stated(&c)).collect()
}

/// Whether a date can stand in a text: a year that goes on as in `2026-01`, or that follows a day or a month. To look is
/// much faster than to search, and most sources state a year alone.
fn may_hold_date(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut digits = 0;
    (0..bytes.len()).any(|at| {
        digits = if bytes[at].is_ascii_digit() { digits + 1 } else { 0 };
        digits >= 4 && (bytes.get(at + 1) == Some(&b'-') || follows_day_or_month(&text[..at - 3]))
    })
}

/// Whether the last word of a text begins as a day or the name of a month does.
fn follows_day_or_month(text: &str) -> bool {
    let before = text.trim_end_matches([' ', '\t', '\n', '\u{a0}', '\u{202f}', '.', ',']);
    let start = before.bytes().rposition(|b| !b.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
    let word = &before.as_bytes()[start..];
    word.first().is_some_and(u8::is_ascii_digit)
        || word.get(..3).is_some_and(|head| MONTHS.iter().any(|month| head.eq_ignore_ascii_case(month.as_bytes())))
}

/// Whether a date is no part of a longer number, name or address.
fn stands_alone(text: &str, found: &Captures<'_>) -> bool {
    let Some(whole) = found.get(0) else { return false };
    let part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '_' | '=' | '.');
    let before = text[..whole.start()].chars().next_back();
    let mut after = text[whole.end()..].chars();
    let next = after.next();
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_'))
        || (next == Some('.') && after.next().is_some_and(char::is_alphanumeric));
    !before.is_some_and(part) && !goes_on
}

/// Its groups in the three forms; to look them up by name takes as long as to find a date.
const YEAR: [usize; 3] = [1, 6, 9];
const MONTH: [usize; 3] = [2, 5, 7];
const DAY: [usize; 3] = [3, 4, 8];

fn stated(found: &Captures<'_>) -> Option<Stated> {
    let part = |groups: [usize; 3]| groups.iter().find_map(|&group| found.get(group)).map(|m| m.as_str());
    let month = part(MONTH)?;
    let month = match month.parse() {
        Ok(number) => number,
        Err(_) => MONTHS.iter().position(|m| month[..m.len()].eq_ignore_ascii_case(m))? as i8 + 1,
    };
    let year = part(YEAR)?.parse().ok()?;
    let day = part(DAY).and_then(|d| d.parse().ok());
    Some(Stated { range: found.get(0)?.range(), year, month, day })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<(i16, i8, Option<i8>)> {
        dates(text).iter().map(|d| (d.year, d.month, d.day)).collect()
    }

    #[test]
    fn forms_that_sources_use() {
        assert_eq!(all("2026-01-03; January 3, 2026; 3 Jan. 2026"), [(2026, 1, Some(3)); 3]);
        assert_eq!(all("Jan 2026, 31st of February 2024"), [(2026, 1, None), (2024, 2, Some(31))]);
        assert_eq!(dates("31 February 2024")[0].date(), None);
    }

    #[test]
    fn dates_stand_wherever_blanks_and_points_allow() {
        for text in ["(3rd of May, 2026)", "Sept.\u{a0}2024", "June 1st,2025", "x 31.\u{202f}Dec.,\n1999"] {
            assert_eq!(all(text).len(), 1, "{text}");
        }
    }

    #[test]
    fn numbers_and_names_are_no_dates() {
        for text in ["RFC-2024-01-03-a", "/2024-01-03/x", "v2024-13-40.2", "Mayor 2024", "section 3"] {
            assert_eq!(all(text), [], "{text}");
        }
    }
}
