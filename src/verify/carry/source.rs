//! What the answer of a source comes to.

use url::Url;

use super::conclude::verdict;
use crate::input::Format;
use crate::outcome::{Class, Hop, Note, Reason, Wanted};
use crate::quote::{Document, Flaw};
use crate::verify::ask::{Answer, Tools};
use crate::verify::body::{Body, End};
use crate::verify::errand::Errand;
use crate::verify::judge::{self, Case};
use crate::verify::page::{self, Kind, Page, Shape};
use crate::verify::purpose::Found;
use crate::verify::{Documents, PageText};

/// What an answer says about a source.
pub(super) fn source(tools: &Tools, errand: &Errand, answer: Answer, wanted: Option<&Wanted>) -> Found {
    let Answer { head, body, record, .. } = answer;
    if head.status == 304 && errand.conditions.is_some() {
        return unchanged(tools, errand);
    }
    let end = body.end;
    let is_blank = !errand.head && body.decoded.trim_ascii().is_empty();
    let digest = (end == End::Whole && !is_blank && !errand.head).then(|| digest(&body.decoded));
    let needs_text = wanted.is_some_and(|wanted| wanted.needs_text);
    let titles = wanted.map_or(&[][..], |wanted| &wanted.titles);
    let reader = tools.options.documents.as_deref().filter(|_| needs_text || !titles.is_empty());
    let content = Content::read(head.field("content-type"), body, reader);
    let start = errand.hops.first().and_then(|hop| Url::parse(&hop.url).ok());
    let case = Case {
        asked: start.as_ref().unwrap_or(&errand.at),
        at: &errand.at,
        hops: &errand.hops,
        head: &head,
        kind: content.kind,
        end,
        is_blank,
        page: &content.page,
        titles,
    };
    let mut verdict = verdict(tools, errand, reason(&case, wanted));
    let is_good = matches!(verdict.class(), Class::Ok | Class::Moved);
    let is_suspect = is_good && content.kind == Kind::Html && judge::looks_generic(&case);
    verdict.status = Some(head.status);
    verdict.notes.extend(notes(head.version, end, &errand.hops));
    verdict.digest = digest;
    verdict.record = record;
    // The name of the site is no title: a page that is called by nothing else cannot be compared.
    verdict.titles = content.titles().filter(|title| !judge::is_bare(&case, title)).map(str::to_owned).collect();
    let suspect = is_suspect.then(|| Shape::of(&content.page));
    let field = |name| head.field(name).map(str::to_owned);
    Found {
        etag: field("etag"),
        last_modified: field("last-modified"),
        text: needs_text.then(|| match verdict.class() {
            Class::Ok | Class::Moved => content.into_text(end == End::Whole),
            Class::Restricted if verdict.reason == Reason::Paywall => PageText::default().flawed(Flaw::Paywall),
            _ => PageText::unreadable(),
        }),
        suspect,
        ..Found::new(verdict)
    }
}

/// What a body holds, read as what it is.
struct Content {
    kind: Kind,
    /// Of pages and plain text.
    text: String,
    /// Of pages.
    page: Page,
    /// Of documents, as far as anything of them can be read.
    document: Option<Document>,
}

impl Content {
    fn read(content_type: Option<&str>, body: Body, reader: Option<&dyn Documents>) -> Self {
        let kind = page::kind(content_type, &body.decoded);
        let mut content = Self { kind, text: String::new(), page: Page::default(), document: None };
        match kind {
            Kind::Html => {
                content.text = page::decode(body.decoded, content_type);
                content.page = Page::read(&content.text);
            }
            Kind::Text => content.text = page::decode(body.decoded, content_type),
            Kind::Pdf if body.end == End::Whole && !body.decoded.is_empty() => {
                content.document = reader.and_then(|reader| reader.pdf(&body.decoded));
            }
            Kind::Pdf | Kind::Other => {}
        }
        content
    }

    fn titles(&self) -> impl Iterator<Item = &str> {
        let stated = self.document.as_ref().and_then(Document::seen_title);
        self.page.titles.iter().map(String::as_str).chain(stated)
    }

    /// What a reader can read in it; for quotations.
    fn into_text(self, is_whole: bool) -> PageText {
        match self.kind {
            Kind::Html => page::readable(Format::Html, self.text, !is_whole),
            Kind::Text => page::readable(Format::Text, self.text, !is_whole),
            Kind::Pdf if !is_whole => PageText::default().flawed(Flaw::Cut),
            Kind::Pdf => PageText::of_document(self.document.as_ref()),
            Kind::Other => PageText::unreadable(),
        }
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
