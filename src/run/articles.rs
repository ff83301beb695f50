//! The articles of a run with the settings that hold for each.

use std::io;
use std::path::Path;

use wellcited::config::{Configs, Named, Problem};
use wellcited::input::{Source, Unread};
use wellcited::report::views::{problem, unread};

use super::screen::{complain, plain_look};
use super::{Exit, inputs, usage};
use crate::cli::{Color, InputArgs, SettingsArgs};

/// What is to be read, and how.
pub(super) struct Articles {
    pub(super) sources: Vec<Source>,
    /// What was named and is not there.
    pub(super) unread: Vec<Unread>,
    /// How many files of folders the settings leave out.
    pub(super) excluded: usize,
    pub(super) configs: Configs,
}

/// Why nothing can be read.
pub(super) enum Stop {
    Input(Unread),
    Usage(&'static str),
    Settings(Box<Problem>),
}

impl From<Problem> for Stop {
    fn from(problem: Problem) -> Self {
        Self::Settings(Box::new(problem))
    }
}

impl Stop {
    /// Says why.
    pub(super) fn say(self, color: Color) -> io::Result<Exit> {
        match self {
            Self::Input(input) => complain(color, |out| unread::write(&[input], out))?,
            Self::Usage(problem) => return usage(color, problem),
            Self::Settings(found) => complain(color, |out| problem::write(&found, &plain_look(), out))?,
        }
        Ok(Exit::Trouble)
    }
}

/// Settings as the command line names them, before any article is known.
pub(super) fn configs(args: &SettingsArgs) -> Result<Configs, Problem> {
    Configs::new(&Named { settings: args.config.clone(), isolated: args.isolated }, Path::new("."))
}

/// Finds what the arguments name and the settings for it.
pub(super) fn find(input: &InputArgs, settings: &SettingsArgs) -> Result<Articles, Stop> {
    let mut found = inputs::sources(input)?;
    let mut configs = configs(settings)?;
    configs.prepare(found.sources.iter().map(|source| source.shown.as_str()))?;
    let all = found.sources.len();
    let is_asked_for = |source: &Source| source.named && !settings.force_exclude;
    found.sources.retain(|source| is_asked_for(source) || !configs.excludes(&source.shown));
    let excluded = all - found.sources.len();
    if excluded > 0 && !settings.force_exclude && found.sources.is_empty() && found.unread.is_empty() {
        return Err(Stop::Usage("the settings exclude every file; name a file to check it"));
    }
    Ok(Articles { sources: found.sources, unread: found.unread, excluded, configs })
}
