//! The cache: what it remembers, what it forgets, and that nothing breaks it.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use wellcited::input::{Format, Input};
use wellcited::outcome::{Class, Key, Reason, Verdict, key};
use wellcited::quote::PageText;
use wellcited::verify::cache::{self, Cache, Policy};
use wellcited::verify::{Kept, Known, Memory as _, Options};

fn start() -> Timestamp {
    "2026-03-01T12:00:00Z".parse().unwrap()
}

fn days(n: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * n)
}

fn url(n: usize) -> Key {
    key(&format!("https://harbour.example/{n}")).unwrap()
}

fn kept(reason: Reason, at: Timestamp) -> Kept {
    Kept { verdict: Verdict::new(reason, at), etag: Some("\"x\"".into()), last_modified: None, text: None }
}

fn open(path: &Path, now: Timestamp) -> Cache {
    Cache::open(path.to_owned(), &Options::default(), Policy::default(), now).unwrap()
}

/// What a later run knows about an address.
fn recall(cache: &Cache, key: &Key) -> Known {
    cache.prefetch([(key, true)]).unwrap();
    cache.recall(key)
}

fn file() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cache/verdicts.redb");
    (folder, path)
}

#[test]
fn verdicts_hold_as_long_as_their_class() {
    let cases = [
        (Reason::Ok, 6, true),
        (Reason::Ok, 8, false),
        (Reason::Forbidden, 0, true),
        (Reason::Forbidden, 2, false),
        (Reason::NotFound, 0, true),
        (Reason::NotFound, 2, false),
        (Reason::TimeoutHeaders, 0, false),
    ];
    for (reason, later, fresh) in cases {
        let (_folder, path) = file();
        let first = open(&path, start());
        first.keep(&url(1), kept(reason, start()));
        first.flush();
        drop(first);
        match recall(&open(&path, start() + days(later)), &url(1)) {
            Known::Fresh(kept) => assert!(fresh && kept.verdict.from_cache && kept.etag.is_some(), "{reason:?}"),
            Known::Stale(kept) => assert!(!fresh && !kept.verdict.from_cache, "{reason:?} after {later} days"),
            Known::Nothing => panic!("{reason:?} is not known"),
        }
    }
}

#[test]
fn users_decide_what_is_asked_again() {
    let (_folder, path) = file();
    let first = open(&path, start());
    first.keep(&url(1), kept(Reason::Ok, start()));
    first.keep(&url(2), kept(Reason::NotFound, start()));
    first.flush();
    drop(first);
    let is_fresh = |policy: Policy, later: i64, n: usize| {
        let cache = Cache::open(path.clone(), &Options::default(), policy, start() + days(later)).unwrap();
        matches!(recall(&cache, &url(n)), Known::Fresh(_))
    };
    let aged = |max_age| Policy { max_age: Some(max_age), refresh: Vec::new() };
    let dead = || Policy { max_age: None, refresh: vec![Class::Dead] };
    assert!(is_fresh(dead(), 0, 1) && !is_fresh(dead(), 0, 2));
    assert!(!is_fresh(aged(SignedDuration::ZERO), 0, 1) && is_fresh(aged(days(30)), 20, 2));
}

#[test]
fn another_question_has_another_answer() {
    let (_folder, path) = file();
    let first = open(&path, start());
    first.keep(&url(1), kept(Reason::Ok, start()));
    first.flush();
    drop(first);
    let options = Options { user_agent: "somebody else".into(), ..Options::default() };
    let other = Cache::open(path, &options, Policy::default(), start()).unwrap();
    assert!(matches!(recall(&other, &url(1)), Known::Nothing));
}

#[test]
fn texts_of_pages_are_kept() {
    let (_folder, path) = file();
    let text =
        PageText::read(&Input::from_text("page", Format::Html, "<p>The ferry line will not close.<sup>2</sup></p>"));
    let first = open(&path, start());
    first.keep(&url(1), Kept { text: Some(text.clone()), ..kept(Reason::Ok, start()) });
    first.flush();
    drop(first);
    let Known::Fresh(kept) = recall(&open(&path, start()), &url(1)) else { panic!("it is known") };
    assert_eq!(kept.text, Some(text));
}

#[test]
fn failures_count_over_runs() {
    let (_folder, path) = file();
    let fails = |day: i64| {
        let cache = open(&path, start() + days(day));
        cache.prefetch([(&url(1), false)]).unwrap();
        let verdict = cache.keep(&url(1), kept(Reason::TimeoutHeaders, start() + days(day)));
        cache.flush();
        verdict.strikes
    };
    assert_eq!([fails(0), fails(1), fails(3), fails(4), fails(6)], [1, 1, 2, 2, 3]);
    let (listed, _) = cache::list(path, start() + days(6)).unwrap();
    assert_eq!((listed.len(), listed[0].strikes, listed[0].is_fresh), (1, 3, false));
}

#[test]
fn what_is_old_is_pruned() {
    let (_folder, path) = file();
    let first = open(&path, start());
    first.keep(&url(1), kept(Reason::Ok, start()));
    first.keep(&url(2), kept(Reason::Ok, start() + days(40)));
    first.flush();
    drop(first);
    let (pruned, _) = cache::prune(path.clone(), days(30), start() + days(41)).unwrap();
    assert_eq!((pruned.gone, pruned.left), (1, 1));
    let (listed, _) = cache::list(path, start() + days(41)).unwrap();
    assert_eq!(listed[0].url, url(2).to_string());
    assert!(cache::list(PathBuf::from("nowhere.redb"), start()).is_err());
}

