//! The process that reads a PDF: from standard input to its words on standard output.
//!
//! It may fail, in any way: who started it takes what it has said until then.

use std::io::{self, Read as _, Write};
use std::panic::{self, AssertUnwindSafe, catch_unwind};
use std::thread;

use pdf_extract::{Dictionary, Document, PlainTextOutput, decode_text_string, output_doc_page};

use super::{LARGEST_FILE, WHOLE};
use crate::run::Exit;

/// What stands behind each page.
const PAGE: char = '\u{c}';
/// The memory that it may take, in bytes.
#[cfg(unix)]
const MEMORY: u64 = 256 * 1024 * 1024;
/// The time that it may compute, in seconds: it ends also when nobody waits for it any more.
#[cfg(unix)]
const SECONDS: u64 = 10;
/// The stack that reading takes: what is nested deeper than any real document ends it.
const STACK: usize = 16 * 1024 * 1024;

/// Reads the PDF on standard input.
pub(in crate::run) fn run() -> io::Result<Exit> {
    confine();
    panic::set_hook(Box::new(|_| {}));
    let mut bytes = Vec::new();
    io::stdin().lock().take(LARGEST_FILE).read_to_end(&mut bytes)?;
    let reader = thread::Builder::new().stack_size(STACK).spawn(move || write(&bytes, &mut io::stdout().lock()))?;
    Ok(match reader.join() {
        Ok(Some(())) => Exit::Clean,
        _ => Exit::Trouble,
    })
}

/// Takes from this process what reading a PDF does not need. Where a system cannot do that, the time alone is bounded.
fn confine() {
    #[cfg(unix)]
    {
        let _ = rlimit::setrlimit(rlimit::Resource::AS, MEMORY, MEMORY);
        let _ = rlimit::setrlimit(rlimit::Resource::CPU, SECONDS, SECONDS);
        let _ = rlimit::setrlimit(rlimit::Resource::CORE, 0, 0);
    }
}

fn write(bytes: &[u8], out: &mut dyn Write) -> Option<()> {
    let mut document = Document::load_mem(bytes).ok()?;
    if document.is_encrypted() {
        // Many are locked against changes only: everybody may read them.
        document.decrypt("").ok()?;
    }
    writeln!(out, "{}", plain(&title(&document).unwrap_or_default()).replace('\n', " ")).ok()?;
    let mut is_whole = true;
    for page in document.get_pages().into_keys() {
        let text = catch_unwind(AssertUnwindSafe(|| words(&document, page))).ok().flatten();
        // A page without a word is a picture of one, as far as anybody can tell.
        match text.filter(|text| text.contains(char::is_alphanumeric)) {
            Some(text) => write!(out, "{}{PAGE}", plain(&text)).and_then(|()| out.flush()).ok()?,
            None => is_whole = false,
        }
    }
    if is_whole {
        out.write_all(&[WHOLE]).ok()?;
    }
    out.flush().ok()
}

fn words(document: &Document, page: u32) -> Option<String> {
    let mut text = String::new();
    output_doc_page(document, &mut PlainTextOutput::new(&mut text), page).ok()?;
    Some(text)
}

fn title(document: &Document) -> Option<String> {
    let info: &Dictionary = document.trailer.get_deref(b"Info", document).ok()?.as_dict().ok()?;
    decode_text_string(info.get_deref(b"Title", document).ok()?).ok()
}

/// The same without signs that say something here.
fn plain(text: &str) -> String {
    text.replace(|c: char| c.is_control() && c != '\n', " ")
}
