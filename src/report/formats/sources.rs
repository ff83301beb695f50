//! `--sources-report`: every source with what is known about it, in an editor's words, and sums that add up.

use std::collections::BTreeMap;
use std::io::{self, Write};

use jiff::Timestamp;

use crate::engine::{AddressVerdict, FileReport, QuotationReport, SourceKind, SourceVerdict};
use crate::outcome::{Archive, Class, LEAST_SCORE, Note, Outcomes, Reason, Verdict};
use crate::quote;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{clip_right, count, pad, width, wrap};
use crate::report::shared::style::strong;
use crate::report::{Look, Report};

/// Columns of the status.
const STATUS: usize = 15;
/// The most columns that the words of a source take.
const TEXT: usize = 34;

/// Writes every source of every file.
pub fn write(report: &Report, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let Some(outcomes) = report.outcomes.as_deref() else {
        return writeln!(out, "No source was looked at: --verify asks the web about them.");
    };
    for file in &report.files {
        write_file(file, outcomes, report.files.len() > 1, look, out)?;
    }
    Ok(())
}

fn write_file(
    file: &FileReport,
    outcomes: &Outcomes,
    is_one_of_many: bool,
    look: &Look,
    out: &mut dyn Write,
) -> io::Result<()> {
    let rows: Vec<Row<'_>> = file.sources.iter().map(|source| Row::new(file, source, outcomes)).collect();
    if is_one_of_many {
        writeln!(out, "{}", strong(clean(&file.path)))?;
    }
    if rows.is_empty() {
        return writeln!(out, "No sources, nothing to look up.\n");
    }
    writeln!(out, "{}", title(&rows))?;
    let tags = rows.iter().map(|row| width(&row.tag)).max().unwrap_or(0);
    let texts = rows.iter().map(|row| width(&row.text)).max().unwrap_or(0).min(TEXT);
    for row in &rows {
        row.write(tags, texts, look, out)?;
    }
    wrap(&summary(&rows, outcomes), look.width).iter().try_for_each(|line| writeln!(out, "{line}"))?;
    writeln!(out)
}

/// One source.
pub(in crate::report) struct Row<'a> {
    source: &'a SourceVerdict,
    tag: String,
    text: String,
    /// What an editor has to do about it.
    pub(in crate::report) status: Status,
    /// What is known about the address that decides.
    pub(in crate::report) verdict: Option<&'a Verdict>,
    /// What is wrong with a quotation from it.
    quotation: Option<&'a QuotationReport>,
}

/// What an editor has to do about a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::report) enum Status {
    Ok,
    Moved,
    ByHand,
    Suspect,
    Dead,
    NotReached,
    NotSent,
    NotRequested,
    NotAsked,
    NoAddress,
}

impl Status {
    /// What a reason asks for.
    pub(in crate::report) fn of(reason: Reason) -> Self {
        match (reason.class(), reason) {
            (Class::Ok, _) => Self::Ok,
            (Class::Moved, _) => Self::Moved,
            (Class::Restricted, _) => Self::ByHand,
            (Class::Suspect, _) => Self::Suspect,
            (Class::Dead, _) => Self::Dead,
            (Class::Unreachable, _) => Self::NotReached,
            (Class::Refused, _) => Self::NotSent,
            (Class::Skipped, Reason::Cut | Reason::Malformed | Reason::Placeholder) => Self::NotRequested,
            (Class::Skipped, _) => Self::NotAsked,
            (Class::None, _) => Self::NoAddress,
        }
    }

    /// The words of an editor.
    pub(in crate::report) const fn words(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Moved => "moved",
            Self::ByHand => "check by hand",
            Self::Suspect => "suspect",
            Self::Dead => "dead",
            Self::NotReached => "not reached",
            Self::NotSent => "not sent",
            Self::NotRequested => "not requested",
            Self::NotAsked => "not asked",
            Self::NoAddress => "no address",
        }
    }
}

