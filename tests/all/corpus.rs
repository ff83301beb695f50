//! Real documents: what a span cuts out of the input is what a reader sees there.

use std::fs;
use std::path::{Path, PathBuf};

use wellcited::article::{self, OBJECT};
use wellcited::cite::{Entry, Marker, Style};
use wellcited::engine::{self, Reading};
use wellcited::input::{Dialect, Format, Input, LoadOptions, Place, Source, Span, load};

use crate::support;

/// Every document of the corpus and the first article, as inputs with their bytes on disk.
pub(crate) fn documents() -> Vec<(Input, Vec<u8>)> {
    let folders = [support::shared("corpora"), support::shared("seed")];
    let mut files: Vec<PathBuf> = folders.into_iter().flatten().flat_map(|folder| files(&folder)).collect();
    files.sort();
    files.iter().filter_map(|path| Some((read(path)?, fs::read(path).unwrap()))).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let known = ["html", "htm", "xhtml", "md", "mdx", "qmd", "markdown", "rst", "txt", "adoc"];
    let mut found = Vec::new();
    for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() {
            found.extend(files(&path));
        } else if path.extension().is_some_and(|e| known.iter().any(|k| e == *k)) {
            found.push(path);
        }
    }
    found
}

fn read(path: &Path) -> Option<Input> {
    let shown = path.to_string_lossy().into_owned();
    load(&Source { place: Place::File(path.to_owned()), shown, named: true }, LoadOptions::default()).unwrap()
}

/// Blanks of any kind as one space; none at the ends.
fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cut of the input, decoded by a reader that knows nothing of the article around it.
fn decoded(input: &Input, span: Span) -> String {
    let raw = &input.text[span.bounds()];
    match input.format {
        Format::Html => html_text(raw),
        Format::Markdown => markdown_text(input.dialect, raw),
        Format::Text => fold(raw),
    }
}

/// Tags dropped, entities decoded: by a tree.
fn html_text(raw: &str) -> String {
    let tree = scraper::Html::parse_fragment(raw);
    fold(&tree.root_element().text().collect::<String>())
}

/// The cut as an article of its own: a word in front keeps it from being a list item or a definition.
fn markdown_text(dialect: Dialect, raw: &str) -> String {
    let cut = Input { dialect, ..Input::from_text("cut.md", Format::Markdown, format!("x {raw}")) };
    let article = article::read(&cut);
    let visible = &article.text[..article.visible_end as usize];
    fold(visible).trim_start_matches("x").trim_start().to_owned()
}

/// A difference between what a marker's span holds and what the marker says.
fn wrong_marker(input: &Input, reading: &Reading, marker: &Marker) -> Option<String> {
    let seen = fold(reading.article.slice(marker.range));
    let cut = decoded(input, marker.span);
    // A word that was broken at its hyphen stands in one piece in the article.
    let whole = input.format == Format::Text && cut.replace("- ", "-") == seen;
    let same =
        cut == seen || whole || marker.style == Style::Footnote && cut.contains(seen.trim_matches(['[', ']', '^']));
    let at = marker.span.start;
    (!same).then(|| format!("{}: marker at {at}: “{seen}”, but the input says “{cut}”", input.path))
}

/// A difference between where an entry's span begins and where its label, or its text, does.
fn wrong_entry(input: &Input, reading: &Reading, entry: &Entry) -> Option<String> {
    let article = &reading.article;
    let wanted = if entry.label.is_empty() { entry.range } else { entry.label };
    let first = article.span(wanted).start;
    let between = &input.text[entry.span.start as usize..first.max(entry.span.start) as usize];
    // `[^x]: …` and `.. [#x] …`: the source states the label, the reader sees another or none.
    let stated = ["[^", ".. ["].iter().any(|open| between.trim_start().starts_with(open));
    let own = decoded(input, Span::new(entry.span.start, first.max(entry.span.start)));
    let quiet = own.chars().all(|c| c.is_whitespace() || c == OBJECT || "-*+>#|.:[]()^_\\0123456789".contains(c));
    let begins =
        if entry.label.is_empty() { entry.span.start <= first && (quiet || stated) } else { between.is_empty() };
    let text: String = article.slice(entry.range).chars().take(40).collect();
    (!begins).then(|| format!("{}: entry “{text}” begins {between:?} before it", input.path))
}

#[test]
fn spans_hold_what_a_reader_sees() {
    let mut wrong = Vec::new();
    let mut seen = (0, 0);
    for (input, _) in documents() {
        let reading = engine::read(&input);
        let citations = &reading.citations;
        wrong.extend(citations.markers.iter().filter_map(|m| wrong_marker(&input, &reading, m)));
        wrong.extend(citations.entries.iter().filter_map(|e| wrong_entry(&input, &reading, e)));
        seen = (seen.0 + citations.markers.len(), seen.1 + citations.entries.len());
    }
    println!("{} markers, {} entries", seen.0, seen.1);
    assert!(wrong.is_empty(), "{} places differ\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn disk_spans_hold_the_same_bytes() {
    for (input, bytes) in documents().into_iter().filter(|(input, _)| input.encoding == "utf-8") {
        let reading = engine::read(&input);
        let spans = reading.citations.markers.iter().map(|m| m.span);
        for span in spans.chain(reading.citations.entries.iter().map(|e| e.span)) {
            let on_disk = String::from_utf8_lossy(&bytes[input.disk_span(span).bounds()]);
            assert_eq!(on_disk, input.text[span.bounds()], "{} at {}", input.path, span.start);
        }
    }
}

#[test]
fn every_promise_of_the_model_holds() {
    for (input, _) in documents() {
        super::invariants::assert_sound(&input);
    }
}
