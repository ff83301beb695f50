//! The command line: parse the arguments, run, return the exit code.

mod cli;
mod run;

use std::process::ExitCode;
use std::{panic, thread};

use clap::Parser as _;
use mimalloc::MiMalloc;
use wellcited::verify::cache::THREAD;

/// An article becomes many small pieces, and pages are fetched by one thread and read by another: the allocators of some
/// systems are slow at the first and let threads wait for each other at the second. Its second version takes less memory
/// than its third, and both take much more with large pages, which save a little time with large articles alone.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    keep_quiet_about_damaged_caches();
    run::run(&cli::Cli::parse()).into()
}

/// A damaged cache is set aside and said so; what the database thinks of it is of no use to a reader.
fn keep_quiet_about_damaged_caches() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(THREAD) {
            usual(panic);
        }
    }));
}