impl<'a> Row<'a> {
    /// What is known about a source.
    pub(in crate::report) fn new(file: &'a FileReport, source: &'a SourceVerdict, outcomes: &'a Outcomes) -> Self {
        let worst = source.worst();
        let key = worst.and_then(|address| address.key.as_ref());
        let own = |quotation: &&QuotationReport| {
            let cited = quotation.source.as_ref();
            let by_entry =
                matches!(source.kind, SourceKind::Entry(entry) if cited.and_then(|c| c.entry) == Some(entry));
            let url = cited.filter(|c| c.entry.is_none()).and_then(|c| c.url.as_deref());
            let by_link = url.is_some_and(|url| source.addresses.iter().any(|a| a.url == url));
            (by_entry || by_link) && is_wrong(quotation.verdict)
        };
        Self {
            source,
            tag: source.tag.clone().unwrap_or_else(|| format!("line {}", source.line)),
            text: clip_right(&clean(words_of(source)), TEXT),
            status: Status::of(source.reason()),
            verdict: key.and_then(|key| outcomes.verdicts.get(key)),
            quotation: file.quotations.iter().find(own),
        }
    }

    fn write(&self, tags: usize, texts: usize, look: &Look, out: &mut dyn Write) -> io::Result<()> {
        let mark = if self.quotation.is_some() { ", quotation!" } else { "" };
        let status = format!("{}{mark}", self.status.words());
        let lead = format!(" {} {}{}  ", pad(&self.tag, tags + 1), pad(&status, STATUS), pad(&self.text, texts));
        let remark = clean(&self.remark()).into_owned();
        let room = look.width.saturating_sub(width(&lead)).max(24);
        let lines = wrap(&remark, room);
        writeln!(out, "{}", format!("{lead}{}", lines.first().map_or("", String::as_str)).trim_end())?;
        let indent = " ".repeat(width(&lead));
        lines.iter().skip(1).try_for_each(|line| writeln!(out, "{indent}{line}"))
    }

    /// What was seen, and what to do.
    pub(in crate::report) fn remark(&self) -> String {
        let mut parts: Vec<String> = vec![self.finding()];
        if let Some(quotation) = self.quotation {
            parts.push(remark_on(quotation));
        }
        if let Some(verdict) = self.verdict {
            parts.extend(copy(verdict));
            if verdict.notes.contains(&Note::AfterRetry) && matches!(self.status, Status::Ok | Status::Moved) {
                parts.push(format!("after {} tries", verdict.attempts));
            }
        }
        parts.retain(|part| !part.is_empty());
        parts.join("; ")
    }

    fn finding(&self) -> String {
        let reason = self.source.reason();
        let score = self.source.worst().and_then(|address| address.title_score);
        let (Some(verdict), Some(worst)) = (self.verdict, self.source.worst()) else {
            return reason.words().to_owned();
        };
        let agrees = if score.is_some_and(|score| score >= LEAST_SCORE) { "title agrees" } else { "" };
        match self.status {
            Status::Ok if agrees.is_empty() => reason.words().to_owned(),
            Status::Ok => agrees.to_owned(),
            Status::Moved => {
                let to = verdict.final_url.as_deref().unwrap_or_default();
                format!("now {} (permanent)", to.trim_start_matches("https://").trim_start_matches("http://"))
            }
            Status::ByHand => join(&with_status(verdict), agrees),
            Status::Suspect if worst.reason == Reason::TitleMismatch => {
                let (title, score) = (verdict.title().unwrap_or_default(), f64::from(score.unwrap_or(0)) / 100.0);
                format!("titled “{}” ({score:.2})", clip_right(title, 60))
            }
            Status::Dead => with_status(verdict),
            Status::NotReached => format!("{}, {}: try again", with_status(verdict), count_tries(verdict.attempts)),
            _ => reason.words().to_owned(),
        }
    }
}

fn join(what: &str, more: &str) -> String {
    if more.is_empty() { what.to_owned() } else { format!("{what}; {more}") }
}

fn count_tries(n: u32) -> String {
    if n == 1 { "one try".into() } else { format!("{n} tries") }
}

/// `403: the site does not let programs in`
fn with_status(verdict: &Verdict) -> String {
    match verdict.status.filter(|status| *status >= 400) {
        Some(status) => format!("{status}: {}", verdict.reason.words()),
        None => verdict.reason.words().to_owned(),
    }
}

