//! What must hold beside a form for it to be residue.

use std::cell::OnceCell;

use serde::Deserialize;

use crate::article::{BlockKind, ContainerKind, Element, ElementKind};
use crate::cite::Target;
use crate::input::{Format, TextRange, ceil_boundary, floor_boundary};
use crate::map::HashSet;
use crate::rules::Context;

/// A condition on the place of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Guard {
    /// It is not the text of a link.
    OutsideLinks,
    /// It ends the text of a link that leads off the page.
    EndsLink,
    /// No link stands in it or right behind it.
    Unlinked,
    /// It does not stand in a heading.
    OutsideHeadings,
    /// The input is not Markdown, whose own links are looked for as written.
    OutsideMarkdown,
    /// What stands around it is no name or expression of code.
    OutsideCodeTalk,
    /// A private-use character that touches a word, in a text with no others.
    BesideWords,
    /// It ends a clause: a stop, a comma, a bracket or the end of the paragraph follows.
    EndsClause,
    /// The article cites its sources.
    CitingArticle,
    /// No list has an entry of that name.
    Unlisted,
    /// A list has a source of that number, and no citation shows itself as one.
    ListedNumber,
    /// A bare `TK` that stands for something to come, and is no name.
    FigureToCome,
    /// It opens a paragraph, a line or a sentence, and no one else is speaking.
    OpensASentence,
}

/// Judges places of one article; what concerns the whole article is found out once.
pub(super) struct Guards<'c, 'a> {
    cx: &'c Context<'a>,
    cites: OnceCell<bool>,
    private: OnceCell<bool>,
    numbers: OnceCell<HashSet<u32>>,
}

impl<'c, 'a> Guards<'c, 'a> {
    pub(super) fn new(cx: &'c Context<'a>) -> Self {
        Self { cx, cites: OnceCell::new(), private: OnceCell::new(), numbers: OnceCell::new() }
    }

    /// Whether the condition holds for a form at `range`.
    pub(super) fn hold(&self, guard: Guard, range: TextRange) -> bool {
        let cx = self.cx;
        match guard {
            Guard::OutsideLinks => outside_links(cx, range),
            Guard::EndsLink => ends_link(cx, range),
            Guard::Unlinked => !links_near(cx, range).any(|l| l.range.start <= range.end && range.start < l.range.end),
            Guard::OutsideHeadings => !matches!(kind_at(cx, range.start), Some(BlockKind::Heading(_))),
            Guard::OutsideMarkdown => cx.input.format != Format::Markdown,
            Guard::OutsideCodeTalk => !is_code_talk(cx, range),
            Guard::BesideWords => touches_word(cx, range) && !*self.private.get_or_init(|| has_private_signs(cx)),
            Guard::EndsClause => ends_clause(cx, range),
            Guard::CitingArticle => *self.cites.get_or_init(|| cites(cx)),
            Guard::Unlisted => is_unlisted(cx, range),
            Guard::ListedNumber => {
                let number = cx.text(range).parse();
                number.is_ok_and(|n| self.numbers.get_or_init(|| unmarked_numbers(cx)).contains(&n))
            }
            Guard::FigureToCome => is_figure_to_come(cx, range),
            Guard::OpensASentence => opens_a_sentence(cx, range),
        }
    }
}

/// Whether running text cites, and a list is there.
fn cites(cx: &Context<'_>) -> bool {
    let c = cx.citations;
    !c.entries.is_empty() && c.markers.iter().any(|m| !m.hidden && m.inside.is_none())
}

/// How many elements before a place may be open around it.
const NEAR: usize = 8;

fn kind_at(cx: &Context<'_>, at: u32) -> Option<BlockKind> {
    cx.article.block_at(at).map(|b| cx.article.blocks[b].kind)
}

/// Links that start before the end of a place, the nearest first.
fn links_near<'a>(cx: &Context<'a>, range: TextRange) -> impl Iterator<Item = &'a Element> {
    let elements = &cx.article.elements;
    let last = elements.before(range.end + 1);
    elements[..last].iter().rev().take(NEAR).filter(|e| e.kind == ElementKind::Link && !e.range.is_empty())
}

fn outside_links(cx: &Context<'_>, range: TextRange) -> bool {
    let followed = cx.article.text[range.end as usize..].starts_with(['(', '[', ':']);
    let around = |l: &Element| l.range.start <= range.start + 1 && range.end <= l.range.end + 1;
    !followed && !links_near(cx, range).any(around)
}

fn ends_link(cx: &Context<'_>, range: TextRange) -> bool {
    links_near(cx, range).any(|l| {
        let off = l.href.as_ref().is_some_and(|h| h.url.starts_with("http"));
        let end = l.range.start + cx.text(l.range).trim_end_matches([' ', ']']).len() as u32;
        off && l.range.start <= range.start && range.end == end
    })
}

