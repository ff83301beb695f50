use jiff::civil::Date;

use super::sources::dates::{Stated, dates};
use super::{Context, Rule, Sink, declare_rule};
use crate::cite::EntryId;
use crate::finding::Meta;
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// A date of a source that cannot be: a day that no month has, a day after today, or another day than the stamp
    /// of the archived copy beside it.
    ///
    /// ## Why it matters
    /// The source was not looked up on that day, or not at all.
    ///
    /// ## What to do
    /// Open the source and copy its date.
    ///
    /// ## Silent on
    /// Dates in addresses, numbers and names; works that say they are forthcoming.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” 31 February 2024.
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” 29 February 2024.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) ImpossibleDate { name: "impossible-date", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "a source has a date that cannot be" }
}

impl Rule for ImpossibleDate {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            let text = cx.text(entry.body);
            for date in dates(text) {
                let at = TextRange::new(
                    entry.body.start + date.range.start as u32,
                    entry.body.start + date.range.end as u32,
                );
                let in_link = cx.article.elements_in(at).iter().any(|e| e.href.is_some() && e.range == at);
                let Some(why) = problem(cx, text, &date).filter(|_| !in_link) else { continue };
                report(cx, out, id, at, why);
            }
            if let Some((at, stamp)) = other_stamp(text, entry.body.start, entry.urls.iter().map(|u| u.url.as_str())) {
                report(cx, out, id, at, format!("the archived copy is of {stamp}"));
            }
        }
    }
}

fn report(cx: &Context<'_>, out: &mut Sink, id: EntryId, at: TextRange, why: String) {
    let entry = &cx.citations.entries[id];
    let message = format!("{} {} is dated “{}”: {why}", cx.noun(entry.list), cx.shown_entry(id), cx.text(at));
    out.at(&ImpossibleDate::META, cx.article.span(at), message)
        .help("open the source and copy its date")
        .key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default())
        .list(entry.list)
        .entry(id);
}

/// What a work says that is not out yet.
const COMING: &[&str] = &["forthcoming", "to appear", "in press", "expires", "upcoming", "scheduled", "planned"];

/// Why a date cannot be.
fn problem(cx: &Context<'_>, text: &str, date: &Stated) -> Option<String> {
    let Some(day) = date.date() else { return Some("there is no such day".to_owned()) };
    let today = cx.today.filter(|today| day > *today)?;
    let lower = text.to_lowercase();
    (!COMING.iter().any(|w| lower.contains(w))).then(|| format!("today is {today}"))
}

/// The date that follows the word `archived`, where an archived copy carries the stamp of another day.
fn other_stamp<'u>(text: &str, start: u32, mut urls: impl Iterator<Item = &'u str>) -> Option<(TextRange, Date)> {
    let stamp = urls.find_map(stamp)?;
    let word = text.to_ascii_lowercase().find("archived")?;
    let rest = &text[word..];
    let sentence = &rest[..rest.find(". ").unwrap_or(rest.len())];
    let stated = dates(sentence).into_iter().find(|d| d.day.is_some())?;
    let day = stated.date()?;
    // Where the reader is, it may be the day before or after.
    let near = |d: Date| d == stamp || d.tomorrow().ok() == Some(stamp) || d.yesterday().ok() == Some(stamp);
    let from = start + word as u32;
    let at = TextRange::new(from + stated.range.start as u32, from + stated.range.end as u32);
    (!near(day)).then_some((at, stamp))
}

/// The day in the address of an archived copy: `web.archive.org/web/20240131…`.
fn stamp(url: &str) -> Option<Date> {
    let (_, rest) = url.split_once("web.archive.org/web/")?;
    let part = |range: std::ops::Range<usize>| rest.get(range)?.parse::<i16>().ok();
    Date::new(part(0..4)?, part(4..6)? as i8, part(6..8)? as i8).ok()
}
