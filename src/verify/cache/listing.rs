//! `cache list` and `cache prune`.

use std::path::PathBuf;

use jiff::{SignedDuration, Timestamp};
use redb::{ReadableDatabase, ReadableTable, ReadableTableMetadata};

use super::history::{Past, strikes};
use super::record::Record;
use super::store::{HISTORY, Store, TEXTS, VERDICTS, unpack};
use super::{Trouble, lifetime};
use crate::outcome::Verdict;

/// One verdict of a cache.
#[derive(Clone, Debug)]
pub struct Listed {
    /// The address.
    pub url: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Whether it still holds by its class.
    pub is_fresh: bool,
    /// How many runs could not reach the address; see [`Verdict::strikes`].
    pub strikes: u32,
}

/// What was taken out of a cache.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pruned {
    /// How many verdicts are gone.
    pub gone: usize,
    /// How many are left.
    pub left: usize,
}

/// All verdicts of a cache file, by address, and what happened to the file.
pub fn list(path: PathBuf, now: Timestamp) -> Result<(Vec<Listed>, Vec<String>), Trouble> {
    let store = existing(path)?;
    let mut listed = store.session(|database| {
        let reading = database.begin_read()?;
        let (verdicts, history) = (reading.open_table(VERDICTS)?, reading.open_table(HISTORY)?);
        let mut listed = Vec::new();
        for row in verdicts.iter()? {
            let (name, value) = row?;
            let Some((_, url)) = name.value().split_once(' ') else { continue };
            let Some(Record { verdict, .. }) = unpack(value.value()) else { continue };
            let past: Vec<Past> = history.get(url)?.and_then(|value| unpack(value.value())).unwrap_or_default();
            let age = now.duration_since(verdict.checked_at);
            let is_fresh = lifetime(verdict.class()).is_some_and(|life| age < life);
            listed.push(Listed { url: url.to_owned(), verdict, is_fresh, strikes: strikes(&past) });
        }
        Ok(listed)
    })?;
    listed.sort_by(|a, b| (&a.url, a.verdict.checked_at).cmp(&(&b.url, b.verdict.checked_at)));
    Ok((listed, store.notes()))
}

/// Takes out what is older than `max_age`, with its history.
pub fn prune(path: PathBuf, max_age: SignedDuration, now: Timestamp) -> Result<(Pruned, Vec<String>), Trouble> {
    let store = existing(path)?;
    let is_old = |at: Timestamp| now.duration_since(at) >= max_age;
    let pruned = store.session(|database| {
        let writing = database.begin_write()?;
        let mut pruned = Pruned::default();
        {
            let (mut verdicts, mut texts) = (writing.open_table(VERDICTS)?, writing.open_table(TEXTS)?);
            let mut gone = Vec::new();
            verdicts.retain(|name, value| {
                let keep = unpack::<Record>(value).is_some_and(|record| !is_old(record.verdict.checked_at));
                gone.extend((!keep).then(|| name.to_owned()));
                keep
            })?;
            for name in &gone {
                texts.remove(name.as_str())?;
            }
            let mut history = writing.open_table(HISTORY)?;
            history.retain(|_, value| {
                unpack::<Vec<Past>>(value).is_some_and(|past| past.last().is_some_and(|past| !is_old(past.at)))
            })?;
            pruned.gone = gone.len();
            pruned.left = usize::try_from(verdicts.len()?).unwrap_or(usize::MAX);
        }
        writing.commit()?;
        Ok(pruned)
    })?;
    Ok((pruned, store.notes()))
}

fn existing(path: PathBuf) -> Result<Store, Trouble> {
    if !path.is_file() {
        return Err(Trouble(format!("there is no cache at {}", path.display())));
    }
    Store::new(path, String::new())
}
