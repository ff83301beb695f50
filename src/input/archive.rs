//! A `.zip` that holds one web page, as document editors export it.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::load::Unread;
use super::sniff;

/// More than this a page does not unpack to; an archive that claims or tries more is refused.
const MAX_PAGE: u64 = 256 << 20;
/// More parts than this are not listed.
const MAX_PARTS: usize = 10_000;

/// Whether the bytes are a zip archive.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The only web page of an archive.
pub(super) fn only_page(path: &str, bytes: Vec<u8>) -> Result<Vec<u8>, Unread> {
    let broken = || Unread::new(path, "it is a damaged zip archive").help("export it again");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken())?;
    if archive.len() > MAX_PARTS {
        return Err(no_page(path, "it is a zip archive of very many files"));
    }
    let names: Vec<String> =
        (0..archive.len()).filter_map(|i| Some(archive.name_for_index(i)?.ok()?.into_owned())).collect();
    if let Some(document) =
        names.iter().find_map(|n| sniff::document_by_part(n)).or_else(|| sniff::document_by_name(path))
    {
        return Err(Unread::new(path, format!("it is {}", document.what)).help(document.help));
    }
    let mut pages = names.iter().filter(|n| is_page(n));
    let page = match (pages.next(), pages.next()) {
        (Some(page), None) => page,
        (None, _) => return Err(no_page(path, "it is a zip archive without a web page")),
        (Some(_), Some(_)) => return Err(no_page(path, "it is a zip archive of several web pages")),
    };
    let mut text = Vec::new();
    let part = archive.by_name(page).map_err(|_| broken())?;
    part.take(MAX_PAGE + 1).read_to_end(&mut text).map_err(|_| broken())?;
    if text.len() as u64 > MAX_PAGE {
        return Err(no_page(path, "the page in it is larger than 256 MiB"));
    }
    Ok(text)
}

fn is_page(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !lower.starts_with("__macosx/") && [".html", ".htm", ".xhtml"].iter().any(|e| lower.ends_with(e))
}

fn no_page(path: &str, message: &str) -> Unread {
    Unread::new(path, message).help("unpack it and name the files to check")
}
