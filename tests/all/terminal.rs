//! What a person at a terminal sees: colours, the width, and how far a long run is.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use super::desk::{BROKEN, CLEAN, Desk};

/// Runs a line of a shell on a terminal of so many columns, as `script` makes it; `$W` is the program.
fn on_a_terminal(desk: &Desk, columns: u16, environment: &[(&str, &str)], line: &str) -> Output {
    let line = format!("stty cols {columns} rows 40; {line}");
    let mut script = Command::new("script");
    script.args(["--quiet", "--return", "--command", &line, "/dev/null"]).current_dir(desk.path());
    script.env_clear().env("PATH", "/usr/bin:/bin").env("SHELL", "/bin/sh").env("W", env!("CARGO_BIN_EXE_wellcited"));
    script.envs(environment.iter().copied()).stdin(Stdio::null()).output().expect("`script` of util-linux runs")
}

fn text(shown: Vec<u8>) -> String {
    String::from_utf8(shown).unwrap().replace("\r\n", "\n")
}

/// An article with a citation that no source answers, and two that were dropped.
const ARTICLE: &str = "# Tides\n\nThe water rose twice that day . The quay held [1], [4]. The boats came in .\n\n\
    ## Sources\n\n[1] Harbour Office. Tide tables, 2024.\n\n[2] Quay Board. Yearly report, 2023.\n";

/// The report of an article on a terminal, with some variables of the environment.
fn report(columns: u16, environment: &[(&str, &str)], args: &str) -> String {
    let desk = Desk::new(&[("a.md", ARTICLE.as_bytes())]);
    text(on_a_terminal(&desk, columns, environment, &format!("\"$W\" {args} a.md")).stdout)
}

const XTERM: (&str, &str) = ("TERM", "xterm-256color");

#[test]
fn colours_are_for_terminals_that_want_them() {
    let has_colours = |environment: &[(&str, &str)], args: &str| report(100, environment, args).contains('\u{1b}');
    assert!(has_colours(&[XTERM], ""));
    assert!(!has_colours(&[XTERM, ("NO_COLOR", "1")], ""));
    assert!(!has_colours(&[("TERM", "dumb")], ""));
    assert!(!has_colours(&[XTERM], "--color never"));
    assert!(has_colours(&[XTERM, ("NO_COLOR", "1")], "--color always"), "who asks gets them");
}

#[test]
fn lines_fit_the_terminal() {
    let longest = |columns: u16, args: &str| {
        let page = report(columns, &[], args);
        assert!(page.contains("A citation has no source"), "{page}");
        page.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(longest(60, "") <= 60);
    let wide = longest(200, "");
    assert!((101..=120).contains(&wide), "longer lines are hard to read: {wide}");
    assert!(longest(200, "--width 70") <= 70, "who asks gets it");
}

#[test]
fn plain_characters_where_the_locale_knows_no_others() {
    let page = |locale: &str| report(100, &[("LC_ALL", locale)], "");
    assert!(page("en_GB.UTF-8").contains("that day▯."), "{}", page("en_GB.UTF-8"));
    assert!(page("C").contains("that day_."), "{}", page("C"));
}

/// Checks four files of which two take more than a second each, and returns what stands on the terminal.
fn long_run(args: &str) -> String {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("d.md", CLEAN.as_bytes())]);
    let slow = ["b.md", "c.md"].map(|name| desk.path().join(name));
    assert!(Command::new("mkfifo").args(&slow).status().unwrap().success());
    let writers = slow.map(|path| {
        thread::spawn(move || {
            // Opens when the program has begun to read.
            let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
            thread::sleep(Duration::from_millis(1100));
            file.write_all(CLEAN.as_bytes()).unwrap();
        })
    });
    let line = format!("\"$W\" check --threads 1 {args} a.md b.md c.md d.md > report");
    let ran = on_a_terminal(&desk, 100, &[XTERM], &line);
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let report = fs::read_to_string(desk.path().join("report")).unwrap();
    assert_eq!(ran.status.code(), Some(1), "{report}");
    assert!(!report.contains('\u{1b}'), "the bar stands on standard error alone");
    text(ran.stdout)
}

#[test]
fn a_bar_shows_how_far_a_long_run_is() {
    let quiet = thread::spawn(|| long_run("--quiet"));
    let shown = long_run("");
    assert!(shown.contains("/4 files · 2 findings"), "{shown:?}");
    let cleared = shown.rsplit_once("files").unwrap().1;
    assert!(cleared.contains("\u{1b}[2K"), "the bar is taken away: {shown:?}");
    assert_eq!(quiet.join().unwrap(), "", "who wants quiet gets no bar");
}
