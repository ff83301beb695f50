//! Evidence: what was fetched, written down so that others can open it.
//!
//! A run writes one WARC 1.1 file (ISO 28500:2017), each record compressed by itself, and a CDXJ index beside it. Bodies
//! are kept as they came, content coding included; where reading stopped, the record says so (`WARC-Truncated`).

mod http;
mod index;
mod record;

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;

use super::Witness;
use super::exchange::Exchange;

use index::Line;
use record::{Record, uuid};

/// Writes down what was fetched.
#[derive(Debug)]
pub struct Evidence {
    /// Fields of requests whose values are nobody's business, in lower case.
    secret: Vec<String>,
    writer: Mutex<Writer>,
}

#[derive(Debug)]
struct Writer {
    file: File,
    path: PathBuf,
    /// Where the next record begins.
    offset: u64,
    /// How many records there are: no two have one id.
    records: u64,
    index: Vec<Line>,
    trouble: Option<io::Error>,
}

/// Fields that carry passwords.
const SECRET: [&str; 2] = ["authorization", "proxy-authorization"];

impl Evidence {
    /// Begins a file in `folder`, which is made if it is not there. Of the request fields `secret` only the names are
    /// written.
    pub fn create<'s>(folder: &Path, secret: impl IntoIterator<Item = &'s str>, now: Timestamp) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let (file, path) = new_file(folder, now)?;
        let mut writer = Writer { file, path, offset: 0, records: 0, index: Vec::new(), trouble: None };
        let name = writer.name();
        writer.append(&Record::info(&name, now))?;
        let secret = SECRET.into_iter().chain(secret).map(str::to_ascii_lowercase).collect();
        Ok(Self { secret, writer: Mutex::new(writer) })
    }

    /// Where the records are.
    pub fn path(&self) -> PathBuf {
        self.writer().path.clone()
    }

    /// Writes the index. An error is the first that happened to any record too.
    pub fn finish(&self) -> io::Result<()> {
        let mut writer = self.writer();
        match writer.trouble.take() {
            Some(trouble) => Err(trouble),
            None => writer.write_index(),
        }
    }

    fn writer(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Witness for Evidence {
    fn witness(&self, exchange: &Exchange) -> Option<String> {
        let mut writer = self.writer();
        if writer.trouble.is_some() {
            return None;
        }
        match writer.exchange(exchange, &self.secret) {
            Ok(id) => Some(id),
            Err(error) => {
                writer.trouble = Some(error);
                None
            }
        }
    }
}

impl Writer {
    fn name(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Writes a request and its answer; the id of the answer.
    fn exchange(&mut self, exchange: &Exchange, secret: &[String]) -> io::Result<String> {
        let ids =
            [0, 1].map(|n| uuid(&format!("{} {} {} {}", self.name(), self.records + n, exchange.url, exchange.at)));
        let [answer, question] = ids;
        self.append(&Record::request(&question, &answer, exchange, http::request(exchange, secret)))?;
        let response = http::response(exchange);
        let offset = self.offset;
        let record = Record::response(&answer, exchange, &response);
        let length = self.append(&record)?;
        self.index.push(Line::new(exchange, &response.payload_digest(), offset, length));
        Ok(answer)
    }

    /// Adds a record; how many bytes it takes. It is on disk as a whole or it is cut off by the next run's reader: a
    /// member of gzip stands by itself.
    fn append(&mut self, record: &Record) -> io::Result<u64> {
        let packed = record.packed()?;
        self.file.write_all(&packed)?;
        let length = packed.len() as u64;
        self.offset += length;
        self.records += 1;
        Ok(length)
    }

    /// Writes the index in one piece: never half of it.
    fn write_index(&mut self) -> io::Result<()> {
        self.file.sync_all()?;
        let name = self.name();
        let mut lines: Vec<String> = self.index.iter().map(|line| line.shown(&name)).collect();
        lines.sort_unstable();
        let (path, draft) = (self.index_path(), self.index_path().with_extension("cdxj.part"));
        fs::write(&draft, lines.concat())?;
        fs::rename(draft, path)
    }

    fn index_path(&self) -> PathBuf {
        self.path.with_extension("").with_extension("cdxj")
    }
}

/// A file that no other run writes: `wellcited-20261125170000.warc.gz`, `wellcited-20261125170000-2.warc.gz`.
fn new_file(folder: &Path, now: Timestamp) -> io::Result<(File, PathBuf)> {
    let stamp = now.strftime("%Y%m%d%H%M%S");
    for n in 1..10_000 {
        let tail = if n == 1 { String::new() } else { format!("-{n}") };
        let path = folder.join(format!("wellcited-{stamp}{tail}.warc.gz"));
        match File::options().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((file, path)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "too many files of one second"))
}
