//! Writes in the background, many verdicts in one transaction: a run of thousands does not wait for the disk.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use super::Trouble;
use super::history::Past;
use super::record::Record;
use super::store::{Entry, Store};
use crate::outcome::Key;

/// So long verdicts are collected before they are written.
const PAUSE: Duration = Duration::from_millis(250);
/// So many are written at once.
const BATCH: usize = 2_000;

/// Writes to a store from a thread of its own.
pub(super) struct Writer {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    store: Store,
    queue: Mutex<Queue>,
    changed: Condvar,
}

#[derive(Default)]
struct Queue {
    waiting: Vec<Entry>,
    /// Whether a batch is being written.
    writing: bool,
    /// Whether somebody waits for the queue to be empty.
    hurry: bool,
    closed: bool,
    trouble: Option<Trouble>,
}

impl Writer {
    pub(super) fn new(store: Store) -> Self {
        let shared = Arc::new(Shared { store, queue: Mutex::default(), changed: Condvar::new() });
        let own = Arc::clone(&shared);
        let thread = thread::spawn(move || own.work());
        Self { shared, thread: Mutex::new(Some(thread)) }
    }

    pub(super) fn store(&self) -> &Store {
        &self.shared.store
    }

    /// Puts something into the queue.
    pub(super) fn keep(&self, key: Key, record: Record, past: Option<Past>) {
        self.shared.queue().waiting.push((key, record, past));
        self.shared.changed.notify_all();
    }

    /// Waits until the queue is empty and everything is written; what went wrong, if anything did.
    pub(super) fn flush(&self) -> Result<(), Trouble> {
        let mut queue = self.shared.queue();
        queue.hurry = true;
        self.shared.changed.notify_all();
        while (!queue.waiting.is_empty() || queue.writing) && queue.trouble.is_none() {
            queue = self.shared.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        queue.hurry = false;
        queue.trouble.take().map_or(Ok(()), Err)
    }
}

impl Shared {
    fn queue(&self) -> MutexGuard<'_, Queue> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        let mut queue = self.queue();
        loop {
            while queue.waiting.is_empty() && !queue.closed {
                queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
            }
            if queue.waiting.is_empty() {
                return;
            }
            if !queue.hurry && !queue.closed && queue.waiting.len() < BATCH {
                let waited = self.changed.wait_timeout_while(queue, PAUSE, |queue| {
                    !queue.hurry && !queue.closed && queue.waiting.len() < BATCH
                });
                queue = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
            let most = queue.waiting.len().min(BATCH);
            let batch: Vec<Entry> = queue.waiting.drain(..most).collect();
            queue.writing = true;
            drop(queue);
            let written = self.store.write(&batch);
            queue = self.queue();
            queue.writing = false;
            if let Err(trouble) = written {
                queue.trouble = Some(trouble);
                queue.waiting.clear();
            }
            self.changed.notify_all();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.shared.queue().closed = true;
        self.shared.changed.notify_all();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // What the thread could not write is lost either way.
            let _ = thread.join();
        }
    }
}
