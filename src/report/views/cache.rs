//! `cache`: what earlier runs found out.

use std::io::{self, Write};

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::report::Look;
use crate::report::shared::clean::clean;
use crate::report::shared::layout::{clip_right, count, pad};
use crate::report::shared::style::faint;
use crate::verify::cache::{Listed, Pruned};

/// Columns of the class and reason.
const VERDICT: usize = 28;
/// Columns of the age.
const AGE: usize = 10;

/// Writes one line a verdict.
pub fn write_table(listed: &[Listed], now: Timestamp, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    for one in listed {
        let verdict = pad(&clip_right(&one.verdict.reason.full(), VERDICT), VERDICT);
        let age = pad(&age(now.duration_since(one.verdict.checked_at)), AGE);
        let holds = pad(if one.is_fresh { "holds" } else { "old" }, 5);
        let strikes = if one.strikes > 1 { format!("  failed {} times", one.strikes) } else { String::new() };
        let room = look.width.saturating_sub(VERDICT + AGE + 11).max(20);
        writeln!(out, "{verdict}  {}  {holds}  {}{strikes}", faint(age), clip_right(&clean(&one.url), room))?;
    }
    let fresh = listed.iter().filter(|one| one.is_fresh).count();
    writeln!(
        out,
        "{} = {fresh} that hold + {} to be asked again.",
        count(listed.len(), "verdict"),
        listed.len() - fresh
    )
}

/// `3 days`, `5 hours`, `2 minutes`.
fn age(age: SignedDuration) -> String {
    let unit = |n: i64, name: &str| count(usize::try_from(n).unwrap_or(0), name);
    match age.as_hours() {
        hours if hours >= 48 => unit(hours / 24, "day"),
        hours if hours > 0 => unit(hours, "hour"),
        _ => unit(age.as_mins().max(0), "minute"),
    }
}

/// Writes the verdicts as one line of JSON.
pub fn write_json(listed: &[Listed], out: &mut dyn Write) -> io::Result<()> {
    let verdicts = listed.iter().map(|one| Verdict {
        url: &one.url,
        class: one.verdict.class().name(),
        reason: one.verdict.reason.name(),
        status: one.verdict.status,
        checked_at: one.verdict.checked_at,
        holds: one.is_fresh,
        strikes: one.strikes,
    });
    serde_json::to_writer(&mut *out, &Document { schema: "wellcited.cache/1", verdicts: verdicts.collect() })?;
    out.write_all(b"\n")
}

/// Says what was taken out.
pub fn write_pruned(pruned: Pruned, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "{} removed, {} left.", count(pruned.gone, "verdict"), pruned.left)
}

#[derive(Serialize)]
struct Document<'a> {
    schema: &'static str,
    verdicts: Vec<Verdict<'a>>,
}

#[derive(Serialize)]
struct Verdict<'a> {
    url: &'a str,
    class: &'static str,
    reason: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<u16>,
    checked_at: Timestamp,
    holds: bool,
    strikes: u32,
}
