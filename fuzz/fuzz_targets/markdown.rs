//! Any bytes, read as markdown: nothing panics and every promise of the model holds.

#![no_main]

#[path = "../../tests/all/invariants.rs"]
mod invariants;

use libfuzzer_sys::fuzz_target;
use wellcited::input::{Format, Input};

fuzz_target!(|bytes: &[u8]| {
    invariants::assert_sound(&Input::from_text("fuzz", Format::Markdown, String::from_utf8_lossy(bytes)));
});
