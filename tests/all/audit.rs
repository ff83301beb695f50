//! The tables of an audit, and what comes back from a desk.

use std::collections::HashMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

use super::desk::{BROKEN, CLEAN, Desk, Ran};

/// A table by the names of its columns.
pub(crate) fn table(file: &Path) -> Vec<HashMap<String, String>> {
    let text = fs::read_to_string(file).unwrap();
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    csv.deserialize().map(Result::unwrap).collect()
}

pub(crate) fn sum(rows: &[HashMap<String, String>], column: &str) -> u64 {
    rows.iter().map(|row| row[column].parse::<u64>().unwrap()).sum()
}

/// Three copies of an article with a link, one that is silenced in part, and one that cannot be read.
fn pages() -> Desk {
    let dead = "The quay sank [1].\n\n## Sources\n\n[1] Quay Board. Report. HTTPS://Board.quay.test:443/a#top\n";
    let linked = "The board [wrote](https://board.quay.test/a) twice [2].\n\n## Sources\n\n[1] quay  board. Log.\n\n[2] Quay Board. Log.\n";
    let silenced = BROKEN.replace("held [4].", "held [4]. <!-- wellcited-ignore-line missing-source: asked -->");
    Desk::new(&[
        ("in/a.md", dead.as_bytes()),
        ("in/b.md", dead.as_bytes()),
        ("in/c.md", linked.as_bytes()),
        ("in/d.md", silenced.as_bytes()),
        ("in/e.docx", b"PK\x03\x04 broken"),
        ("in/f.md", b"Nothing to cite.\n"),
    ])
}

#[test]
fn the_tables_add_up() {
    let desk = pages();
    let ran = desk.run(&["check", "--audit", "out", "in", "in/e.docx"]);
    assert_eq!(ran.code, Some(2), "{}", ran.err);
    let out = desk.path().join("out");
    let [pages, sources, findings] =
        ["pages", "sources", "findings"].map(|name| table(&out.join(format!("{name}.csv"))));
    let run: Value = serde_json::from_str(&fs::read_to_string(out.join("run.json")).unwrap()).unwrap();
    let total = |name: &str| run["totals"][name].as_u64().unwrap();

    assert_eq!(pages.len() as u64, total("pages"));
    assert_eq!(pages.len(), 6, "every input, also what could not be read: {pages:?}");
    assert_eq!(sources.len() as u64, total("sources"));
    assert_eq!(findings.len() as u64, total("finding_rows"));
    assert_eq!((sum(&pages, "source_uses"), total("source_uses")), (sum(&sources, "uses"), sum(&sources, "uses")));
    for (column, name) in [("errors", "errors"), ("warnings", "warnings"), ("notes", "infos")] {
        assert_eq!(sum(&pages, column), total(name), "{column}");
    }
    let open = findings.iter().filter(|row| row["state"] == "open").count() as u64;
    assert_eq!((open, sum(&pages, "findings")), (sum(&pages, "findings"), open));
    let silenced = findings.iter().filter(|row| row["state"] == "suppressed").count() as u64;
    assert_eq!((silenced, total("suppressed")), (1, 1));

    let board: Vec<_> = sources.iter().filter(|row| row["url"].to_lowercase().contains("board.quay.test")).collect();
    assert_eq!(board.len(), 1, "one address in three forms: {sources:?}");
    assert_eq!((board[0]["uses"].as_str(), board[0]["pages"].as_str()), ("3", "3"));
    assert_eq!(board[0]["used_by"], "in/a.md:5\nin/b.md:5\nin/c.md:1");
    assert_eq!(board[0]["verdict"], "not checked");
    assert!(sources.iter().filter(|row| row["url"].is_empty()).all(|row| row["verdict"] == "no address"));

    for output in run["outputs"].as_array().unwrap() {
        let bytes = fs::read(out.join(output["file"].as_str().unwrap())).unwrap();
        assert_eq!(wellcited::input::digest(&bytes), output["sha256"].as_str().unwrap(), "{output}");
    }
}

/// Writes a state, an assignee and a note beside the finding of a rule.
fn decide(file: &Path, rule: &str, decision: [&str; 3]) {
    let text = fs::read_to_string(file).unwrap();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let columns = reader.headers().unwrap().clone();
    let at = |name: &str| columns.iter().position(|column| column == name).unwrap();
    let mut writer = csv::Writer::from_path(file).unwrap();
    writer.write_record(&columns).unwrap();
    for record in reader.records().map(Result::unwrap) {
        let mut cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells[at("rule")] == rule {
            for (column, value) in ["state", "assignee", "note"].into_iter().zip(decision) {
                cells[at(column)] = value.to_owned();
            }
        }
        writer.write_record(&cells).unwrap();
    }
    writer.flush().unwrap();
}

