//! How the web is asked about sources: the table `[verify]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::SignedDuration;
use serde::{Deserialize, Deserializer};

/// Declares the settings, each of which may be missing, and how one set of them is laid over another.
macro_rules! settings {
    ($($(#[$attribute:meta])* $name:ident: $type:ty,)*) => {
        /// How the web is asked about sources; what is not set is left to the program. It holds for a run, not for an
        /// article.
        #[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
        #[cfg_attr(test, derive(schemars::JsonSchema))]
        pub struct Network {
            $($(#[$attribute])* pub $name: Option<$type>,)*
        }

        impl Network {
            /// These settings, and where they say nothing, those of `other`.
            #[must_use]
            pub fn over(self, other: Self) -> Self {
                Self { $($name: self.$name.or(other.$name),)* }
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
    #[serde(deserialize_with = "duration")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    interval: Duration,
    /// How long a site may take to answer (15s).
    #[serde(deserialize_with = "duration")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    timeout: Duration,
    /// How long everything may take together.
    #[serde(deserialize_with = "duration")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    deadline: Duration,
    /// The longest wait that a site may ask for (1m).
    #[serde(deserialize_with = "duration")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
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

fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse_duration(&text).map(Some).map_err(serde::de::Error::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_spans_as_people_write_them() {
        for (text, millis) in [("500ms", 500), ("15s", 15_000), ("1m 30s", 90_000), ("2", 2000), ("0.5", 500), ("0", 0)]
        {
            assert_eq!(parse_duration(text), Ok(Duration::from_millis(millis)), "{text}");
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
