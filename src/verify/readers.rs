//! Threads that read what requests have brought home, so that the one that drives requests waits for no page but small ones.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use super::ask::{Answer, Tools};
use super::carry::conclude;
use super::errand::Errand;
use super::page::{self, Kind};
use super::purpose::Yield;
use crate::outcome::Wanted;

/// More threads than this have nothing to read: pages come from networks.
const MOST_THREADS: usize = 4;
/// To hand over a page that is smaller takes about as long as to read it.
const SMALL_PAGE: usize = 4 * 1024;
/// While so many bytes wait to be read, no more are fetched.
const MOST_UNREAD: usize = 32 * 1024 * 1024;

/// An answer that ends its errand.
pub(super) struct Unread {
    pub(super) errand: Errand,
    pub(super) answer: Box<Answer>,
    pub(super) wanted: Option<Arc<Wanted>>,
}

/// An errand with what its answer says; nothing, if reading has failed in a way that this program does not foresee.
pub(super) struct Read {
    pub(super) errand: Errand,
    pub(super) end: Option<Yield>,
    length: usize,
}

/// The threads, and what is on the way to them and back.
#[derive(Debug)]
pub(super) struct Readers {
    tools: Arc<Tools>,
    work: Sender<Unread>,
    done: UnboundedReceiver<Read>,
    back: UnboundedSender<Read>,
    waiting: usize,
    unread: usize,
}

impl Readers {
    /// Starts the threads; they end with it, whenever what they are reading is read.
    ///
    /// # Errors
    /// Where the system has no thread left.
    pub(super) fn start(tools: &Arc<Tools>) -> std::io::Result<Self> {
        let (work, jobs) = mpsc::channel();
        let (back, done) = unbounded_channel();
        let jobs = Arc::new(Mutex::new(jobs));
        // Half of the processors: the others fetch and serve.
        let threads = thread::available_parallelism().map_or(1, |n| n.get() / 2).clamp(1, MOST_THREADS);
        for _ in 0..threads {
            let (tools, jobs, back) = (Arc::clone(tools), Arc::clone(&jobs), back.clone());
            let read = move || while next(&jobs).is_some_and(|job| back.send(job.read(&tools)).is_ok()) {};
            thread::Builder::new().name("wellcited-pages".into()).spawn(read)?;
        }
        Ok(Self { tools: Arc::clone(tools), work, done, back, waiting: 0, unread: 0 })
    }

    /// Has an answer read.
    pub(super) fn read(&mut self, unread: Unread) {
        self.waiting += 1;
        self.unread += unread.length();
        if unread.is_document() {
            // Documents take their time: each has a thread to itself.
            let (tools, back) = (Arc::clone(&self.tools), self.back.clone());
            tokio::task::spawn_blocking(move || {
                let _ = back.send(unread.read(&tools));
            });
        } else if unread.length() < SMALL_PAGE {
            self.read_here(unread);
        } else if let Err(mpsc::SendError(unread)) = self.work.send(unread) {
            // No thread is left to read it.
            self.read_here(unread);
        }
    }

    fn read_here(&self, unread: Unread) {
        let _ = self.back.send(unread.read(&self.tools));
    }

    /// The next errand whose answer is read.
    pub(super) async fn next(&mut self) -> Option<Read> {
        if self.waiting == 0 {
            return None;
        }
        let read = self.done.recv().await;
        read.map(|read| self.take(read))
    }

    /// The same, if there is one now.
    pub(super) fn ready(&mut self) -> Option<Read> {
        let read = self.done.try_recv().ok();
        read.map(|read| self.take(read))
    }

    fn take(&mut self, read: Read) -> Read {
        self.waiting -= 1;
        self.unread -= read.length;
        read
    }

    /// Whether nothing waits to be read.
    pub(super) const fn is_idle(&self) -> bool {
        self.waiting == 0
    }

    /// Whether so much waits that no more should be fetched.
    pub(super) const fn is_full(&self) -> bool {
        self.unread >= MOST_UNREAD
    }
}

/// The next answer to read; `None` when there will be none.
fn next(jobs: &Mutex<Receiver<Unread>>) -> Option<Unread> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
}

impl Unread {
    fn length(&self) -> usize {
        self.answer.body.decoded.len()
    }

    fn is_document(&self) -> bool {
        page::kind(self.answer.head.field("content-type"), &self.answer.body.decoded) == Kind::Pdf
    }

    fn read(self, tools: &Tools) -> Read {
        let length = self.length();
        let Self { errand, answer, wanted } = self;
        let end = catch_unwind(AssertUnwindSafe(|| conclude(tools, &errand, *answer, wanted.as_deref()))).ok();
        Read { errand, end, length }
    }
}
