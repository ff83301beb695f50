//! The stack of open elements.
//!
//! Every question is answered in constant time: which element an end tag closes is looked up, never searched for, so a
//! page of stray end tags costs no more than any other.

use std::num::NonZeroU32;

use super::names::Tag;
use crate::article::BlockKind;
use crate::article::ContainerId;
use crate::article::build::Handle;
use crate::map::HashMap;

const NONE: u32 = u32::MAX;

/// How deep elements nest at most, as in browsers: what is deeper is read, but makes no structure.
const DEEPEST: usize = 512;

/// What ends with an element.
#[derive(Debug, Default)]
pub(super) struct Opened {
    /// Its container; never the document's own.
    pub(super) container: Option<NonZeroU32>,
    /// Its inline element.
    pub(super) element: Option<Handle>,
    /// Its id.
    pub(super) anchor: Option<Handle>,
    /// Its second name (`<a id="x" name="y">`).
    pub(super) second_anchor: Option<Handle>,
    /// What else its end does.
    pub(super) effect: Effect,
    /// The place of a list, which tools fill when they build the page.
    pub(super) is_list_place: bool,
    /// It is what the user says is the article.
    pub(super) is_body: bool,
}

/// What the end of an element does to the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing.
    #[default]
    None,
    /// A block ends.
    Break,
    /// A heading ends.
    Heading,
    /// Nothing; it is a list whose first number is the number of its items.
    Counted,
    /// Set-apart text ends.
    Apart(BlockKind),
    /// Text that was left out ends.
    Skip,
    /// As `Skip`, and a placeholder stands for it.
    Object,
    /// As `Skip`: inline code.
    Code,
    /// As `Skip`: preformatted text that is code.
    Pre,
    /// As `Skip`: preformatted text that another pass may read.
    UnreadPre,
    /// As `Skip`: a formula set as a block.
    Math,
    /// Preformatted text that was read ends.
    PreText,
    /// The document's title ends.
    Title,
}

impl Effect {
    /// Whether text inside is not read.
    pub(super) const fn skips(self) -> bool {
        matches!(self, Self::Skip | Self::Object | Self::Code | Self::Pre | Self::UnreadPre | Self::Math | Self::Title)
    }
}

/// An open element.
#[derive(Debug)]
pub(super) struct Frame {
    pub(super) tag: Tag,
    slot: u32,
    /// The next open element outwards with the same name.
    outer: u32,
    /// First byte of its start tag.
    pub(super) start: u32,
    /// Its end tag came while blocks inside it were open: it only waits to be taken off the stack.
    ended: bool,
    pub(super) opened: Opened,
}

/// The open elements, innermost last.
#[derive(Debug)]
pub(super) struct Stack {
    frames: Vec<Frame>,
    /// By slot: the innermost open element.
    innermost: Vec<u32>,
    /// Slots of names that are not in the table.
    unknown: HashMap<Box<[u8]>, u32>,
    /// Open elements that hold off some end tags, innermost last.
    special: Vec<u32>,
    item_stops: Vec<u32>,
    scopes: Vec<u32>,
    table_scopes: Vec<u32>,
    /// Open elements that are left out or set apart: ends that no tag states stop there.
    barriers: Vec<u32>,
}

impl Stack {
    pub(super) fn new() -> Self {
        Self {
            frames: Vec::new(),
            innermost: vec![NONE; Tag::COUNT],
            unknown: HashMap::default(),
            special: Vec::new(),
            item_stops: Vec::new(),
            scopes: Vec::new(),
            table_scopes: Vec::new(),
            barriers: Vec::new(),
        }
    }

    /// How many elements are open.
    pub(super) fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether elements nest as deep as they may.
    pub(super) fn is_full(&self) -> bool {
        self.frames.len() >= DEEPEST
    }

    /// The innermost open element.
    pub(super) fn top(&self) -> Option<&Frame> {
        self.frames.last()
    }

    /// What the innermost element that is left out or set apart does at its end.
    pub(super) fn left_out(&self) -> Option<Effect> {
        self.barriers.last().map(|&index| self.frames[index as usize].opened.effect)
    }

    /// The slot of an element, known or not.
    pub(super) fn slot(&mut self, tag: Tag, name: &[u8]) -> u32 {
        if tag != Tag::Unknown {
            return tag.slot() as u32;
        }
        if let Some(&slot) = self.unknown.get(name) {
            return slot;
        }
        let slot = self.innermost.len() as u32;
        self.unknown.insert(name.into(), slot);
        self.innermost.push(NONE);
        slot
    }

    /// The slot of a name that may never have been open.
    pub(super) fn slot_of_end(&self, tag: Tag, name: &[u8]) -> Option<u32> {
        if tag == Tag::Unknown { self.unknown.get(name).copied() } else { Some(tag.slot() as u32) }
    }

