//! What the answer of a source comes to.

use url::Url;

use super::conclude::verdict;
use crate::outcome::{Class, Hop, Note, Reason, Wanted};
use crate::quote::Flaw;
use crate::verify::PageText;
use crate::verify::ask::{Answer, Tools};
use crate::verify::body::End;
use crate::verify::errand::Errand;
use crate::verify::judge::{self, Case};
use crate::verify::page::{self, Kind, Page, Shape};
use crate::verify::purpose::Found;

/// What an answer says about a source.
pub(super) fn source(tools: &Tools, errand: &Errand, answer: Answer, wanted: Option<&Wanted>) -> Found {
    let Answer { head, body, record, .. } = answer;
    if head.status == 304 && errand.conditions.is_some() {
        return unchanged(tools, errand);
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
    let mut verdict = verdict(tools, errand, reason(&case, wanted));
    let is_good = matches!(verdict.class(), Class::Ok | Class::Moved);
    let is_suspect = is_good && kind == Kind::Html && judge::looks_generic(&case);
    verdict.status = Some(head.status);
    verdict.notes.extend(notes(head.version, end, &errand.hops));
    verdict.digest = digest;
    verdict.record = record;
    // The name of the site is no title: a page that is called by nothing else cannot be compared.
    verdict.titles = page.titles.iter().filter(|title| !judge::is_bare(&case, title)).cloned().collect();
    let needs_text = wanted.is_some_and(|wanted| wanted.needs_text);
    let field = |name| head.field(name).map(str::to_owned);
    Found {
        etag: field("etag"),
        last_modified: field("last-modified"),
        text: needs_text.then(|| match verdict.class() {
            Class::Ok | Class::Moved => page::readable(kind, text, end != End::Whole),
            Class::Restricted if verdict.reason == Reason::Paywall => PageText::default().flawed(Flaw::Paywall),
            _ => PageText::unreadable(),
        }),
        suspect: is_suspect.then(|| Shape::of(&page)),
        ..Found::new(verdict)
    }
}

/// The server says that an earlier answer still holds.
fn unchanged(tools: &Tools, errand: &Errand) -> Found {
    let mut verdict = verdict(tools, errand, Reason::Ok);
    verdict.status = Some(304);
    Found { is_unchanged: true, ..Found::new(verdict) }
}

fn reason(case: &Case<'_>, wanted: Option<&Wanted>) -> Reason {
    match judge::judge(case) {
        Reason::NotFound if wanted.is_some_and(|wanted| wanted.is_catalogue) => Reason::Unlisted,
        reason => reason,
    }
}

fn notes(version: &str, end: End, hops: &[Hop]) -> Vec<Note> {
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
