//! The report for the browser: what stands on the page, that all of it leads somewhere, and that none of it runs.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use scraper::{ElementRef, Html, Node, Selector};
use sha2::{Digest as _, Sha256};
use wellcited::article::BlockKind;
use wellcited::config::{Keep, Settings};
use wellcited::engine::{self, AddressVerdict, FileReport, SourceKind, SourceVerdict};
use wellcited::input::{Format, Input, LoadOptions, Place, Source, load};
use wellcited::outcome::{self, Archive, Outcomes, Reason, Verdict};
use wellcited::report::Report;
use wellcited::report::formats::html;

use super::desk::Desk;
use super::support::shared;

fn report_on(input: &Input) -> FileReport {
    engine::report_with(input, &Settings { keep: Keep { text: true, surroundings: true }, ..Settings::default() })
}

fn page(files: Vec<FileReport>) -> String {
    let report = Report { files, ..Report::default() };
    let mut bytes = Vec::new();
    html::write(&report, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn file(path: &Path) -> Option<FileReport> {
    let place = Place::File(path.to_owned());
    let source = Source { shown: path.to_string_lossy().into_owned(), place, named: false };
    load(&source, LoadOptions::default()).ok().flatten().map(|input| report_on(&input))
}

fn in_folder(folder: &Path) -> Vec<FileReport> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.iter().filter(|path| path.is_file()).filter_map(|path| file(path)).collect()
}

fn fixtures(name: &str) -> Vec<FileReport> {
    in_folder(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures").join(name))
}

fn select<'d>(dom: &'d Html, selector: &str) -> Vec<ElementRef<'d>> {
    dom.select(&Selector::parse(selector).unwrap()).collect()
}

const HOSTILE: &str = r#"<html lang="x&quot;><script>alert(1)</script>"><head>
<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title></head><body>
<h1>&lt;img src=x onerror=alert(2)&gt; &#x202e;desrever</h1>
<p>The weir &lt;script&gt;alert(3)&lt;/script&gt; held [1]. It broke [9]. See <a href="javascript:alert(4)">this [2]</a> and
<a href="https://weir.example/&quot; onclick=alert(5)">that</a> .</p>
<h2>Sources</h2>
<ol><li id="x&quot; onmouseover=&quot;alert(6)">&lt;svg onload=alert(7)&gt; <a href="javascript:alert(8)">javascript:alert(8)</a></li>
<li>&lt;/span&gt;&lt;/p&gt;&lt;iframe src=//weir.example&gt; <a href="https://weir.example/a">weir</a></li></ol></body></html>"#;

#[test]
fn nothing_of_an_article_becomes_markup() {
    let input = Input::from_text("\"><script>alert(0)</script>.html", Format::Html, HOSTILE);
    let report = report_on(&input);
    assert!(!report.findings.is_empty());
    for files in [vec![report.clone()], vec![report.clone(), report]] {
        let page = page(files);
        let dom = Html::parse_document(&page);
        assert_eq!(select(&dom, "script").len(), 1);
        assert!(select(&dom, "img, iframe, object, embed, link, form, base, svg svg, svg [onload]").is_empty());
        for element in select(&dom, "*") {
            for (name, value) in element.value().attrs() {
                assert!(!name.starts_with("on") && name != "style" && name != "src", "{name}={value}");
                let is_safe = value.starts_with('#') || value.starts_with("https://weir.example/");
                assert!(name != "href" || is_safe, "{value}");
            }
        }
        assert!(!page.contains('\u{202e}'));
    }
}

