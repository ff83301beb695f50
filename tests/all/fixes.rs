//! Fixes: they end, they bring nothing new, and they touch nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use proptest::prelude::*;
use proptest::sample::select;
use wellcited::engine;
use wellcited::finding::Finding;
use wellcited::fix::{self, Extent, Outcome};
use wellcited::input::{Format, Input, rewritten};
use wellcited::rules::{self, Context};

use super::desk::{CLEAN, Desk, zipped};
use super::{corpus, same_tree};

/// Checks with every rule, those that are house policy too.
fn check(input: &Input, reading: &engine::Reading) -> Vec<Finding> {
    rules::check_where(&Context::new(input, &reading.article, &reading.citations), |_| true)
}

fn findings(input: &Input) -> Vec<Finding> {
    check(input, &engine::read(input))
}

fn fixed(input: &Input, extent: Extent) -> Outcome {
    fix::fix(input, extent, &check)
}

/// The fixtures of all rules.
fn fixtures() -> Vec<Input> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules");
    let mut inputs = Vec::new();
    for folder in fs::read_dir(root).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for path in fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()) {
            let format = match path.extension().and_then(|e| e.to_str()) {
                Some("md") => Format::Markdown,
                Some("html") => Format::Html,
                Some("txt") => Format::Text,
                _ => continue,
            };
            inputs.push(Input::from_text(path.to_str().unwrap(), format, fs::read_to_string(&path).unwrap()));
        }
    }
    inputs.sort_by(|a, b| a.path.cmp(&b.path));
    inputs
}

/// How many findings each rule has.
fn counts(findings: &[Finding]) -> BTreeMap<&'static str, usize> {
    findings.iter().fold(BTreeMap::new(), |mut counts, f| {
        *counts.entry(f.rule.name).or_default() += 1;
        counts
    })
}

