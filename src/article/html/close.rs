//! Ends of elements: stated, implied, and at the end of the document.

use super::names::{Shape, Tag};
use super::reader::Reader;
use super::stack::{Effect, Frame, Opened};
use crate::article::{BlockKind, ContainerId};
use crate::input::Span;

impl Reader<'_> {
    /// Closes all that is open above depth `index`, and the element there; `inner_end` is where those inside end.
    pub(super) fn close_to(&mut self, index: usize, inner_end: u32, end: u32) {
        while self.stack.len() > index {
            let at = if self.stack.len() == index + 1 { end } else { inner_end };
            let Some(Frame { start, opened, .. }) = self.stack.pop() else { return };
            self.close_opened(opened, Span::new(start, at.max(start)));
        }
    }

    fn close_opened(&mut self, opened: Opened, span: Span) {
        if opened.effect.skips() {
            self.skips = false;
        }
        if opened.is_body {
            self.builder.close_block();
            self.bodies -= 1;
        }
        match opened.effect {
            Effect::Break => self.builder.close_block(),
            Effect::Heading => {
                self.builder.close_block();
                self.heading = None;
            }
            Effect::Object => self.object(span),
            Effect::Code => {
                self.object(span);
                self.builder.code(span);
            }
            Effect::Pre | Effect::UnreadPre => {
                self.void_block(BlockKind::Code, span);
                self.builder.code(span);
            }
            Effect::Math => self.void_block(BlockKind::Math, span),
            Effect::PreText => {
                self.builder.close_block();
                self.pre -= 1;
            }
            Effect::None | Effect::Counted | Effect::Apart(_) | Effect::Skip | Effect::Title => {}
        }
        for anchor in [opened.second_anchor, opened.anchor].into_iter().flatten() {
            self.builder.close_anchor(anchor);
        }
        if let Some(element) = opened.element {
            self.builder.close_element(element, span.end);
        }
        if let Some(container) = opened.container {
            self.close_container(container.get() as usize, &opened, span);
        }
        if let Effect::Apart(kind) = opened.effect {
            self.end_apart(kind, span);
        }
    }

    fn close_container(&mut self, id: ContainerId, opened: &Opened, span: Span) {
        self.builder.close_container(id, span.end);
        let article = &mut self.builder.article;
        let is_empty = article.containers.get(id).is_some_and(|c| c.range.is_empty());
        if opened.is_list_place && is_empty && article.generated_list.is_none() {
            article.generated_list = Some(span);
        }
    }

    fn end_apart(&mut self, kind: BlockKind, span: Span) {
        self.builder.end_apart();
        self.apart -= 1;
        if kind == BlockKind::Hidden {
            self.hidden -= 1;
            if let Some(part) = self.hidden_parts.last_mut().filter(|_| self.hidden == 0) {
                part.span.end = span.end;
            }
        }
    }

    /// Closes what a start tag ends without saying so.
    pub(super) fn imply_ends(&mut self, tag: Tag, start: u32) {
        const CELLS: [Tag; 2] = [Tag::Td, Tag::Th];
        const ROWS: [Tag; 4] = [Tag::Tr, Tag::Td, Tag::Th, Tag::Caption];
        const BODIES: [Tag; 8] =
            [Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Colgroup, Tag::Tr, Tag::Td, Tag::Th, Tag::Caption];
        let item = match tag {
            Tag::Li => self.stack.open_item(&[Tag::Li]),
            Tag::Dt | Tag::Dd => self.stack.open_item(&[Tag::Dt, Tag::Dd]),
            Tag::Td | Tag::Th => self.stack.open_table_part(&CELLS),
            Tag::Tr => self.stack.open_table_part(&ROWS),
            Tag::Tbody | Tag::Thead | Tag::Tfoot => self.stack.open_table_part(&BODIES),
            Tag::Option | Tag::Optgroup => self.stack.open_item(&[Tag::Option]),
            Tag::Button => self.stack.open_in_scope(Tag::Button),
            _ => None,
        };
        if let Some(index) = item {
            self.close_to(index, start, start);
        }
        if tag.ends_paragraph()
            && let Some(index) = self.stack.open_paragraph()
        {
            self.close_to(index, start, start);
        }
        let top = self.stack.top().map(|frame| frame.tag.shape());
        if matches!((tag.shape(), top), (Shape::Heading(_), Some(Shape::Heading(_)))) {
            self.close_to(self.stack.len() - 1, start, start);
        }
        if tag == Tag::A
            && let Some(index) = self.stack.open_in_scope(Tag::A)
        {
            self.end_inline(index, Span::empty(start));
        }
    }

    /// Ends a form. One whose blocks are still open stays open with them.
    pub(super) fn end_form(&mut self, index: usize, end_tag: Span) {
        let may_lack_end = |tag| matches!(tag, Tag::P | Tag::Li | Tag::Dt | Tag::Dd | Tag::Option);
        while self.stack.len() > index + 1 && self.stack.top().is_some_and(|frame| may_lack_end(frame.tag)) {
            self.close_to(self.stack.len() - 1, end_tag.start, end_tag.start);
        }
        if self.stack.len() == index + 1 {
            self.close_to(index, end_tag.start, end_tag.end);
        }
    }

    /// Ends an inline element: alone, if blocks stand open inside it.
    pub(super) fn end_inline(&mut self, index: usize, end_tag: Span) {
        if !self.stack.holds_block(index) {
            return self.close_to(index, end_tag.start, end_tag.end);
        }
        let (opened, start) = self.stack.end_early(index);
        self.close_opened(opened, Span::new(start, end_tag.end));
    }
}
