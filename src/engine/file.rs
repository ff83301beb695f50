//! What is kept of one checked file: plain data for every report.

use std::ops::Range;

use super::{Decision, Desk, QuotationReport, Reading, SourceVerdict};
use crate::article::Unmatched;
use crate::cite::{Citations, Entry, EntryId, Family, LinkedSource, ListId, MarkerId, Scope, UnreadBibliography};
use crate::finding::{Confidence, Explained, Meta, Severity, keep};
use crate::input::{Format, LineIndex, Position, Span, TextRange};

/// One checked file.
#[derive(Clone, Debug)]
pub struct FileReport {
    /// The path as given.
    pub path: String,
    /// What there was to check.
    pub status: Status,
    /// The format it was read as.
    pub format: Format,
    /// The encoding it was decoded from.
    pub encoding: String,
    /// Its title.
    pub title: Option<String>,
    /// Its declared language.
    pub language: Option<String>,
    /// SHA-256 of its bytes; empty where nobody asked for it.
    pub sha256: String,
    /// How many places cite, hidden ones included.
    pub markers: usize,
    /// How many of them no reader sees.
    pub hidden_markers: usize,
    /// How many cites they hold that a reader sees: `[3–5]` is three.
    pub cites: usize,
    /// How many of these have no source in any list.
    pub cites_without_source: usize,
    /// How many of these need no list here.
    pub cites_elsewhere: usize,
    /// How many sources are listed.
    pub entries: usize,
    /// How many of them no reader sees cited.
    pub entries_uncited: usize,
    /// How many of them state an address.
    pub entries_with_address: usize,
    /// How many links lead off the page from running text.
    pub links: usize,
    /// How many of them quote a passage of the page they lead to.
    pub links_with_passage: usize,
    /// What was taken as source lists.
    pub lists: Vec<ListReport>,
    /// Whether the list is made or kept elsewhere.
    pub list_elsewhere: bool,
    /// The files that define its sources, as the settings name them.
    pub bibliography: Vec<String>,
    /// Files of sources that the article names and that could not be read, each with its line.
    pub unread_bibliography: Vec<(UnreadBibliography, u32)>,
    /// The user's selectors that nothing on the page fits.
    pub unmatched: Vec<Unmatched>,
    /// Whether it was read as one article with other files.
    pub is_part: bool,
    /// A citation that needs no list here: it names its document, or its source is defined in another file.
    pub named_elsewhere: Option<NamedElsewhere>,
    /// The quotations, where the text of sources is at hand.
    pub quotations: Vec<QuotationReport>,
    /// The findings, sorted by place, then rule.
    pub findings: Vec<FindingReport>,
    /// The findings that do not count, and why; those of one reason are sorted by place, then rule.
    pub set_aside: Vec<SetAside>,
    /// Its sources with what the web says about them, where it was asked: those of lists, then linked numbers and links
    /// of the text.
    pub sources: Vec<SourceVerdict>,
    /// What was read, where a report wants more than findings.
    pub text: Option<Box<ReadText>>,
}

impl FileReport {
    /// Sets findings aside for which there is a reason; returns how many.
    pub fn set_aside(&mut self, reason: impl Fn(&FindingReport) -> Option<Reason>) -> usize {
        let reasons: Vec<Option<Reason>> = self.findings.iter().map(reason).collect();
        let stands: Vec<bool> = reasons.iter().map(Option::is_none).collect();
        let gone = keep(&mut self.findings, &stands);
        let before = self.set_aside.len();
        self.set_aside.extend(gone.into_iter().zip(reasons.into_iter().flatten()).map(SetAside::from));
        self.set_aside.len() - before
    }

    /// How many findings comments, settings or an editor's decision silence.
    pub fn suppressed(&self) -> usize {
        self.set_aside.len() - self.baselined()
    }

    /// How many findings the baseline knows.
    pub fn baselined(&self) -> usize {
        self.set_aside.iter().filter(|aside| aside.by == Reason::Baseline).count()
    }
}

/// A finding that does not count.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The finding.
    pub finding: FindingReport,
    /// Why it does not count.
    pub by: Reason,
}

impl From<(FindingReport, Reason)> for SetAside {
    fn from((finding, by): (FindingReport, Reason)) -> Self {
        Self { finding, by }
    }
}

/// Why a finding does not count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// A comment in the article silences it.
    Comment,
    /// The settings accept it, with these words.
    Settings(String),
    /// The baseline knows it.
    Baseline,
    /// The desk has taken it.
    Desk(Decision),
}

/// What was read, for reports that show it.
#[derive(Clone, Debug)]
pub struct ReadText {
    /// The article and its citations; of a document of several files, all of it.
    pub reading: Reading,
    /// The input that is this file: all of it, unless the document has several files.
    pub part: Span,
    /// Short code inside of sentences, which the text leaves out, by its place.
    pub code: Vec<(TextRange, Box<str>)>,
    /// The lines of the article.
    pub lines: LineIndex,
}

impl ReadText {
    /// The sources of this file with their lines, in the order in which findings count them.
    pub fn entries(&self) -> impl Iterator<Item = (&Entry, u32)> {
        let entries = self.reading.citations.entries.iter();
        entries.filter(|entry| self.holds(entry.span)).map(|entry| (entry, self.line(entry.span)))
    }