    /// Opens an element.
    pub(super) fn push(&mut self, tag: Tag, slot: u32, start: u32, opened: Opened) {
        let index = self.frames.len() as u32;
        let stands_apart = opened.effect.skips() || matches!(opened.effect, Effect::Apart(_));
        for (stops, list) in [
            (tag.is_special(), &mut self.special),
            (tag.is_special() && !matches!(tag, Tag::Address | Tag::Div | Tag::P), &mut self.item_stops),
            (tag.is_scope(), &mut self.scopes),
            (tag.is_table_scope(), &mut self.table_scopes),
            (stands_apart, &mut self.barriers),
        ] {
            if stops {
                list.push(index);
            }
        }
        let outer = std::mem::replace(&mut self.innermost[slot as usize], index);
        self.frames.push(Frame { tag, slot, outer, start, ended: false, opened });
    }

    /// Takes the innermost element off.
    pub(super) fn pop(&mut self) -> Option<Frame> {
        let frame = self.frames.pop()?;
        let index = self.frames.len() as u32;
        for list in
            [&mut self.special, &mut self.item_stops, &mut self.scopes, &mut self.table_scopes, &mut self.barriers]
        {
            if list.last() == Some(&index) {
                list.pop();
            }
        }
        if !frame.ended {
            self.innermost[frame.slot as usize] = frame.outer;
        }
        Some(frame)
    }

    /// Ends an element that blocks stand open in: it stays where it is, without effect, until they close. Returns what
    /// ends with it, and where it started.
    pub(super) fn end_early(&mut self, index: usize) -> (Opened, u32) {
        let frame = &mut self.frames[index];
        frame.ended = true;
        self.innermost[frame.slot as usize] = frame.outer;
        (std::mem::take(&mut frame.opened), frame.start)
    }

    fn last(&self, slot: usize) -> Option<usize> {
        self.innermost.get(slot).filter(|&&index| index != NONE).map(|&index| index as usize)
    }

    fn within(stops: &[u32], index: usize) -> bool {
        stops.last().is_none_or(|&stop| index >= stop as usize)
    }

    /// The element that an end tag closes: the innermost of its name that is in reach.
    pub(super) fn ended_by(&self, tag: Tag, slot: u32) -> Option<usize> {
        let index = self.last(slot as usize)?;
        let stops = match tag {
            Tag::Table | Tag::Tr | Tag::Td | Tag::Th | Tag::Tbody | Tag::Thead | Tag::Tfoot | Tag::Caption => {
                &self.table_scopes
            }
            Tag::Li if self.last(Tag::Ul as usize).max(self.last(Tag::Ol as usize)) > Some(index) => return None,
            _ => &self.scopes,
        };
        Self::within(stops, index).then_some(index)
    }

    /// Whether a block stands open inside element `index`.
    pub(super) fn holds_block(&self, index: usize) -> bool {
        !Self::within(&self.special, index)
    }

    /// The open paragraph that a block's start tag closes.
    pub(super) fn open_paragraph(&self) -> Option<usize> {
        self.last(Tag::P as usize).filter(|&p| Self::within(&self.scopes, p) && Self::within(&self.barriers, p))
    }

    /// The open item that the next one closes; `tags` are its names.
    pub(super) fn open_item(&self, tags: &[Tag]) -> Option<usize> {
        let index = tags.iter().filter_map(|&tag| self.last(tag as usize)).max()?;
        (Self::within(&self.item_stops, index) && Self::within(&self.barriers, index)).then_some(index)
    }

    /// The open part of the table at hand that the next one closes; `tags` are the parts it closes.
    pub(super) fn open_table_part(&self, tags: &[Tag]) -> Option<usize> {
        let in_table = |&index: &usize| Self::within(&self.table_scopes, index) && Self::within(&self.barriers, index);
        tags.iter().filter_map(|&tag| self.last(tag as usize)).filter(in_table).min()
    }

    /// The innermost open element of `tag`, if no scope lies between.
    pub(super) fn open_in_scope(&self, tag: Tag) -> Option<usize> {
        self.last(tag.slot()).filter(|&i| Self::within(&self.scopes, i) && Self::within(&self.barriers, i))
    }

    /// Whether an element of this name is open anywhere.
    pub(super) fn is_open(&self, tag: Tag) -> bool {
        self.last(tag.slot()).is_some()
    }

    /// The container of the list that an item stands directly in, if its items are counted.
    pub(super) fn counted_list(&self) -> Option<ContainerId> {
        let list = &self.frames.get(*self.special.last()? as usize)?.opened;
        list.container.filter(|_| list.effect == Effect::Counted).map(|id| id.get() as usize)
    }
}
