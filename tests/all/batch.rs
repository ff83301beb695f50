//! One function over many inputs.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use wellcited::config::Settings;
use wellcited::engine::{self, Pending, check_pending, run};
use wellcited::input::{LoadOptions, Place, Source, discover};
use wellcited::outcome::{Outcomes, Reason, Verdict};

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

/// What the web would say about an article: each address another thing.
fn answers(article: &Pending) -> Outcomes {
    let reasons = [Reason::NotFound, Reason::Ok, Reason::Soft404Title, Reason::TimeoutHeaders, Reason::Forbidden];
    let verdict = |n: usize| Verdict::new(reasons[n % reasons.len()], Timestamp::UNIX_EPOCH);
    let verdicts = article.plan().wanted.into_keys().enumerate().map(|(n, key)| (key, verdict(n)));
    Outcomes { verdicts: verdicts.collect(), ..Outcomes::default() }
}

#[test]
fn an_article_that_waits_for_answers_is_reported_like_any_other() {
    let fixtures = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let batch = run(&discover(&[fixtures], "").sources, LoadOptions::default(), None, |input| {
        let read = || Pending::new(input.clone(), &Settings::default());
        let (mut ahead, late) = (read(), read());
        let outcomes = answers(&late);
        let verdicts = outcomes.verdicts.len();
        let settings = Settings { outcomes: Some(Arc::new(outcomes)), ..Settings::default() };
        check_pending([&mut ahead], None, |_| Settings::default());
        let [ahead, late] = [ahead, late].map(|article| format!("{:?}", article.report(&settings)));
        assert_eq!(ahead, format!("{:?}", engine::report_with(input, &settings)), "{}", input.path);
        assert_eq!(late, ahead, "{}", input.path);
        verdicts
    });
    let asked = batch.done.iter().sum::<usize>();
    assert!(batch.unread.is_empty() && asked > 500, "{:?}, {asked} addresses", batch.unread);
}
