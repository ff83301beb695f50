//! Speed, as ratios taken in one run over the corpus, and as times of the whole process.
//!
//! `cargo bench --bench speed` prints a table and fails where a bar is missed.

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use pulldown_cmark::{Options, Parser};
use scraper::Html;
use wellcited::engine::{self, Reading};
use wellcited::input::{Format, Input, LoadOptions, Place, Source, load};
use wellcited::rules::{self, Context};

/// One line of the table.
struct Figure {
    what: &'static str,
    value: f64,
    unit: &'static str,
    bar: f64,
    /// Whether the bar is the least that will do, not the most.
    at_least: bool,
}

impl Figure {
    fn most(what: &'static str, value: f64, unit: &'static str, bar: f64) -> Self {
        Self { what, value, unit, bar, at_least: false }
    }

    fn holds(&self) -> bool {
        if self.at_least { self.value >= self.bar } else { self.value <= self.bar }
    }
}

fn main() -> io::Result<ExitCode> {
    let mut figures = Vec::new();
    let mut out = io::stdout().lock();
    let shared = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    if shared.join("corpora").exists() {
        let sources = sources(&shared.join("corpora"))?;
        figures.extend(ratios(&sources));
        figures.push(process(
            "check of the first article",
            &["check".as_ref(), shared.join("seed/article.html").as_ref()],
            10.0,
        )?);
    } else {
        writeln!(out, "skipped: ../shared is not there; no ratios over real documents")?;
    }
    let folder = tempfile::tempdir()?;
    let large = folder.path().join("large.md");
    fs::write(&large, large_article())?;
    figures.push(process("check of 1.3 MB, 20,000 cites", &["check".as_ref(), large.as_ref()], 60.0)?);
    figures.push(process("--version", &["--version".as_ref()], 4.0)?);
    writeln!(out, "{:<44} {:>9}   bar", "figure", "value")?;
    for f in &figures {
        let (side, missed) = (if f.at_least { "≥" } else { "≤" }, if f.holds() { "" } else { "  MISSED" });
        writeln!(out, "{:<44} {:>7.2} {}  {side} {}{missed}", f.what, f.value, f.unit, f.bar)?;
    }
    Ok(if figures.iter().all(Figure::holds) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// The documents of the corpus, sorted.
fn sources(folder: &Path) -> io::Result<Vec<Source>> {
    let known = ["html", "htm", "xhtml", "md", "mdx", "qmd", "rst", "adoc", "txt"];
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path: PathBuf = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| known.iter().any(|k| e == *k)) {
                files.push(path);
            }
        }
    }
    files.sort();
    let source = |path: PathBuf| Source { shown: path.display().to_string(), place: Place::File(path), named: true };
    Ok(files.into_iter().map(source).collect())
}

fn ratios(sources: &[Source]) -> Vec<Figure> {
    let inputs: Vec<Input> = sources.iter().filter_map(|s| load(s, LoadOptions::default()).ok().flatten()).collect();
    let of = |format: Format| -> Vec<&Input> { inputs.iter().filter(|i| i.format == format).collect() };
    let html = of(Format::Html);
    let tree = best(&html, |input| drop(black_box(Html::parse_document(&input.text))));
    let markdown = of(Format::Markdown);
    let events = best(&markdown, |input| {
        Parser::new_ext(&input.text, options()).into_offset_iter().for_each(|event| drop(black_box(event)));
    });
    let batch = |threads| {
        best(&[()], |()| drop(black_box(engine::run(sources, LoadOptions::default(), Some(threads), engine::report))))
    };
    let speedup = batch(1).as_secs_f64() / batch(2).as_secs_f64();
    vec![
        Figure::most("HTML: read and check / a tree alone", ratio(best(&html, check), tree), "×", 0.85),
        Figure::most("HTML: the same with all rules / a tree", ratio(best(&html, check_all), tree), "×", 1.0),
        Figure::most("HTML: the pass for residue / a tree", ratio(residue(&html), tree), "×", 0.2),
        Figure::most("Markdown: read and check / events alone", ratio(best(&markdown, check), events), "×", 2.5),
        Figure::most("Markdown: the same with all rules / events", ratio(best(&markdown, check_all), events), "×", 3.0),
        Figure::most("Markdown: the pass for residue / events", ratio(residue(&markdown), events), "×", 1.0),
        Figure { what: "two threads / one", value: speedup, unit: "×", bar: 1.7, at_least: true },
    ]
}

fn check(input: &Input) {
    let reading = engine::read(input);
    black_box(engine::check(input, &reading));
}

/// With the rules that are off by themselves, too.
fn check_all(input: &Input) {
    let reading = engine::read(input);
    black_box(rules::check_where(&Context::new(input, &reading.article, &reading.citations), |_| true));
}

/// What looking for residue costs, in articles that are read already: the first rule that asks for it makes the pass.
fn residue(inputs: &[&Input]) -> Duration {
    let read: Vec<(&Input, Reading)> = inputs.iter().map(|&input| (input, engine::read(input))).collect();
    let read: Vec<&(&Input, Reading)> = read.iter().collect();
    best(&read, |(input, reading)| {
        let cx = Context::new(input, &reading.article, &reading.citations);
        black_box(rules::check_where(&cx, |meta| meta.name == "chat-residue"));
    })
}

/// What the adapter for Markdown turns on.
fn options() -> Options {
    Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TABLES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
        | Options::ENABLE_MATH
}

fn ratio(ours: Duration, theirs: Duration) -> f64 {
    ours.as_secs_f64() / theirs.as_secs_f64()
}

/// The sum over all items of the best of several runs: a neighbour on the machine can only slow a run down.
fn best<T: Copy>(items: &[T], work: impl Fn(T)) -> Duration {
    let once = |&item: &T| {
        let start = Instant::now();
        work(item);
        start.elapsed()
    };
    items.iter().map(|item| (0..9).map(|_| once(item)).min().unwrap_or_default()).sum()
}

/// The whole process from start to exit, output included, in milliseconds: the best of twenty.
fn process(what: &'static str, arguments: &[&std::ffi::OsStr], bar: f64) -> io::Result<Figure> {
    let mut best = Duration::MAX;
    for _ in 0..20 {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellcited"));
        command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
        let start = Instant::now();
        command.status()?;
        best = best.min(start.elapsed());
    }
    Ok(Figure::most(what, best.as_secs_f64() * 1e3, "ms", bar))
}

/// 20,000 cites of 2,000 sources in 1.3 MB; every 500th cite has no source.
fn large_article() -> String {
    let mut text = String::from("# A long report\n\n");
    for i in 0..20_000_u32 {
        let key = if i % 500 == 499 { 2001 + i / 500 } else { i % 2000 + 1 };
        let end = if i % 5 == 4 { "\n\n" } else { " " };
        let _ = write!(text, "The survey of the northern shoals goes on this year [{key}].{end}");
    }
    text.push_str("## Sources\n\n");
    for i in 1..=2000 {
        let _ = writeln!(text, "[{i}] Shoal office. Yearly survey, sheet {i}. https://shoals.test/sheets/{i}\n");
    }
    text
}
