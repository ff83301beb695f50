//! Fixtures and documented examples of every rule.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use wellcited::article;
use wellcited::config::{Configs, Named, Settings};
use wellcited::engine;
use wellcited::finding::{Finding, Group, Meta};
use wellcited::fix::{self, Extent};
use wellcited::input::{Format, Input, LineIndex};
use wellcited::outcome::{Outcomes, key};
use wellcited::quote::{Claims, Library, Page, PageText, Wanted, identity, wanted};
use wellcited::rules::{self, Context, RULES};

/// The findings of one rule, whether or not it is on by default; the others run as usual, because they may win over it.
fn findings(rule: &Meta, input: &Input, saved: &[Input]) -> Vec<Finding> {
    let settings = settings_of(rule);
    let reading = engine::read_with(input, &settings);
    let library = library(wanted(&input.path, &reading.article, &reading.citations), saved);
    let outcomes = outcomes_of(rule, input);
    let cx = Context::new(input, &reading.article, &reading.citations)
        .in_house(&settings.house)
        .with(Some(&library))
        .verified(outcomes.as_ref(), false);
    let all = rules::check_where(&cx, |meta| meta.on || meta.name == rule.name);
    all.into_iter().filter(|f| f.rule.name == rule.name).collect()
}

/// What the web says about the sources of an article, for rules that need it: the file beside a fixture, else what the
/// page of the rule states.
fn outcomes_of(rule: &Meta, input: &Input) -> Option<Outcomes> {
    if rule.group != Group::Web {
        return None;
    }
    let stem = input.path.split('.').next().unwrap();
    let beside = folder_of(rule).join(format!("{stem}.outcomes.toml"));
    let stated = fs::read_to_string(beside).ok().or_else(|| {
        let page = rule.page();
        examples(&page).into_iter().find(|(_, what, _)| *what == "answers").map(|(.., text)| text)
    });
    let mut table: toml::Table = toml::from_str(&stated?).unwrap();
    let mut outcomes = Outcomes::default();
    for (url, verdict) in &mut table {
        let verdict = verdict.as_table_mut().unwrap();
        verdict.entry("checked_at").or_insert_with(|| "2026-11-22T14:03:00Z".into());
        verdict.entry("attempts").or_insert_with(|| 1.into());
        outcomes.verdicts.insert(key(url).unwrap(), verdict.clone().try_into().unwrap());
    }
    Some(outcomes)
}

/// The settings that a rule's examples and fixtures need, as its page states them.
fn settings_of(rule: &Meta) -> Settings {
    let page = rule.page();
    let stated = examples(&page).into_iter().find(|(language, what, _)| *language == "toml" && *what != "answers");
    let stated = stated.map(|(_, _, text)| text).filter(|text| !text.is_empty());
    let named = Named { settings: stated.into_iter().collect(), isolated: true };
    Configs::new(&named, Path::new(".")).unwrap().settings("article")
}

/// The text of sources: saved copies that say what they are copies of.
fn library(wanted: Wanted, saved: &[Input]) -> Library {
    let claims = Claims::new(wanted);
    let mut library = Library::default();
    for copy in saved {
        let article = article::read(copy);
        let claim = claims.claim(&identity(copy, &article), Path::new("saved"));
        let page = Page::new(PageText::of(copy, article));
        let id = library.add(Ok(page));
        library.at(id, claim);
    }
    library
}

/// The saved copies of sources in `fixtures/saved`, for rules that need them.
fn saved_for(rule: &Meta) -> Vec<Input> {
    if rule.group != Group::Web {
        return Vec::new();
    }
    let read = |path: &PathBuf| fs::read_to_string(path).unwrap();
    let copies = files_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/saved"));
    copies.iter().map(|path| Input::from_text("saved", format_of(extension(path)), read(path))).collect()
}

fn extension(path: &Path) -> &str {
    path.extension().unwrap().to_str().unwrap()
}

fn format_of(extension: &str) -> Format {
    match extension {
        "md" => Format::Markdown,
        "html" => Format::Html,
        "txt" => Format::Text,
        other => panic!("no format is called {other}"),
    }
}

/// What is compared between variants of an article: the rule's words and what it points at, not where that is.
fn essence(rule: &Meta, input: &Input, saved: &[Input]) -> Vec<String> {
    let shown = |f: &Finding| {
        let text = input.text[f.span.bounds()].replace("\r\n", "\n");
        format!("{} {} {:?} {text:?} ×{} fix {}", f.severity.name(), f.message, f.key, f.occurrences, f.fix.is_some())
    };
    findings(rule, input, saved).iter().map(shown).collect()
}

