//! Places: bytes, lines and columns.

use serde::Serialize;

use crate::{engine, input};

/// A place: bytes, and lines and columns counted from 1.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Place {
    span: Span,
    start: Position,
    end: Position,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Span {
    start: u32,
    end: u32,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Position {
    line: u32,
    column: u32,
}

impl Place {
    /// The line it begins on.
    #[cfg(feature = "cli")]
    pub(in crate::report) fn line(&self) -> u32 {
        self.start.line
    }
}

impl From<engine::Place> for Place {
    fn from(place: engine::Place) -> Self {
        Self { span: place.span.into(), start: place.start.into(), end: place.end.into() }
    }
}

impl From<input::Span> for Span {
    fn from(span: input::Span) -> Self {
        Self { start: span.start, end: span.end }
    }
}

impl From<input::Position> for Position {
    fn from(position: input::Position) -> Self {
        Self { line: position.line.get(), column: position.column.get() }
    }
}