fn copy(verdict: &Verdict) -> Option<String> {
    Some(match verdict.archive.as_ref()? {
        Archive::Found { date: Some(date), .. } => format!("archived copy of {} found", date.strftime("%-d %b %Y")),
        Archive::Found { date: None, .. } => "archived copy found".into(),
        Archive::None => "no archived copy".into(),
        Archive::LookupFailed => "the archive could not be asked".into(),
    })
}

/// The words that stand for a source; without any, its address.
fn words_of(source: &SourceVerdict) -> &str {
    let address = |source: &SourceVerdict| source.addresses.first().map(|a: &AddressVerdict| a.url.len());
    match source.text.trim() {
        "" if address(source).is_some() => source.addresses.first().map_or("", |a| &a.url),
        text => text,
    }
}

/// `12 sources, looked at 2026-11-22 14:03–14:04 UTC`
fn title(rows: &[Row<'_>]) -> String {
    let times = rows.iter().filter_map(|row| Some(row.verdict?.checked_at));
    let (first, last) = (times.clone().min(), times.max());
    let sources = count(rows.len(), "source");
    match first.zip(last) {
        Some((first, last)) => format!("{sources}, looked at {} UTC", between(first, last)),
        None => format!("{sources}, none looked at"),
    }
}

fn between(first: Timestamp, last: Timestamp) -> String {
    let [start, end] = [first, last].map(|time| time.strftime("%F %H:%M").to_string());
    let day = start.split(' ').next().unwrap_or_default();
    match end.strip_prefix(day) {
        Some(_) if start == end => start,
        Some(time) => format!("{start}–{}", time.trim_start()),
        None => format!("{start} to {end}"),
    }
}

/// The sum, and what is to be done.
fn summary(rows: &[Row<'_>], outcomes: &Outcomes) -> String {
    let mut counts: BTreeMap<Status, usize> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.status).or_default() += 1;
    }
    let parts: Vec<String> = counts.iter().map(|(status, n)| format!("{n} {}", sum_words(*status))).collect();
    let mut lines = format!("{} = {}.", rows.len(), parts.join(" + "));
    let named = |test: &dyn Fn(&Row<'_>) -> bool| -> Vec<&str> {
        rows.iter().filter(|row| test(row)).map(|row| row.tag.as_str()).collect()
    };
    let must = named(&|row| is_broken(row));
    let by_hand = named(&|row| !is_broken(row) && matches!(row.status, Status::ByHand | Status::Suspect));
    if !must.is_empty() {
        lines.push_str(&format!(" Must fix: {}.", must.join(" ")));
    }
    if !by_hand.is_empty() {
        lines.push_str(&format!(" Open yourself: {}.", by_hand.join(" ")));
    }
    if outcomes.interrupted {
        lines.push_str(" The run was interrupted: what was not asked is counted so.");
    }
    lines
}

/// Whether a source cannot stay as it is.
fn is_broken(row: &Row<'_>) -> bool {
    let is_misquoted = |q: &QuotationReport| is_wrong(q.verdict) && q.verdict != quote::Verdict::NotFound;
    matches!(row.status, Status::Dead | Status::NotRequested) || row.quotation.is_some_and(is_misquoted)
}

/// Whether a quotation does not stand in its source.
const fn is_wrong(verdict: quote::Verdict) -> bool {
    use quote::Verdict as V;
    matches!(verdict, V::Altered | V::AlteredCritical | V::NotFound | V::Elsewhere)
}

fn remark_on(quotation: &QuotationReport) -> String {
    match &quotation.difference {
        _ if quotation.verdict == quote::Verdict::Elsewhere => "its quotation stands in another source".into(),
        Some(difference) => {
            let [there, here] = [&difference.source, &difference.article].map(|words| clip_right(words, 40));
            format!("there “{there}”, here “{here}”")
        }
        None => "its quotation is not in it".into(),
    }
}

const fn sum_words(status: Status) -> &'static str {
    match status {
        Status::ByHand => "by hand",
        status => status.words(),
    }
}