/// The findings of one rule in one article, as a person checks them.
fn snapshot(rule: &Meta, input: &Input, saved: &[Input]) -> String {
    let lines = LineIndex::new(&input.text);
    let mut out = String::new();
    for f in findings(rule, input, saved) {
        let at = lines.position(&input.text, f.span.start);
        let under = &input.text[f.span.bounds()];
        writeln!(out, "{}:{} {}[{}] {}", at.line, at.column, f.severity.name(), f.rule.name, f.message).unwrap();
        writeln!(out, "    under: {under:?}").unwrap();
        for label in &f.labels {
            let at = lines.position(&input.text, label.span.start);
            writeln!(out, "    {}:{} {}: {:?}", at.line, at.column, label.text, &input.text[label.span.bounds()])
                .unwrap();
        }
        if let Some(aside) = &f.aside {
            writeln!(out, "    aside: {aside}").unwrap();
        }
        if let Some(help) = &f.help {
            writeln!(out, "    help: {help}").unwrap();
        }
        if let Some(fix) = &f.fix {
            let edits = fix.edits.iter().map(|e| format!("{:?} → {:?}", &input.text[e.span.bounds()], e.text));
            let safe = if fix.safe { "safe" } else { "on request" };
            writeln!(out, "    fix ({safe}): {}: {}", fix.title, edits.collect::<Vec<_>>().join(", ")).unwrap();
        }
    }
    out
}

fn folder_of(rule: &Meta) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules").join(rule.name)
}

fn fixtures_of(rule: &Meta) -> Vec<PathBuf> {
    files_in(&folder_of(rule))
}

/// The texts in a folder, without what belongs to them.
fn files_in(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.map(|e| e.unwrap().path()).collect();
    paths.retain(|p| p.extension().is_some_and(|e| e != "snap" && e != "new" && e != "toml"));
    paths.sort();
    paths
}

