//! Every format, fed the same report. The snapshots are what a user sees.

use super::formats::{concise, full, text};
use super::sample::{self, LOOK};
use super::views::{catalogue, unread};
use super::{Look, Report, json};
use crate::engine::{FileReport, Status};

macro_rules! assert_looks_like {
    ($name:literal, $text:expr) => {
        insta::with_settings!({ snapshot_path => "../../fixtures/report", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}

fn one_article() -> Report {
    sample::report(vec![sample::file()], false)
}

fn as_text(report: &Report, look: &Look) -> String {
    sample::written(|out| text::write(report, look, out))
}

#[test]
fn text_of_one_article() {
    assert_looks_like!("text", as_text(&one_article(), &LOOK));
}

#[test]
fn text_on_a_narrow_screen_without_unicode() {
    let look = Look { width: 60, unicode: false, show_info: true, ..LOOK };
    let page = as_text(&one_article(), &look);
    assert_looks_like!("text_narrow", &page);
    assert!(page.lines().all(|line| super::shared::layout::width(line) <= 60), "{page}");
}

#[test]
fn text_of_what_has_nothing_to_report() {
    let files = [("clean.md", Status::Checked), ("links.md", Status::LinksOnly), ("none.md", Status::NoCitations)];
    let files: Vec<FileReport> = files.iter().map(|(path, status)| sample::plain(path, *status)).collect();
    let mut report = sample::report(files, true);
    report.files[0].list_elsewhere = true;
    assert_looks_like!("text_nothing", as_text(&report, &LOOK));
    assert_eq!(as_text(&report, &Look { quiet: true, ..LOOK }), "");
}

#[test]
fn text_of_many_files_names_the_worst() {
    let mut files: Vec<FileReport> = (0..6).map(|i| sample::plain(&format!("{i}.md"), Status::Checked)).collect();
    files.extend([sample::file(), FileReport { path: "inlet.html".into(), ..sample::file() }]);
    files[7].findings.truncate(1);
    assert_looks_like!("text_many_files", as_text(&sample::report(files, false), &LOOK));
}

#[test]
fn text_of_many_findings_in_one_file_shows_the_first_of_each_rule() {
    let mut file = sample::file();
    let hole = file.findings[2].clone();
    file.findings.extend((0..70).map(|_| hole.clone()));
    let page = as_text(&sample::report(vec![file], false), &LOOK);
    assert!(page.contains("… and 62 more: --format concise lists them all"), "{page}");
    assert!(page.contains("72      1  warning   dropped-citation"), "{page}");
}

#[test]
fn full_shows_each_sentence() {
    assert_looks_like!("full", sample::written(|out| full::write(&one_article(), &LOOK, out)));
}

#[test]
fn concise_is_one_line_a_finding() {
    assert_looks_like!("concise", sample::written(|out| concise::write(&one_article(), &LOOK, out)));
}

#[test]
fn json_keeps_its_contract() {
    let report = sample::report(vec![sample::file()], true);
    let line = sample::written(|out| json::write(&report, out));
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_looks_like!("json", serde_json::to_string_pretty(&value).unwrap());
}

#[test]
fn unread_inputs_come_with_the_way_out() {
    let report = sample::report(Vec::new(), true);
    let page = sample::written(|out| unread::write(&report.unread, out));
    assert_eq!(page, "cannot read draft.docx: it is a Word document\n  help: in Word: Save As → Web Page, Filtered\n");
}

#[test]
fn the_catalogue_is_a_table_by_group() {
    let rules = [&sample::MISSING, &sample::UNUSED, &sample::DROPPED];
    let expected = "\
linking
  missing-source    error    a citation has no source in the list
  unused-source     warning  a source is cited nowhere

markers
  dropped-citation  warning  a sentence seems to have lost its citation

wellcited explain RULE says what a rule finds, why it matters and what to do.
";
    assert_eq!(sample::written(|out| catalogue::write_table(&rules, &LOOK, out)), expected);
}

#[test]
fn nothing_from_an_article_reaches_the_terminal_as_it_is() {
    let mut file = sample::file();
    for finding in &mut file.findings {
        let text = &finding.excerpt.text;
        let spoiled = format!("\u{1b}[2J\u{202e}{text}");
        let shift = spoiled.len() - text.len();
        finding.excerpt.spot = finding.excerpt.spot.start + shift..finding.excerpt.spot.end + shift;
        finding.excerpt.until += shift;
        finding.excerpt.text = spoiled;
        finding.message.push_str("\u{9b}31m\u{7}\r\n");
        finding.tag = finding.tag.as_ref().map(|tag| format!("{tag}\u{1b}c"));
    }
    file.path.push('\u{1b}');
    file.lists[0].heading = Some("Sour\u{1b}[0mces".into());
    let report = sample::report(vec![file], false);
    for page in [
        raw(|out| text::write(&report, &LOOK, out)),
        raw(|out| full::write(&report, &LOOK, out)),
        raw(|out| concise::write(&report, &LOOK, out)),
    ] {
        let bad = |c: char| (c.is_control() && c != '\n' && c != '\u{1b}') || c == '\u{202e}';
        assert!(!page.contains(bad), "{page:?}");
        // What escapes there are, are colours: digits and semicolons, then `m`.
        let is_color = |escape: &str| {
            let rest = escape.strip_prefix('[').map(|e| e.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';'));
            rest.is_some_and(|rest| rest.starts_with('m'))
        };
        assert!(page.split('\u{1b}').skip(1).all(is_color), "{page:?}");
    }
}

/// What a writer puts out, colours included.
fn raw(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes).expect("memory takes all");
    String::from_utf8(bytes).expect("reports are UTF-8")
}
