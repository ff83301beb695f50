//! Findings: what a rule reports. Plain data, no I/O, no rendering.

use crate::cite::{EntryId, ListId};
use crate::input::Span;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; counted, shown on request.
    Info,
    /// A careful editor would look at it.
    Warning,
    /// Must not be published.
    Error,
}

impl Severity {
    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A group of rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// Do cites and sources join?
    Linking,
    /// Is each citation well formed?
    Markers,
    /// Did a tool leave something behind?
    Residue,
    /// Is each source well formed?
    Sources,
    /// Does each claim have a source?
    Claims,
    /// Does each source open, is it what the list says, and does it say what it is cited for?
    Web,
    /// Does what authors tell the linter hold?
    Directives,
}

impl Group {
    /// All groups, in the order of the catalogue.
    pub const ALL: [Self; 7] =
        [Self::Linking, Self::Markers, Self::Residue, Self::Sources, Self::Claims, Self::Web, Self::Directives];

    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Linking => "linking",
            Self::Markers => "markers",
            Self::Residue => "residue",
            Self::Sources => "sources",
            Self::Claims => "claims",
            Self::Web => "web",
            Self::Directives => "directives",
        }
    }
}

/// What is known about a rule without running it.
#[derive(Debug)]
pub struct Meta {
    /// Kebab-case, names the bad pattern; the rule's id for ever.
    pub name: &'static str,
    /// Its group.
    pub group: Group,
    /// Its default severity.
    pub severity: Severity,
    /// Whether it runs unless it is asked for: house policy is off.
    pub on: bool,
    /// One line for an editor: what it means when it fires.
    pub summary: &'static str,
    /// The user page: the rule's doc comment, in Markdown.
    pub doc: &'static str,
    /// Which rule is reported when two see the same characters: the lower number. [`Meta::APART`] neither wins nor loses.
    pub rank: u8,
    /// What a house may set about it, beside its severity.
    pub options: &'static [Knob],
}

/// Something about a rule that a house may set.
#[derive(Debug)]
pub struct Knob {
    /// Kebab-case; unique in its rule.
    pub name: &'static str,
    /// One line: what it says, in which unit.
    pub summary: &'static str,
    /// What holds where nobody sets it.
    pub default: Preset,
}

/// What holds where nobody sets an option, and so what kind of value it takes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Preset {
    /// A whole number from 0.
    Count(u32),
    /// A share, from 0 to 1.
    Share(f64),
    /// A list of words; none.
    Words,
}

impl Meta {
    /// The rank of rules about whole sources and lists: what they say holds beside any other finding.
    pub const APART: u8 = u8::MAX;

    /// The user page as Markdown: [`Meta::doc`] without the blank that each line of a doc comment begins with.
    pub fn page(&self) -> String {
        self.doc.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect::<Vec<_>>().join("\n")
    }
}

/// How sure a rule is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// More likely right than wrong.
    Likely,
    /// A careful editor would agree.
    High,
    /// It follows from the text alone.
    #[default]
    Certain,
}

impl Confidence {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Likely => "likely",
            Self::High => "high",
            Self::Certain => "certain",
        }
    }
}

/// One defect.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that reports it.
    pub rule: &'static Meta,
    /// Its severity here.
    pub severity: Severity,
    /// Where.
    pub span: Span,
    /// What, in words an editor knows: which cite, how often.
    pub message: String,
    /// What to do next.
    pub help: Option<String>,
    /// A remark that `text` sets beside the place ("it holds a quotation"); never in a CI line.
    pub aside: Option<String>,
    /// The key it is about.
    pub key: Option<String>,
    /// The list it is about.
    pub list: Option<ListId>,
    /// The entry it is about.
    pub entry: Option<EntryId>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// How often it occurs; the first place is the span, the others are labels.
    pub occurrences: u32,
    /// Other places, with what they are.
    pub labels: Vec<Label>,
    /// How many labels were left out.
    pub labels_omitted: u32,
    /// The finding (by index in the article's list) that probably explains this one.
    pub cause: Option<usize>,
    /// The change that mends it.
    pub fix: Option<Fix>,
}

/// What may be explained by another of its list.
pub trait Explained {
    /// The index of what explains it.
    fn cause(&mut self) -> &mut Option<usize>;
}

impl Explained for Finding {
    fn cause(&mut self) -> &mut Option<usize> {
        &mut self.cause
    }
}

/// Keeps the findings that stand (one flag each) and returns the others. What was explained by one that goes stands by
/// itself; so does what goes.
pub fn keep<T: Explained>(findings: &mut Vec<T>, stands: &[bool]) -> Vec<T> {
    let mut kept = 0;
    let moved: Vec<Option<usize>> = stands
        .iter()
        .map(|&stands| {
            kept += usize::from(stands);
            stands.then(|| kept - 1)
        })
        .collect();
    let mut flags = stands.iter();
    let mut gone: Vec<T> = findings.extract_if(.., |_| !flags.next().copied().unwrap_or(true)).collect();
    gone.iter_mut().for_each(|finding| *finding.cause() = None);
    for finding in findings {
        let cause = finding.cause();
        *cause = cause.and_then(|old| moved.get(old).copied().flatten());
    }
    gone
}

/// Another place of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What is there.
    pub text: String,
}

/// A change that mends a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an order (`remove the second [2]`).
    pub title: String,
    /// The edits: sorted, disjoint.
    pub edits: Vec<Edit>,
    /// Whether it may be applied without being asked for.
    pub safe: bool,
    /// When it is held back, asked for or not.
    pub guard: Guard,
}

/// What a change would destroy, and so when it must wait.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    #[default]
    None,
    /// The candidates for lost citations: it waits while an article has any.
    Candidates,
    /// The trace of a lost citation: it waits while an article has sources that nothing cites.
    Holes,
}

impl Fix {
    /// A change that loses nothing.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, safe: true, guard: Guard::None }
    }

    /// A change that is made only where somebody asked for it.
    pub fn on_request(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), edits, safe: false, guard: Guard::None }
    }

    /// The same change, held back while the guard says so.
    #[must_use]
    pub fn guarded(self, guard: Guard) -> Self {
        Self { guard, ..self }
    }
}

/// One replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub text: String,
}
