//! Carries errands one step on: a request, and what follows from its answer.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;
use url::Url;

use super::ask::{Answer, Tools, ask};
use super::body::{Body, End};
use super::errand::Errand;
use super::fault::Trouble;
use super::judge::{self, Case};
use super::page::{self, Kind, Page, Shape};
use super::purpose::{Found, Purpose, Yield};
use super::retry::{may_pass, pause};
use super::robots::Rules;
use super::{PageText, archive, doi};
use crate::outcome::{Class, Note, Reason, Verdict, Wanted};
use crate::quote::Flaw;

/// A larger page is read on a thread that may block.
const LARGE: usize = 64 * 1024;

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
        return match errand.step(status, answer.head.field("location")) {
            Ok(()) => (Next::Again(Duration::ZERO), wait),
            Err(trouble) => (Next::End(conclude_trouble(tools, errand, trouble, wanted)), wait),
        };
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
    let end = if answer.body.decoded.len() > LARGE {
        tokio::task::block_in_place(|| conclude(tools, errand, answer, wanted))
    } else {
        conclude(tools, errand, answer, wanted)
    };
    (Next::End(end), wait)
}

/// Whether what has come of a page tells which page it is.
fn says_enough(body: &Body) -> bool {
    memchr::memmem::find(&body.decoded.to_ascii_lowercase(), b"</title").is_some()
}

/// A verdict with what every one has.
fn verdict(tools: &Tools, errand: &Errand, reason: Reason) -> Verdict {
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

fn conclude_trouble(tools: &Tools, errand: &Errand, trouble: Trouble, wanted: Option<&Wanted>) -> Yield {
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
fn conclude_limited(tools: &Tools, errand: &Errand, answer: &Answer) -> Yield {
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

fn conclude(tools: &Tools, errand: &Errand, answer: Answer, wanted: Option<&Wanted>) -> Yield {
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

fn source(tools: &Tools, errand: &Errand, answer: Answer, wanted: Option<&Wanted>) -> Found {
    let Answer { head, body, record, .. } = answer;
    if head.status == 304 && errand.conditions.is_some() {
        let mut found = Found::new(verdict(tools, errand, Reason::Ok));
        found.verdict.status = Some(304);
        found.is_unchanged = true;
        return found;
    }
    let end = body.end;
    let content_type = head.field("content-type").map(str::to_owned);
    let kind = page::kind(content_type.as_deref(), &body.decoded);
    let is_blank = !errand.head && body.decoded.trim_ascii().is_empty();
    let digest = (end == End::Whole && !is_blank && !errand.head).then(|| digest(&body.decoded));
    let text = match kind {
        Kind::Html | Kind::Text => page::decode(body.decoded, content_type.as_deref()),
        Kind::Other => String::new(),
    };
    let page = if kind == Kind::Html { Page::read(&text) } else { Page::default() };
    let start = errand.hops.first().and_then(|hop| Url::parse(&hop.url).ok());
    let case = Case {
        asked: start.as_ref().unwrap_or(&errand.at),
        at: &errand.at,
        hops: &errand.hops,
        head: &head,
        kind,
        end,
        is_blank,
        page: &page,
        titles: wanted.map_or(&[], |wanted| &wanted.titles),
    };
    let reason = match judge::judge(&case) {
        Reason::NotFound if wanted.is_some_and(|wanted| wanted.is_catalogue) => Reason::Unlisted,
        reason => reason,
    };
    let mut verdict = verdict(tools, errand, reason);
    let is_good = matches!(verdict.class(), Class::Ok | Class::Moved);
    let is_suspect = is_good && kind == Kind::Html && judge::looks_generic(&case);
    verdict.status = Some(head.status);
    verdict.notes.extend(notes(head.version, end, &errand.hops));
    verdict.digest = digest;
    verdict.record = record;
    let needs_text = wanted.is_some_and(|wanted| wanted.needs_text);
    let field = |name| head.field(name).map(str::to_owned);
    let mut found = Found {
        etag: field("etag"),
        last_modified: field("last-modified"),
        text: needs_text.then(|| match verdict.class() {
            Class::Ok | Class::Moved => page::readable(kind, text, end != End::Whole),
            Class::Restricted if verdict.reason == Reason::Paywall => PageText::default().flawed(Flaw::Paywall),
            _ => PageText::unreadable(),
        }),
        suspect: is_suspect.then(|| Shape::of(&page)),
        ..Found::new(verdict)
    };
    // The name of the site is no title: a page that is called by nothing else cannot be compared.
    found.verdict.titles = page.titles.iter().filter(|title| !judge::is_bare(&case, title)).cloned().collect();
    found
}

fn notes(version: &str, end: End, hops: &[crate::outcome::Hop]) -> Vec<Note> {
    let is_temporary = hops.iter().any(|hop| matches!(hop.status, 302 | 303 | 307));
    let all = [
        (end == End::Capped, Note::Capped),
        (end == End::Late, Note::Slow),
        (is_temporary, Note::Temporary),
        (version == "HTTP/1.0", Note::Http10),
    ];
    all.into_iter().filter(|(holds, _)| *holds).map(|(_, note)| note).collect()
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256:{}", crate::input::digest(bytes))
}
