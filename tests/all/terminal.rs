//! What a person at a terminal sees: colours, the width, and how far a long run is.

use std::fs::{self, File};
use std::io::{Read as _, Write as _};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use super::desk::{BROKEN, CLEAN, Desk};

/// A terminal of so many columns, and the end of it that a program writes to.
struct Terminal {
    screen: File,
    program: File,
}

impl Terminal {
    fn new(columns: u16) -> Self {
        let screen = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&screen).unwrap();
        unlockpt(&screen).unwrap();
        tcsetwinsize(&screen, Winsize { ws_row: 40, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0 }).unwrap();
        let path = ptsname(&screen, Vec::new()).unwrap().into_string().unwrap();
        let program = File::options().read(true).write(true).open(path).unwrap();
        Self { screen: screen.into(), program }
    }

    fn stdio(&self) -> Stdio {
        self.program.try_clone().unwrap().into()
    }

    /// All that is written until the last program is gone.
    fn shown(self) -> String {
        let Self { mut screen, program } = self;
        drop(program);
        let (mut shown, mut piece) = (Vec::new(), [0; 4096]);
        // The end of a terminal is an error on some systems.
        while let Ok(n @ 1..) = screen.read(&mut piece) {
            shown.extend_from_slice(&piece[..n]);
        }
        String::from_utf8(shown).unwrap().replace("\r\n", "\n")
    }
}

/// An article with a citation that no source answers, and two that were dropped.
const ARTICLE: &str = "# Tides\n\nThe water rose twice that day . The quay held [1], [4]. The boats came in .\n\n\
    ## Sources\n\n[1] Harbour Office. Tide tables, 2024.\n\n[2] Quay Board. Yearly report, 2023.\n";

/// The report of an article on a terminal, with some variables of the environment.
fn report(columns: u16, environment: &[(&str, &str)], args: &[&str]) -> String {
    let desk = Desk::new(&[("a.md", ARTICLE.as_bytes())]);
    let terminal = Terminal::new(columns);
    let mut command = desk.command(&[args, &["a.md"]].concat());
    let mut child = command.envs(environment.iter().copied()).stdout(terminal.stdio()).spawn().unwrap();
    // The command holds the terminal open too.
    drop(command);
    let shown = terminal.shown();
    child.wait().unwrap();
    shown
}

const XTERM: (&str, &str) = ("TERM", "xterm-256color");

#[test]
fn colours_are_for_terminals_that_want_them() {
    let has_colours = |environment: &[(&str, &str)], args: &[&str]| report(100, environment, args).contains('\u{1b}');
    assert!(has_colours(&[XTERM], &[]));
    assert!(!has_colours(&[XTERM, ("NO_COLOR", "1")], &[]));
    assert!(!has_colours(&[("TERM", "dumb")], &[]));
    assert!(!has_colours(&[XTERM], &["--color", "never"]));
    assert!(has_colours(&[XTERM, ("NO_COLOR", "1")], &["--color", "always"]), "who asks gets them");
}

#[test]
fn lines_fit_the_terminal() {
    let longest = |columns: u16, args: &[&str]| {
        let page = report(columns, &[], args);
        assert!(page.contains("A citation has no source"), "{page}");
        page.lines().map(|line| line.chars().count()).max().unwrap()
    };
    assert!(longest(60, &[]) <= 60);
    let wide = longest(200, &[]);
    assert!((101..=120).contains(&wide), "longer lines are hard to read: {wide}");
    assert!(longest(200, &["--width", "70"]) <= 70, "who asks gets it");
}

#[test]
fn plain_characters_where_the_locale_knows_no_others() {
    let page = |locale: &str| report(100, &[("LC_ALL", locale)], &[]);
    assert!(page("en_GB.UTF-8").contains("that day▯."), "{}", page("en_GB.UTF-8"));
    assert!(page("C").contains("that day_."), "{}", page("C"));
}

/// Checks four files of which two take more than a second each, and returns what stands on the terminal.
fn long_run(args: &[&str]) -> String {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes()), ("d.md", CLEAN.as_bytes())]);
    let slow = ["b.md", "c.md"].map(|name| desk.path().join(name));
    assert!(Command::new("mkfifo").args(&slow).status().unwrap().success());
    let terminal = Terminal::new(100);
    let mut command = desk.command(&[&["check", "--threads", "1"], args, &["a.md", "b.md", "c.md", "d.md"]].concat());
    let mut child = command.envs([XTERM]).stderr(terminal.stdio()).stdout(Stdio::piped()).spawn().unwrap();
    drop(command);
    let writers = slow.map(|path| {
        thread::spawn(move || {
            // Opens when the program has begun to read.
            let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
            thread::sleep(Duration::from_millis(1100));
            file.write_all(CLEAN.as_bytes()).unwrap();
        })
    });
    let shown = terminal.shown();
    writers.into_iter().for_each(|writer| writer.join().unwrap());
    let mut report = String::new();
    child.stdout.take().unwrap().read_to_string(&mut report).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{report}{shown}");
    assert!(!report.contains('\u{1b}'), "the bar stands on standard error alone");
    shown
}

#[test]
fn a_bar_shows_how_far_a_long_run_is() {
    let quiet = thread::spawn(|| long_run(&["--quiet"]));
    let shown = long_run(&[]);
    assert!(shown.contains("/4 files · 2 findings"), "{shown:?}");
    let cleared = shown.rsplit_once("files").unwrap().1;
    assert!(cleared.contains("\u{1b}[2K"), "the bar is taken away: {shown:?}");
    assert_eq!(quiet.join().unwrap(), "", "who wants quiet gets no bar");
}
