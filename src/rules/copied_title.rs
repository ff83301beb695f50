use super::sources::titles::{count, quoted, words};
use super::{Context, Rule, Sink, declare_rule};
use crate::article::{BlockKind, Container, ContainerKind, ElementKind};
use crate::cite::{Entry, EntryId};
use crate::finding::{Confidence, Meta};
use crate::input::{Format, Span, TextRange};
use crate::map::HashMap;

declare_rule! {
    /// ## What it finds
    /// A whole paragraph of the article that is the title of a listed source.
    ///
    /// ## Why it matters
    /// A headline was pasted with the source, or the text repeats it in place of its own words.
    ///
    /// ## What to do
    /// Take it out, or quote it and say whose it is.
    ///
    /// ## Silent on
    /// Paragraphs that are links, lists, tables, quotations, captions and headings, and titles of fewer than five
    /// words.
    ///
    /// ## Examples
    /// ```md fail
    /// # Ferries
    ///
    /// Ferry line to close after ninety years
    ///
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close after ninety years.”
    /// ```
    /// ```md pass
    /// # Ferries
    ///
    /// The ferry line will close after ninety years [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close after ninety years.”
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) CopiedTitle { name: "copied-title", group: Sources, severity: Warning, rank: Meta::APART,
        summary: "a paragraph repeats the title of a source" }
}

impl Rule for CopiedTitle {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let titles = titles(cx);
        let Some(longest) = titles.keys().map(String::len).max() else { return };
        // Signs between the words make a title longer than its words, but never twice as long.
        let fits = |r: &TextRange| r.len() <= LONGEST && r.len() as usize <= 2 * longest;
        for paragraph in cx.prose().filter(|r| fits(r) && is_running_text(cx, *r)) {
            let Some(&id) = titles.get(&words(cx.text(paragraph))) else { continue };
            let entry = &cx.citations.entries[id];
            let message = format!("this paragraph is the title of {} {}", cx.noun(entry.list), cx.shown_entry(id));
            out.at(&Self::META, cx.article.span(paragraph), message)
                .help("take it out, or quote it and say whose it is")
                .list(entry.list)
                .entry(id)
                .confidence(Confidence::High);
        }
    }
}

/// Shorter titles are what anybody would write.
const FEWEST_WORDS: usize = 5;
/// Longer paragraphs are no titles, in bytes.
const LONGEST: u32 = 400;
/// How far a centred line is indented, at least.
const CENTRED: usize = 8;

/// The titles of all sources by their words.
fn titles(cx: &Context<'_>) -> HashMap<String, EntryId> {
    let mut known = HashMap::default();
    for (id, entry) in cx.citations.entries.iter().enumerate().filter(|(_, e)| e.key.is_some()) {
        let titles = titles_of(cx, entry).map(words).filter(|w| count(w) >= FEWEST_WORDS);
        titles.for_each(|w| {
            known.entry(w).or_insert(id);
        });
    }
    known
}

/// What stands in quotation marks, and the words of links.
fn titles_of<'c>(cx: &'c Context<'_>, entry: &'c Entry) -> impl Iterator<Item = &'c str> {
    let text = cx.text(entry.body);
    let links = cx
        .article
        .elements_in(entry.body)
        .iter()
        .filter(|e| e.kind == ElementKind::Link && e.range.end <= entry.body.end);
    quoted(text).into_iter().map(|r| &text[r]).chain(links.map(|l| cx.text(l.range)))
}

/// Whether a paragraph is the article’s own text: no link, item, cell, quotation or caption.
fn is_running_text(cx: &Context<'_>, paragraph: TextRange) -> bool {
    let article = cx.article;
    let Some(block) = article.block_at(paragraph.start).map(|b| &article.blocks[b]) else { return false };
    let other = |c: &Container| {
        use ContainerKind as Kind;
        !matches!(c.kind, Kind::Document | Kind::Section | Kind::Paragraph)
    };
    let apart = article.ancestors(block.container).any(|(_, c)| other(c));
    let linked = article.elements_in(paragraph).iter().any(|e| e.kind == ElementKind::Link);
    block.kind == BlockKind::Paragraph && !apart && !linked && !is_centred(cx, block.span)
}

/// Whether a line of plain text is set in the middle, as titles of documents are.
fn is_centred(cx: &Context<'_>, span: Span) -> bool {
    let before = &cx.input.text[..span.start as usize];
    let indent = before.len() - before.trim_end_matches([' ', '\t']).len();
    cx.input.format == Format::Text && indent >= CENTRED
}
