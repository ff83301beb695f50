//! Inputs: bytes from a file, a folder, standard input or an archive, decoded once and never changed.
//!
//! Owns: finding files, decoding, the format of a file, positions. Refuses: anything about what the text means.

mod archive;
mod boundary;
mod decode;
mod digest;
mod discover;
mod disk;
mod encode;
mod lines;
mod load;
mod positions;
mod sniff;
mod span;

pub use boundary::{ceil_boundary, floor_boundary};
pub use decode::{decode_page, decoded};
pub use digest::{Digesting, digest};
pub use discover::{Found, discover, discover_copies};
pub use disk::DiskMap;
pub use encode::{Refused, rewritten};
pub use lines::{LineIndex, Position};
pub use load::{LoadOptions, Place, Source, Unread, load, reason};
pub use positions::Positions;
pub use sniff::{by_name as format_by_name, is_pdf};
pub use span::{Span, TextRange};

/// The format an input is read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// HTML and XHTML.
    Html,
    /// Markdown and its relatives.
    Markdown,
    /// Plain text, reStructuredText and AsciiDoc.
    Text,
}

/// A relative of a [`Format`] with constructs of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// The format as such.
    #[default]
    Plain,
    /// MDX: Markdown with JSX and expressions.
    Mdx,
    /// Quarto and R Markdown.
    Quarto,
    /// reStructuredText, read as text with its own markers.
    Rst,
    /// AsciiDoc, read as text with its own markers.
    AsciiDoc,
}

/// One article to check: its decoded text and where it came from.
#[derive(Clone, Debug)]
pub struct Input {
    /// The path as given by the user (or `<stdin>`); only ever shown, never opened again.
    pub path: String,
    /// How to read it.
    pub format: Format,
    /// The relative of the format.
    pub dialect: Dialect,
    /// The name of the encoding it was decoded from, in lower case (`utf-8`, `windows-1252`).
    pub encoding: String,
    /// The decoded text: no byte order mark, line ends as they were, undecodable bytes as U+FFFD.
    pub text: String,
    /// The way from the text back to the bytes on disk.
    pub disk: DiskMap,
    /// Lower-case hexadecimal SHA-256 of the bytes on disk; empty where nobody asked for it.
    pub sha256: String,
}

impl Input {
    /// An input from text in memory.
    pub fn from_text(path: impl Into<String>, format: Format, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            format,
            dialect: Dialect::Plain,
            encoding: "utf-8".into(),
            text: text.into(),
            disk: DiskMap::default(),
            sha256: String::new(),
        }
    }

    /// The same input with another text, as it will be on disk. Its digest is not known.
    #[must_use]
    pub fn with_text(&self, text: String) -> Self {
        Self {
            path: self.path.clone(),
            format: self.format,
            dialect: self.dialect,
            encoding: self.encoding.clone(),
            text,
            disk: self.disk.mark_alone(),
            sha256: String::new(),
        }
    }

    /// The bytes on disk that a span stands for; where the encoding is not UTF-8, the span itself.
    pub fn disk_span(&self, span: Span) -> Span {
        self.disk.span(span)
    }
}

impl Format {
    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
            Self::Text => "text",
        }
    }
}
