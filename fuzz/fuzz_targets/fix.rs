//! Any text, mended: nothing panics, and mending twice is mending once.

#![no_main]

use libfuzzer_sys::fuzz_target;
use wellcited::engine;
use wellcited::fix::{Extent, fix};
use wellcited::input::{Format, Input};

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = [Format::Html, Format::Markdown, Format::Text][usize::from(first % 3)];
    let input = Input::from_text("fuzz", format, String::from_utf8_lossy(rest));
    if let Some(text) = fix(&input, Extent::OnRequest, &engine::check).text {
        let again = fix(&input.with_text(text), Extent::OnRequest, &engine::check);
        assert_eq!(again.text, None, "{:?}", again.applied);
    }
});
