//! Places and texts.

use serde::Serialize;

use super::ROOT;
use crate::engine;
use crate::report::shared::clean::clean;
use crate::report::shared::words::uri;

/// A text that is shown as it is.
#[derive(Serialize)]
pub(super) struct Message {
    text: String,
}

impl Message {
    /// Brackets and braces that would be taken for links and gaps are escaped.
    pub(super) fn new(text: &str) -> Self {
        let mut text = clean(text).into_owned();
        if text.contains("](") {
            text = text.replace('[', "\\[").replace(']', "\\]");
        }
        let has_gap = text.split('{').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
        if has_gap {
            text = text.replace('{', "{{").replace('}', "}}");
        }
        Self { text }
    }
}

/// Characters of a file, as they are.
#[derive(Serialize)]
pub(super) struct Content {
    pub(super) text: String,
}

/// A file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri_base_id: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

impl ArtifactLocation {
    pub(super) fn new(path: &str, base: &str, index: Option<usize>) -> Self {
        let uri = uri(path, base);
        let is_relative = !uri.starts_with("file:");
        Self { uri_base_id: is_relative.then_some(ROOT), uri, index }
    }
}

/// A stretch of a file.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Content>,
}

impl Region {
    pub(super) fn new(place: engine::Place, snippet: Option<&str>) -> Self {
        Self {
            start_line: place.start.line.get(),
            start_column: place.start.column.get(),
            end_line: place.end.line.get(),
            end_column: place.end.column.get(),
            snippet: snippet.map(|text| Content { text: text.to_owned() }),
        }
    }
}