#[test]
fn the_policy_allows_this_style_and_this_script_only() {
    let page = page(fixtures("articles"));
    let dom = Html::parse_document(&page);
    let policy = select(&dom, "meta[http-equiv='Content-Security-Policy']")[0].attr("content").unwrap();
    let hash = |name: &str| {
        let [element] = select(&dom, name).try_into().unwrap();
        format!("'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(element.text().collect::<String>().as_bytes())))
    };
    let expected = format!(
        "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; form-action 'none'",
        hash("style"),
        hash("script")
    );
    assert_eq!(policy, expected);
    assert!(select(&dom, "[style]").is_empty(), "the policy would not allow it");
}

/// Each place has one name, each link leads to one.
fn assert_sound(page: &str) {
    let dom = Html::parse_document(page);
    let mut names = HashSet::new();
    for element in select(&dom, "[id]") {
        let name = element.attr("id").unwrap();
        assert!(names.insert(name), "two places are called {name}");
    }
    for link in select(&dom, "a[href^='#']") {
        let name = link.attr("href").unwrap().trim_start_matches('#');
        assert!(names.contains(name), "nothing is called {name}");
    }
}

#[test]
fn every_link_leads_somewhere() {
    for folder in ["articles", "forms"] {
        assert_sound(&page(fixtures(folder)));
    }
    for file in fixtures("articles") {
        assert_sound(&page(vec![file]));
    }
    let Some(corpora) = shared("corpora") else { return };
    for folder in ["llm-report-md", "html-footnote-fixtures", "news-blog-html", "rfc-text", "sphinx-html"] {
        assert_sound(&page(in_folder(&corpora.join(folder))));
    }
}

#[test]
fn every_finding_has_its_note_and_every_citation_its_link() {
    for files in [fixtures("articles"), fixtures("forms")] {
        for file in files {
            let dom = Html::parse_document(&page(vec![file.clone()]));
            assert_eq!(select(&dom, ".remark").len(), file.findings.len(), "{}", file.path);
            for level in ["error", "warning", "note"] {
                let of_level = file.findings.iter().filter(|f| f.severity.name().replace("info", "note") == level);
                assert_eq!(select(&dom, &format!(".remark.{level}")).len(), of_level.count(), "{}", file.path);
            }
            let citations = &file.text.as_ref().unwrap().reading.citations;
            let read = citations.markers.iter().filter(|m| !m.range.is_empty() && !m.cites.is_empty()).count();
            assert_eq!(select(&dom, ".cite[id]").len(), read, "{}", file.path);
            let listed = citations.entries.iter().filter(|entry| !entry.range.is_empty()).count();
            assert_eq!(select(&dom, ".source[id]").len(), listed, "{}", file.path);
        }
    }
}

/// The words of an article on the page, without what the report adds.
fn words_shown(node: ElementRef<'_>, out: &mut String) {
    const ADDED: [&str; 7] = ["remark", "vh", "back", "lead", "left-out", "apart", "notes"];
    for child in node.children() {
        match child.value() {
            Node::Text(text) => out.push_str(text),
            Node::Element(element)
                if element.name() != "code" && !element.classes().any(|class| ADDED.contains(&class)) =>
            {
                out.push(' ');
                if let Some(child) = ElementRef::wrap(child) {
                    words_shown(child, out);
                }
            }
            _ => {}
        }
    }
}

/// What is left of a text without blanks and without what no reader sees.
fn bare(text: &str) -> String {
    let is_shown = |c: &char| {
        !c.is_whitespace() && !c.is_control() && !"\u{ad}\u{200b}\u{200e}\u{200f}\u{feff}\u{2060}▫\u{fffc}".contains(*c)
    };
    text.chars().filter(is_shown).collect()
}

fn assert_shows_all(file: &FileReport) {
    let dom = Html::parse_document(&page(vec![file.clone()]));
    let mut shown = String::new();
    select(&dom, ".text").into_iter().for_each(|text| words_shown(text, &mut shown));
    let shown = bare(&shown);
    let article = &file.text.as_ref().unwrap().reading.article;
    let mut at = 0;
    for block in &article.blocks {
        let text = bare(article.slice(block.range));
        let is_title = article.title.as_deref().is_some_and(|title| bare(title) == text);
        if block.kind.is_set_apart() || is_title || matches!(block.kind, BlockKind::Code | BlockKind::Math) {
            continue;
        }
        let found = shown[at..].find(&text).unwrap_or_else(|| panic!("{}: not shown: {text}", file.path));
        at += found + text.len();
    }
}

#[test]
fn all_of_the_text_is_shown_in_its_order() {
    fixtures("articles").iter().for_each(assert_shows_all);
    let Some(corpora) = shared("corpora") else { return };
    for folder in ["llm-report-md", "html-footnote-fixtures", "md-footnotes"] {
        in_folder(&corpora.join(folder)).iter().for_each(assert_shows_all);
    }
}

#[test]
fn the_cause_is_read_first() {
    let text = "One [1]. Two [2]. Six [6]. Lost .\n\n## Sources\n\n[1] A. Aldous, Locks.\n\n[2] B. Birch, Weirs.\n\n\
                [5] C. Cole, Quays.\n\n[9] D. Dean, Piers.\n";
    let file = report_on(&Input::from_text("quay.md", Format::Markdown, text));
    let page = page(vec![file]);
    let at = |words: &str| page.find(words).unwrap_or_else(|| panic!("{words} is not on the page"));
    let body = at("<body>");
    let first = at("The source list is incomplete");
    let ask = page[body..].find("Ask the author").map(|found| found + body).unwrap();
    assert!(first < ask && ask < at("id=\"tools\"") && ask < at("class=\"text\""));
}

#[test]
fn nothing_to_check_is_not_called_clean() {
    let none = report_on(&Input::from_text("a.md", Format::Markdown, "A harbour, and no citation."));
    let report = page(vec![none.clone(), none]);
    assert!(report.contains("<h1>Nothing to check</h1>"), "{report}");
    assert!(report.contains("whether addresses open"));
}

/// The numbers of the chart with this caption.
fn chart(dom: &Html, caption: &str) -> Vec<usize> {
    let is_meant = |table: &ElementRef<'_>| {
        let named = table.select(&Selector::parse("caption").unwrap()).next();
        named.is_some_and(|found| found.text().collect::<String>().starts_with(caption))
    };
    let table = select(dom, "table.chart").into_iter().find(is_meant).unwrap_or_else(|| panic!("{caption}"));
    let numbers = Selector::parse("td.n").unwrap();
    table.select(&numbers).map(|cell| cell.text().next().unwrap().trim().parse().unwrap()).collect()
}

