//! Each key of a file of settings, with what the report shows of it.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::desk::{BROKEN, CLEAN, Desk};

/// A key, what is set, the files, the place in the report where it shows, and what stands there without it and with it.
/// Of a list its length counts.
type Row = (&'static str, String, Vec<(&'static str, String)>, &'static str, Value, Value);

fn row(key: &'static str, set: &str, files: &[(&'static str, &str)], place: &'static str, shows: [Value; 2]) -> Row {
    let files = files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let [without, with] = shows;
    (key, set.to_owned(), files, place, without, with)
}

fn rows() -> Vec<Row> {
    let headed =
        "The tide rose [1]. It fell [2].\n\n## What we read\n\n- Harbour log, a book of 1911.\n- Tide tables, 2024.\n";
    let linked = "See [the log](https://www.quay.test/log) and [the tables](https://tides.test/tables) of this year.\n";
    let german = format!("---\nlang: de\n---\n\n{CLEAN}");
    let page = "<nav class=side><p>See also [7] and [8].</p></nav><div class=menu><p>Related [9].</p></div>\
        <div class=story><p>The tide rose [1]. It fell [2].</p>\
        <div class=box><p>Harbour log, a book of 1911.</p><p>Tide tables, 2024.</p></div></div>";
    let labelled = page.replace("<p>Harbour", "<p>[1] Harbour").replace("<p>Tide", "<p>[2] Tide");
    let keyed = "The weir broke [@hale1998]. It was mended [@moss2005; @moss2004].\n";
    let on_sites = "The tide rose [1].\n\n## Sources\n\n[1] Harbour log, 2024. <https://blog.quay.test/log>\n";
    let staff = "It rose [1].\n\n## Sources\n\n[1] Staff reports, 2024\n";
    let quoted = "“The ferry line will close this year or next,” the mayor said [1].\n\n## Sources\n\n\
        [1] Speech to the port. https://harbour.example/speech\n";
    let broken = &[("a.md", BROKEN)];
    let (findings, lists, language) = ("/files/0/findings", "/files/0/lists", "/files/0/language");
    let site = "\ndomains = [\"quay.test\"]\nreason = \"hearsay\"";
    let n = |without: u32, with: u32| [json!(without), json!(with)];
    vec![
        row(
            "allow-domains",
            &format!("[[allow-domains]]{}", site.replace("quay", "own")),
            &[("a.md", on_sites)],
            findings,
            n(0, 1),
        ),
        row(
            "bibliography",
            "bibliography = [\"refs.bib\"]",
            &[("a.md", keyed), ("refs.bib", super::BIB)],
            findings,
            n(0, 1),
        ),
        row("body-selectors", "body-selectors = [\".story\"]", &[("a.html", &labelled)], findings, n(1, 0)),
        row("deny-domains", &format!("[[deny-domains]]{site}"), &[("a.md", on_sites)], findings, n(0, 1)),
        row(
            "document",
            "[[document]]\nfiles = [\"a.md\", \"b.md\"]",
            &[("a.md", "It rose [1], [2]. It fell [1].\n"), ("b.md", "## Sources\n\n[1] Log.\n\n[2] Tables.\n")],
            "/files/1/findings",
            n(1, 0),
        ),
        row("exclude", "exclude = [\"drafts\"]", &[("a.md", CLEAN), ("drafts/b.md", BROKEN)], "/files", n(2, 1)),
        row(
            "ignore",
            "[[ignore]]\nfiles = [\"a.md\"]\nreason = \"printed so\"",
            broken,
            "/summary/suppressed",
            n(0, 2),
        ),
        row("ignore-styles", "ignore-styles = [\"bracket\"]", broken, "/files/0/markers", n(2, 0)),
        row("ignore-styles", "ignore-styles = [\"superscript\"]", broken, "/files/0/markers", n(2, 2)),
        row("language", "language = \"pt-BR\"", &[("a.md", CLEAN)], language, [Value::Null, json!("pt-BR")]),
        row("language", "language = \"pt-BR\"", &[("a.md", &german)], language, [json!("de"), json!("de")]),
        row("list-elsewhere", "list-elsewhere = true", broken, findings, n(2, 0)),
        row("list-headings", "list-headings = [\"What We Read:\"]", &[("a.md", headed)], lists, n(0, 1)),
        row(
            "list-selectors",
            "list-selectors = [\"div.story > .box\"]",
            &[("a.html", page)],
            "/files/0/entries",
            n(0, 2),
        ),
        row("options", "options.vague-source.phrases = [\"Staff Reports\"]", &[("a.md", staff)], findings, n(0, 1)),
        row("override", "[[override]]\nfiles = [\"*.md\"]\nlist-elsewhere = true", broken, findings, n(2, 0)),
        row("own-domains", "own-domains = [\"quay.test\"]", &[("a.md", linked)], "/files/0/links", n(2, 1)),
        row(
            "read-styles",
            "read-styles = [\"parenthesis\"]",
            &[("a.md", "The tide rose (3) and fell.\n")],
            "/files/0/markers",
            n(0, 1),
        ),
        row(
            "required-fields",
            "required-fields = [\"date\"]",
            &[("a.md", "It rose [1].\n\n## Sources\n\n[1] Log.\n")],
            findings,
            n(0, 1),
        ),
        row("rules", "rules.missing-source = \"off\"", broken, findings, n(2, 1)),
        row(
            "source",
            "[[source]]\nfile = \"copy.txt\"\nurl = \"https://harbour.example/speech\"",
            &[("a.md", quoted), ("copy.txt", "The ferry line will close this year or next, she said.\n")],
            "/quotations",
            [Value::Null, json!(1)],
        ),
        row(
            "verify",
            "verify.exclude = [\"harbour\"]",
            &[("a.md", quoted)],
            "/sources/0/reason",
            [json!("offline"), json!("excluded")],
        ),
    ]
}

/// What stands at a place of the report; of a list, its length.
fn shown(files: &[(&str, String)], settings: &str, place: &str, args: &[&str]) -> Value {
    let mut all: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    all.push(("wellcited.toml", settings.as_bytes()));
    let ran = Desk::new(&all).run(&[&["check", "--format", "json", "."], args].concat());
    match ran.json().pointer(place) {
        Some(Value::Array(list)) => json!(list.len()),
        Some(value) => value.clone(),
        None => Value::Null,
    }
}

#[test]
fn every_key_has_an_effect() {
    for (key, set, files, place, without, with) in rows() {
        let args: &[&str] = if key == "verify" { &["--verify", "--offline"] } else { &[] };
        assert_eq!(shown(&files, "", place, args), without, "without {key}");
        assert_eq!(shown(&files, &set, place, args), with, "with {set}");
    }
}

#[test]
fn every_key_is_in_the_table() {
    let schema = Desk::new(&[]).run(&["config", "schema"]).json();
    let keys = schema["properties"].as_object().unwrap().keys().cloned();
    let shown: BTreeSet<String> = rows().into_iter().map(|(key, ..)| key.to_owned()).collect();
    assert_eq!(keys.collect::<BTreeSet<_>>(), shown);
}
