//! What an errand brings home at its end.

use super::source::source;
use crate::outcome::{Class, Note, Reason, Verdict, Wanted};
use crate::verify::ask::{Answer, Tools};
use crate::verify::errand::Errand;
use crate::verify::fault::Trouble;
use crate::verify::page::{self, Kind, Page, Shape};
use crate::verify::purpose::{Found, Purpose, Yield};
use crate::verify::robots::Rules;
use crate::verify::{PageText, archive, doi};

/// A verdict with what every one has.
pub(super) fn verdict(tools: &Tools, errand: &Errand, reason: Reason) -> Verdict {
    let mut verdict = Verdict::new(reason, tools.now());
    let was_sent = reason.class() != Class::Refused || !errand.hops.is_empty();
    verdict.attempts = if was_sent { errand.attempts } else { 0 };
    verdict.final_url = (!errand.hops.is_empty()).then(|| errand.at.to_string());
    verdict.chain.clone_from(&errand.hops);
    verdict.millis = tools.options.timings.then_some(errand.millis);
    if errand.attempts > 1 && matches!(reason.class(), Class::Ok | Class::Moved | Class::Suspect | Class::Restricted) {
        verdict.notes.push(Note::AfterRetry);
    }
    verdict
}

/// A failure that ends an errand.
pub(super) fn conclude_trouble(tools: &Tools, errand: &Errand, trouble: Trouble, wanted: Option<&Wanted>) -> Yield {
    match errand.purpose {
        Purpose::Robots(_) => Yield::Robots(Rules::of(None)),
        Purpose::Probe(_) => Yield::Probe(None),
        Purpose::Work(_) => Yield::Work(None),
        Purpose::Copy(_) => Yield::Copy(archive::copy(&errand.at, None), false),
        Purpose::Source(_) | Purpose::Handle(_) => {
            let mut verdict = verdict(tools, errand, trouble.reason);
            verdict.status = errand.hops.last().map(|hop| hop.status);
            if matches!(trouble.reason, Reason::RedirectLoop | Reason::RedirectLimit | Reason::RedirectInvalid) {
                verdict.final_url = None;
            }
            verdict.detail = trouble.detail;
            let mut found = Found::new(verdict);
            found.text = wanted.filter(|w| w.needs_text).map(|_| PageText::unreadable());
            match errand.purpose {
                Purpose::Handle(_) => Yield::Handle(Box::new(found)),
                _ => Yield::Source(Box::new(found)),
            }
        }
    }
}

/// A host that asks for more patience than there is.
pub(super) fn conclude_limited(tools: &Tools, errand: &Errand, answer: &Answer) -> Yield {
    let seconds = answer.wait.unwrap_or_default().as_secs();
    let trouble = Trouble { detail: Some(format!("in {seconds} s")), ..Trouble::lasting(Reason::RateLimited) };
    match conclude_trouble(tools, errand, trouble, None) {
        Yield::Source(mut found) => {
            found.verdict.status = Some(answer.head.status);
            Yield::Source(found)
        }
        Yield::Copy(copy, _) => Yield::Copy(copy, true),
        other => other,
    }
}

/// An answer that ends an errand.
pub(in crate::verify) fn conclude(tools: &Tools, errand: &Errand, answer: Answer, wanted: Option<&Wanted>) -> Yield {
    match &errand.purpose {
        Purpose::Robots(_) => Yield::Robots(Rules::of(Some(&answer))),
        Purpose::Probe(_) => Yield::Probe(shape_of(answer)),
        Purpose::Work(_) => Yield::Work(doi::title(&answer)),
        Purpose::Copy(_) => {
            Yield::Copy(archive::copy(&errand.at, Some(&answer)), matches!(answer.head.status, 429 | 403))
        }
        Purpose::Handle(_) => {
            let mut verdict = verdict(tools, errand, doi::verdict(&answer));
            verdict.status = Some(answer.head.status);
            verdict.record = answer.record;
            let mut found = Found::new(verdict);
            found.text = wanted.filter(|w| w.needs_text).map(|_| PageText::unreadable());
            Yield::Handle(Box::new(found))
        }
        Purpose::Source(_) => Yield::Source(Box::new(source(tools, errand, answer, wanted))),
    }
}

/// The page that a server shows for what does not exist; `None` if it says that it does not.
fn shape_of(answer: Answer) -> Option<Shape> {
    let content_type = answer.head.field("content-type").map(str::to_owned);
    let is_page = page::kind(content_type.as_deref(), &answer.body.decoded) == Kind::Html;
    if answer.head.status != 200 || !is_page {
        return None;
    }
    let html = page::decode(answer.body.decoded, content_type.as_deref());
    Some(Shape::of(&Page::read(&html)))
}