#[test]
fn charts_add_up() {
    let files = fixtures("forms");
    let findings: usize = files.iter().map(|file| file.findings.len()).sum();
    let sources: usize = files.iter().map(|file| file.entries + file.links).sum();
    let mut by_file: Vec<usize> = files.iter().map(|file| file.findings.len()).filter(|n| *n > 0).collect();
    by_file.sort_unstable();
    let dom = Html::parse_document(&page(files));
    assert_eq!(chart(&dom, "What was found").iter().sum::<usize>(), findings);
    assert_eq!(chart(&dom, "Where the sources lead").iter().sum::<usize>(), sources);
    let worst = chart(&dom, "Where: the worst articles first");
    assert_eq!(worst.len(), by_file.len().min(12));
    assert!(worst.iter().all(|n| by_file.contains(n)), "{worst:?}");
}

#[test]
fn quotations_show_what_became_of_them() {
    let saved = include_str!("../../fixtures/quotations/weir.html");
    let article = "The keeper “had never heard the water speak so loudly” [1]. She said “we shall build it a yard lower, \
                   because water remembers where it has been” [1].\n\n## Sources\n\n\
                   [1] The weir at Alder Ford. https://weir.example/alder\n";
    let desk = Desk::new(&[("a.md", article.as_bytes()), ("saved/weir.html", saved.as_bytes())]);
    let ran = desk.run(&["--sources", "saved", "--report", "html=out.html", "a.md"]);
    assert_eq!((ran.code, ran.err.as_str()), (Some(1), ""));
    let page = fs::read_to_string(desk.path().join("out.html")).unwrap();
    let dom = Html::parse_document(&page);
    let [check] = select(&dom, ".check-mark").try_into().unwrap();
    assert_eq!(check.attr("title"), Some("word for word in [1]"));
    let back = select(&dom, ".back")[0].text().collect::<String>();
    assert!(back.contains("quoted: 1 word for word, 1 altered"), "{back}");
    let note = select(&dom, ".remark[data-rule='quotation-altered'] em");
    assert_eq!(note.iter().map(|em| em.text().collect::<String>()).collect::<Vec<_>>(), ["higher", "lower"]);
    assert!(!page.contains("whether quotations match"), "they were looked for");
}

#[test]
fn verdicts_stand_beside_their_sources() {
    let text = "The weir held [1]. It broke [2].\n\n## Sources\n\n[1] A. Aldous, Locks. https://locks.example/a\n\n\
                [2] B. Birch, Weirs.\n";
    let mut file = report_on(&Input::from_text("quay.md", Format::Markdown, text));
    let url = "https://locks.example/a";
    let key = outcome::key(url).unwrap();
    let address =
        |reason| AddressVerdict { url: url.into(), key: Some(key.clone()), reason, title_score: None, line: 5 };
    let source = |kind, addresses| SourceVerdict { kind, tag: None, text: String::new(), line: 5, addresses };
    let dead = source(SourceKind::Entry(0), vec![address(Reason::NotFound)]);
    file.sources = vec![dead, source(SourceKind::Entry(1), Vec::new())];
    let mut verdict = Verdict::new(Reason::NotFound, "2026-01-31T12:00:00Z".parse().unwrap());
    verdict.status = Some(404);
    verdict.archive = Some(Archive::Found { url: "https://archive.example/locks".into(), date: None });
    let outcomes = Outcomes { verdicts: [(key.clone(), verdict)].into(), ..Outcomes::default() };
    let report = Report { files: vec![file], outcomes: Some(outcomes.into()), ..Report::default() };
    let mut bytes = Vec::new();
    html::write(&report, &mut bytes).unwrap();
    let page = String::from_utf8(bytes).unwrap();
    let dom = Html::parse_document(&page);
    let said: Vec<String> = select(&dom, ".verdict").iter().map(|v| v.text().collect::<String>()).collect();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said[0].starts_with("dead: 404: the page does not exist"), "{said:?}");
    assert!(said[1].starts_with("no address"), "{said:?}");
    assert_eq!(select(&dom, ".verdict a")[0].attr("href"), Some("https://archive.example/locks"));
    assert_eq!(chart(&dom, "What the web says"), [1, 1]);
    assert!(!page.contains("whether addresses open"), "they were opened");
}
