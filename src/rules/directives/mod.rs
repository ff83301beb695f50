//! Directives: what an author tells the linter in comments, and which findings that silences.

mod parse;
mod reach;
mod silence;

use super::{Context, Subject};
use crate::input::Span;

pub(super) use silence::silence;

/// What every directive begins with.
const PREFIX: &str = "wellcited-";

/// What the comments of one article ask for.
#[derive(Debug, Default)]
pub(super) struct Directives {
    /// What is silenced where, in the order of the directives.
    silences: Vec<Silence>,
    /// Words that should name a rule or directive and do not, with what is meant in their place.
    pub(super) unknown: Vec<Unknown>,
}

/// A word of a directive that means nothing.
#[derive(Debug)]
pub(super) struct Unknown {
    /// Where it stands.
    pub(super) span: Span,
    /// What is wrong.
    pub(super) message: String,
}

/// One name in one directive.
#[derive(Debug)]
struct Silence {
    /// Where the name stands; the whole directive if it names nothing.
    span: Span,
    /// What is silenced.
    subject: Subject,
    /// How the reach is stated.
    kind: Kind,
    /// Where.
    reach: Span,
}

/// How far a directive reaches, narrowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Kind {
    /// `wellcited-ignore-line`: the line it stands on, or the next if it stands alone.
    Line,
    /// `wellcited-ignore`: the block it stands in, or the next.
    Block,
    /// `wellcited-disable` to `wellcited-enable`.
    Range,
    /// `wellcited-ignore-file`.
    File,
}

impl Kind {
    const ALL: [Self; 4] = [Self::Line, Self::Block, Self::Range, Self::File];
}

/// Reads the directives of an article.
pub(super) fn read(cx: &Context<'_>) -> Directives {
    let statements = parse::statements(cx);
    if statements.is_empty() { Directives::default() } else { reach::resolve(cx, &statements) }
}
