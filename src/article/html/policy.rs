//! What a first pass leaves out is not unread when it holds the article: what a second pass reads.

use crate::article::{Anchor, Article, Block, BlockKind, ElementKind};
use crate::input::Span;
use crate::map::{HashMap, HashSet};

/// How a pass treats what a page hides.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Policy {
    /// Hidden parts that are read, by the first byte of their start tag, sorted.
    revealed: Vec<(u32, Reveal)>,
    /// Whether preformatted text is read.
    pub(super) reads_pre: bool,
    /// Blocks of code that are text, in order.
    prose: Vec<Span>,
}

impl Policy {
    /// The same, with blocks of code that are text.
    pub(super) fn reading(self, prose: &[Span]) -> Self {
        Self { prose: prose.to_vec(), ..self }
    }

    /// Whether the preformatted element that starts at `start` is read.
    pub(super) fn reads_pre_at(&self, start: u32) -> bool {
        self.reads_pre || self.prose.binary_search_by_key(&start, |span| span.start).is_ok()
    }

    /// How the hidden element that starts at `start` is read, if it is.
    pub(super) fn revealed(&self, start: u32) -> Option<Reveal> {
        self.revealed.binary_search_by_key(&start, |&(at, _)| at).ok().map(|i| self.revealed[i].1)
    }
}

/// How a hidden part is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reveal {
    /// As if it were not hidden.
    Visible,
    /// As a note inside the sentence.
    Inset,
}

/// An element that is hidden, and is in no other that is.
#[derive(Clone, Copy, Debug)]
pub(super) struct HiddenPart {
    /// From its start tag to its end.
    pub(super) span: Span,
    /// Whether it stands inside a sentence.
    pub(super) inline: bool,
}

/// Preformatted text that was left out, and is not marked as code.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct PreText {
    bytes: u32,
    /// Bytes that are frequent in code and rare in prose.
    code: u32,
    /// Signs that prose has few of, and tables of numbers many.
    signs: u32,
}

impl PreText {
    pub(super) fn add(&mut self, text: &str) {
        self.bytes += text.len() as u32;
        self.code += memchr::memchr3_iter(b';', b'{', b'}', text.as_bytes()).count() as u32;
        self.signs += memchr::memchr3_iter(b'(', b'[', b'=', text.as_bytes()).count() as u32;
    }

    /// Whether it holds the article of a page with so much other text.
    fn is_article(self, visible: u32) -> bool {
        const SHORTEST: u32 = 400;
        self.bytes > visible.max(SHORTEST) && self.code < self.bytes / 64 && self.signs < self.bytes / 32
    }
}

/// What the first pass saw, as far as it bears on a second.
pub(super) struct Evidence<'e> {
    pub(super) article: &'e Article,
    pub(super) parts: &'e [HiddenPart],
    /// Ids that controls on the page show and hide.
    pub(super) controlled: &'e [Box<str>],
    /// The preformatted text that was left out.
    pub(super) pre_text: PreText,
}

impl Evidence<'_> {
    /// The policy of a second pass, if one is needed.
    pub(super) fn second_policy(&self) -> Option<Policy> {
        let visible = self.article.visible_end;
        let reads_pre = self.pre_text.is_article(visible);
        let revealed = self.revealed(if reads_pre { visible + self.pre_text.bytes } else { visible });
        (reads_pre || !revealed.is_empty()).then(|| Policy { revealed, reads_pre, ..Policy::default() })
    }

    fn revealed(&self, visible: u32) -> Vec<(u32, Reveal)> {
        if self.parts.is_empty() {
            return Vec::new();
        }
        let texts = self.texts();
        let blocks = || self.parts.iter().zip(&texts).filter(|(part, _)| !part.inline);
        let holds_article = blocks().map(|(_, text)| text.len).sum::<u32>() > visible;
        let targets = self.targets();
        let mut revealed = Vec::new();
        for (i, (part, text)) in self.parts.iter().zip(&texts).enumerate() {
            let is_target = targets.contains(&i) && !text.is_menu();
            if part.inline && is_target {
                revealed.push((part.span.start, Reveal::Inset));
            } else if !part.inline && text.len > 0 && (holds_article || is_target) {
                revealed.push((part.span.start, Reveal::Visible));
            }
        }
        revealed
    }

    /// The part that holds byte `at` of the input.
    fn part_at(&self, at: u32) -> Option<usize> {
        let next = self.parts.partition_point(|part| part.span.start <= at);
        next.checked_sub(1).filter(|&i| self.parts[i].span.contains(at))
    }

    fn texts(&self) -> Vec<PartText> {
        let mut texts = vec![PartText::default(); self.parts.len()];
        let is_hidden = |block: &&Block| block.kind == BlockKind::Hidden;
        for block in self.article.blocks.iter().filter(is_hidden) {
            if let Some(part) = self.part_at(block.span.start) {
                texts[part].len += block.range.len();
            }
        }
        let apart = self.article.visible_end;
        for link in self.article.elements.iter().filter(|e| e.kind == ElementKind::Link && e.range.start >= apart) {
            if let Some(part) = self.part_at(link.span.start) {
                texts[part].linked += link.range.len();
            }
        }
        texts
    }

    /// Whether the text at an anchor can be a note: it begins there, and is more than a number. A link from a note back
    /// to its citation leads into the middle of a sentence.
    fn leads_to_note(&self, anchor: &Anchor) -> bool {
        const LONGEST_LABEL: u32 = 8;
        const SHORTEST_NOTE: u32 = 15;
        let blocks = &self.article.blocks;
        let next = blocks.partition_point(|block| block.range.end < anchor.range.start);
        blocks.get(next).is_some_and(|block| {
            anchor.range.start <= block.range.start + LONGEST_LABEL && block.range.len() >= SHORTEST_NOTE
        })
    }

    /// The parts that hold the only target of a visible link or control.
    fn targets(&self) -> HashSet<usize> {
        let apart = self.article.visible_end;
        let hidden: HashMap<&str, usize> = self
            .article
            .anchors
            .iter()
            .filter(|anchor| anchor.range.start >= apart && self.leads_to_note(anchor))
            .filter_map(|anchor| Some((&*anchor.name, self.part_at(anchor.span.start)?)))
            .collect();
        let elements = self.article.elements.iter().filter(|e| e.range.start < apart);
        let fragments = elements
            .filter_map(|e| e.href.as_ref())
            .filter_map(|href| href.url.rsplit_once('#').map(|(_, fragment)| fragment));
        let wanted = fragments.chain(self.controlled.iter().map(|id| &**id));
        let mut targets: HashSet<usize> = wanted.filter_map(|name| hidden.get(name).copied()).collect();
        if targets.is_empty() {
            return targets;
        }
        // An id that also stands in visible text leads there.
        let visible: HashSet<&str> = self
            .article
            .anchors
            .iter()
            .filter(|anchor| self.part_at(anchor.span.start).is_none())
            .map(|anchor| &*anchor.name)
            .collect();
        targets.retain(|&part| hidden.iter().any(|(name, &p)| p == part && !visible.contains(name)));
        targets
    }
}

/// How much text a hidden part has, and how much of it is links.
#[derive(Clone, Copy, Debug, Default)]
struct PartText {
    len: u32,
    linked: u32,
}

impl PartText {
    /// Whether it is all links, as menus are.
    fn is_menu(self) -> bool {
        u64::from(self.linked) * 10 > u64::from(self.len) * 9
    }
}