fn each_fixture(mut test: impl FnMut(&'static Meta, &Path, &str, Input, &[Input])) {
    for rule in RULES {
        let saved = saved_for(rule.meta());
        for path in fixtures_of(rule.meta()) {
            let stem = path.file_stem().unwrap().to_str().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let name = path.file_name().unwrap().to_str().unwrap();
            test(rule.meta(), &path, stem, Input::from_text(name, format_of(extension(&path)), text), &saved);
        }
    }
}

#[test]
fn every_rule_has_fixtures_of_both_kinds() {
    for rule in RULES {
        let name = rule.meta().name;
        let stems: Vec<String> =
            fixtures_of(rule.meta()).iter().map(|p| p.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
        assert!(stems.iter().any(|s| s.starts_with("fail_")), "{name} has no fail_ fixture");
        assert!(stems.iter().any(|s| s.starts_with("pass_")), "{name} has no pass_ fixture");
        let formats = |kind: &str| -> BTreeSet<String> {
            let of_kind = fixtures_of(rule.meta()).into_iter();
            let of_kind = of_kind.filter(|p| p.file_stem().unwrap().to_str().unwrap().starts_with(kind));
            of_kind.map(|p| p.extension().unwrap().to_str().unwrap().to_owned()).collect()
        };
        let both = formats("pass_").is_superset(&formats("fail_"));
        assert!(both, "{name}: what a format can show it can show soundly too");
    }
}

#[test]
fn fixtures_fail_and_pass() {
    let mut wrong = Vec::new();
    each_fixture(|rule, path, stem, input, saved| {
        let found = snapshot(rule, &input, saved);
        let place = format!("{}/{}", rule.name, input.path);
        if stem.starts_with("pass_") {
            if !found.is_empty() {
                wrong.push(format!("{place} should pass:\n{found}"));
            }
            return;
        }
        if found.is_empty() {
            wrong.push(format!("{place} should fail"));
            return;
        }
        insta::with_settings!({
            snapshot_path => path.parent().unwrap(),
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, {
            insta::assert_snapshot!(input.path.replace('.', "_"), found);
        });
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A rule needs no other to find what it finds, and to be silent where it is.
#[test]
fn each_rule_runs_alone() {
    let mut wrong = Vec::new();
    each_fixture(|rule, _, stem, input, saved| {
        // What silences nothing is only known where something could have been silenced.
        if rule.name == "unused-ignore" {
            return;
        }
        let settings = settings_of(rule);
        let reading = engine::read_with(&input, &settings);
        let library = library(wanted(&input.path, &reading.article, &reading.citations), saved);
        let outcomes = outcomes_of(rule, &input);
        let cx = Context::new(&input, &reading.article, &reading.citations);
        let cx = cx.in_house(&settings.house).with(Some(&library)).verified(outcomes.as_ref(), false);
        let alone = rules::check_where(&cx, |meta| meta.name == rule.name);
        let others = alone.iter().any(|f| f.rule.name != rule.name);
        if others || alone.is_empty() != stem.starts_with("pass_") {
            wrong.push(format!("{}/{}: {} findings", rule.name, input.path, alone.len()));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Line ends and what stands in front of an article change nothing.
#[test]
fn variants_of_fixtures_agree() {
    let mut wrong = Vec::new();
    each_fixture(|rule, _, _, input, saved| {
        let want = essence(rule, &input, saved);
        let variants = [
            ("as CRLF", input.text.replace('\n', "\r\n")),
            ("behind a line of other bytes", format!("{}{}", in_front(input.format), input.text)),
        ];
        for (what, text) in variants {
            let variant = Input::from_text(input.path.clone(), input.format, text);
            let got = essence(rule, &variant, saved);
            if got != want {
                wrong.push(format!(
                    "{}/{} {what}:\n  {}\nbut\n  {}",
                    rule.name,
                    input.path,
                    got.join("\n  "),
                    want.join("\n  ")
                ));
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn in_front(format: Format) -> &'static str {
    match format {
        Format::Html => "<p>Größe und 東京 – “€” 𝄞</p>\n",
        Format::Markdown | Format::Text => "Größe und 東京 – “€” 𝄞\n\n",
    }
}

/// What a rule's own page says it finds, it finds; what it says is sound, it leaves alone.
#[test]
fn documented_examples_hold() {
    let mut wrong = Vec::new();
    for rule in RULES {
        let meta = rule.meta();
        let page = meta.page();
        let (mut verdicts, mut saved, mut last) = (Vec::new(), Vec::new(), None);
        for (language, verdict, text) in examples(&page).into_iter().filter(|(language, ..)| *language != "toml") {
            let input = Input::from_text(format!("example.{language}"), format_of(language), text.clone());
            if verdict == "saved" {
                saved.push(input);
                continue;
            }
            let found = findings(meta, &input, &saved);
            if found.is_empty() == (verdict == "fail") {
                wrong.push(format!("{} {verdict}s not:\n{text}{found:#?}", meta.name));
            }
            if verdict == "fixed" {
                let mended = last.as_ref().and_then(|last| mended(meta, last));
                assert_eq!(mended.as_ref(), Some(&text), "{}: its fix", meta.name);
            }
            last = Some(input);
            verdicts.push(verdict);
        }
        assert!(verdicts.contains(&"fail") && verdicts.contains(&"pass"), "{} has not both examples", meta.name);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What the fixes of one rule make of an article.
fn mended(rule: &Meta, input: &Input) -> Option<String> {
    let alone = |input: &Input, reading: &engine::Reading| {
        let cx = Context::new(input, &reading.article, &reading.citations);
        rules::check_where(&cx, |meta| meta.name == rule.name)
    };
    fix::fix(input, Extent::OnRequest, &alone).text
}

#[test]
fn every_page_has_all_parts_in_order() {
    const PARTS: [&str; 6] = ["What it finds", "Why it matters", "What to do", "Silent on", "Examples", "Fix"];
    for rule in RULES {
        let page = rule.meta().page();
        let parts: Vec<&str> =
            page.lines().filter_map(|l| l.strip_prefix("## ")).filter(|h| PARTS.contains(h)).collect();
        assert_eq!(parts, PARTS, "{}", rule.meta().name);
    }
}

/// The fenced examples of a page: language, `fail` or `pass`, text.
fn examples(page: &str) -> Vec<(&str, &str, String)> {
    let mut examples = Vec::new();
    let mut lines = page.lines();
    while let Some(line) = lines.next() {
        let Some((language, verdict)) = line.strip_prefix("```").and_then(|tag| tag.split_once(' ')) else { continue };
        let text: Vec<&str> = lines.by_ref().take_while(|l| *l != "```").collect();
        examples.push((language, verdict, text.join("\n") + "\n"));
    }
    examples
}

/// A safe fix mends what it was offered for.
#[test]
fn safe_fixes_mend() {
    each_fixture(|rule, _, _, input, saved| {
        for finding in findings(rule, &input, saved) {
            let Some(fix) = finding.fix.filter(|f| f.safe) else { continue };
            let mut text = input.text.clone();
            for edit in fix.edits.iter().rev() {
                text.replace_range(edit.span.bounds(), &edit.text);
            }
            let mended = Input::from_text(input.path.clone(), input.format, text);
            let left = findings(rule, &mended, saved).len();
            assert!(left < findings(rule, &input, saved).len(), "{}/{}: {}", rule.name, input.path, mended.text);
        }
    });
}

/// All findings of one text, as users get them.
fn check(format: Format, text: &str) -> Vec<Finding> {
    let input = Input::from_text("article", format, text);
    engine::check(&input, &engine::read(&input))
}

fn names(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|f| f.rule.name).collect()
}

#[test]
fn a_pruned_list_explains_what_hangs_loose() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rules/pruned-source-list");
    let findings = check(Format::Markdown, &fs::read_to_string(folder.join("fail_holes_and_gaps.md")).unwrap());
    let explained = ["missing-source", "unused-source", "dropped-citation"];
    assert!(explained.iter().all(|name| names(&findings).contains(name)), "{:?}", names(&findings));
    for finding in &findings {
        let cause = finding.cause.map(|i| findings[i].rule.name);
        let want = explained.contains(&finding.rule.name).then_some("pruned-source-list");
        assert_eq!(cause, want, "{}", finding.message);
    }
    assert!(findings.is_sorted_by_key(|f| (f.span, f.rule.name)));
}

#[test]
fn on_the_same_characters_one_rule_speaks() {
    let list = "\n\n## Sources\n\n[1] Tide tables.\n\n[2] Harbour log.\n";
    let cases = [
        // A lead-in without its object, not a dropped citation too.
        ("The tide turned [1] . It rose according to . The log says so [2].", "dangling-lead-in", "dropped-citation"),
        // A chat tool's mark, not a citation of source 12.
        ("The tide turned 【12†source】. It rose [1, 2].", "chat-residue", "missing-source"),
        ("The tide turned [1,,9]. It rose [1, 2].", "malformed-citation", "missing-source"),
        ("The tide turned [9, 9]. It rose [1, 2].", "missing-source", "duplicate-citation"),
        // What a converter left stands where the citation stood.
        ("The tide turned, see [](https://quay.test/x). It rose [1, 2].", "tool-residue", "dropped-citation"),
    ];
    for (body, winner, loser) in cases {
        let findings = check(Format::Markdown, &format!("{body}{list}"));
        let found = names(&findings);
        assert!(found.contains(&winner) && !found.contains(&loser), "{body}: {found:?}");
    }
}

#[test]
fn one_finding_replaces_those_about_each_number() {
    let uncited = check(Format::Markdown, "The tide turned.\n\n## Sources\n\n[1] Tide tables.\n\n[2] Harbour log.\n");
    assert_eq!(names(&uncited), ["uncited-source-list"]);
    let absent = check(Format::Markdown, "The tide turned [1]. It rose [2]. It fell [3], and rose [4].\n");
    assert_eq!(names(&absent), ["no-source-list"]);
}

/// What is wrong with one address is said once.
#[test]
fn an_address_has_one_fault() {
    let cases = [
        ("http://localhost/www.example.com/…", "private-url"),
        ("https://www.example.com/…", "placeholder-url"),
        ("https://harbour..example/…", "truncated-url"),
        ("https://https://bit.ly/x", "malformed-url"),
        ("https://bit.ly/x?utm_source=chatgpt.com", "redirector-url"),
        ("https://harbour.example/?utm_source=chatgpt.com", "tracking-url"),
        ("https://harbour.example/", "homepage-url"),
        ("https://harbour.example/tides", "bare-url"),
    ];
    for (url, rule) in cases {
        let findings = check(Format::Markdown, &format!("The tide turned [1].\n\n## Sources\n\n[1] <{url}>\n"));
        assert_eq!(names(&findings), [rule], "{url}");
    }
}

#[test]
fn findings_about_one_site_are_one_however_many_there_are() {
    let entries: Vec<String> = (1..=40).map(|n| format!("[{n}] Log {n}. https://bit.ly/log{n}")).collect();
    let cites: Vec<String> = (1..=40).map(|n| format!("The tide turned at {n} [{n}].")).collect();
    let findings = check(Format::Markdown, &format!("{}\n\n## Sources\n\n{}\n", cites.join(" "), entries.join("\n\n")));
    assert_eq!(names(&findings), ["redirector-url"]);
    assert_eq!((findings[0].occurrences, findings[0].labels.len(), findings[0].labels_omitted), (40, 39, 0));
}