/// What is wrong with the fixes of one input; how many there are.
fn faults(input: &Input, extent: Extent) -> (Vec<String>, usize) {
    let outcome = fixed(input, extent);
    let mut faults = Vec::new();
    let Some(text) = &outcome.text else { return (faults, 0) };
    let after = input.with_text(text.clone());
    let again = fixed(&after, extent);
    if again.text.is_some() {
        faults.push(format!("fixing twice differs: {:?}", again.applied));
    }
    let (old, new) = (counts(&findings(input)), counts(&findings(&after)));
    faults
        .extend(new.iter().filter(|(rule, n)| old.get(*rule).unwrap_or(&0) < n).map(|(rule, _)| format!("new {rule}")));
    if new.values().sum::<usize>() >= old.values().sum() {
        faults.push("nothing is mended".into());
    }
    if !text.contains('\r') {
        let crlf = input.with_text(input.text.replace('\n', "\r\n"));
        if fixed(&crlf, extent).text.as_deref() != Some(&text.replace('\n', "\r\n")) {
            faults.push("another text with other line ends".into());
        }
    }
    let marked = |text: &str| [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    if rewritten(&marked(&input.text), &input.text, text) != Ok(marked(text)) {
        faults.push("another text behind a byte order mark".into());
    }
    if input.format == Format::Html {
        let removes = outcome.applied.iter().any(|a| a.rule == "unused-source");
        faults.extend(same_tree::fault(&input.text, text, removes));
    }
    (faults, outcome.applied.len())
}

fn hold(inputs: &[Input]) {
    let mut wrong = Vec::new();
    let mut made = [0, 0];
    for input in inputs {
        for (extent, made) in [Extent::Safe, Extent::OnRequest].into_iter().zip(&mut made) {
            let (faults, applied) = faults(input, extent);
            wrong.extend(faults.iter().map(|fault| format!("{} {extent:?}: {fault}", input.path)));
            *made += applied;
        }
    }
    println!("{} inputs: {} safe fixes, {} with those on request", inputs.len(), made[0], made[1]);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn fixtures_are_mended_for_good() {
    hold(&fixtures());
}

#[test]
fn real_documents_are_mended_for_good() {
    let inputs: Vec<Input> = corpus::documents().into_iter().map(|(input, _)| input).collect();
    hold(&inputs);
}

/// What fixes on request make of a text, by format.
fn on_request(format: Format, text: &str) -> (String, Outcome) {
    let input = Input::from_text("article", format, text);
    let outcome = fixed(&input, Extent::OnRequest);
    (outcome.text.clone().unwrap_or_else(|| text.to_owned()), outcome)
}

#[test]
fn each_fix_does_what_it_says() {
    let cases = [
        // The repeated number goes.
        (
            Format::Markdown,
            "A [2, 2]. B [1].\n\n## Sources\n\n[1] One thing.\n\n[2] Two things.\n",
            "A [1]. B [2].\n\n## Sources\n\n[1] Two things.\n\n[2] One thing.\n",
        ),
        // Gaps close, ranges and groups with them.
        (
            Format::Text,
            "A [1]. B [3-5]. C [3, 6].\n\nSources\n\n[1] One thing.\n[3] Two things.\n[4] Three things.\n[5] Four things.\n[6] Five things.\n",
            "A [1]. B [2-4]. C [2, 5].\n\nSources\n\n[1] One thing.\n[2] Two things.\n[3] Three things.\n[4] Four things.\n[5] Five things.\n",
        ),
        // Ids and links follow their numbers.
        (
            Format::Html,
            "<p>A <a href=\"#r1\">[1]</a>. B <a href=\"#r3\">[3]</a>.</p><h2>Sources</h2><p id=\"r1\">[1] One thing.</p><p id=\"r3\">[3] Two things.</p>",
            "<p>A <a href=\"#r1\">[1]</a>. B <a href=\"#r2\">[2]</a>.</p><h2>Sources</h2><p id=\"r1\">[1] One thing.</p><p id=\"r2\">[2] Two things.</p>",
        ),
        // Sources move, labels and ids stay.
        (
            Format::Html,
            "<p>A <a href=\"#r2\">[2]</a>. B <a href=\"#r1\">[1]</a>.</p><h2>Sources</h2><p id=\"r1\">[1] <em>One</em> thing.</p><p id=\"r2\">[2] Two things.</p>",
            "<p>A <a href=\"#r1\">[1]</a>. B <a href=\"#r2\">[2]</a>.</p><h2>Sources</h2><p id=\"r1\">[1] Two things.</p><p id=\"r2\">[2] <em>One</em> thing.</p>",
        ),
        // An unused source goes, and the numbers close.
        (
            Format::Markdown,
            "A [1]. B [3].\n\n## Sources\n\n[1] One thing.\n\n[2] Two things.\n\n[3] Three things.\n",
            "A [1]. B [2].\n\n## Sources\n\n[1] One thing.\n\n[2] Three things.\n",
        ),
        (
            Format::Html,
            "<p>A [1]. B [3].</p><h2>Sources</h2><ul><li>[1] One thing.</li><li>[2] <em>Two things</em></li><li>[3] Three things.</li></ul>",
            "<p>A [1]. B [2].</p><h2>Sources</h2><ul><li>[1] One thing.</li><li>[2] Three things.</li></ul>",
        ),
        (
            Format::Markdown,
            "A[^a]. B[^c].\n\n[^a]: One thing.\n[^b]: Two things.\n[^c]: Three things.\n",
            "A[^a]. B[^c].\n\n[^a]: One thing.\n[^c]: Three things.\n",
        ),
        // A key that is nearly right is made right.
        (
            Format::Text,
            "A [RFC7231]. B [7230].\n\nReferences\n\n[RFC7230] One thing.\n[RFC7231] Two things.\n",
            "A [RFC7231]. B [RFC7230].\n\nReferences\n\n[RFC7230] One thing.\n[RFC7231] Two things.\n",
        ),
        // Addresses of sources that are cited are mended in their place.
        (
            Format::Markdown,
            "A [1]. B [2].\n\n## Sources\n\n[1] One thing. https://one.test/a?utm_source=chatgpt.com&id=4\n\n[2] Two things. https://www.google.com/url?q=https://two.test/b&sa=D\n",
            "A [1]. B [2].\n\n## Sources\n\n[1] One thing. https://one.test/a?id=4\n\n[2] Two things. https://two.test/b\n",
        ),
        (
            Format::Html,
            "<p>A [1].</p><h2>Sources</h2><p>[1] One thing. <a href=\"https://one.test/a?utm_source=x&amp;id=4\">https://one.test/a?utm_source=x&amp;id=4</a></p>",
            "<p>A [1].</p><h2>Sources</h2><p>[1] One thing. <a href=\"https://one.test/a?id=4\">https://one.test/a?id=4</a></p>",
        ),
        (
            Format::Markdown,
            "A [3-1].\n\n## Sources\n\n[1] One thing.\n\n[2] Two things.\n\n[3] Three things.\n",
            "A [1-3].\n\n## Sources\n\n[1] One thing.\n\n[2] Two things.\n\n[3] Three things.\n",
        ),
    ];
    for (format, before, after) in cases {
        let (text, outcome) = on_request(format, before);
        assert_eq!(text, after, "{outcome:#?}");
    }
}

#[test]
fn evidence_is_not_destroyed() {
    let list = "\n\n## Sources\n\n[1] One thing.\n\n[2] Two things.\n\n[4] Four things.\n";
    let cases = [
        // Source 2 may be what 7 was.
        ("A [1]. B [7]. C [4].", "unused-source", "[7]"),
        // It may be what stood in the hole.
        ("A [1] . B rose again . C fell . D [4].", "unused-source", "citation"),
        // Number 2 may be what is lost between the commas.
        ("A [1,,4]. B [4].", "malformed-citation", "[2]"),
        ("A :contentReference[oaicite:0]{index=0}. B [1]. C [4].", "unused-source", "oaicite"),
    ];
    for (body, rule, reason) in cases {
        let before = format!("{body}{list}");
        let (text, outcome) = on_request(Format::Markdown, &before);
        assert_eq!(text, before, "{outcome:#?}");
        let held = outcome.held.iter().find(|h| h.rule == rule).unwrap_or_else(|| panic!("{body}: {outcome:#?}"));
        assert!(held.reason.contains(reason), "{held:?}");
    }
}

#[test]
fn a_link_that_alone_leads_to_a_source_is_kept() {
    let page = "<p>A <a href=\"#r2\">[1]</a>. B <a href=\"#r1\">[1]</a>.</p><h2>Sources</h2><p id=\"r1\">[1] One thing.</p><p id=\"r2\">[2] Two things.</p>";
    let (text, outcome) = on_request(Format::Html, page);
    assert_eq!(text, page);
    assert!(outcome.held.iter().any(|h| h.rule == "mismatched-anchor"), "{outcome:#?}");
}

/// An article with one safe fix and one on request.
const SLIPS: &str = "# Tides\n\nThe water rose [1, 1]. The quay held [3-2].\n\n## Sources\n\n\
    [1] Harbour Office. Tide tables.\n\n[2] Quay Board. Yearly report.\n\n[3] Pilots' log.\n";

#[test]
fn files_are_changed_where_that_was_asked_for() {
    let crlf = [b"\xEF\xBB\xBF", SLIPS.replace('\n', "\r\n").as_bytes()].concat();
    let desk = Desk::new(&[("a.md", SLIPS.as_bytes()), ("b.md", &crlf)]);
    let read = |name: &str| fs::read(desk.path().join(name)).unwrap();
    desk.run(&["a.md", "b.md"]);
    assert_eq!(read("a.md"), SLIPS.as_bytes(), "checking changes nothing");
    let safe = desk.run(&["--fix", "a.md", "b.md"]);
    assert!(safe.out.contains("remove the second [1]") && safe.out.contains("2 fixed."), "{}", safe.out);
    assert_eq!(safe.code, Some(1), "what is left counts");
    let once = SLIPS.replace("[1, 1]", "[1]");
    assert_eq!(read("a.md"), once.as_bytes());
    assert_eq!(read("b.md"), [b"\xEF\xBB\xBF", once.replace('\n', "\r\n").as_bytes()].concat());
    let rest = desk.run(&["--fix", "--unsafe-fixes", "--format", "json", "a.md"]);
    assert_eq!(rest.json()["summary"]["fixed"], 1);
    assert_eq!(rest.code, Some(0));
    assert_eq!(read("a.md"), once.replace("[3-2]", "[2-3]").as_bytes());
    let only = desk.run(&["--fix-only", "b.md"]);
    assert_eq!((only.code, only.out.as_str()), (Some(0), "Nothing to fix.\n"));
    assert_eq!(desk.run(&["--unsafe-fixes", "a.md"]).code, Some(2), "alone it asks for nothing");
    let digest = rest.json()["files"][0]["sha256"].as_str().unwrap().to_owned();
    assert_eq!(digest, wellcited::input::digest(&read("a.md")));
}

#[test]
fn a_difference_is_shown_as_patch_reads_it() {
    let crlf = SLIPS.replace('\n', "\r\n");
    let cut = SLIPS.trim_end();
    let desk = Desk::new(&[("a.md", SLIPS.as_bytes()), ("low tide.md", crlf.as_bytes()), ("cut.md", cut.as_bytes())]);
    let ran = desk.run(&["--diff", "--unsafe-fixes", "."]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.err.contains("6 changes can be made. Nothing was written."), "{}", ran.err);
    assert_eq!(fs::read_to_string(desk.path().join("a.md")).unwrap(), SLIPS);
    fs::write(desk.path().join("all.diff"), &ran.out).unwrap();
    if patch(desk.path(), &["--dry-run", "-p0", "--binary", "-i", "all.diff"])
        && patch(desk.path(), &["-p0", "--binary", "-i", "all.diff"])
    {
        let want = SLIPS.replace("[1, 1]", "[1]").replace("[3-2]", "[2-3]");
        let read = |name: &str| fs::read_to_string(desk.path().join(name)).unwrap();
        assert_eq!(read("a.md"), want);
        assert_eq!(read("low tide.md"), want.replace('\n', "\r\n"));
        assert_eq!(read("cut.md"), want.trim_end());
        assert_eq!(desk.run(&["--diff", "--unsafe-fixes", "."]).code, Some(0));
    }
}

/// Whether `patch` is there; it must then accept what it is given.
fn patch(folder: &Path, args: &[&str]) -> bool {
    match std::process::Command::new("patch").args(args).current_dir(folder).output() {
        Ok(output) => {
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
            true
        }
        Err(_) => {
            println!("skipped: there is no patch");
            false
        }
    }
}

/// The differences of all fixtures and real documents, in one go.
#[test]
fn patch_accepts_every_difference() {
    let folder = tempfile::tempdir().unwrap();
    let mut all = Vec::new();
    let documents = corpus::documents().into_iter().map(|(input, _)| input);
    for (number, input) in fixtures().into_iter().chain(documents).enumerate() {
        if let Some(text) = fixed(&input, Extent::OnRequest).text {
            let name = format!("{number}.txt");
            fs::write(folder.path().join(&name), &input.text).unwrap();
            wellcited::report::views::diff::write(&name, input.text.as_bytes(), text.as_bytes(), &mut all).unwrap();
        }
    }
    fs::write(folder.path().join("all.diff"), &all).unwrap();
    patch(folder.path(), &["--dry-run", "-p0", "--binary", "-i", "all.diff"]);
}

#[test]
fn standard_input_is_passed_on_mended() {
    let desk = Desk::new(&[("a.md", SLIPS.as_bytes())]);
    let mended = desk.run_with_input(&["--fix", "--stdin-filename", "a.md", "-"], SLIPS.as_bytes());
    assert_eq!(mended.out, SLIPS.replace("[1, 1]", "[1]"));
    assert!(mended.err.contains("1 fixed."), "{}", mended.err);
    let sound = desk.run_with_input(&["--fix-only", "-"], CLEAN.as_bytes());
    assert_eq!((sound.code, sound.out.as_str()), (Some(0), CLEAN));
    let spoilt = [b"\xC3\xA9\xC3\xA8\xFF ", SLIPS.as_bytes()].concat();
    let mut child = desk.command(&["--fix", "-"]).stdin(std::process::Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&spoilt).unwrap();
    let passed = child.wait_with_output().unwrap();
    assert_eq!(
        (passed.status.code(), passed.stdout),
        (Some(2), spoilt),
        "what cannot be mended is passed on as it was"
    );
    assert_eq!(desk.run_with_input(&["--fix", "-", "a.md"], b"").code, Some(2), "two outputs cannot be one");
    assert_eq!(fs::read_to_string(desk.path().join("a.md")).unwrap(), SLIPS);
}

#[test]
fn what_cannot_be_written_is_left_alone() {
    let page = format!("<p>{}</p>", SLIPS.replace("\n\n", "</p>\n\n<p>").replace("## Sources", "Sources"));
    let broken = [b"\xC3\xA9\xC3\xA8\xFF ", SLIPS.as_bytes()].concat();
    let latin = [b"D\xE9j\xE0 vu, d\xE9j\xE0 lu.\n\n", SLIPS.as_bytes()].concat();
    let zip = zipped(&[("page.html", &page)]);
    let desk = Desk::new(&[("a.zip", &zip), ("b.md", &broken), ("c.md", &latin)]);
    for (name, bytes, reason) in [("a.zip", &zip, "zip archive"), ("b.md", &broken, "stand for no character")] {
        let ran = desk.run(&["--fix", name]);
        assert_eq!(ran.code, Some(2), "{name}");
        assert!(ran.err.contains("not changed") && ran.err.contains(reason), "{}", ran.err);
        assert!(!ran.out.contains("fixed"), "{}", ran.out);
        assert_eq!(&fs::read(desk.path().join(name)).unwrap(), bytes);
    }
    desk.run(&["--fix", "c.md"]);
    let want = [b"D\xE9j\xE0 vu, d\xE9j\xE0 lu.\n\n", SLIPS.replace("[1, 1]", "[1]").as_bytes()].concat();
    assert_eq!(fs::read(desk.path().join("c.md")).unwrap(), want, "the encoding is kept");
}

#[cfg(unix)]
#[test]
fn modes_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let desk = Desk::new(&[("a.md", SLIPS.as_bytes()), ("locked.md", SLIPS.as_bytes())]);
    let path = desk.path().join("a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    symlink("a.md", desk.path().join("link.md")).unwrap();
    desk.run(&["--fix", "link.md"]);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(fs::symlink_metadata(desk.path().join("link.md")).unwrap().is_symlink());
    assert!(fs::read_to_string(&path).unwrap().contains("rose [1]."));
    fs::set_permissions(desk.path().join("locked.md"), fs::Permissions::from_mode(0o444)).unwrap();
    let ran = desk.run(&["--fix", "locked.md"]);
    assert!(ran.code == Some(2) && ran.err.contains("read-only"), "{}", ran.err);
    let names = fs::read_dir(desk.path()).unwrap().count();
    assert_eq!(names, 3, "no other file is left behind");
}

/// A citation as an author may have written it, slips included.
fn citation() -> impl Strategy<Value = String> {
    let number = 1..9_u32;
    prop_oneof![
        6 => number.clone().prop_map(|n| format!("[{n}]")),
        2 => (number.clone(), number.clone()).prop_map(|(a, b)| format!("[{a}, {b}]")),
        2 => (number.clone(), number.clone()).prop_map(|(a, b)| format!("[{a}–{b}]")),
        1 => (number.clone(), number.clone(), number.clone()).prop_map(|(a, b, c)| format!("[{a};{b}-{c}]")),
        1 => number.clone().prop_map(|n| format!("[{n};]")),
        1 => (number.clone(), number).prop_map(|(a, b)| format!("[{a},,{b}]")),
        1 => Just(" ".to_owned()),
    ]
}

/// An article with a list that may have gaps, doubles and any order.
fn article(format: Format) -> impl Strategy<Value = String> {
    let cites = prop::collection::vec(citation(), 1..8);
    let labels = prop_oneof![
        prop::collection::btree_set(1..9_u32, 1..8).prop_map(|set| set.into_iter().collect::<Vec<_>>()),
        prop::collection::vec(1..9_u32, 1..8),
    ];
    (cites, labels, any::<bool>())
        .prop_map(move |(cites, labels, linked)| write_article(format, &cites, &labels, linked))
}

fn write_article(format: Format, cites: &[String], labels: &[u32], linked: bool) -> String {
    const CLAIMS: [&str; 8] = [
        "The tide rose",
        "The quay held",
        "Boats came late",
        "Gulls left",
        "Salt was dear",
        "Nets dried",
        "Fog stood",
        "Bells rang",
    ];
    const SOURCES: [&str; 8] =
        ["Tables", "Log of the pilots", "Letters", "Customs rolls", "Almanac", "Diary", "Census", "Tolls"];
    let single = |cite: &str| cite.trim_matches(['[', ']']).parse::<u32>().ok();
    let cited = |cite: &String| match single(cite) {
        Some(n) if linked && format == Format::Html => format!(" <a href=\"#ref{n}\">{cite}</a>"),
        _ => format!(" {cite}"),
    };
    let body: Vec<String> = cites.iter().zip(CLAIMS).map(|(cite, claim)| format!("{claim}{}.", cited(cite))).collect();
    let list = labels.iter().zip(SOURCES);
    match format {
        Format::Html => {
            let list = list.map(|(n, s)| format!("<p id=\"ref{n}\">[{n}] <em>{s}</em> of the port.</p>\n"));
            format!("<p>{}</p>\n<h2>Sources</h2>\n{}", body.join(" "), list.collect::<String>())
        }
        Format::Markdown => {
            let list = list.map(|(n, s)| format!("[{n}] *{s}* of the port.\n"));
            format!("{}\n\n## Sources\n\n{}", body.join(" "), list.collect::<Vec<_>>().join("\n"))
        }
        Format::Text => {
            let list = list.map(|(n, s)| format!("[{n}] {s}\n    of the port.\n"));
            format!("{}\n\nSources\n\n{}", body.join(" "), list.collect::<String>())
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn made_up_articles_are_mended_for_good(
        (format, text) in select(&[Format::Html, Format::Markdown, Format::Text][..])
            .prop_flat_map(|format| article(format).prop_map(move |text| (format, text)))
    ) {
        let input = Input::from_text("article", format, text.clone());
        for extent in [Extent::Safe, Extent::OnRequest] {
            let (faults, _) = faults(&input, extent);
            let now = fixed(&input, extent);
            prop_assert!(faults.is_empty(), "{faults:?}\n{text}\n{now:#?}");
        }
    }
}
