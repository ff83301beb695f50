//! A report built by hand, for the tests of all formats: an article with a pruned source list.

use super::{Look, Report};
use crate::cite::{Family, Scope};
use crate::engine::{Excerpt, FileReport, FindingReport, ListReport, Place, Status};
use crate::finding::{Confidence, Group, Meta, Severity};
use crate::input::{Format, LineIndex, Position, Span, TextRange, Unread};

macro_rules! rule {
    ($name:ident, $text:literal, $group:ident, $severity:ident, $summary:literal) => {
        pub(super) static $name: Meta = Meta {
            name: $text,
            group: Group::$group,
            severity: Severity::$severity,
            on: true,
            summary: $summary,
            doc: "",
            rank: 1,
            options: &[],
        };
    };
}
rule!(PRUNED, "pruned-source-list", Linking, Warning, "the list is incomplete");
rule!(MISSING, "missing-source", Linking, Error, "a citation has no source in the list");
rule!(UNUSED, "unused-source", Linking, Warning, "a source is cited nowhere");
rule!(DROPPED, "dropped-citation", Markers, Warning, "a sentence seems to have lost its citation");
rule!(PLACEHOLDER, "placeholder", Residue, Error, "a placeholder was never filled in");
rule!(TRUNCATED, "truncated-url", Sources, Error, "the web address of a source is cut off");
rule!(ODD, "odd-spacing", Sources, Info, "an odd blank");

/// A wide screen that can show everything.
pub(super) const LOOK: Look = Look { width: 100, unicode: true, quiet: false, show_info: false };

/// A finding at `line:column`; `marked` is its sentence with the spot in `{}`.
pub(super) fn finding(rule: &'static Meta, line: u32, column: u32, marked: &str) -> FindingReport {
    let (before, rest) = marked.split_once('{').expect("a spot");
    let (spot, after) = rest.split_once('}').expect("its end");
    let index = LineIndex::new("");
    let first = index.position("", 0);
    let at = |column: u32| Position {
        line: first.line.saturating_add(line - 1),
        column: first.column.saturating_add(column - 1),
        byte_column: first.byte_column.saturating_add(column - 1),
    };
    let until = before.len() + spot.len();
    FindingReport {
        rule,
        severity: rule.severity,
        message: format!("something is wrong with “{spot}”"),
        help: None,
        aside: None,
        key: None,
        tag: None,
        list: None,
        entry: None,
        marker: None,
        place: Place { span: Span::new(line * 100, line * 100 + 1), start: at(column), end: at(column + 1) },
        range: TextRange::empty(0),
        source: None,
        excerpt: Excerpt { text: format!("{before}{spot}{after}"), spot: before.len()..until, until, source: None },
        section: None,
        confidence: Confidence::Certain,
        occurrences: 1,
        labels: Vec::new(),
        labels_omitted: 0,
        cause: None,
        fingerprint: "0123456789abcdef".into(),
        fix: None,
        desk: None,
    }
}

fn cite(key: &str, column: u32, marked: &str) -> FindingReport {
    let base = finding(&MISSING, 9, column, marked);
    FindingReport {
        key: Some(key.into()),
        tag: Some(format!("[{key}]")),
        marker: Some(4),
        cause: Some(5),
        message: format!("[{key}] is cited once and is not in the source list"),
        help: Some(format!("add the source, or remove the claim; do not just delete [{key}]")),
        ..base
    }
}

fn hole(line: u32, aside: Option<&str>, marked: &str) -> FindingReport {
    let base = finding(&DROPPED, line, 88, marked);
    FindingReport { aside: aside.map(Into::into), cause: Some(5), ..base }
}

fn source(rule: &'static Meta, key: &str, line: u32, column: u32, marked: &str) -> FindingReport {
    let base = finding(rule, line, column, marked);
    let body = format!("[{key}] ").len();
    let excerpt = Excerpt { source: Some(body), ..base.excerpt };
    let message = match rule.name {
        "unused-source" => format!("nothing in the text cites source [{key}]"),
        _ => format!("the web address of source [{key}] is cut off"),
    };
    FindingReport { message, key: Some(key.into()), tag: Some(format!("[{key}]")), entry: Some(0), excerpt, ..base }
}