    /// The links that lead off the page from its text, each with its line.
    pub fn links(&self) -> impl Iterator<Item = (&LinkedSource, u32)> {
        let links = self.reading.citations.links.iter();
        links.filter(|link| self.holds(link.span)).map(|link| (link, self.line(link.span)))
    }

    fn holds(&self, span: Span) -> bool {
        (self.part.start..=self.part.end).contains(&span.start)
    }

    /// The line on which a place of the article begins in this file.
    fn line(&self, span: Span) -> u32 {
        (self.lines.line(span.start) - self.lines.line(self.part.start)) as u32 + 1
    }
}

/// A citation whose source no list of this file has to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedElsewhere {
    /// The citation as a reader sees it: `[RFC5246]`, `[@smith]`.
    pub tag: String,
    /// Whether its source is defined in another file, instead of being named by the label itself.
    pub is_citekey: bool,
}

/// What there was to check in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Citations or a source list.
    Checked,
    /// No citations, but links that lead off the page.
    LinksOnly,
    /// Nothing.
    NoCitations,
}

impl Status {
    /// What there is to check among these citations.
    pub fn of(citations: &Citations) -> Self {
        if !citations.markers.is_empty() || !citations.entries.is_empty() {
            Self::Checked
        } else if !citations.links.is_empty() {
            Self::LinksOnly
        } else {
            Self::NoCitations
        }
    }

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Checked => "checked",
            Self::LinksOnly => "links-only",
            Self::NoCitations => "no-citations",
        }
    }
}

/// One source list.
#[derive(Clone, Debug)]
pub struct ListReport {
    /// Its heading as shown.
    pub heading: Option<String>,
    /// Which markers it serves.
    pub family: Family,
    /// How far it reaches.
    pub scope: Scope,
    /// The line of its first source.
    pub start_line: u32,
    /// The line on which its last source ends.
    pub end_line: u32,
    /// How many sources it holds.
    pub entries: usize,
}

/// A place in a file, as tools and as people count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes on disk.
    pub span: Span,
    /// The first character.
    pub start: Position,
    /// One past the last character.
    pub end: Position,
}

/// One finding, resolved.
#[derive(Clone, Debug)]
pub struct FindingReport {
    /// The rule that reports it.
    pub rule: &'static Meta,
    /// Its severity here.
    pub severity: Severity,
    /// What, in words an editor knows.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// A remark for the screen.
    pub aside: Option<String>,
    /// The key it is about.
    pub key: Option<String>,
    /// The key as a reader sees it: `[6]`, `[^note]`, `[@smith]`.
    pub tag: Option<String>,
    /// The list it is about.
    pub list: Option<ListId>,
    /// The source it is about.
    pub entry: Option<EntryId>,
    /// The citation it stands in.
    pub marker: Option<MarkerId>,
    /// Where.
    pub place: Place,
    /// The readable text that shows it, as a range of the article's text; empty where it shows nothing.
    pub range: TextRange,
    /// The characters of the file in and around the place; `None` where the place is too long to show, or nobody has
    /// asked for them ([`crate::config::Keep::surroundings`]).
    pub source: Option<Box<SourceText>>,
    /// The words around it.
    pub excerpt: Excerpt,
    /// The heading it stands under.
    pub section: Option<String>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// How often it occurs.
    pub occurrences: u32,
    /// Other places.
    pub labels: Vec<LabelReport>,
    /// How many labels were left out.
    pub labels_omitted: u32,
    /// The finding of the same file that probably explains this one.
    pub cause: Option<usize>,
    /// What stays the same about it when lines move.
    pub fingerprint: String,
    /// The change that mends it.
    pub fix: Option<Box<FixReport>>,
    /// What the desk says about it, where a review was brought back.
    pub desk: Option<Box<Desk>>,
}

/// A change that mends a finding.
#[derive(Clone, Debug)]
pub struct FixReport {
    /// What it does, as an order.
    pub title: String,
    /// Whether it may be made without being asked for.
    pub safe: bool,
    /// The edits: sorted, disjoint.
    pub edits: Vec<EditReport>,
}

/// One replacement.
#[derive(Clone, Debug)]
pub struct EditReport {
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub text: String,
}

/// The characters of the file in and around a place, as they are in the file.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// What stands at the place.
    pub text: String,
    /// Its lines, or as much of them as is near.
    pub around: Place,
    /// What stands there.
    pub context: String,
}

impl Explained for FindingReport {
    fn cause(&mut self) -> &mut Option<usize> {
        &mut self.cause
    }
}

/// Another place of a finding.
#[derive(Clone, Debug)]
pub struct LabelReport {
    /// Where.
    pub place: Place,
    /// The readable text that shows it, as a range of the article's text.
    pub range: TextRange,
    /// What is there.
    pub text: String,
}

/// The visible words around a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The sentence, or the source where the place is in one.
    pub text: String,
    /// The place in `text`, in bytes; empty where it shows nothing.
    pub spot: Range<usize>,
    /// Where the citation that holds the spot ends in `text`; else the end of the spot.
    pub until: usize,
    /// Where the source begins behind its label, if `text` is a source and not a sentence.
    pub source: Option<usize>,
}
