//! PDFs: their words are read by another process of this program.
//!
//! A PDF can be made so that its readers fail, run for ever or fill the memory, and no reader is known that holds against
//! all of it. So what reads it here is a process of its own, with little time and memory (`aside`): whatever becomes
//! of it, the run goes on, and what could not be read is said.

#[cfg(feature = "pdf")]
pub(super) mod aside;

use std::io::{Read as _, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::sync::{Condvar, Mutex, PoisonError};
use std::time::Duration;
use std::{env, fs, thread};

use wellcited::quote::Document;
use wellcited::verify::Documents;

/// The command that reads a PDF; users have no need of it.
const COMMAND: &str = "read-pdf";
/// How long reading may take.
const LONGEST: Duration = Duration::from_secs(10);
/// How much text is taken of one, in bytes.
const LARGEST_TEXT: u64 = 8 * 1024 * 1024;
/// How large a saved one may be, in bytes.
const LARGEST_FILE: u64 = 64 * 1024 * 1024;
/// How many are read at once.
const AT_ONCE: usize = 2;
/// What stands behind the last page, if every page could be read.
const WHOLE: u8 = 0x03;

/// Reads PDFs in processes of their own.
#[derive(Debug, Default)]
pub(super) struct Readers {
    running: Mutex<usize>,
    one_ends: Condvar,
}

impl Documents for Readers {
    fn pdf(&self, bytes: &[u8]) -> Option<Document> {
        let count = self.running.lock().unwrap_or_else(PoisonError::into_inner);
        let mut count =
            self.one_ends.wait_while(count, |count| *count >= AT_ONCE).unwrap_or_else(PoisonError::into_inner);
        *count += 1;
        drop(count);
        let document = read(bytes);
        *self.running.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.one_ends.notify_one();
        document
    }
}

/// Reads a saved PDF. `None` stands for one that nothing can be read of.
pub(super) fn of_file(path: &Path) -> Option<Document> {
    let file = fs::File::open(path).ok()?;
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1).read_to_end(&mut bytes).ok()?;
    (bytes.len() as u64 <= LARGEST_FILE).then(|| read(&bytes)).flatten()
}

fn read(bytes: &[u8]) -> Option<Document> {
    if !cfg!(feature = "pdf") {
        return None;
    }
    let mut child = Command::new(env::current_exe().ok()?)
        .arg(COMMAND)
        // What the allocator would set aside in one piece counts against the memory that a reader may take.
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let said = talk(&mut child, bytes);
    let _ = child.wait();
    parse(&said?)
}

/// Hands a PDF over, and takes what comes back until the time is over.
fn talk(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut input, output) = (child.stdin.take()?, child.stdout.take()?);
    thread::scope(|scope| {
        // A reader that has had enough takes no more: that shows in what it says.
        scope.spawn(move || input.write_all(bytes));
        let (sender, answer): (_, Receiver<Vec<u8>>) = mpsc::channel();
        scope.spawn(move || {
            let mut said = Vec::new();
            let _ = output.take(LARGEST_TEXT).read_to_end(&mut said);
            let _ = sender.send(said);
        });
        let in_time = answer.recv_timeout(LONGEST).ok();
        let _ = child.kill();
        in_time.or_else(|| answer.recv().ok())
    })
}

/// Understands what a reader says: a line with the title, the pages, and a sign that they are all.
fn parse(said: &[u8]) -> Option<Document> {
    let (said, is_whole) = match said.split_last() {
        Some((&WHOLE, rest)) => (rest, true),
        _ => (said, false),
    };
    let text = String::from_utf8_lossy(said);
    let (title, text) = text.split_once('\n')?;
    let title = Some(title.trim()).filter(|title| !title.is_empty()).map(str::to_owned);
    Some(Document { title, text: text.to_owned(), is_whole })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_reader_says_is_understood() {
        let all = parse(b"Tides\nOne page.\x0cAnother.\x0c\x03").unwrap();
        assert_eq!(
            (all.title.as_deref(), all.text.as_str(), all.is_whole),
            (Some("Tides"), "One page.\x0cAnother.\x0c", true)
        );
        let cut = parse(b"\nOne page.\x0cAnoth\xe2\x80").unwrap();
        assert_eq!((cut.title, cut.is_whole), (None, false));
        assert_eq!(parse(b""), None, "it has failed before it could say anything");
    }
}
