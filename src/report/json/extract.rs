//! `wellcited.extract/1`: what was read, without any judgement. Frozen structs; changes only add fields.

use std::io::{self, Write};

use serde::Serialize;

use super::write_line;
use super::{Place, Span};
use crate::article::ElementKind;
use crate::cite::{Citations, Cite, Target};
use crate::engine::{self, Reading, Status};
use crate::input::{self, Input, Positions, Unread};

/// Writes what was read as one line of JSON.
pub fn write(files: &[File], unread: &[Unread], out: &mut dyn Write) -> io::Result<()> {
    let unread = unread.iter().map(|u| UnreadFile { path: &u.path, message: &u.message, help: u.help.as_deref() });
    write_line(&Document { schema: "wellcited.extract/1", unread: unread.collect(), files }, out)
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
    pub(in crate::report) path: String,
    pub(in crate::report) format: &'static str,
    pub(in crate::report) status: &'static str,
    pub(in crate::report) markers: Vec<Marker>,
    pub(in crate::report) entries: Vec<Entry>,
    pub(in crate::report) links: Vec<Link>,
    pub(in crate::report) lists: Vec<List>,
}

#[derive(Serialize)]
pub(in crate::report) struct Marker {
    pub(in crate::report) text: String,
    pub(in crate::report) style: &'static str,
    #[serde(flatten)]
    pub(in crate::report) place: Place,
    pub(in crate::report) hidden: bool,
    pub(in crate::report) cites: Vec<MarkerCite>,
}

#[derive(Serialize)]
pub(in crate::report) struct MarkerCite {
    pub(in crate::report) key: String,
    pub(in crate::report) span: Span,
    pub(in crate::report) target: Option<usize>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(in crate::report) ambiguous: Vec<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) href: Option<String>,
}

#[derive(Serialize)]
pub(in crate::report) struct Entry {
    pub(in crate::report) key: Option<String>,
    pub(in crate::report) text: String,
    pub(in crate::report) list: usize,
    #[serde(flatten)]
    pub(in crate::report) place: Place,
    pub(in crate::report) urls: Vec<String>,
    pub(in crate::report) identifiers: Vec<Identifier>,
    pub(in crate::report) cited_by: Vec<usize>,
}

#[derive(Serialize)]
pub(in crate::report) struct Identifier {
    kind: &'static str,
    value: String,
}

#[derive(Serialize)]
pub(in crate::report) struct Link {
    pub(in crate::report) text: String,
    pub(in crate::report) url: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(in crate::report) passage: Option<String>,
    #[serde(flatten)]
    pub(in crate::report) place: Place,
}

#[derive(Serialize)]
pub(in crate::report) struct List {
    pub(in crate::report) heading: Option<String>,
    pub(in crate::report) scope: &'static str,
    #[serde(flatten)]
    pub(in crate::report) place: Place,
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
