//! One pass over a document: tokens in, article out.

use html5gum::State;

use super::class_table::ClassTable;
use super::head::AddressRank;
use super::names::{Shape, Tag};
use super::policy::{HiddenPart, Policy, PreText};
use super::select::Picks;
use super::stack::{Effect, Opened, Stack};
use super::text::TemplateEnds;
use super::tokens::{Sink, StartTag, TextNode};
use crate::article::{Article, BlockKind, Builder};
use crate::input::Span;
use crate::map::HashSet;

/// Reads one document under one policy.
pub(super) struct Reader<'a> {
    pub(super) input: &'a str,
    pub(super) policy: &'a Policy,
    /// What the user's selectors mean.
    pub(super) picks: Picks<'a>,
    /// How many elements are open that the user says are the article, and how many there were.
    pub(super) bodies: usize,
    pub(super) seen_bodies: usize,
    /// An XML declaration leads the document: `/>` closes any element.
    is_xml: bool,
    pub(super) builder: Builder,
    pub(super) stack: Stack,
    pub(super) classes: ClassTable,
    /// An open element is left out, with all it holds.
    pub(super) skips: bool,
    /// How many set-apart elements are open, and how many of them are hidden.
    pub(super) apart: u32,
    pub(super) hidden: u32,
    /// How many preformatted elements are being read.
    pub(super) pre: u32,
    /// The level of the heading that has begun and has no text yet.
    pub(super) heading: Option<u8>,
    pub(super) address_rank: AddressRank,
    pub(super) closing_shortcodes: Option<HashSet<&'a str>>,
    pub(super) template_ends: TemplateEnds,
    /// Hidden parts, outermost ones, in order.
    pub(super) hidden_parts: Vec<HiddenPart>,
    /// Ids that controls on the page show and hide.
    pub(super) controlled: Vec<Box<str>>,
    /// The preformatted text that was left out.
    pub(super) pre_text: PreText,
}

impl<'a> Reader<'a> {
    pub(super) fn new(input: &'a str, policy: &'a Policy, picks: Picks<'a>) -> Self {
        Self {
            input,
            policy,
            picks,
            bodies: 0,
            seen_bodies: 0,
            is_xml: input.trim_start().starts_with("<?xml"),
            builder: Builder::new(input.len(), input.len() / 2),
            stack: Stack::new(),
            classes: ClassTable::new(),
            skips: false,
            apart: 0,
            hidden: 0,
            pre: 0,
            heading: None,
            address_rank: AddressRank::None,
            closing_shortcodes: None,
            template_ends: TemplateEnds::default(),
            hidden_parts: Vec::new(),
            controlled: Vec::new(),
            pre_text: PreText::default(),
        }
    }

    /// Closes what is open and returns the article.
    pub(super) fn finish(&mut self) -> Article {
        let end = self.input.len() as u32;
        self.close_to(0, end, end);
        std::mem::take(&mut self.builder).finish(end)
    }

    pub(super) fn slice(&self, span: Span) -> &'a str {
        self.input.get(span.bounds()).unwrap_or_default()
    }

    pub(super) fn reads_pre(&self) -> bool {
        self.pre > 0
    }

    /// Text is about to come: opens the heading that has begun, if one has.
    pub(super) fn begin_block(&mut self) {
        if self.heading.is_some() && self.apart == 0 && !self.builder.in_block() {
            self.builder.open_block(BlockKind::Heading(self.heading.take().unwrap_or(1)));
        }
    }

    /// Leaves a placeholder.
    pub(super) fn object(&mut self, span: Span) {
        self.begin_block();
        self.builder.object(span);
    }

    /// A block without text of its own, if it is seen.
    pub(super) fn void_block(&mut self, kind: BlockKind, span: Span) {
        if self.apart == 0 {
            self.builder.void_block(kind, span);
        }
    }

    /// A second form or choice inside the first: the form is passed over, the choice ends.
    fn start_again(&mut self, tag: Tag, token: &StartTag<'_>) -> Option<State> {
        self.point_anchor(token);
        if tag == Tag::Select {
            self.end_tag(token.name, token.span);
        }
        None
    }

    // SVG and MathML have rules of their own.

    fn in_foreign(&self) -> bool {
        self.stack.top().is_some_and(|frame| matches!(frame.tag, Tag::Svg | Tag::Math))
    }

    /// Ends the SVG or MathML that is open, which was not closed.
    fn leave_foreign(&mut self, at: u32) {
        while self.in_foreign() {
            self.close_to(self.stack.len() - 1, at, at);
        }
    }

    /// A start tag inside SVG or MathML. Returns whether it is HTML after all.
    fn start_in_foreign(&mut self, tag: Tag, token: &StartTag<'_>) -> bool {
        if tag.breaks_out_of_foreign() {
            self.leave_foreign(token.span.start);
            return true;
        }
        self.point_anchor(token);
        let root = self.stack.top().map_or(Tag::Svg, |frame| frame.tag);
        if !token.self_closing && (matches!(tag, Tag::Svg | Tag::Math) || tag.continues_html_in(root)) {
            let slot = self.stack.slot(tag, token.name);
            self.stack.push(tag, slot, token.span.start, Opened::default());
        }
        false
    }
}

