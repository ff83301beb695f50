//! `extract` for people: each source with who cites it, then the cites that mean nothing.

use std::io::{self, Write};

use crate::report::Look;
use crate::report::json::extract::{Entry, File};
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{clip_right, count, pad, pad_left, width, wrap};
use crate::report::shared::style::{faint, strong};

/// How many places of one source are listed.
const PLACES: usize = 6;

/// Writes what was read from each file.
pub fn write(files: &[File], look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for (i, file) in files.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        write_file(file, look, out)?;
    }
    Ok(())
}

fn write_file(file: &File, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{}", strong(clean(&file.path)))?;
    let cites: usize = file.markers.iter().map(|m| m.cites.len()).sum();
    let citations = format!("{} in {}", count(cites, "citation"), count(file.markers.len(), "place"));
    let links = count(file.links.len(), "linked source");
    writeln!(out, "  {citations} · {} · {links} · read as {}", count(file.entries.len(), "source"), file.format)?;
    let keys = file.entries.iter().map(|e| e.key.as_deref().map_or(1, width)).max().unwrap_or(0);
    for (number, list) in file.lists.iter().enumerate() {
        let heading = list.heading.as_deref().map(|h| clean(h).into_owned()).filter(|h| !h.is_empty());
        writeln!(out, "\n  {}", faint(heading.as_deref().unwrap_or("a list without a heading")))?;
        for entry in file.entries.iter().filter(|e| e.list == number) {
            write_entry(file, entry, keys, look, out)?;
        }
    }
    write_unlisted(file, look, out)?;
    write_links(file, look, out)
}

fn write_entry(file: &File, entry: &Entry, keys: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let key = clean(entry.key.as_deref().unwrap_or("–")).into_owned();
    let places = entry.cited_by.iter().filter_map(|&m| file.markers.get(m)).map(|m| m.place.line());
    let cited = match entry.cited_by.len() {
        0 => "not cited".to_owned(),
        n => {
            let lines: Vec<String> = places.take(PLACES).map(|line| line.to_string()).collect();
            let more = if n > PLACES { " …" } else { "" };
            format!("cited in {}{more}", lines.join(", "))
        }
    };
    let room = look.width.saturating_sub(keys + 36).max(20);
    let text = pad(&clip_right(&clean(&entry.text), room), room);
    let line = pad_left(&entry.place.line().to_string(), 5);
    writeln!(out, "{}  {}  {text}  {cited}", faint(line), strong(pad(&key, keys)))
}

/// Cites that no source answers.
fn write_unlisted(file: &File, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let unlisted: Vec<String> = file
        .markers
        .iter()
        .flat_map(|m| m.cites.iter().map(move |c| (m, c)))
        .filter(|(_, c)| c.target.is_none() && c.ambiguous.is_empty())
        .map(|(m, c)| format!("{} ({})", clean(&c.key), m.place.line()))
        .collect();
    if unlisted.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {}", faint("cited, not in a list (line)"))?;
    for line in wrap(&unlisted.join(", "), look.width.saturating_sub(7)) {
        writeln!(out, "       {line}")?;
    }
    Ok(())
}

fn write_links(file: &File, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    if file.links.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n  {}", faint("linked sources"))?;
    let room = look.width.saturating_sub(9) / 2;
    for link in &file.links {
        let text = pad(&clip_right(&clean(&link.text), room), room);
        let line = pad_left(&link.place.line().to_string(), 5);
        writeln!(out, "{}  {text}  {}", faint(line), clip_right(&clean(&link.url), room))?;
    }
    Ok(())
}
