//! Which addresses are asked: those that patterns of the user cover.

use regex::RegexSet;

use super::options::Options;

/// Which addresses are asked.
#[derive(Debug)]
pub(super) struct Filter {
    include: RegexSet,
    exclude: RegexSet,
}

impl Filter {
    /// The patterns of the options; the error says which is none.
    pub(super) fn new(options: &Options) -> Result<Self, String> {
        Ok(Self { include: set("include", &options.include)?, exclude: set("exclude", &options.exclude)? })
    }

    /// Whether an address is not asked.
    pub(super) fn leaves_out(&self, url: &str) -> bool {
        (!self.include.is_empty() && !self.include.is_match(url)) || self.exclude.is_match(url)
    }
}

fn set(option: &str, patterns: &[String]) -> Result<RegexSet, String> {
    RegexSet::new(patterns).map_err(|error| {
        let why = error.to_string();
        let why = why.lines().next_back().unwrap_or_default().trim_start_matches("error: ").to_owned();
        format!("{option}: this is no regular expression: {why}")
    })
}
