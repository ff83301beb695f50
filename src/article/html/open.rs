//! Start tags: what an element opens.

use super::attributes::{Attribute, Attributes};
use super::classes::{Showing, is_code_box, is_code_class, is_read_button, is_signature, showing};
use super::names::{Shape, Tag};
use super::policy::{HiddenPart, Reveal};
use super::reader::Reader;
use super::select::Picked;
use super::stack::{Effect, Opened};
use super::tokens::StartTag;
use crate::article::{BlockKind, ContainerKind, ElementKind};

impl Reader<'_> {
    /// An element without content.
    pub(super) fn void(&mut self, tag: Tag, token: &StartTag<'_>) {
        self.point_anchor(token);
        let outside = self.is_outside() && tag.shape() != Shape::Metadata;
        if self.skips || outside {
            return;
        }
        self.classes.meet(token.attrs, self.input);
        if self.showing(tag, token) == Showing::Hidden {
            return;
        }
        match tag.shape() {
            Shape::LineBreak => self.builder.line_break(token.span),
            Shape::Rule => self.void_block(BlockKind::Rule, token.span),
            Shape::Image => self.image(token),
            Shape::Metadata => self.metadata(tag, token),
            _ => {}
        }
    }

    /// Opens an element that has content.
    pub(super) fn open(&mut self, tag: Tag, token: &StartTag<'_>) {
        let start = token.span.start;
        let too_deep = self.stack.is_full() && matches!(tag.shape(), Shape::Inline | Shape::Formatting);
        let picked = self.picks.open(self.stack.len(), self.input, token);
        let outside = self.is_outside() && !picked.is_body && tag.shape() != Shape::Metadata;
        if self.skips || too_deep || outside {
            if !self.stack.is_open(Tag::Template) {
                self.point_anchor(token);
            }
            if !too_deep {
                let slot = self.stack.slot(tag, token.name);
                self.stack.push(tag, slot, start, Opened::default());
            }
            return;
        }
        self.classes.meet(token.attrs, self.input);
        self.note_control(token.attrs);
        if tag == Tag::Li {
            self.count_item();
        }
        let mut opened = self.opened(tag, token, picked);
        opened.is_body = picked.is_body && !opened.effect.skips();
        self.bodies += usize::from(opened.is_body);
        self.seen_bodies += usize::from(opened.is_body);
        self.skips = opened.effect.skips();
        let slot = self.stack.slot(tag, token.name);
        self.stack.push(tag, slot, start, opened);
    }

    /// A list that counts down starts at the number of its items.
    fn count_item(&mut self) {
        let list = self.stack.counted_list().and_then(|id| self.builder.article.containers.get_mut(id));
        if let Some(ContainerKind::Numbers { start, .. }) = list.map(|list| &mut list.kind) {
            *start += 1;
        }
    }

    fn opened(&mut self, tag: Tag, token: &StartTag<'_>, picked: Picked) -> Opened {
        let mut opened = Opened::default();
        match self.showing(tag, token) {
            Showing::Hidden if is_replaced(tag) => opened.effect = Effect::Skip,
            Showing::Hidden | Showing::Assistive => {
                self.set_apart(BlockKind::Hidden, &mut opened);
                if self.hidden == 1 {
                    let inline = matches!(tag.shape(), Shape::Inline | Shape::Formatting);
                    self.hidden_parts.push(HiddenPart { span: token.span, inline });
                }
            }
            Showing::Inset if self.hidden == 0 => {
                opened.element = self.open_element(tag, token);
                self.set_apart(BlockKind::Inset, &mut opened);
                self.open_anchors(token, &mut opened);
                return opened;
            }
            Showing::Formula => {
                let inline = matches!(tag.shape(), Shape::Inline | Shape::Formatting);
                opened.effect = if inline { Effect::Object } else { Effect::Math };
            }
            Showing::Furniture => {
                if tag.ends_paragraph() {
                    self.builder.close_block();
                }
                opened.effect = Effect::Skip;
            }
            _ => {}
        }
        if opened.effect == Effect::None {
            opened.effect = self.own_effect(tag, token);
        }
        let is_read = !opened.effect.skips() || tag == Tag::Dt;
        if is_read && !self.stack.is_full() {
            opened.container = self.open_container(tag, token, picked);
            opened.is_list_place = is_list_place(tag, token.attrs, self.input);
        }
        self.open_anchors(token, &mut opened);
        if !opened.effect.skips() || opened.effect == Effect::Code {
            opened.element = opened.element.or_else(|| self.open_element(tag, token));
        }
        opened
    }

    /// What the end of an element does, and what its start does to the text, as its name says.
    fn own_effect(&mut self, tag: Tag, token: &StartTag<'_>) -> Effect {
        match tag.shape() {
            Shape::Heading(level) => self.start_heading(level),
            Shape::Inline | Shape::Formatting if self.classes.at_hand().is_literal => Effect::Code,
            Shape::Container if self.is_source_line(token.attrs) || self.classes.at_hand().is_prompt => {
                self.builder.close_block();
                Effect::Pre
            }
            Shape::Paragraph | Shape::Block => {
                self.builder.close_block();
                Effect::Break
            }
            Shape::Container if tag == Tag::Dt && is_signature(token.attrs, self.input) => {
                self.builder.close_block();
                Effect::Pre
            }
            Shape::Container if self.stack.is_full() => {
                self.builder.close_block();
                Effect::Break
            }
            Shape::Container if role_is(token.attrs, "heading", self.input) => {
                let level = token.attrs.get(Attribute::AriaLevel, self.input).trim().parse().unwrap_or(2);
                self.start_heading(u8::clamp(level, 1, 6))
            }
            Shape::Container if tag == Tag::Ol && counts_down(token.attrs) => Effect::Counted,
            Shape::Skipped if tag == Tag::Script && is_formula_script(token.attrs, self.input) => Effect::Object,
            Shape::Skipped => Effect::Skip,
            Shape::SkippedBlock => {
                self.builder.close_block();
                Effect::Skip
            }
            Shape::Button if !self.reads_button(token.attrs) => Effect::Skip,
            Shape::Object => Effect::Object,
            Shape::Code => Effect::Code,
            Shape::Preformatted if is_code_class(token.attrs, self.input) || self.in_code_box() => Effect::Pre,
            Shape::Preformatted if !self.policy.reads_pre_at(token.span.start) => Effect::UnreadPre,
            Shape::Preformatted => {
                self.builder.close_block();
                self.pre += 1;
                Effect::PreText
            }
            Shape::Metadata => Effect::Title,
            _ => Effect::None,
        }
    }

    /// Whether the element stands in a box for code: right in it, or in one that the box holds.
    fn in_code_box(&self) -> bool {
        const NEAR: usize = 2;
        self.builder.around().take(NEAR).any(|attrs| attrs.has_class(is_code_box))
    }

    /// Whether the element is a line of the source code that Doxygen shows.
    fn is_source_line(&self, attrs: &Attributes) -> bool {
        let is = |class: &str| attrs.has(Attribute::Class) && attrs.get(Attribute::Class, self.input) == class;
        is("line") && self.builder.around().next().is_some_and(|around| &*around.class == "fragment")
    }

    fn start_heading(&mut self, level: u8) -> Effect {
        self.builder.close_block();
        if self.apart == 0 {
            self.heading = Some(level);
        }
        Effect::Heading
    }

    fn set_apart(&mut self, kind: BlockKind, opened: &mut Opened) {
        self.builder.set_apart(kind);
        self.apart += 1;
        self.hidden += u32::from(kind == BlockKind::Hidden);
        opened.effect = Effect::Apart(kind);
    }

    /// How an element is shown, by its attributes, its place and the policy.
    fn showing(&self, tag: Tag, token: &StartTag<'_>) -> Showing {
        if matches!(tag.shape(), Shape::Skipped | Shape::SkippedBlock | Shape::Metadata) {
            return Showing::Plain;
        }
        match showing(tag, token.attrs, self.classes.at_hand(), self.input) {
            Showing::Assistive if self.stack.is_open(Tag::H1) => Showing::Plain,
            Showing::Hidden | Showing::Assistive if self.hidden > 0 => Showing::Plain,
            hidden @ (Showing::Hidden | Showing::Assistive) => match self.policy.revealed(token.span.start) {
                Some(Reveal::Visible) => Showing::Plain,
                Some(Reveal::Inset) => Showing::Inset,
                None => hidden,
            },
            other => other,
        }
    }

    fn reads_button(&self, attrs: &Attributes) -> bool {
        self.stack.is_open(Tag::H1) || self.stack.is_open(Tag::Sup) || is_read_button(attrs, self.input)
    }

    /// Remembers what a control on the page shows.
    fn note_control(&mut self, attrs: &Attributes) {
        for attribute in [Attribute::AriaControls, Attribute::DataTarget] {
            if attrs.has(attribute) {
                let id = attrs.get(attribute, self.input);
                self.controlled.push(id.trim_start_matches('#').into());
            }
        }
    }

    fn image(&mut self, token: &StartTag<'_>) {
        self.begin_block();
        let href = self.href(token.attrs, Attribute::Src);
        let attrs = self.attrs_of(Tag::Img, token);
        let element = self.builder.open_element(ElementKind::Image, token.span.start, href, attrs);
        self.builder.object(token.span);
        self.builder.close_element(element, token.span.end);
        let alt = token.attrs.get(Attribute::Alt, self.input);
        if !alt.trim().is_empty() {
            self.builder.set_apart(BlockKind::Alt);
            self.builder.unit(&super::inline::one_line(&alt), token.attrs.span(Attribute::Alt));
            self.builder.end_apart();
        }
    }
}

fn role_is(attrs: &Attributes, role: &str, input: &str) -> bool {
    attrs.has(Attribute::Role) && attrs.get(Attribute::Role, input).eq_ignore_ascii_case(role)
}

/// Whether a placeholder stands for the element where it is seen.
fn is_replaced(tag: Tag) -> bool {
    matches!(tag.shape(), Shape::Object | Shape::Code | Shape::Preformatted)
}

/// Whether an `ol` numbers its items down to 1.
fn counts_down(attrs: &Attributes) -> bool {
    attrs.has(Attribute::Reversed) && !attrs.has(Attribute::Start)
}

/// MathJax keeps the source of a formula in a script.
fn is_formula_script(attrs: &Attributes, input: &str) -> bool {
    attrs.get(Attribute::Type, input).starts_with("math/")
}

/// Whether an element is the place where tools put a list they generate.
fn is_list_place(tag: Tag, attrs: &Attributes, input: &str) -> bool {
    matches!(tag, Tag::References | Tag::DCitationList | Tag::DBibliography | Tag::DtBibliography)
        || (tag.shape() == Shape::Container && attrs.get(Attribute::Id, input) == "refs")
}
