//! Carries errands one step on: a request, and what follows from its answer.

mod conclude;
mod source;

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::ask::{Answer, Tools, ask};
use super::body::{Body, End};
use super::doi;
use super::errand::Errand;
use super::fault::Trouble;
use super::purpose::Yield;
use super::retry::{may_pass, pause};
use crate::outcome::{Class, Reason, Wanted};
use conclude::{conclude_limited, conclude_trouble};

pub(super) use conclude::conclude;

/// What one step has led to.
#[derive(Debug)]
pub(super) struct Step {
    pub(super) errand: Errand,
    pub(super) next: Next,
    /// How long the host that was asked wants to be left alone.
    pub(super) wait: Option<Duration>,
    /// The pace that it announces.
    pub(super) pace: Option<Duration>,
    /// Whether a request went out.
    pub(super) was_sent: bool,
}

/// What comes next.
#[derive(Debug)]
pub(super) enum Next {
    /// Another request, after a pause.
    Again(Duration),
    /// This answer is what was looked for.
    Read(Box<Answer>),
    /// The end.
    End(Yield),
}

/// Sends the next request of an errand.
pub(super) async fn carry(tools: Arc<Tools>, mut errand: Errand, wanted: Option<Arc<Wanted>>, closes: bool) -> Step {
    if errand.is_new_try {
        errand.attempts += 1;
        errand.is_new_try = false;
    }
    let started = Instant::now();
    let asked = ask(&tools, &errand, closes).await;
    errand.millis += started.elapsed().as_millis() as u64;
    let was_sent = match &asked {
        Ok(_) => true,
        Err(trouble) => trouble.was_sent(),
    };
    let wait = asked.as_ref().ok().and_then(|answer| answer.wait);
    let pace = asked.as_ref().ok().and_then(|answer| doi::pace(&answer.head));
    let (next, wait) = match asked {
        Err(trouble) => (on_trouble(&tools, &mut errand, trouble, wanted.as_deref()), wait),
        Ok(answer) => on_answer(&tools, &mut errand, answer, wanted.as_deref()),
    };
    Step { errand, next, wait, pace, was_sent }
}

fn on_trouble(tools: &Tools, errand: &mut Errand, trouble: Trouble, wanted: Option<&Wanted>) -> Next {
    if errand.head && trouble.reason.class() == Class::Unreachable {
        return with_get(errand);
    }
    let again = trouble.may_pass && errand.attempts < tools.options.attempts && errand.is_worth_retries();
    if again {
        errand.trouble = Some(trouble);
        errand.is_new_try = true;
        return Next::Again(pause(errand.at.as_str(), errand.attempts, tools.options.backoff));
    }
    Next::End(conclude_trouble(tools, errand, trouble, wanted))
}

/// Asks the same address again with `GET`: servers lie about `HEAD`.
fn with_get(errand: &mut Errand) -> Next {
    errand.head = false;
    Next::Again(Duration::ZERO)
}

fn on_answer(tools: &Tools, errand: &mut Errand, answer: Answer, wanted: Option<&Wanted>) -> (Next, Option<Duration>) {
    let status = answer.head.status;
    let wait = answer.wait;
    let leads_on = matches!(status, 301 | 302 | 303 | 307 | 308) && errand.follows;
    if leads_on {
        errand.visit();
    }
    errand.jar.keep(&errand.at, &answer.head);
    if leads_on {
        let next = match errand.step(status, answer.head.field("location")) {
            Ok(()) => Next::Again(Duration::ZERO),
            Err(trouble) => Next::End(conclude_trouble(tools, errand, trouble, wanted)),
        };
        return (next, wait);
    }
    if errand.head && !(200..300).contains(&status) {
        return (with_get(errand), wait);
    }
    let is_challenge = answer.head.field("cf-mitigated").is_some();
    if may_pass(status) && !is_challenge {
        if wait.is_some_and(|wait| wait > tools.options.max_wait) {
            return (Next::End(conclude_limited(tools, errand, &answer)), wait);
        }
        if errand.attempts < tools.options.attempts && errand.is_worth_retries() {
            let own = pause(errand.at.as_str(), errand.attempts, tools.options.backoff);
            let pause = own.max(wait.unwrap_or_default());
            errand.trouble = Some(Trouble::passing(match status {
                408 => Reason::RequestTimeout,
                425 | 429 => Reason::RateLimited,
                _ => Reason::ServerError,
            }));
            errand.is_new_try = true;
            // Too many requests are too many from anybody here.
            let wait = if status == 429 { Some(pause) } else { wait };
            return (Next::Again(pause), wait);
        }
    }
    if answer.body.end == End::Late && !says_enough(&answer.body) && (200..300).contains(&status) {
        return (on_trouble(tools, errand, Trouble::passing(Reason::TimeoutBody), wanted), wait);
    }
    (Next::Read(Box::new(answer)), wait)
}

/// Whether what has come of a page tells which page it is.
fn says_enough(body: &Body) -> bool {
    memchr::memmem::find(&body.decoded.to_ascii_lowercase(), b"</title").is_some()
}
