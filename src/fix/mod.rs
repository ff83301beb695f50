//! Fixes: from findings to a text that has fewer of them.
//!
//! Owns: which offered edits are made, in which order, when to stop, and what must still hold afterwards. Refuses: I/O,
//! and edits of its own; a rule offers them.
//!
//! Edits are made in rounds. After each round the text is read and checked again, and what it says must not have
//! changed but for the better: see `ledger`. A change that would destroy evidence is held back, with the reason.

mod ledger;
mod round;
mod trial;

use std::borrow::Cow;

use crate::config::Settings;
use crate::engine::{self, Reading};
use crate::finding::{Finding, Meta};
use crate::input::Input;

use round::Round;
use trial::State;

/// No text is changed more often than this.
const MAX_ROUNDS: usize = 10;

/// How a text is checked: what the user has turned off is not mended.
pub type Check<'a> = &'a dyn Fn(&Input, &Reading) -> Vec<Finding>;

/// Which fixes are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// Those that lose nothing.
    Safe,
    /// Those on request too.
    OnRequest,
}

/// What was done to one input.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    /// The text as it is now, if it has changed.
    pub text: Option<String>,
    /// What was done, in order.
    pub applied: Vec<Applied>,
    /// What was asked for and not done.
    pub held: Vec<Held>,
}

/// A fix that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The rule it was offered by.
    pub rule: &'static str,
    /// What it did, as an order.
    pub title: String,
}

/// A fix that was asked for and not made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The rule it was offered by.
    pub rule: &'static str,
    /// What it would do, as an order.
    pub title: String,
    /// Why it was not done.
    pub reason: String,
}

/// Makes the fixes that findings offer until there are none left to make.
pub fn fix(input: &Input, extent: Extent, check: Check<'_>) -> Outcome {
    mend(input, extent, Checks { read: &engine::read, check })
}

/// The same for an article that is read and checked with settings.
pub fn fix_with(input: &Input, extent: Extent, settings: &Settings) -> Outcome {
    let read = |input: &Input| engine::read_with(input, settings);
    let check = |input: &Input, reading: &Reading| engine::check_with(input, reading, settings);
    mend(input, extent, Checks { read: &read, check: &check })
}

/// How a text is read and checked.
#[derive(Clone, Copy)]
struct Checks<'a> {
    read: &'a dyn Fn(&Input) -> Reading,
    check: Check<'a>,
}

fn mend(input: &Input, extent: Extent, check: Checks<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let Some(mut state) = State::offering(Cow::Borrowed(input), check) else { return outcome };
    for _ in 0..MAX_ROUNDS {
        let mut round = Round::new(&state, extent);
        let next = round.make(&state, check);
        outcome.held = round.into_held();
        let Some((next, applied)) = next else { break };
        outcome.applied.extend(applied);
        state = next;
    }
    outcome.text = match state.into_input() {
        Cow::Owned(changed) => Some(changed.text),
        Cow::Borrowed(_) => None,
    };
    outcome
}

fn note(rule: &'static Meta, title: &str) -> Applied {
    Applied { rule: rule.name, title: title.to_owned() }
}
