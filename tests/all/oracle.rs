//! The HTML adapter against a real DOM: the same text, block by block.
//!
//! The rules of what is read are written here a second time, over the tree that `scraper` builds. They share no code
//! with the adapter, which builds no tree.

mod tree;

use std::path::{Path, PathBuf};

use scraper::Html;
use wellcited::article::{self, Article, BlockKind};
use wellcited::input::{Format, Input};

use crate::support;
use tree::fold;

/// The text of each visible block, blanks folded.
fn adapter_blocks(article: &Article) -> Vec<String> {
    let is_text = |kind: BlockKind| !kind.is_set_apart() && kind != BlockKind::Rule;
    let blocks = article.blocks.iter().filter(|b| is_text(b.kind));
    blocks.map(|b| fold(article.slice(b.range))).filter(|t| !t.is_empty()).collect()
}

fn html_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            let extension = path.extension().and_then(|e| e.to_str()).unwrap_or_default();
            if path.is_dir() {
                folders.push(path);
            } else if matches!(extension, "html" | "htm" | "xhtml") {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// The first place where two lists of blocks part, with what stands there.
fn first_difference(ours: &[String], theirs: &[String]) -> Option<String> {
    let at = ours.iter().zip(theirs).take_while(|(a, b)| a == b).count();
    let show = |blocks: &[String]| blocks.iter().skip(at).take(3).map(|b| format!("{b:.150}")).collect::<Vec<_>>();
    (at < ours.len() || at < theirs.len())
        .then(|| format!("block {at}:\n  adapter {:#?}\n  tree    {:#?}", show(ours), show(theirs)))
}

/// Where text and input have the same length they are the same text, line ends aside.
fn check_runs(article: &Article, input: &str, page: &str) {
    let ends = article.runs.iter().skip(1).map(|run| run.at as usize).chain([article.text.len()]);
    for (run, end) in article.runs.iter().zip(ends) {
        let (raw, text) = (&input[run.span.bounds()], &article.text[run.at as usize..end]);
        let verbatim = raw.len() == text.len() && !text.starts_with(article::OBJECT);
        assert!(
            !verbatim || raw.replace(['\n', '\r', '\t'], " ") == text.replace('\t', " "),
            "{page}: {raw:?} {text:?}"
        );
    }
}

/// Pages on which the adapter reads what the tree's own rules hide: by file, with the reason.
const READS_HIDDEN: &[(&str, &str)] = &[
    ("list_accordion.html", "the list of sources is folded away, and the markers lead into it"),
    ("data-definition.html", "the notes are hidden, and nothing else answers the markers that name them"),
    ("list_accordion.html", "the sources are in a closed panel that a button on the page opens"),
    ("lesswrong.com", "the page is streamed: all of the article arrives in `<div hidden>`"),
];

/// Also reads the pages in the folder that the environment names as `ORACLE_PAGES`.
#[test]
fn the_text_of_a_page_is_what_its_tree_says() {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let more = std::env::var_os("ORACLE_PAGES").map(PathBuf::from);
    let folders = [Some(own).filter(|p| p.exists()), support::shared("corpora"), support::shared("seed"), more];
    let mut differences = Vec::new();
    for path in folders.into_iter().flatten().flat_map(|folder| html_files(&folder)) {
        let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
        let text = text.trim_start_matches('\u{feff}');
        let article = article::read(&Input::from_text("page.html", Format::Html, text));
        check_runs(&article, text, &path.to_string_lossy());
        let reveals = READS_HIDDEN.iter().any(|(file, _)| path.to_string_lossy().contains(file));
        let theirs = tree::blocks(&Html::parse_document(text), reveals, false);
        if let Some(difference) = first_difference(&adapter_blocks(&article), &theirs) {
            differences.push(format!("{}: {difference}", path.display()));
        }
    }
    assert!(differences.is_empty(), "{} pages differ\n{}", differences.len(), differences.join("\n"));
}

/// Prints what reading costs beside building a tree: `cargo test --release -- --ignored --nocapture reading_costs`.
#[test]
#[ignore = "a measurement"]
fn reading_costs_less_than_a_tree() {
    let Some(corpora) = support::shared("corpora") else { return };
    let pages: Vec<(String, Input)> = html_files(&corpora)
        .into_iter()
        .map(|path| {
            let text = String::from_utf8_lossy(&std::fs::read(&path).expect("a file")).into_owned();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, Input::from_text("page.html", Format::Html, text))
        })
        .collect();
    let time = |work: &dyn Fn(&Input)| -> Vec<f64> {
        let seconds = |input: &Input| {
            let start = std::time::Instant::now();
            work(input);
            start.elapsed().as_secs_f64()
        };
        let best = |input: &Input| (0..7).map(|_| seconds(input)).fold(f64::INFINITY, f64::min);
        pages.iter().map(|(_, input)| best(input)).collect()
    };
    let tree = time(&|input| drop(std::hint::black_box(Html::parse_document(&input.text))));
    let ours = time(&|input| drop(std::hint::black_box(article::read(input))));
    let mut ratios: Vec<(f64, &str)> =
        pages.iter().zip(ours.iter().zip(&tree)).map(|((n, _), (o, t))| (o / t, &**n)).collect();
    ratios.sort_by(|a, b| b.0.total_cmp(&a.0));
    for (ratio, name) in ratios.iter().take(12) {
        println!("{ratio:.3} {name}");
    }
    let bytes: usize = pages.iter().map(|(_, input)| input.text.len()).sum();
    let (ours, tree): (f64, f64) = (ours.iter().sum(), tree.iter().sum());
    println!("{:.3} of a tree; {:.0} MB/s", ours / tree, bytes as f64 / ours / 1e6);
}
/// Tags that are opened and closed in any order. What is not here in loose form, the tree reads in ways of its own:
/// rows outside of a table are dropped, text in a table but outside of a cell goes in front of it, and inline code
/// goes on in the next paragraph.
const MARKUP: &[&str] = &[
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<section>",
    "</section>",
    "<blockquote>",
    "</blockquote>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<small>",
    "</small>",
    "<a href=x>",
    "</a>",
    "<span>",
    "</span>",
    "<sup>",
    "</sup>",
    "<x-y>",
    "</x-y>",
    "<ul>",
    "</ul>",
    "<ol>",
    "</ol>",
    "<li>",
    "</li>",
    "<ul><li>",
    "</li></ul>",
    "<dl>",
    "</dl>",
    "<dt>",
    "<dd>",
    "</dd>",
    "<h2>",
    "</h2>",
    "<h3>",
    "</h3>",
    "<table><tr><td>",
    "</td></tr></table>",
    "<table><tr><td>t<td>u<tr><th>v</table>",
    "<br>",
    "</br>",
    "<hr>",
    "<img>",
    "<nav>",
    "</nav>",
    "<pre>",
    "</pre>",
    "<body>",
    "</body>",
    "</>",
    "&amp;",
    "<!-- c -->",
    "<template><p></template>",
    "<svg><g/></svg>",
    "<math><mi>x</mi></math>",
    "<code>c</code>",
    "<span hidden>h</span>",
    "<select><option>o</select>",
    "<script></p></script>",
];

#[test]
fn random_markup_reads_as_its_tree_says() {
    let mut state = 1_u64;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        MARKUP[(state >> 33) as usize % MARKUP.len()]
    };
    for _ in 0..5_000 {
        let html: String = ('a'..'j').flat_map(|letter| [next().to_owned(), letter.to_string()]).collect();
        let article = article::read(&Input::from_text("page.html", Format::Html, html.as_str()));
        let theirs = tree::blocks(&Html::parse_document(&html), false, false);
        assert_eq!(adapter_blocks(&article), theirs, "{html}");
    }
}
