//! Plain text, by shape; reStructuredText and AsciiDoc with their own markup.

mod asciidoc;
mod inline;
mod lines;
mod lists;
mod pages;
mod plain;
mod restructured;
mod shape;
mod table;
mod unnamed;
mod writer;

#[cfg(test)]
mod tests;

use super::{Article, BlockKind, urls};
use crate::input::{Dialect, Input};
use writer::Writer;

/// Reads text by its lines: paragraphs, headings, lists, entries with hanging indents, tables, figures.
pub(super) fn read(input: &Input) -> Article {
    let lines = lines::split(&input.text);
    let mut writer = Writer::new(&input.text);
    match input.dialect {
        Dialect::Rst => restructured::read(&mut writer, &lines),
        Dialect::AsciiDoc => asciidoc::read(&mut writer, &lines),
        _ => plain::read(&mut writer, &pages::without_furniture(&input.text, lines)),
    }
    finish(writer.finish())
}

fn finish(mut article: Article) -> Article {
    urls::record(&mut article);
    if article.title.is_none() {
        let heading = article.blocks.iter().find(|block| block.kind == BlockKind::Heading(1));
        article.title = heading.map(|block| article.slice(block.range).to_owned());
    }
    article
}
