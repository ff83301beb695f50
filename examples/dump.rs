//! Shows how a file is read: each block with its kind, its containers and its text.

use std::io::Write;
use wellcited::article::{Article, Block, ContainerKind, read};
use wellcited::input::{Dialect, Format, Input};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for path in std::env::args().skip(1) {
        let (format, dialect) = match path.rsplit('.').next() {
            Some("html" | "htm") => (Format::Html, Dialect::Plain),
            Some("md") => (Format::Markdown, Dialect::Plain),
            Some("mdx") => (Format::Markdown, Dialect::Mdx),
            Some("rst") => (Format::Text, Dialect::Rst),
            Some("adoc") => (Format::Text, Dialect::AsciiDoc),
            _ => (Format::Text, Dialect::Plain),
        };
        let text = String::from_utf8_lossy(&std::fs::read(&path)?).into_owned();
        let article = read(&Input { dialect, ..Input::from_text(&path, format, text.trim_start_matches('\u{feff}')) });
        writeln!(out, "== {path}: {:?} list elsewhere: {:?}", article.title, article.generated_list)?;
        for block in &article.blocks {
            writeln!(out, "{}{:?}: {}", containers(&article, block), block.kind, shown(&article, block))?;
        }
        for element in article.elements.iter().filter(|e| e.href.is_some()) {
            writeln!(out, "link {:?} -> {:?}", article.slice(element.range), element.href.as_ref().map(|h| &h.url))?;
        }
        for anchor in &article.anchors {
            writeln!(out, "anchor {} over {:?}", anchor.name, article.slice(anchor.range))?;
        }
    }
    Ok(())
}

fn containers(article: &Article, block: &Block) -> String {
    let mut names: Vec<_> = article
        .ancestors(block.container)
        .filter(|(_, c)| c.kind != ContainerKind::Document)
        .map(|(_, c)| match &c.kind {
            ContainerKind::Note { label, .. } => format!("note {label}/"),
            ContainerKind::Item { number } => format!("item {}/", number.map_or_else(String::new, |n| n.to_string())),
            ContainerKind::Numbers { start, .. } => format!("numbers {start}/"),
            kind => format!("{kind:?}/").to_lowercase(),
        })
        .collect();
    names.reverse();
    names.concat()
}

/// The text of a block, with `⏎` where a line begins.
fn shown(article: &Article, block: &Block) -> String {
    let range = block.range;
    let mut shown = String::new();
    for (i, c) in article.slice(range).char_indices() {
        if article.is_line_start(range.start + i as u32) {
            shown.push('⏎');
        }
        shown.push(c);
    }
    shown
}