fn is_code_talk(cx: &Context<'_>, range: TextRange) -> bool {
    let text = cx.text(range);
    let sentence = cx.text(cx.article.sentence(range));
    text.contains(['_', '=', '/']) || sentence.contains(['=', '{', '}', ';']) || sentence.contains("->")
}

fn touches_word(cx: &Context<'_>, range: TextRange) -> bool {
    let (head, tail) = (&cx.article.text[..range.start as usize], &cx.article.text[range.end as usize..]);
    let word = |c: char| c.is_alphanumeric() || matches!(c, '.' | ',' | ')' | '”' | '"');
    head.chars().next_back().is_some_and(word) || tail.chars().next().is_some_and(char::is_alphanumeric)
}

/// Whether a text holds other private-use characters, as fonts of signs and tests of encodings do.
fn has_private_signs(cx: &Context<'_>) -> bool {
    let other = |c| matches!(c, '\u{e000}'..='\u{e1ff}' | '\u{e207}'..='\u{ea00}' | '\u{ea03}'..='\u{f8ff}');
    cx.text(TextRange::new(0, cx.article.visible_end)).contains(other)
}

fn ends_clause(cx: &Context<'_>, range: TextRange) -> bool {
    let block = cx.article.block_at(range.start).map(|b| cx.article.blocks[b].range);
    let Some(block) = block.filter(|b| b.start < range.start) else { return false };
    let tail = cx.text(TextRange::new(range.end, block.end)).trim_start();
    let head = cx.text(TextRange::new(block.start, range.start));
    let worded =
        head.ends_with(' ') && head.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '"' | ')'));
    worded && (tail.is_empty() || tail.starts_with(['.', ',', ';', ')', ':']) || tail.starts_with(char::is_uppercase))
}

fn is_unlisted(cx: &Context<'_>, range: TextRange) -> bool {
    let c = cx.citations;
    let next = c.markers.partition_point(|m| m.range.start < range.end);
    let marker = c.markers[..next].iter().rposition(|m| m.range.start <= range.start && range.end <= m.range.end);
    let listed = marker.is_some_and(|m| c.cites_of(m).iter().any(|cite| cite.target != Target::Missing));
    !listed && !cx.in_list(range.start)
}

/// The numbers of sources, in an article that shows no citation as one.
fn unmarked_numbers(cx: &Context<'_>) -> HashSet<u32> {
    let c = cx.citations;
    if c.markers.iter().any(|m| m.inside.is_none() && !m.hidden) {
        return HashSet::default();
    }
    c.entries.iter().filter_map(|e| c.keys.number(e.key?)).collect()
}

/// How far a name is looked for, in bytes.
const NAME_REACH: usize = 600;

/// The words around it are lower case, and it owns nothing nearby.
fn is_figure_to_come(cx: &Context<'_>, range: TextRange) -> bool {
    let text = &cx.article.text;
    let from = floor_boundary(text, (range.start as usize).saturating_sub(NAME_REACH));
    let to = ceil_boundary(text, range.end as usize + NAME_REACH);
    let (head, tail) = (&text[from..range.start as usize], &text[range.end as usize..to]);
    let before = head.trim_end_matches(' ').rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = before.chars().all(|c| c.is_lowercase() || matches!(c, '$' | '€' | '£')) && !before.is_empty();
    let next = tail.trim_start_matches(' ').chars().next();
    let goes_on = next.is_none_or(|c| c.is_lowercase() || matches!(c, '.' | ',' | ';' | '%' | '\n'));
    let name = || [head, tail].iter().any(|t| t.contains("TK’s") || t.contains("TK's"));
    word && goes_on && !tail.starts_with(['’', '\'']) && !name()
}

/// How far back a quotation is looked for, in bytes.
const QUOTE_REACH: usize = 400;

fn opens_a_sentence(cx: &Context<'_>, range: TextRange) -> bool {
    let Some(block) = cx.article.block_at(range.start) else { return false };
    let block = &cx.article.blocks[block];
    let head = cx.text(TextRange::new(block.range.start, range.start));
    let near = head[ceil_boundary(head, head.len().saturating_sub(QUOTE_REACH))..].trim_end();
    let opens = near.is_empty()
        || cx.article.is_line_start(range.start)
        || near.ends_with(['.', '!', '?']) && !near.contains(['“', '"', '„', '«']);
    let quoted = cx.article.ancestors(block.container).any(|(_, c)| c.kind == ContainerKind::Quote);
    opens && !quoted
}
