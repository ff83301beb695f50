//! Quotations that are set off as blocks.

use crate::article::{Article, Block, BlockKind, Container, ContainerKind};
use crate::cite::Citations;
use crate::input::TextRange;

/// A quotation that is set off.
pub(super) struct SetOff {
    /// All of it, the line that names its author included.
    pub(super) range: TextRange,
    /// Its own paragraphs.
    pub(super) text: Vec<TextRange>,
    /// The paragraph in front of it, if that leads over to it.
    pub(super) lead: Option<TextRange>,
    /// The paragraph behind it.
    pub(super) behind: Option<TextRange>,
}

/// The block quotations of an article, the outer ones only.
pub(super) fn find(article: &Article, citations: &Citations) -> Vec<SetOff> {
    let quotes = article.containers.iter().filter(|c| c.kind == ContainerKind::Quote && !c.range.is_empty());
    let outer = quotes.filter(|c| !is_inside(article, c) && citations.entry_at(c.range.start).is_none());
    outer.filter_map(|container| set_off(article, container.range)).collect()
}

fn is_inside(article: &Article, container: &Container) -> bool {
    let around = container.parent.map(|parent| article.ancestors(parent));
    around.into_iter().flatten().any(|(_, c)| c.kind == ContainerKind::Quote)
}

fn set_off(article: &Article, range: TextRange) -> Option<SetOff> {
    let from = article.blocks.partition_point(|b| b.range.start < range.start);
    let to = article.blocks.partition_point(|b| b.range.start < range.end);
    let inside = article.blocks.get(from..to)?;
    // A heading, a list or code inside: a box, not somebody's words.
    if inside.is_empty() || inside.iter().any(|b| b.kind != BlockKind::Paragraph) || is_box(article.slice(range)) {
        return None;
    }
    let is_credit = |block: &Block| {
        let in_footer = article.ancestors(block.container).any(|(_, c)| c.kind == ContainerKind::Footer);
        in_footer
            || article.slice(block.range).trim_start().starts_with(['—', '–', '―', '~'])
            || article.slice(block.range).trim_start().starts_with("-- ")
    };
    let own = inside.iter().filter(|b| !is_credit(b)).map(|b| b.range).collect();
    let paragraph = |block: Option<&Block>| block.filter(|b| b.kind == BlockKind::Paragraph).map(|b| b.range);
    let lead = paragraph(from.checked_sub(1).and_then(|before| article.blocks.get(before)));
    let lead = lead.filter(|lead| leads_over(article.slice(*lead)));
    Some(SetOff { range, text: own, lead, behind: paragraph(article.blocks.get(to)) })
}

/// Whether a paragraph ends with a colon, citations behind it aside.
fn leads_over(text: &str) -> bool {
    let tail =
        text.trim_end().trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '[' | ']' | ',' | ' ' | '^'));
    text.trim_end().ends_with([':', '：']) || tail.ends_with([':', '：'])
}

/// Whether a block is set off for another reason: `[!NOTE]`, “Tip:”.
fn is_box(text: &str) -> bool {
    const LABELS: &[&str] =
        &["note", "tip", "warning", "important", "caution", "info", "hinweis", "achtung", "remarque", "nota", "tl;dr"];
    let start = text.trim_start();
    let word: String = start.chars().take_while(|c| c.is_alphanumeric() || *c == ';').collect();
    let is_label = LABELS.contains(&word.to_lowercase().as_str()) && start[word.len()..].starts_with([':', '!', '.']);
    start.starts_with("[!")
        || is_label
        || start.starts_with(|c: char| ('\u{2600}'..='\u{27bf}').contains(&c) || c >= '\u{1f300}')
}