/// The findings of the sample, sorted by place.
fn findings() -> Vec<FindingReport> {
    let marked =
        "When the lock opened in spring, “the basin filled within the hour”, the harbour master wrote [[{6}], [7]].";
    let second = marked.replace("[[{6}], [7]]", "[[6], [{7}]]");
    let mut six = cite("6", 91, marked);
    let mut seven = cite("7", 96, &second);
    for cited in [&mut six, &mut seven] {
        cited.excerpt.until = cited.excerpt.text.len() - 1;
    }
    let pruned = finding(&PRUNED, 40, 1, "{[1] Port Almanac}");
    let pruned = FindingReport {
        message: "4 of the numbers 1–9 are not in it: 4, 6, 7, 8".into(),
        help: Some("Ask the author for the full list first. Until then do not renumber".into()),
        ..pruned
    };
    let in_list = |cause, base| FindingReport { cause, ..base };
    vec![
        six,
        seven,
        hole(12, Some("it holds a quotation"), "The keeper called it “the last good tide of that year”{ }."),
        hole(17, None, "Freight moved to the northern quay{ }."),
        finding(&PLACEHOLDER, 31, 20, "For more, read our story on {[INTERNAL_LINK:ferry-strike]}."),
        pruned,
        source(&TRUNCATED, "1", 41, 30, "[1] Port Almanac. {https://almanac.test/tides/…}"),
        in_list(
            Some(5),
            source(
                &UNUSED,
                "3",
                43,
                1,
                "{[3] Ferry Board. “Timetables of the inner harbour, with all changes since the flood, in three parts.”}",
            ),
        ),
        finding(&ODD, 50, 1, "An odd{ }blank."),
    ]
}

/// One file with the findings above.
pub(super) fn file() -> FileReport {
    FileReport {
        path: "harbour.html".into(),
        status: Status::Checked,
        format: Format::Html,
        encoding: "utf-8".into(),
        title: Some("The harbour".into()),
        language: None,
        sha256: String::new(),
        markers: 5,
        hidden_markers: 0,
        cites: 8,
        cites_without_source: 2,
        cites_elsewhere: 0,
        entries: 5,
        entries_uncited: 1,
        entries_with_address: 1,
        links: 0,
        links_with_passage: 0,
        named_elsewhere: None,
        lists: vec![ListReport {
            heading: Some("Sources".into()),
            family: Family::Numbered,
            scope: Scope::Article,
            start_line: 41,
            end_line: 49,
            entries: 5,
        }],
        list_elsewhere: false,
        bibliography: Vec::new(),
        unread_bibliography: Vec::new(),
        unmatched: Vec::new(),
        is_part: false,
        quotations: Vec::new(),
        findings: findings(),
        set_aside: Vec::new(),
        sources: Vec::new(),
        text: None,
    }
}

/// A file with nothing to report.
pub(super) fn plain(path: &str, status: Status) -> FileReport {
    let links = if status == Status::LinksOnly { 7 } else { 0 };
    let (markers, cites, entries) = if status == Status::Checked { (2, 2, 2) } else { (0, 0, 0) };
    let lists = if status == Status::Checked { file().lists } else { Vec::new() };
    let base = file();
    FileReport { path: path.into(), status, links, markers, cites, entries, lists, findings: Vec::new(), ..base }
}

/// A report of `files` and one input that could not be read.
pub(super) fn report(files: Vec<FileReport>, with_unread: bool) -> Report {
    let unread = Unread::new("draft.docx", "it is a Word document").help("in Word: Save As → Web Page, Filtered");
    Report { files, unread: if with_unread { vec![unread] } else { Vec::new() }, skipped: 0, ..Report::default() }
}

/// What a writer of one format puts out, without colours.
pub(super) fn written(write: impl Fn(&mut dyn std::io::Write) -> std::io::Result<()>) -> String {
    let mut bytes = anstream::StripStream::new(Vec::new());
    write(&mut bytes).expect("memory takes all");
    String::from_utf8(bytes.into_inner()).expect("reports are UTF-8")
}
