//! How the web is asked about sources: the table `[verify]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};
use toml::Spanned;

/// Declares the settings, each of which may be missing: as they are written, and as they hold.
macro_rules! settings {
    ($($(#[$attribute:meta])* $(#![$reading:meta])* $name:ident: $type:ty,)*) => {
        /// How the web is asked about sources; what is not set is left to the program. It holds for a run, not for an
        /// article.
        #[derive(Clone, Debug, Default, PartialEq, Eq)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        #[cfg_attr(test, schemars(deny_unknown_fields, rename_all = "kebab-case"))]
        pub struct Network {
            $($(#[$attribute])* pub $name: Option<$type>,)*
        }

        impl Network {
            /// These settings, and where they say nothing, those of `other`.
            #[must_use]
            pub fn over(self, other: Self) -> Self {
                Self { $($name: self.$name.or(other.$name),)* }
            }

            /// All settings by name, with what they are set to.
            pub fn each(&self) -> impl Iterator<Item = (&'static str, Option<Shown<'_>>)> {
                [$((stringify!($name), self.$name.as_ref().map(Shown::from)),)*].into_iter()
            }
        }

        /// The settings as they are written, each with its place.
        #[derive(Clone, Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        pub(super) struct Written {
            $($(#[$reading])* $name: Option<Spanned<$type>>,)*
        }

        impl Written {
            /// What is set, and by name where it stands.
            pub(super) fn taken(self) -> (Network, Vec<(&'static str, usize)>) {
                let places = [$((stringify!($name), self.$name.as_ref().map(|value| value.span().start)),)*];
                let places = places.into_iter().filter_map(|(name, at)| Some((name, at?)));
                (Network { $($name: self.$name.map(Spanned::into_inner),)* }, places.collect())
            }
        }
    };
}

settings! {
    /// How many requests may run at once (128).
    concurrency: usize,
    /// How many of them may go to one host (4).
    per_host: usize,
    /// The least time between two requests to one host, such as `100ms`. By itself a tenth of a second for hosts with
    /// more than 20 addresses.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    #![serde(deserialize_with = "duration")]
    interval: Duration,
    /// How long a site may take to answer (15s).
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    #![serde(deserialize_with = "duration")]
    timeout: Duration,
    /// How long everything may take together.
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    #![serde(deserialize_with = "duration")]
    deadline: Duration,
    /// The longest wait that a site may ask for (1m).
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    #![serde(deserialize_with = "duration")]
    max_wait: Duration,
    /// `get`, or `head`: then `HEAD` is asked first, no titles are read, and what is not a yes is asked again with `GET`.
    method: Method,
    /// Regular expressions: only addresses that one of them covers are asked.
    include: Vec<String>,
    /// Regular expressions: addresses that one of them covers are not asked.
    exclude: Vec<String>,
    /// Headers that every request carries.
    headers: BTreeMap<String, String>,
    /// What the program calls itself.
    user_agent: String,
    /// The proxy to go through: its address, `env` for what the environment says, or `none`.
    proxy: String,
    /// Files of certificates (PEM) that are trusted too, from the folder of the configuration.
    ca: Vec<PathBuf>,
    /// Whether `robots.txt` is obeyed.
    robots: bool,
    /// Whether private addresses may be asked.
    allow_private: bool,
    /// Whether an archive is asked for copies of what is gone.
    archive: bool,
    /// The resolver of DOIs (`https://doi.org/`).
    doi_url: String,
    /// The registry of works with a DOI (`https://api.crossref.org/`).
    crossref_url: String,
    /// The archive of the web (`https://web.archive.org/`).
    archive_url: String,
}

/// How an address is asked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub enum Method {
    /// With `GET`: the page is read.
    #[default]
    Get,
    /// With `HEAD` first.
    Head,
}

/// What a setting is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown<'a> {
    /// A number.
    Count(usize),
    /// Yes or no.
    Switch(bool),
    /// A time span.
    Time(Duration),
    /// A text.
    Word(&'a str),
    /// Texts.
    Words(&'a [String]),
    /// Files.
    Files(&'a [PathBuf]),
    /// Texts by name.
    Named(&'a BTreeMap<String, String>),
}

/// Says which kind of setting a type is.
macro_rules! shown {
    ($($type:ty => $kind:ident($value:ident => $shown:expr),)*) => {
        $(impl<'a> From<&'a $type> for Shown<'a> {
            fn from($value: &'a $type) -> Self {
                Self::$kind($shown)
            }
        })*
    };
}

shown! {
    usize => Count(number => *number),
    bool => Switch(is_on => *is_on),
    Duration => Time(span => *span),
    String => Word(text => text),
    Method => Word(method => method.name()),
    Vec<String> => Words(texts => texts),
    Vec<PathBuf> => Files(files => files),
    BTreeMap<String, String> => Named(fields => fields),
}

impl Method {
    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::Head => "head",
        }
    }
}

impl Network {
    /// The same with files from a folder.
    #[must_use]
    pub(super) fn in_folder(mut self, root: &Path) -> Self {
        self.ca = self.ca.map(|files| files.iter().map(|file| root.join(file)).collect());
        self
    }
}

/// A time span as people write it: `500ms`, `15s`, `1m 30s`; a number alone counts seconds. The error is a sentence for
/// the user.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong = || format!("“{text}” is no time span; for example 500ms, 15s, 1m 30s");
    if let Ok(seconds) = text.trim().parse::<f64>() {
        return Duration::try_from_secs_f64(seconds).map_err(|_| wrong());
    }
    let span: SignedDuration = text.trim().parse().map_err(|_| wrong())?;
    Duration::try_from(span).map_err(|_| wrong())
}

/// A time span as [`parse_duration`] takes it.
pub fn write_duration(span: Duration) -> String {
    SignedDuration::try_from(span).map_or_else(|_| format!("{}s", span.as_secs()), |span| format!("{span:#}"))
}

fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Spanned<Duration>>, D::Error> {
    let text = Spanned::<String>::deserialize(deserializer)?;
    let span = parse_duration(text.get_ref()).map_err(serde::de::Error::custom)?;
    Ok(Some(Spanned::new(text.span(), span)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_spans_as_people_write_them() {
        for (text, millis) in [("500ms", 500), ("15s", 15_000), ("1m 30s", 90_000), ("2", 2000), ("0.5", 500), ("0", 0)]
        {
            let span = Duration::from_millis(millis);
            assert_eq!(parse_duration(text), Ok(span), "{text}");
            assert_eq!(parse_duration(&write_duration(span)), Ok(span), "{}", write_duration(span));
        }
        for text in ["", "soon", "-1s", "1 month", "1e99"] {
            assert!(parse_duration(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_nearer_setting_wins() {
        let near = Network { per_host: Some(2), ..Network::default() };
        let far = Network { per_host: Some(8), robots: Some(true), ..Network::default() };
        let both = near.over(far);
        assert_eq!((both.per_host, both.robots, both.concurrency), (Some(2), Some(true), None));
    }
}
