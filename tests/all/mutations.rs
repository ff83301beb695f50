//! Planted defects: a sound article gets one defect at a time, and each must be found by its rule and key.

use wellcited::engine;
use wellcited::input::{Format, Input};

/// An article in which nothing is wrong, in each format.
struct Sound {
    format: Format,
    text: String,
}

const SENTENCES: [&str; 8] = [
    "The mill on the lower river was built for wool {}.",
    "Its wheel turned for ninety years without a break {}.",
    "A flood in March carried the weir away {}.",
    "The owners rebuilt it within a single summer {}.",
    "Steam came late to the valley and left early {}.",
    "The looms were sold to a museum in the north {}.",
    "Two of them still work on feast days {}.",
    "The wheel itself was cut up for its iron {}.",
];
const SOURCES: [&str; 8] = [
    "Parish register of Lower Weir, volume 2.",
    "Holm, K. Water Wheels of the Valley. Mill Press, 1987. https://mills.test/wheels",
    "Flood report of the county, 1871.",
    "Letters of the Garrick family, box 4.",
    "Steam Society. Yearbook, 1902. https://steam.test/1902",
    "Museum of the North, register of looms.",
    "Feast day programme, 1999.",
    "Scrap dealers' ledger, page 31.",
];

fn sound() -> [Sound; 3] {
    let cites: Vec<String> = (1..=SENTENCES.len()).map(|n| format!("[{n}]")).collect();
    let body = |wrap: &dyn Fn(usize, String) -> String| -> String {
        SENTENCES.iter().enumerate().map(|(i, s)| wrap(i, (*s).to_owned())).collect()
    };
    let plain = body(&|i, s| s.replace("{}", &cites[i]) + if i % 2 == 0 { " " } else { "\n\n" });
    let list: String = SOURCES.iter().enumerate().map(|(i, s)| format!("[{}] {s}\n\n", i + 1)).collect();
    let raised = body(&|i, s| {
        let n = i + 1;
        let marker = format!("<sup><a href=\"#ref{n}\">[{n}]</a></sup>");
        format!("<p>{}</p>\n", s.replace(" {}", &marker))
    });
    let items: String =
        SOURCES.iter().enumerate().map(|(i, s)| format!("<li id=\"ref{}\">{s}</li>\n", i + 1)).collect();
    [
        Sound { format: Format::Markdown, text: format!("# The mill\n\n{plain}## Sources\n\n{list}") },
        Sound { format: Format::Text, text: format!("The mill\n\n{plain}Sources\n\n{list}") },
        Sound {
            format: Format::Html,
            text: format!("<h1>The mill</h1>\n{raised}<h2>Sources</h2>\n<ol>\n{items}</ol>\n"),
        },
    ]
}

/// Findings that count, as `rule key`.
fn findings(format: Format, text: &str) -> Vec<String> {
    let report = engine::report(&Input::from_text("mill", format, text));
    report.findings.iter().map(|f| format!("{} {}", f.rule.name, f.key.as_deref().unwrap_or("-"))).collect()
}

fn change(text: &str, from: &str, to: &str) -> String {
    assert!(text.contains(from), "nothing to change: {from}");
    text.replacen(from, to, 1)
}

/// One defect: what is replaced by what, and what must be found.
type Planted = (&'static str, &'static str, &'static [&'static str]);

/// For the forms in which cites are `[n]` and sources begin `[n]`.
const IN_BRACKETS: &[Planted] = &[
    ("[3] Flood report of the county, 1871.\n\n", "", &["missing-source 3"]),
    (" [5].", ".", &["unused-source 5"]),
    ("for wool [1]", "for wool [19]", &["missing-source 19", "unused-source 1"]),
    ("[8] Scrap", "[4] Scrap", &["duplicate-number 4", "missing-source 8"]),
    ("a break [2]", "a break []", &["empty-citation -", "unused-source 2"]),
    ("a break [2]", "a break [4-2]", &["invalid-range -"]),
    ("a break [2]", "a break [2, 2]", &["duplicate-citation 2"]),
    ("a break [2]", "a break [2,,3]", &["malformed-citation -"]),
    ("https://mills.test/wheels", "https://mills.test/whe…", &["truncated-url 2"]),
    ("[6] Museum of the North, register of looms.", "[6]", &["empty-source 6"]),
];

const IN_HTML: &[Planted] = &[
    ("<li id=\"ref8\">Scrap dealers' ledger, page 31.</li>\n", "", &["missing-source 8"]),
    ("<li id=\"ref3\">Flood report of the county, 1871.</li>\n", "", &["missing-source 3"]),
    ("<a href=\"#ref5\">[5]</a>", "", &["dropped-citation -", "unused-source 5"]),
    ("<a href=\"#ref5\">[5]</a>", "<a href=\"#ref5\"></a>", &["dropped-citation -"]),
    ("href=\"#ref2\">", "href=\"#ref7\">", &["mismatched-anchor 2"]),
    ("href=\"#ref2\">", "href=\"#ref77\">", &["broken-anchor 2"]),
    ("[4]</a>", "[4, 4]</a>", &["duplicate-citation 4"]),
    ("https://steam.test/1902", "https://steam.test/1…", &["truncated-url 5"]),
    ("Feast day programme, 1999.", "", &["empty-source 7"]),
];

/// What every defect of a list may bring with it.
fn follows(finding: &str) -> bool {
    ["numbering-gap", "cut-source-list", "pruned-source-list"].iter().any(|rule| finding.starts_with(rule))
}

fn planted(article: &Sound, (from, to, wanted): &Planted) -> Vec<String> {
    let found = findings(article.format, &change(&article.text, from, to));
    let same = |finding: &str, want: &str| match want.strip_suffix(" -") {
        Some(rule) => finding.split(' ').next() == Some(rule),
        None => finding == want,
    };
    let mut wrong: Vec<String> = wanted
        .iter()
        .filter(|want| !found.iter().any(|f| same(f, want)))
        .map(|want| format!("{}: {from:?} → {to:?}: no {want}; found {found:?}", article.format.name()))
        .collect();
    let others: Vec<&String> =
        found.iter().filter(|f| !follows(f) && !wanted.iter().any(|want| same(f, want))).collect();
    // A defect may cost one source its only cite, or one cite its source.
    if others.len() > 1 {
        wrong.push(format!("{}: {from:?} → {to:?}: also {others:?}", article.format.name()));
    }
    wrong
}

#[test]
fn a_sound_article_has_no_findings() {
    for article in sound() {
        assert_eq!(findings(article.format, &article.text), [""; 0], "{}", article.format.name());
    }
}

#[test]
fn every_planted_defect_is_found() {
    let mut wrong = Vec::new();
    for article in sound() {
        let defects = if article.format == Format::Html { IN_HTML } else { IN_BRACKETS };
        wrong.extend(defects.iter().flat_map(|defect| planted(&article, defect)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Two or more cites taken out leave holes that are found, each at its place.
#[test]
fn holes_are_found() {
    for article in sound() {
        let mut text = article.text.clone();
        for n in [2, 4, 7] {
            text = match article.format {
                Format::Html => change(&text, &format!("<a href=\"#ref{n}\">[{n}]</a>"), ""),
                _ => change(&text, &format!(" [{n}]."), " ."),
            };
        }
        let found = findings(article.format, &text);
        let holes = found.iter().filter(|f| f.starts_with("dropped-citation")).count();
        assert_eq!(holes, 3, "{}: {found:?}", article.format.name());
        for n in [2, 4, 7] {
            assert!(found.contains(&format!("unused-source {n}")), "{found:?}");
        }
    }
}
