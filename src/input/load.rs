//! Reading one source into an [`Input`], or saying in plain data why it cannot be read.

use std::fs::File;
use std::io::{self, Read};
use std::path::PathBuf;
use std::sync::Arc;

use super::{Dialect, Format, Input, archive, decode, sniff};

/// One thing to read, found but not opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The path shown to people.
    pub shown: String,
    /// Where to read it.
    pub place: Place,
    /// Whether the user named it (it is read whatever its name) or it was met on a walk (binaries are skipped).
    pub named: bool,
}

/// Where a source is read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file.
    File(PathBuf),
    /// Standard input.
    Stdin,
    /// Bytes that were read before.
    Memory(Arc<[u8]>),
}

/// How to read.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoadOptions {
    /// Read everything as this, whatever its name.
    pub format: Option<(Format, Dialect)>,
    /// Whether to compute [`Input::sha256`].
    pub digest: bool,
}

/// An input that could not be read, and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// The path as shown.
    pub path: String,
    /// Why it could not be read.
    pub message: String,
    /// The way out, if there is one.
    pub help: Option<String>,
}

impl Unread {
    /// An unread input without advice.
    pub fn new(path: &str, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into(), help: None }
    }

    /// Adds the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    fn too_large(path: &str) -> Self {
        Self::new(path, "it is larger than 4 GiB").help("split it; or check the article it was made from")
    }
}

/// Reads a source. `None` stands for a binary met on a walk: nobody asked for it.
pub fn load(source: &Source, options: LoadOptions) -> Result<Option<Input>, Unread> {
    let path = source.shown.as_str();
    let bytes = read_bytes(source)?;
    let sha256 = if options.digest { super::digest(&bytes) } else { String::new() };
    if archive::is_archive(&bytes) {
        return match archive::only_page(path, bytes) {
            Err(_) if !source.named => Ok(None),
            page => page.and_then(|page| from_bytes(path, page, sha256, options, Some(Format::Html))).map(Some),
        };
    }
    match sniff::not_text(path, &bytes) {
        None => from_bytes(path, bytes, sha256, options, None).map(Some),
        Some(_) if !source.named => Ok(None),
        Some(found) => Err(Unread::new(path, format!("it is {}", found.what)).help(found.help)),
    }
}

fn from_bytes(
    path: &str,
    bytes: Vec<u8>,
    sha256: String,
    options: LoadOptions,
    known: Option<Format>,
) -> Result<Input, Unread> {
    let decoded = decode::decode(bytes);
    if u32::try_from(decoded.text.len()).is_err() {
        return Err(Unread::too_large(path));
    }
    let (format, dialect) = options
        .format
        .or(known.map(|format| (format, Dialect::Plain)))
        .or_else(|| sniff::by_name(path))
        .unwrap_or_else(|| (sniff::by_content(&decoded.text), Dialect::Plain));
    Ok(Input {
        path: path.into(),
        format,
        dialect,
        encoding: decoded.encoding,
        text: decoded.text,
        disk: decoded.disk,
        sha256,
    })
}

fn read_bytes(source: &Source) -> Result<Vec<u8>, Unread> {
    let path = source.shown.as_str();
    let limit = u64::from(u32::MAX);
    let mut bytes = Vec::new();
    let read = match &source.place {
        Place::Stdin => io::stdin().lock().take(limit).read_to_end(&mut bytes),
        Place::Memory(known) => known.as_ref().take(limit).read_to_end(&mut bytes),
        Place::File(file) => File::open(file).and_then(|file| {
            let size = file.metadata().map_or(0, |m| m.len());
            if size < limit {
                bytes.reserve_exact(usize::try_from(size).unwrap_or(0) + 1);
                file.take(limit).read_to_end(&mut bytes)
            } else {
                Ok(usize::MAX)
            }
        }),
    };
    match read {
        Ok(n) if n as u64 >= limit => Err(Unread::too_large(path)),
        Ok(_) => Ok(bytes),
        Err(error) => Err(Unread::new(path, reason(&error))),
    }
}

/// Why a file cannot be read, in words.
pub fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file".into(),
        io::ErrorKind::PermissionDenied => "permission to read it is missing".into(),
        io::ErrorKind::IsADirectory => "it is a folder".into(),
        _ => format!("it cannot be read ({error})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_computed_on_request() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("tide.md");
        std::fs::write(&file, "abc").unwrap();
        let source = Source { shown: "tide.md".into(), place: Place::File(file), named: true };
        let read = |digest| load(&source, LoadOptions { digest, format: None }).unwrap().unwrap();
        assert_eq!(read(false).sha256, "");
        assert_eq!(read(true).sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(read(true).format, Format::Markdown);
    }
}
