//! The file: short sessions under a lock, and what to do when it is broken.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use redb::{Database, ReadableDatabase, ReadableTable, TableDefinition};

use super::Trouble;
use super::history::{Past, merged};
use super::record::Record;
use crate::outcome::Key;
use crate::quote::PageText;

/// The name of the thread that has a cache open. What panics there has met a damaged file, and that is said in words.
pub const THREAD: &str = "wellcited-cache";
/// The layout of the file. A file with another number is set aside.
const SCHEMA: u64 = 1;
/// Another process may hold the file for so long before this one gives up.
const PATIENCE: Duration = Duration::from_secs(20);
/// Texts of pages are no longer than this when they are unpacked, in bytes.
const LONGEST_TEXT: u64 = 64 << 20;

const META: TableDefinition<'_, &str, u64> = TableDefinition::new("meta");
pub(super) const VERDICTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("verdicts");
pub(super) const TEXTS: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("texts");
pub(super) const HISTORY: TableDefinition<'_, &str, &[u8]> = TableDefinition::new("history");

/// One thing to write: what was found out about an address, and what that adds to its history.
pub(super) type Entry = (Key, Record, Option<Past>);

/// What the file knows of an address.
pub(super) type Found = (Key, Option<Record>, Vec<Past>);

/// The file of a cache.
#[derive(Debug)]
pub(super) struct Store {
    path: PathBuf,
    /// Stands in front of addresses: verdicts of other questions are not seen.
    scope: String,
    notes: Mutex<Vec<String>>,
}

impl Store {
    /// The store in a file, which is made if it is not there.
    pub(super) fn new(path: PathBuf, scope: String) -> Result<Self, Trouble> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder {
            let failed = |error: io::Error| Trouble(format!("the folder of the cache cannot be made ({error})"));
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let store = Self { path, scope, notes: Mutex::default() };
        store.session(|_| Ok(()))?;
        Ok(store)
    }

    /// What happened to the file, for people.
    pub(super) fn notes(&self) -> Vec<String> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The name of an address in the tables.
    fn name(&self, key: &Key) -> String {
        format!("{} {key}", self.scope)
    }

    /// What is known about addresses; the text too, where the flag says so.
    pub(super) fn read<'k>(&self, keys: impl IntoIterator<Item = (&'k Key, bool)>) -> Result<Vec<Found>, Trouble> {
        let keys: Vec<(&Key, bool)> = keys.into_iter().collect();
        self.session(|database| {
            let reading = database.begin_read()?;
            let (verdicts, texts, history) =
                (reading.open_table(VERDICTS)?, reading.open_table(TEXTS)?, reading.open_table(HISTORY)?);
            let mut found = Vec::new();
            for &(key, with_text) in &keys {
                let name = self.name(key);
                // What cannot be read back was written by another version: it is not known.
                let record = verdicts.get(name.as_str())?.and_then(|value| unpack::<Record>(value.value()));
                let text = if with_text { texts.get(name.as_str())? } else { None };
                let text = text.and_then(|value| inflate(value.value()));
                let past = history.get(key.as_str())?.and_then(|value| unpack(value.value()));
                if record.is_some() || past.is_some() {
                    let record = record.map(|record| Record { text, ..record });
                    found.push((key.clone(), record, past.unwrap_or_default()));
                }
            }
            Ok(found)
        })
    }

    /// Writes what was found out, in one transaction.
    pub(super) fn write(&self, entries: &[Entry]) -> Result<(), Trouble> {
        self.session(|database| {
            let writing = database.begin_write()?;
            {
                let mut verdicts = writing.open_table(VERDICTS)?;
                let mut texts = writing.open_table(TEXTS)?;
                let mut history = writing.open_table(HISTORY)?;
                for (key, record, past) in entries {
                    let name = self.name(key);
                    verdicts.insert(name.as_str(), pack(record).as_slice())?;
                    match &record.text {
                        Some(text) => drop(texts.insert(name.as_str(), deflate(text).as_slice())?),
                        None => drop(texts.remove(name.as_str())?),
                    }
                    // Another process may have written in the meantime.
                    let known = history.get(key.as_str())?.and_then(|value| unpack(value.value()));
                    let all = merged(known.unwrap_or_default(), *past);
                    history.insert(key.as_str(), pack(&all).as_slice())?;
                }
            }
            writing.commit()?;
            Ok(())
        })
    }

    /// Works with the open database while no other process has it open.
    pub(super) fn session<T: Send>(
        &self,
        work: impl Fn(&Database) -> Result<T, redb::Error> + Sync,
    ) -> Result<T, Trouble> {
        let _lock = self.lock()?;
        match attempt(&self.path, &work) {
            Ok(done) => Ok(done),
            Err(Failure::Io(error)) => Err(Trouble(format!("the cache {} cannot be used ({error})", self.shown()))),
            Err(Failure::Broken(why)) => {
                self.set_aside(&why)?;
                attempt(&self.path, &work).map_err(|_| Trouble(format!("the cache {} cannot be made", self.shown())))
            }
        }
    }

    fn shown(&self) -> String {
        self.path.display().to_string()
    }

    /// Waits for the lock beside the file. The system takes it from a process that dies.
    fn lock(&self) -> Result<File, Trouble> {
        let failed = |error: io::Error| Trouble(format!("the cache {} cannot be locked ({error})", self.shown()));
        let mut name = self.path.clone().into_os_string();
        name.push(".lock");
        let file = File::options().create(true).truncate(false).write(true).open(name).map_err(failed)?;
        let start = Instant::now();
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(file),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
                Err(TryLockError::WouldBlock) if start.elapsed() > PATIENCE => {
                    return Err(Trouble(format!("another process does not let go of the cache {}", self.shown())));
                }
                Err(TryLockError::WouldBlock) => thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    /// Moves a broken file out of the way, and says so.
    fn set_aside(&self, why: &str) -> Result<(), Trouble> {
        let aside = free_name(&self.path);
        fs::rename(&self.path, &aside)
            .map_err(|error| Trouble(format!("the cache {} is broken and cannot be moved ({error})", self.shown())))?;
        let note = format!(
            "the cache {} could not be read ({why}); it is now {}, and a new one was begun",
            self.shown(),
            aside.display()
        );
        self.notes.lock().unwrap_or_else(PoisonError::into_inner).push(note);
        Ok(())
    }
}