#[test]
fn a_broken_file_is_set_aside_and_said_so() {
    let sound = {
        let (_folder, path) = file();
        let first = open(&path, start());
        (0..200).for_each(|n| drop(first.keep(&url(n), kept(Reason::Ok, start()))));
        first.flush();
        drop(first);
        fs::read(&path).unwrap()
    };
    let mut holes = sound.clone();
    holes[64..4096].fill(0xa5);
    let middle = sound.len() / 2;
    let mut scratched = sound.clone();
    scratched[4096..middle].fill(0x5a);
    for (what, bytes) in [
        ("no database", b"verdicts\n".repeat(4000)),
        ("a head without sense", holes),
        ("a body without sense", scratched),
        ("half of one", sound[..middle].to_vec()),
    ] {
        let (_folder, path) = file();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &bytes).unwrap();
        let cache = open(&path, start());
        let all: Vec<Key> = (0..200).map(url).collect();
        cache.prefetch(all.iter().map(|key| (key, true))).unwrap();
        cache.keep(&url(1), kept(Reason::Ok, start()));
        cache.flush();
        let notes = cache.notes();
        assert!(matches!(recall(&cache, &url(1)), Known::Fresh(_)), "{what}");
        let aside = path.with_extension("redb.broken");
        assert!(notes.len() == 1 && notes[0].contains(&*aside.to_string_lossy()), "{what}: {notes:?}");
        assert_eq!(fs::read(aside).unwrap().len(), bytes.len(), "{what}: nothing is thrown away");
    }
    let (folder, _) = file();
    assert!(
        Cache::open(folder.path().to_owned(), &Options::default(), Policy::default(), start()).is_err(),
        "a folder"
    );
}

/// Writes verdicts and says after each batch that it is safe; for the test below, in a process of its own.
#[test]
#[ignore = "runs in a process of its own"]
fn child_that_writes() {
    let Some(path) = std::env::var_os("WELLCITED_TEST_CACHE") else { return };
    let first: usize = std::env::var("WELLCITED_TEST_FIRST").unwrap().parse().unwrap();
    let cache = open(Path::new(&path), start());
    for batch in 0.. {
        let numbers = first + batch * 7..first + batch * 7 + 7;
        numbers.clone().for_each(|n| drop(cache.keep(&url(n), kept(Reason::Ok, start()))));
        cache.flush();
        println!("safe {}", numbers.end);
        std::io::stdout().flush().unwrap();
    }
}

fn child(path: &Path, first: usize) -> Child {
    Command::new(std::env::current_exe().unwrap())
        .args(["cache::child_that_writes", "--exact", "--ignored", "--nocapture"])
        .env("WELLCITED_TEST_CACHE", path)
        .env("WELLCITED_TEST_FIRST", first.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// A process that writes, and what it has reported so far.
struct Writing {
    child: Child,
    reports: mpsc::Receiver<usize>,
    /// Up to which number everything was reported to be safe.
    safe: usize,
}

impl Writing {
    /// Starts it and waits for its first report, however busy the machine is.
    fn start(path: &Path, first: usize) -> Self {
        let mut child = child(path, first);
        let out = BufReader::new(child.stdout.take().unwrap());
        let (send, reports) = mpsc::channel();
        thread::spawn(move || {
            let lines = out.lines().map_while(Result::ok);
            let ends = lines.filter_map(|line| line.split("safe ").nth(1)?.trim().parse().ok());
            ends.take_while(|end| send.send(*end).is_ok()).for_each(drop);
        });
        let safe = reports.recv().unwrap();
        Self { child, reports, safe }
    }

    /// Kills it (signal 9 on Unix); up to which number it had reported.
    fn kill(mut self) -> usize {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.reports.iter().last().unwrap_or(self.safe)
    }
}

#[test]
fn two_processes_and_twenty_kills_lose_nothing_that_was_reported() {
    let (_folder, path) = file();
    let mut wait = 17_u64;
    let mut safe = Vec::new();
    for round in 0..20 {
        let firsts = [round * 1_000_000, round * 1_000_000 + 500_000];
        let writing = firsts.map(|first| Writing::start(&path, first));
        wait = (wait * 1_103_515_245 + 12_345) % 400;
        thread::sleep(Duration::from_millis(wait));
        for (writing, first) in writing.into_iter().zip(firsts) {
            safe.extend(first..writing.kill());
        }
        let cache = open(&path, start());
        assert!(cache.notes().is_empty(), "round {round}: {:?}", cache.notes());
        let keys: Vec<Key> = safe.iter().map(|&n| url(n)).collect();
        cache.prefetch(keys.iter().map(|key| (key, false))).unwrap();
        let lost = keys.iter().filter(|key| !matches!(cache.recall(key), Known::Fresh(_))).count();
        assert_eq!(lost, 0, "round {round}: of {}", keys.len());
    }
    println!("{} verdicts were reported and are there", safe.len());
}
