//! What became of the sources of a file: each with the verdict on its addresses.

use super::document::Part;
use crate::cite::{EntryId, Family, MarkerId};
use crate::input::{Format, Positions, TextRange, floor_boundary};
use crate::outcome::{Key, LEAST_SCORE, Reason};
use crate::rules::{Asked, Context, Said, Target};

/// How much of a source is kept to show what it is, in bytes.
const LONGEST_TEXT: usize = 200;

/// A source of a file: of a list, or a link of the text, or a linked number.
#[derive(Clone, Debug)]
pub struct SourceVerdict {
    /// What it is.
    pub kind: SourceKind,
    /// What an editor calls it: `[3]`, `[^3]`; `None` where it has no label.
    pub tag: Option<String>,
    /// How it begins, without its label and its addresses.
    pub text: String,
    /// The line it begins on.
    pub line: u32,
    /// Its addresses, in order.
    pub addresses: Vec<AddressVerdict>,
}

/// What a source is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SourceKind {
    /// A source of a list, by its place among those of the file.
    Entry(EntryId),
    /// A link of the text, by its place among those of the file.
    Link(usize),
    /// A number that opens a page of its own, by the place of its citation in the file.
    Marker(MarkerId),
}

/// An address of a source.
#[derive(Clone, Debug)]
pub struct AddressVerdict {
    /// As written.
    pub url: String,
    /// Its name among verdicts, if there is one on it.
    pub key: Option<Key>,
    /// What is known about it, for this source: where several sources give one page different titles, each is judged by
    /// its own.
    pub reason: Reason,
    /// How well the title of the page agrees with that of this source, in hundredths.
    pub title_score: Option<u8>,
    /// The line it stands on.
    pub line: u32,
}

impl SourceVerdict {
    /// The address that decides what is said about the source: the worst.
    pub fn worst(&self) -> Option<&AddressVerdict> {
        self.addresses.iter().max_by_key(|address| address.reason.class().gravity())
    }

    /// What is known about the source.
    pub fn reason(&self) -> Reason {
        self.worst().map_or(Reason::NoAddress, |address| address.reason)
    }
}

/// The sources of a file with what is known about each; none where nobody has asked.
pub(super) fn sources(part: Part<'_>, cx: &Context<'_>) -> Vec<SourceVerdict> {
    if cx.outcomes.is_none() {
        return Vec::new();
    }
    let citations = cx.citations;
    let positions = Positions::new(&part.input.text);
    let line = |span| part.own(span).map(|own| positions.at(own.start).line.get());
    let mut all: Vec<SourceVerdict> = Vec::new();
    let mut by_entry: Vec<Option<usize>> = vec![None; citations.entries.len()];
    let mut entries = 0;
    for (id, entry) in citations.entries.iter().enumerate() {
        let Some(line) = line(entry.span) else { continue };
        by_entry[id] = Some(all.len());
        let key = entry.key.map(|key| citations.key(key));
        let is_note = citations.lists[entry.list].family == Family::Notes && part.input.format == Format::Markdown;
        all.push(SourceVerdict {
            kind: SourceKind::Entry(entries),
            tag: key.map(|key| if is_note { format!("[^{key}]") } else { format!("[{key}]") }),
            text: shown(cx, entry.body),
            line,
            addresses: Vec::new(),
        });
        entries += 1;
    }
    let links_before = citations.links.iter().filter(|l| l.span.start < part.start).count();
    let markers_before = citations.markers.partition_point(|m| m.span.start < part.start);
    for (asked, said) in cx.asked().iter().zip(cx.said()) {
        let Some(line) = line(asked.span) else { continue };
        let address = address(asked, *said, line);
        let known = asked.entry().and_then(|entry| by_entry[entry]);
        match known {
            Some(source) => all[source].addresses.push(address),
            None => {
                let kind = match (asked.link, asked.marker(cx)) {
                    (Some(link), _) => SourceKind::Link(link.saturating_sub(links_before)),
                    (None, Some(marker)) => SourceKind::Marker(marker.saturating_sub(markers_before)),
                    (None, None) => continue,
                };
                let text = asked.link.map(|link| citations.links[link].text.clone()).unwrap_or_default();
                all.push(SourceVerdict { kind, tag: asked.tag(cx), text: cut(&text), line, addresses: vec![address] });
            }
        }
    }
    all
}

fn address(asked: &Asked, said: Option<Said<'_>>, line: u32) -> AddressVerdict {
    let unasked = |reason| AddressVerdict { url: asked.url.clone(), key: None, reason, title_score: None, line };
    let (key, Said { verdict, title_score }) = match (&asked.target, said) {
        (Target::Address(key), Some(said)) => (key.clone(), said),
        // What is not among the outcomes was not planned, and so not asked.
        (Target::Address(_), None) => return unasked(Reason::Offline),
        (Target::Unasked(reason), _) => return unasked(*reason),
    };
    let agrees = title_score.is_none_or(|own| own >= LEAST_SCORE);
    let reason = match verdict.reason {
        Reason::Ok | Reason::Permanent | Reason::DoiRegistered if !agrees => Reason::TitleMismatch,
        Reason::TitleMismatch if agrees => verdict.opened_as(),
        reason => reason,
    };
    AddressVerdict { url: asked.url.clone(), key: Some(key), reason, title_score, line }
}

/// The words of a source without its addresses.
fn shown(cx: &Context<'_>, body: TextRange) -> String {
    let text = cx.text(body);
    let words = text.split_whitespace().filter(|word| !word.contains("://"));
    cut(words.collect::<Vec<_>>().join(" ").trim_end_matches([' ', '<', '(']))
}

fn cut(text: &str) -> String {
    text[..floor_boundary(text, LONGEST_TEXT)].to_owned()
}
