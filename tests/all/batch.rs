//! One function over many inputs.

use std::path::Path;

use wellcited::engine::run;
use wellcited::input::{LoadOptions, Place, Source};

fn sources(folder: &Path, count: usize) -> Vec<Source> {
    let source = |i| {
        let shown = format!("{i:03}.txt");
        std::fs::write(folder.join(&shown), &shown).unwrap();
        Source { place: Place::File(folder.join(&shown)), shown, named: true }
    };
    (0..count).map(source).collect()
}

#[test]
fn results_keep_their_order_on_any_number_of_threads() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path(), 40);
    let names = |threads| run(&sources, LoadOptions::default(), threads, |i| i.text.clone()).done;
    assert_eq!(names(Some(1)), names(Some(4)));
    assert_eq!(names(None).first().map(String::as_str), Some("000.txt"));
}

#[test]
fn a_panic_costs_one_file() {
    let folder = tempfile::tempdir().unwrap();
    let sources = sources(folder.path(), 3);
    let batch = run(&sources, LoadOptions::default(), None, |i| assert!(!i.path.starts_with("001")));
    assert_eq!((batch.done.len(), batch.unread.len()), (2, 1));
    assert_eq!(batch.unread[0].path, "001.txt");
}
