//! `wellcited.extract/1`: what was read, without any judgement. Frozen structs; changes only add fields.

use std::io::{self, Write};

use serde::Serialize;

use super::json::{Place, Span};
use super::json_text;
use crate::article::ElementKind;
use crate::cite::{Citations, Cite, Target};
use crate::engine::{self, Reading, Status};
use crate::input::{self, Input, Positions, Unread};

/// Writes what was read as one line of JSON.
pub fn write(files: &[File], unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    let unread = unread.iter().map(|u| UnreadFile { path: &u.path, message: &u.message, help: u.help.as_deref() });
    json_text::write_line(&Document { schema: "wellcited.extract/1", unread: unread.collect(), files }, out)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    unread: Vec<UnreadFile<'a>>,
    files: &'a [File],
}

#[derive(Serialize)]
struct UnreadFile<'a> {
    path: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
}

/// What was read from one file.
#[derive(Serialize)]
pub struct File {
    pub(super) path: String,
    pub(super) format: &'static str,
    pub(super) status: &'static str,
    pub(super) markers: Vec<Marker>,
    pub(super) entries: Vec<Entry>,
    pub(super) links: Vec<Link>,
    pub(super) lists: Vec<List>,
}

#[derive(Serialize)]
pub(super) struct Marker {
    pub(super) text: String,
    pub(super) style: &'static str,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) hidden: bool,
    pub(super) cites: Vec<MarkerCite>,
}

#[derive(Serialize)]
pub(super) struct MarkerCite {
    pub(super) key: String,
    pub(super) span: Span,
    pub(super) target: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) ambiguous: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) href: Option<String>,
}

#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) key: Option<String>,
    pub(super) text: String,
    pub(super) list: usize,
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) urls: Vec<String>,
    pub(super) identifiers: Vec<Identifier>,
    pub(super) cited_by: Vec<usize>,
}

#[derive(Serialize)]
pub(super) struct Identifier {
    kind: &'static str,
    value: String,
}

#[derive(Serialize)]
pub(super) struct Link {
    pub(super) text: String,
    pub(super) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) passage: Option<String>,
    #[serde(flatten)]
    pub(super) place: Place,
}

#[derive(Serialize)]
pub(super) struct List {
    pub(super) heading: Option<String>,
    pub(super) scope: &'static str,
    #[serde(flatten)]
    pub(super) place: Place,
}

impl File {
    /// Gathers what was read from an input.
    pub fn new(input: &Input, reading: &Reading) -> Self {
        Extractor { input, reading, positions: Positions::new(&input.text) }.file()
    }
}

struct Extractor<'a> {
    input: &'a Input,
    reading: &'a Reading,
    positions: Positions<'a>,
}

impl Extractor<'_> {
    fn file(&self) -> File {
        let citations = self.citations();
        File {
            path: self.input.path.clone(),
            format: self.input.format.name(),
            status: Status::of(citations).name(),
            markers: (0..citations.markers.len()).map(|m| self.marker(m)).collect(),
            entries: (0..citations.entries.len()).map(|e| self.entry(e)).collect(),
            links: citations.links.iter().map(|link| self.link(link)).collect(),
            lists: citations.lists.iter().map(|list| self.list(list)).collect(),
        }
    }

    fn citations(&self) -> &Citations {
        &self.reading.citations
    }

    fn place(&self, span: input::Span) -> Place {
        let (start, end) = (self.positions.at(span.start), self.positions.at(span.end));
        engine::Place { span: self.input.disk_span(span), start, end }.into()
    }

    fn text(&self, range: input::TextRange) -> String {
        self.reading.article.slice(range).replace('\n', " ")
    }

    fn marker(&self, id: usize) -> Marker {
        let marker = &self.citations().markers[id];
        Marker {
            text: self.text(marker.range),
            style: marker.style.name(),
            place: self.place(marker.span),
            hidden: marker.hidden,
            cites: self.citations().cites_of(id).iter().map(|cite| self.cite(cite)).collect(),
        }
    }

    fn cite(&self, cite: &Cite) -> MarkerCite {
        let (target, ambiguous) = match &cite.target {
            Target::Entry(entry) => (Some(*entry), Vec::new()),
            Target::Ambiguous(entries) => (None, entries.to_vec()),
            Target::Missing | Target::Elsewhere => (None, Vec::new()),
        };
        let link = cite.link.and_then(|l| self.reading.article.elements.get(l));
        let href = link.filter(|e| e.kind == ElementKind::Link).and_then(|e| e.href.as_ref());
        MarkerCite {
            key: self.citations().key(cite.key).to_owned(),
            span: self.input.disk_span(cite.span).into(),
            target,
            ambiguous,
            href: href.map(|h| h.url.to_string()),
        }
    }

    fn entry(&self, id: usize) -> Entry {
        let citations = self.citations();
        let entry = &citations.entries[id];
        let mut cited_by: Vec<usize> = citations.cited_by[id].iter().map(|&c| citations.cites[c].marker).collect();
        cited_by.dedup();
        Entry {
            key: entry.key.map(|key| citations.key(key).to_owned()),
            text: self.text(entry.body).trim().to_owned(),
            list: entry.list,
            place: self.place(entry.span),
            urls: entry.urls.iter().map(|u| u.url.clone()).collect(),
            identifiers: entry
                .identifiers
                .iter()
                .map(|i| Identifier { kind: i.kind, value: i.value.clone() })
                .collect(),
            cited_by,
        }
    }

    fn link(&self, link: &crate::cite::LinkedSource) -> Link {
        Link {
            text: link.text.clone(),
            url: link.url.clone(),
            passage: link.passage.clone(),
            place: self.place(link.span),
        }
    }

    fn list(&self, list: &crate::cite::List) -> List {
        List { heading: list.heading.clone(), scope: list.scope.name(), place: self.place(list.span) }
    }
}
