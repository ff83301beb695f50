//! From arguments to sources.

use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use wellcited::input::{Dialect, Format, Found, Unread, discover, reason};
use wellcited::rules::nearest;

use super::articles::Stop;
use crate::cli::{InputArgs, commands};

/// Endings of the files that a folder is searched for, as a user would put it.
const KNOWN: &str = "looked for .html .htm .xhtml .md .markdown .mdx .qmd .rst .adoc .txt; a file that is named is read whatever its name";

/// What the arguments name. When nothing was named at all, the error says so.
pub(super) fn sources(args: &InputArgs) -> Result<Found, Stop> {
    let mut paths = args.paths.clone();
    if let Some(list) = &args.files_from {
        if list == Path::new("-") && paths.iter().any(|p| p == Path::new("-")) {
            return Err(Stop::Usage("standard input cannot be an article and a list of files at once"));
        }
        paths.extend(listed(list).map_err(Stop::Input)?);
    }
    if paths.is_empty() {
        return Err(match &args.files_from {
            Some(list) => Stop::Input(Unread::new(&list.to_string_lossy(), "it names no file")),
            None => Stop::Usage("no file was named; for example: wellcited check article.html"),
        });
    }
    let mut found = discover(&paths, args.stdin_filename.as_deref().unwrap_or("<stdin>"));
    for unread in &mut found.unread {
        unread.help = unread.help.take().or_else(|| mistyped(&unread.path));
    }
    if found.sources.is_empty() && found.unread.is_empty() {
        let named: Vec<_> = paths.iter().map(|p| p.to_string_lossy()).collect();
        found.unread.push(Unread::new(&named.join(" "), "there is no article in it").help(KNOWN));
    }
    Ok(found)
}

/// The format that every input is read as, if the user says so.
pub(super) fn format(args: &InputArgs) -> Option<(Format, Dialect)> {
    args.format_in.map(|f| f.format())
}

/// The paths in a list: separated by zero bytes if it holds any, else by line ends.
fn listed(list: &Path) -> Result<Vec<PathBuf>, Unread> {
    let mut bytes = Vec::new();
    let read = match list == Path::new("-") {
        true => io::stdin().lock().read_to_end(&mut bytes).map(|_| ()),
        false => fs::read(list).map(|read| bytes = read),
    };
    read.map_err(|error| Unread::new(&list.to_string_lossy(), reason(&error)))?;
    let text = String::from_utf8_lossy(&bytes);
    let separator = if text.contains('\0') { '\0' } else { '\n' };
    let paths = text.split(separator).map(|p| p.strip_suffix('\r').unwrap_or(p)).filter(|p| !p.is_empty());
    Ok(paths.map(PathBuf::from).collect())
}

/// Who mistypes a command names a file that is not there.
fn mistyped(path: &str) -> Option<String> {
    let commands = commands();
    let command = nearest(path, commands.iter().map(String::as_str))?;
    Some(format!("did you mean the command “{command}”?"))
}
