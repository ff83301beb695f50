//! The text of an article, block by block, with the notes beside their sentences.

use maud::{Markup, PreEscaped, html};

use super::article::Context;
use super::inline::words;
use super::marks::{BlockMarks, Marks};
use super::readable::{ReadableText, TextBlock};
use super::{note, tables};
use crate::article::BlockKind;
use crate::report::shared::layout::count;

/// Long texts come in parts of about so many blocks, which are laid out when they come into view.
const PART: usize = 60;
/// A text with more blocks than this is long.
const LONG: usize = 240;

/// The text as it stands on the page.
pub(super) fn body(cx: &Context<'_>, text: &ReadableText<'_>, marks: &Marks) -> String {
    let mut parts = Parts { is_long: text.blocks.len() > LONG, ..Parts::default() };
    // The title of the page stands above the article: browsers and screen readers count headings from it.
    let mut level = 2;
    let mut hidden = 0;
    let mut id = 0;
    while id < text.blocks.len() {
        let block = &text.blocks[id];
        let of_block = marks.of(id);
        if let Some(end) = tables::end(text, id) {
            parts.push(&tables::table(cx, text, marks, id..end), end - id);
            id = end;
            continue;
        }
        id += 1;
        if block.kind.is_set_apart() && !of_block.is_marked() {
            hidden += usize::from(!block.text.trim().is_empty());
            continue;
        }
        if let BlockKind::Heading(own) = block.kind {
            if is_title(cx, block, of_block, level) {
                continue;
            }
            level = (own + 2).clamp(3, 6).min(level + 1);
            parts.before_heading();
        }
        parts.push(&one(cx, text, block, of_block, level), 1);
    }
    parts.close();
    if hidden > 0 {
        let left_out =
            format!("Not shown: {} that readers do not see, in which nothing cites.", count(hidden, "passage"));
        parts.push(&html! { p class="left-out" { (left_out) } }, 1);
    }
    parts.close();
    parts.html
}

/// Parts of the text, each in a box of its own.
#[derive(Default)]
struct Parts {
    html: String,
    open: String,
    blocks: usize,
    is_long: bool,
}

impl Parts {
    fn push(&mut self, block: &Markup, blocks: usize) {
        self.open.push_str(&block.0);
        self.blocks += blocks;
        if self.is_long && self.blocks >= 2 * PART {
            self.close();
        }
    }

    /// The best place to end a part: notes that are longer than their text leave a gap at its end.
    fn before_heading(&mut self) {
        if self.is_long && self.blocks >= PART {
            self.close();
        }
    }

    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        self.blocks = 0;
        let class = if self.is_long { "part later" } else { "part" };
        if !open.is_empty() {
            self.html.push_str(&html! { div class=(class) { (PreEscaped(open)) } }.0);
        }
    }
}

/// Whether the block only repeats the title above the article.
fn is_title(cx: &Context<'_>, block: &TextBlock<'_>, marks: BlockMarks<'_>, level: u8) -> bool {
    level == 2 && !marks.is_marked() && cx.file.title.as_deref().is_some_and(|title| title.trim() == block.text.trim())
}

/// One block; notes stand in running text, and beside everything else.
fn one(cx: &Context<'_>, text: &ReadableText<'_>, block: &TextBlock<'_>, marks: BlockMarks<'_>, level: u8) -> Markup {
    if block.text.trim().is_empty() && !marks.is_marked() {
        return if block.kind == BlockKind::Rule {
            html! { hr; }
        } else {
            html! {}
        };
    }
    let class = class(block, !marks.sources.is_empty());
    let set = |with_notes| words(cx, text, block, marks, with_notes);
    match block.kind {
        BlockKind::Paragraph | BlockKind::Definition => html! { p class=(class) dir="auto" { (set(true)) } },
        BlockKind::Heading(_) => beside(cx, marks, &heading(level, &set(false))),
        BlockKind::Rule => beside(cx, marks, &html! { hr; }),
        BlockKind::Code => beside(cx, marks, &html! { p class="left-out" { "A block of code, not shown." } }),
        BlockKind::Math => beside(cx, marks, &html! { p class="left-out" { "A formula, not shown." } }),
        BlockKind::Alt => apart("Text of an image", &set(true)),
        BlockKind::Inset => apart("Side note", &set(true)),
        BlockKind::Hidden => apart("Readers do not see this", &set(true)),
    }
}

fn apart(label: &str, words: &Markup) -> Markup {
    html! { p class="apart" dir="auto" { span class="label" { (label) } " " (words) } }
}

/// A block with its notes beside it: they stand in front of it, so that they begin where it begins.
fn beside(cx: &Context<'_>, marks: BlockMarks<'_>, block: &Markup) -> Markup {
    html! {
        @if marks.notes().next().is_none() { (block) } @else {
            div class="beside" { div { (note::notes(cx, marks.notes())) } (block) }
        }
    }
}

fn heading(level: u8, words: &Markup) -> Markup {
    match level {
        ..=3 => html! { h3 dir="auto" { (words) } },
        4 => html! { h4 dir="auto" { (words) } },
        5 => html! { h5 dir="auto" { (words) } },
        _ => html! { h6 dir="auto" { (words) } },
    }
}

fn class(block: &TextBlock<'_>, is_source: bool) -> String {
    let mut class = match block.kind {
        BlockKind::Definition => "definition".to_owned(),
        _ => format!("i{}", block.setting.indent),
    };
    if block.setting.quoted {
        class.push_str(" quoted");
    }
    if is_source {
        class.push_str(" list");
    }
    class
}
