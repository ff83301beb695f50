//! Values that several commands take.

use std::ffi::OsStr;

use clap::ValueEnum;
use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use jiff::civil::Date;
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum DataFormat {
    /// For reading
    Table,
    /// For programs
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum PageFormat {
    /// For reading
    #[value(alias = "table")]
    Text,
    /// For programs
    Json,
    /// For a page of a site
    Markdown,
}

pub(super) fn at_least_one(text: &str) -> Result<usize, String> {
    text.parse().ok().filter(|&n| n > 0).ok_or_else(|| "it is a number from 1 on".into())
}

/// A day.
pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| format!("“{text}” is no day; it is written 2026-01-31"))
}

/// A point in time.
pub(super) fn parse_time(text: &str) -> Result<Timestamp, String> {
    text.parse().map_err(|_| format!("“{text}” is no time; it is written 2026-01-31T12:00:00Z"))
}

/// A time span that may be given in days and weeks too.
pub(super) fn parse_age(text: &str) -> Result<SignedDuration, String> {
    let wrong = |_| format!("“{text}” is no time span; for example 12h, 3d, 2w");
    let span: Span = text.trim().parse().map_err(wrong)?;
    let age = span.to_duration(SpanRelativeTo::days_are_24_hours()).map_err(wrong)?;
    if age.is_negative() { Err(format!("“{text}” lies in the past")) } else { Ok(age) }
}

/// Takes any text, and tells shells the names that are known: what is wrong with a name is said where it is used.
#[derive(Clone)]
pub(super) struct Names<F>(pub(super) F);

impl<F, I> TypedValueParser for Names<F>
where
    F: Fn() -> I + Clone + Send + Sync + 'static,
    I: Iterator<Item = &'static str> + 'static,
{
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new((self.0)().map(PossibleValue::new)))
    }
}
