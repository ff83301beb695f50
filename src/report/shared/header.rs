//! What a file holds: said before any finding, so that a wrong reading shows.

use super::clean::clean;
use super::layout::count;
use crate::article::Unmatched;
use crate::cite::{Scope, UnreadBibliography};
use crate::engine::{FileReport, ListReport, Status};

/// More lists than this are not described one by one.
const MAX_LISTS: usize = 3;

/// One or two sentences about what was read.
pub(in crate::report) fn lines(file: &FileReport) -> Vec<String> {
    let mut lines = vec![match file.status {
        Status::Checked => facts(file).join(" · "),
        Status::LinksOnly => format!("no numbered citations; {}", links(file)),
        Status::NoCitations => "no citations and no source list found: nothing to check".into(),
    }];
    if file.is_part {
        lines.push("read as one article with the other files of its document".into());
    }
    if !file.bibliography.is_empty() && file.entries > 0 {
        lines.push(format!("sources with a key of letters are looked up in {}", bibliography(file)));
    }
    lines.extend(file.unmatched.iter().map(unmatched));
    lines.extend(file.unread_bibliography.iter().map(unread_bibliography));
    if !file.unread_bibliography.is_empty() {
        return lines;
    }
    if file.list_elsewhere || file.lists.iter().any(|l| l.scope == Scope::External) {
        lines.push("the source list is made elsewhere: check the built page".into());
    } else if let Some(named) = &file.named_elsewhere {
        let tag = clean(&named.tag);
        lines.push(match named.is_citekey {
            true => format!("keys such as {tag} are defined in another file: check the built page"),
            false => format!("labels such as {tag} name their document: no list is needed"),
        });
    }
    lines
}

/// That a file of sources could not be read, and what that means.
pub(in crate::report) fn unread_bibliography((unread, line): &(UnreadBibliography, u32)) -> String {
    format!(
        "line {line} names the sources in “{}”, which cannot be read ({}): keys of letters were not checked; put the file there, \
         or name it as bibliography in the settings",
        clean(&unread.file),
        clean(&unread.reason)
    )
}

/// That a selector of the settings fits nothing here.
pub(in crate::report) fn unmatched(unmatched: &Unmatched) -> String {
    let selector = clean(&unmatched.selector);
    match unmatched.is_body {
        true => format!("nothing on this page fits “{selector}” (body-selectors): see whether the site has changed"),
        false => {
            format!("nothing on this page fits “{selector}” (list-selectors): lists were looked for as on any page")
        }
    }
}

fn links(file: &FileReport) -> String {
    let links = count(file.links, "linked source");
    match file.links_with_passage {
        0 => links,
        n if n == file.links => format!("{links}, each with a quoted passage"),
        n => format!("{links}, {n} with a quoted passage"),
    }
}

fn facts(file: &FileReport) -> Vec<String> {
    let mut facts = vec![citations(file), sources(file)];
    if file.entries > 0 {
        facts.push(addresses(file));
    }
    if file.links > 0 {
        facts.push(links(file));
    }
    facts
}

fn citations(file: &FileReport) -> String {
    let places = file.markers - file.hidden_markers;
    let visible = match (file.cites, places) {
        (0, 0) => "no citations".into(),
        (cites, places) => format!("{} in {}", count(cites, "citation"), count(places, "place")),
    };
    match file.hidden_markers {
        0 => visible,
        hidden => format!("{visible}, {hidden} more hidden"),
    }
}

fn sources(file: &FileReport) -> String {
    let sources = count(file.entries, "source");
    match file.lists.as_slice() {
        [] if file.entries == 0 && !file.bibliography.is_empty() => {
            format!("sources in {}", bibliography(file))
        }
        [] if file.entries == 0 => "no source list found".into(),
        [] => sources,
        [list] => format!("{sources}, {}", place(list)),
        lists if lists.len() <= MAX_LISTS => {
            let each = lists.iter().map(|l| format!("{} {}", l.entries, place(l)));
            format!("{sources} in {} lists: {}", lists.len(), each.collect::<Vec<_>>().join("; "))
        }
        lists => {
            let first = lists.iter().map(|l| l.start_line).min().unwrap_or(1);
            let last = lists.iter().map(|l| l.end_line).max().unwrap_or(1);
            format!("{sources} in {} lists, lines {first}–{last}", lists.len())
        }
    }
}

fn bibliography(file: &FileReport) -> String {
    clean(&file.bibliography.join(", ")).into_owned()
}

fn place(list: &ListReport) -> String {
    let lines = match list.start_line == list.end_line {
        true => format!("line {}", list.start_line),
        false => format!("lines {}–{}", list.start_line, list.end_line),
    };
    match list.heading.as_deref().map(|h| h.trim().trim_end_matches([':', '：'])).filter(|h| !h.is_empty()) {
        Some(heading) => format!("{lines}, under “{}”", super::layout::clip_right(&clean(heading), 40)),
        None => format!("{lines}, without a heading"),
    }
}

fn addresses(file: &FileReport) -> String {
    match file.entries_with_address {
        0 => "none has a web address".into(),
        n if n == file.entries => "all have a web address".into(),
        1 => "1 has a web address".into(),
        n => format!("{n} have a web address"),
    }
}
