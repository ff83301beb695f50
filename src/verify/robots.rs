//! What a host asks of programs: `robots.txt` (RFC 9309).

use std::time::Duration;

use texting_robots::Robot;
use url::Url;

use super::ask::Answer;

/// The name by which hosts may speak to this program.
const NAME: &str = "wellcited";
/// No host may slow a run down more than this.
const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// What a host asks of programs.
#[derive(Debug, Default)]
pub(super) struct Rules {
    robot: Option<Robot>,
    /// Whether nothing may be asked, because the host has an error where its rules should be.
    denies_all: bool,
}

impl Rules {
    /// The rules in an answer. No file, no rules; a host that cannot be reached has none either: what its pages say will
    /// show that.
    pub(super) fn of(answer: Option<&Answer>) -> Self {
        let Some(answer) = answer else { return Self::default() };
        match answer.head.status {
            200..=299 => Self { robot: Robot::new(NAME, &answer.body.decoded).ok(), denies_all: false },
            500..=599 => Self { robot: None, denies_all: true },
            _ => Self::default(),
        }
    }

    /// Whether an address may be asked.
    pub(super) fn allows(&self, url: &Url) -> bool {
        !self.denies_all && self.robot.as_ref().is_none_or(|robot| robot.allowed(url.as_str()))
    }

    /// The least time between two requests, if the host asks for one.
    pub(super) fn delay(&self) -> Option<Duration> {
        let seconds = self.robot.as_ref()?.delay?;
        Some(Duration::try_from_secs_f32(seconds).unwrap_or(LONGEST_DELAY).min(LONGEST_DELAY))
    }
}

/// Where the rules for an address stand.
pub(super) fn address(url: &Url) -> Option<Url> {
    url.join("/robots.txt").ok()
}
