//! The lines of one group: a place each, with the words an editor can search for.

use crate::engine::{Excerpt, FindingReport};
use crate::report::Look;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{clip_left, clip_right, pad, pad_left, width, wrap};
use crate::report::shared::style::faint;
use crate::report::shared::wording::has_detail;

/// Where the lines of a group begin.
const INDENT: usize = 5;
/// Words get at least this many columns, whatever the width.
const LEAST_WORDS: usize = 20;
/// How many other places of one finding are listed.
const OTHER_PLACES: usize = 6;

/// The columns of one group.
struct Columns {
    place: usize,
    tag: usize,
    /// Where words begin.
    words: usize,
    /// Where remarks begin, if the page is wide enough for them.
    aside: Option<usize>,
    /// How many columns the page has.
    page: usize,
}

/// The lines for `findings`, at most `limit` of them; `with_tags` sets the citation or source before the words.
pub(super) fn rows(findings: &[&FindingReport], with_tags: bool, limit: usize, look: &Look) -> Vec<String> {
    let shown = &findings[..findings.len().min(limit)];
    let columns = Columns::new(shown, with_tags, look);
    let mut lines = Vec::new();
    let mut before: Option<&FindingReport> = None;
    for finding in shown {
        let same_place = before.is_some_and(|b| b.marker.is_some() && b.marker == finding.marker);
        columns.push(finding, same_place, with_tags, look, &mut lines);
        before = Some(finding);
    }
    if findings.len() > shown.len() {
        let more = findings.len() - shown.len();
        lines.push(format!(
            "{}{}",
            " ".repeat(INDENT),
            faint(format!("… and {more} more: --format concise lists them all"))
        ));
    }
    lines
}

impl Columns {
    fn new(findings: &[&FindingReport], with_tags: bool, look: &Look) -> Self {
        let widest = |cell: fn(&FindingReport) -> String| findings.iter().map(|f| width(&cell(f))).max().unwrap_or(0);
        let place = widest(place);
        let tag = if with_tags { widest(tag) } else { 0 };
        let words = INDENT + place + 2 + if tag > 0 { tag + 2 } else { 0 };
        let aside = look.side_column().filter(|&column| column > words + LEAST_WORDS);
        Self { place, tag, words, aside, page: look.width }
    }

    fn push(&self, finding: &FindingReport, same_place: bool, with_tags: bool, look: &Look, lines: &mut Vec<String>) {
        let aside = remark(finding);
        let beside = self.aside.filter(|_| !aside.is_empty());
        let is_source = finding.excerpt.source.is_some();
        let room = match self.aside.filter(|_| beside.is_some() || !is_source) {
            Some(column) => column - 2 - self.words,
            None => self.page.saturating_sub(self.words).max(LEAST_WORDS),
        };
        let words = if same_place { "in the same place".into() } else { words(finding, with_tags, room, look) };
        let mut line = format!("{}{}  ", " ".repeat(INDENT), faint(pad_left(&place(finding), self.place)));
        if self.tag > 0 {
            line += &format!("{}  ", pad(&tag(finding), self.tag));
        }
        match beside {
            Some(column) => line += &format!("{}{}", pad(&words, column - self.words), faint(&aside)),
            None => line += &words,
        }
        lines.push(line);
        if beside.is_none() && !aside.is_empty() {
            self.below(&aside, lines);
        }
        if has_detail(finding) {
            self.below(&clean(&finding.message), lines);
        }
        if let Some(others) = other_places(finding) {
            self.below(&others, lines);
        }
    }

    /// A remark on lines of its own, under the words.
    fn below(&self, text: &str, lines: &mut Vec<String>) {
        let room = self.page.saturating_sub(self.words).max(LEAST_WORDS);
        let indent = " ".repeat(self.words);
        lines.extend(wrap(text, room).iter().map(|line| format!("{indent}{}", faint(line))));
    }
}

fn place(finding: &FindingReport) -> String {
    format!("{}:{}", finding.place.start.line, finding.place.start.column)
}

fn tag(finding: &FindingReport) -> String {
    clean(finding.tag.as_deref().unwrap_or_default()).into_owned()
}

fn remark(finding: &FindingReport) -> String {
    clean(finding.aside.as_deref().unwrap_or_default()).into_owned()
}

/// Where else the same thing occurs.
fn other_places(finding: &FindingReport) -> Option<String> {
    let others = finding.labels.iter().take(OTHER_PLACES).map(|l| {
        let start = l.place.start;
        format!("{}:{}", start.line, start.column)
    });
    let others: Vec<String> = others.collect();
    let total = finding.labels.len() + finding.labels_omitted as usize;
    match total.checked_sub(others.len()) {
        _ if others.is_empty() => None,
        Some(more) if more > 0 => Some(format!("also at {} and {more} more places", others.join(", "))),
        _ => Some(format!("also at {}", others.join(", "))),
    }
}

/// The visible words of a place: a sentence up to the spot, a source from the spot on.
fn words(finding: &FindingReport, without_label: bool, room: usize, look: &Look) -> String {
    let excerpt = &finding.excerpt;
    if excerpt.text.trim().is_empty() {
        return clip_right(&clean(&finding.message), room);
    }
    match excerpt.source {
        Some(body) => {
            let shows_nothing = excerpt.text[excerpt.spot.clone()].trim().is_empty();
            let from = match without_label {
                _ if shows_nothing => body,
                true => excerpt.spot.start.max(body),
                false => excerpt.spot.start,
            };
            let rest = excerpt.text.get(from..).filter(|rest| !rest.trim().is_empty()).unwrap_or(&excerpt.text);
            clip_right(&clean(rest), room)
        }
        None => clip_left(&clean(&up_to_spot(excerpt, gap(finding, look))), room),
    }
}

/// The mark for a place that shows nothing because something is gone.
fn gap(finding: &FindingReport, look: &Look) -> Option<&'static str> {
    let is_hole = finding.rule.name == "dropped-citation";
    is_hole.then(|| look.gap())
}

/// The sentence up to the spot and the punctuation that closes it, with the gap marked.
fn up_to_spot(excerpt: &Excerpt, gap: Option<&str>) -> String {
    let tail = &excerpt.text[excerpt.until..];
    let closing = tail.char_indices().take_while(|&(_, c)| ".,;:!?…。，)]}”’\"'»】".contains(c)).last();
    let end = excerpt.until + closing.map_or(0, |(at, c)| at + c.len_utf8());
    let (spot, text) = (&excerpt.spot, &excerpt.text);
    match gap {
        Some(gap) => format!("{}{gap}{}", &text[..spot.start], text[spot.end..end].trim_start()),
        None => text[..end].to_owned(),
    }
}