impl Sink for Reader<'_> {
    fn start_tag(&mut self, token: &StartTag<'_>) -> Option<State> {
        let mut tag = Tag::from_name(token.name);
        if self.in_foreign() {
            if !self.start_in_foreign(tag, token) {
                return None;
            }
        } else if tag.is_integration_point() {
            tag = Tag::Unknown;
        }
        if tag.shape() == Shape::Root {
            self.language(token);
            self.point_anchor(token);
            self.picks.root(self.input, token);
            return None;
        }
        if matches!(tag, Tag::Form | Tag::Select) && self.stack.is_open(tag) {
            return self.start_again(tag, token);
        }
        self.imply_ends(tag, token.span.start);
        if tag.is_void() {
            self.void(tag, token);
            return None;
        }
        self.open(tag, token);
        if token.self_closing && (self.is_xml || closes_itself(tag)) {
            self.close_to(self.stack.len() - 1, token.span.end, token.span.end);
            return None;
        }
        content_state(tag)
    }

    fn end_tag(&mut self, name: &[u8], span: Span) {
        let mut tag = Tag::from_name(name);
        if tag.is_integration_point() && !self.stack.is_open(tag) {
            tag = Tag::Unknown;
        }
        if self.in_foreign() {
            match tag {
                Tag::A | Tag::Script | Tag::Style => return,
                Tag::P | Tag::Br => self.leave_foreign(span.start),
                _ => {}
            }
        }
        let index = self.stack.slot_of_end(tag, name).and_then(|slot| self.stack.ended_by(tag, slot));
        match (index, tag) {
            (Some(index), _) if tag.shape() == Shape::Formatting || tag.shape() == Shape::Code => {
                self.end_inline(index, span);
            }
            // An end tag of an inline element does not reach through a block.
            (Some(index), _) if !tag.is_special() && self.stack.holds_block(index) => {}
            (Some(index), Tag::Form) => self.end_form(index, span),
            (Some(index), _) => self.close_to(index, span.start, span.end),
            (None, Tag::P) if !self.skips => self.builder.close_block(),
            (None, Tag::Br) if !self.skips => self.builder.line_break(span),
            (None, _) => {}
        }
    }

    fn text(&mut self, node: &TextNode<'_>) {
        if !self.skips && !self.is_outside() {
            return self.read_text(node);
        }
        match self.stack.top().map(|frame| frame.opened.effect) {
            Some(Effect::Title) => self.title(node),
            _ if self.stack.is_open(Tag::Code) => {}
            _ if self.stack.left_out() == Some(Effect::UnreadPre) => self.pre_text.add(self.slice(node.span)),
            _ => {}
        }
    }

    fn comment(&mut self, span: Span) {
        let comment = self.slice(span);
        if comment.starts_with("<!--") {
            self.builder.comment(span);
            self.saved_from(comment);
        }
    }
}

/// Whether `/>` closes an element even in HTML: no page means it otherwise.
fn closes_itself(tag: Tag) -> bool {
    use Tag::{A, DBibliography, DCitationList, DCite, DtBibliography, DtCite, Math, References, Svg, Unknown};
    matches!(
        tag,
        A | Svg | Math | Unknown | References | DCite | DtCite | DBibliography | DtBibliography | DCitationList
    )
}

/// How the tokenizer must read what an element holds.
fn content_state(tag: Tag) -> Option<State> {
    match tag {
        Tag::Title | Tag::Textarea => Some(State::RcData),
        Tag::Script => Some(State::ScriptData),
        Tag::Style | Tag::Iframe | Tag::Xmp | Tag::Noembed | Tag::Noframes | Tag::Noscript => Some(State::RawText),
        Tag::Plaintext => Some(State::PlainText),
        _ => None,
    }
}