/// The state, assignee, note and change of each rule in a table.
fn decisions(file: &Path) -> HashMap<String, [String; 4]> {
    let row = |row: &HashMap<String, String>| {
        (row["rule"].clone(), ["state", "assignee", "note", "change"].map(|column| row[column].clone()))
    };
    table(file).iter().map(row).collect()
}

fn review(desk: &Desk, table: &str, out: &str) -> Ran {
    desk.run(&["check", "--review", table, "--audit", out, "a.md"])
}

#[test]
fn what_a_desk_decides_comes_back() {
    let desk = Desk::new(&[("a.md", BROKEN.as_bytes())]);
    assert_eq!(desk.run(&["check", "--audit", "one", "a.md"]).code, Some(1));
    let file = desk.path().join("one/findings.csv");
    let note = "=not a formula;\nlooked up, “twice”";
    decide(&file, "missing-source", ["confirmed", "Ona", note]);
    decide(&file, "unused-source", ["Waived", "", "kept on purpose"]);

    let ran = review(&desk, "one/findings.csv", "two");
    assert_eq!(ran.code, Some(0), "both are taken: {}{}", ran.out, ran.err);
    assert!(ran.out.contains("2 suppressed"), "{}", ran.out);
    let second = decisions(&desk.path().join("two/findings.csv"));
    assert_eq!(second["missing-source"], ["confirmed", "Ona", &format!("'{note}"), "still there"]);
    assert_eq!(second["unused-source"], ["waived", "", "kept on purpose", "still there"]);

    // The same from the workbook, in which no mark stands before the note.
    let ran = review(&desk, "two/audit.xlsx", "three");
    assert_eq!(ran.code, Some(0), "{}{}", ran.out, ran.err);
    assert_eq!(decisions(&desk.path().join("three/findings.csv")), second);

    // Another sentence, a source that is cited now, and a finding more.
    let changed = "# Tides\n\nThe water rose once that day [1], and Ona saw it [2]. The old quay held [4], and [9].\n\n\
        ## Sources\n\n[1] Harbour Office. Tide tables, 2024.\n\n[2] Quay Board. Yearly report, 2023.\n";
    fs::write(desk.path().join("a.md"), changed).unwrap();
    let ran = review(&desk, "three/audit.xlsx", "four");
    assert_eq!(ran.code, Some(1), "{}{}", ran.out, ran.err);
    let rows = table(&desk.path().join("four/findings.csv"));
    let of = |cite: &str, column: &str| rows.iter().find(|row| row["cite"] == cite).map(|row| row[column].clone());
    assert_eq!(of("[4]", "change").as_deref(), Some("text changed"));
    assert_eq!(of("[4]", "state").as_deref(), Some("open"), "what was decided about other words is not decided");
    assert_eq!(of("[4]", "note"), Some(format!("'{note}")), "the note stays");
    assert_eq!(of("[9]", "change").as_deref(), Some("new"));
    assert_eq!((of("[2]", "change").as_deref(), of("[2]", "state").as_deref()), (Some("gone"), Some("waived")));

    // What is gone stays in the record.
    review(&desk, "four/findings.csv", "five");
    assert_eq!(table(&desk.path().join("five/findings.csv")).len(), rows.len());
}

#[test]
fn a_table_that_is_no_review_is_refused() {
    let semicolons = "\u{feff}fingerprint;rule;state;assignee;note\nx;unused-source;open;;\n";
    let typo = "fingerprint,rule,state\nx,unused-source,wavied\n";
    let desk = Desk::new(&[
        ("a.md", CLEAN.as_bytes()),
        ("other.csv", b"name,age\nOna,4\n"),
        ("typo.csv", typo.as_bytes()),
        ("semicolons.csv", semicolons.as_bytes()),
        ("broken.xlsx", b"PK\x03\x04 broken"),
    ]);
    for (file, complaint) in [
        ("other.csv", "it has no column “fingerprint”"),
        ("typo.csv", "line 2: there is no state “wavied”; did you mean “waived”?"),
        ("broken.xlsx", "it is no workbook that can be read"),
        ("nowhere.csv", "--review nowhere.csv: "),
    ] {
        let ran = desk.run(&["check", "--review", file, "a.md"]);
        assert_eq!(ran.code, Some(2), "{file}");
        assert!(ran.err.contains(complaint), "{file}: {}", ran.err);
    }
    let ran = desk.run(&["check", "--review", "semicolons.csv", "a.md"]);
    assert_eq!(ran.code, Some(0), "as spreadsheets save it in other countries: {}", ran.err);
}