/// A name beside the file that is not taken: `cache.redb.broken`, `cache.redb.broken-2`.
fn free_name(path: &Path) -> PathBuf {
    let name = |n: usize| {
        let mut name = path.to_owned().into_os_string();
        name.push(if n == 1 { ".broken".to_owned() } else { format!(".broken-{n}") });
        PathBuf::from(name)
    };
    (1..1000).map(name).find(|name| !name.exists()).unwrap_or_else(|| name(1))
}

enum Failure {
    /// The disk or the system says no.
    Io(String),
    /// The file is no cache of this version.
    Broken(String),
}

fn attempt<T: Send>(path: &Path, work: &(impl Fn(&Database) -> Result<T, redb::Error> + Sync)) -> Result<T, Failure> {
    let open = || {
        let database = Database::create(path)?;
        prepare(&database)?.map_or_else(|| work(&database).map(Ok), |other| Ok(Err(other)))
    };
    // A file that somebody has written over may break what the database takes for granted: it has a thread of its own.
    let done = thread::scope(|scope| {
        let thread = thread::Builder::new().name(THREAD.into()).spawn_scoped(scope, open);
        thread.map(ScopedJoinHandle::join).map_err(|error| Failure::Io(error.to_string()))
    })?;
    match done {
        Ok(Ok(Ok(done))) => Ok(done),
        Ok(Ok(Err(other))) => Err(Failure::Broken(format!("it has version {other}, not {SCHEMA}"))),
        Ok(Err(redb::Error::Io(error))) if error.kind() != io::ErrorKind::InvalidData && !is_short(&error) => {
            Err(Failure::Io(error.to_string()))
        }
        Ok(Err(error)) => Err(Failure::Broken(error.to_string())),
        Err(_) => Err(Failure::Broken("it is damaged".into())),
    }
}

fn is_short(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::UnexpectedEof
}

/// Makes the tables of a new file; the version of one that has another.
fn prepare(database: &Database) -> Result<Option<u64>, redb::Error> {
    let reading = database.begin_read()?;
    if let Ok(meta) = reading.open_table(META) {
        let version = meta.get("schema")?.map(|version| version.value());
        return Ok(version.filter(|version| *version != SCHEMA));
    }
    drop(reading);
    let writing = database.begin_write()?;
    {
        writing.open_table(META)?.insert("schema", SCHEMA)?;
        writing.open_table(VERDICTS)?;
        writing.open_table(TEXTS)?;
        writing.open_table(HISTORY)?;
    }
    writing.commit()?;
    Ok(None)
}

pub(super) fn unpack<T: serde::de::DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    serde_json::from_slice(bytes).ok()
}

fn pack<T: serde::Serialize>(value: &T) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}

fn deflate(text: &PageText) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::new(), Compression::fast());
    let written = packed.write_all(&pack(text));
    written.and_then(|()| packed.finish()).unwrap_or_default()
}

fn inflate(bytes: &[u8]) -> Option<PageText> {
    let mut text = Vec::new();
    DeflateDecoder::new(bytes).take(LONGEST_TEXT).read_to_end(&mut text).ok()?;
    unpack(&text)
}
