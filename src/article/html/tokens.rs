//! Tokens with byte spans, straight from the tokenizer: nothing is copied that the input itself can show.

use std::convert::Infallible;

use html5gum::emitters::Emitter;
use html5gum::{Error, State, Tokenizer};

use super::attributes::{Attributes, Value};
use crate::input::Span;

/// What receives the tokens of a document, in order.
pub(super) trait Sink {
    /// A start tag. Returns the state for what follows, where that is not ordinary markup.
    fn start_tag(&mut self, tag: &StartTag<'_>) -> Option<State>;
    /// An end tag; its `name` is in lower case.
    fn end_tag(&mut self, name: &[u8], span: Span);
    /// A stretch of character data between two tokens.
    fn text(&mut self, node: &TextNode<'_>);
    /// A comment, a declaration or a processing instruction.
    fn comment(&mut self, span: Span);
}

/// A start tag.
pub(super) struct StartTag<'t> {
    /// The name in lower case.
    pub(super) name: &'t [u8],
    /// The attributes worth knowing.
    pub(super) attrs: &'t Attributes,
    /// The tag, brackets included.
    pub(super) span: Span,
    /// Whether it ends in `/>`.
    pub(super) self_closing: bool,
}

/// Character data as it stands in the input, and the places in it that mean something else.
pub(super) struct TextNode<'t> {
    /// The whole stretch.
    pub(super) span: Span,
    /// Character references, in order.
    pub(super) references: &'t [Reference],
}

/// A decoded character reference (`&amp;`).
pub(super) struct Reference {
    /// The reference in the input.
    pub(super) span: Span,
    /// The characters it stands for: one, or two for a few names.
    text: [u8; 8],
    len: u8,
}

impl Reference {
    fn new(span: Span, decoded: &[u8]) -> Self {
        let mut text = [0; 8];
        let len = decoded.len().min(text.len());
        text[..len].copy_from_slice(&decoded[..len]);
        Self { span, text, len: len as u8 }
    }

    /// The characters it stands for.
    pub(super) fn text(&self) -> &str {
        std::str::from_utf8(&self.text[..usize::from(self.len)]).unwrap_or("\u{FFFD}")
    }
}

/// Feeds the tokens of `input` to `sink` and returns it.
pub(super) fn tokenize<S: Sink>(input: &str, mut sink: S) -> S {
    let tokens = Tokens {
        input: input.as_bytes(),
        sink: &mut sink,
        position: 0,
        tag_start: 0,
        name: Vec::new(),
        last_start: Vec::new(),
        is_end_tag: false,
        self_closing: false,
        attrs: Attributes::default(),
        text_start: 0,
        text_end: 0,
        references: Vec::new(),
    };
    match Tokenizer::new_with_emitter(input, tokens).finish() {
        Ok(()) => sink,
    }
}

/// The tokenizer's visitor: keeps offsets, and hands complete tokens on.
struct Tokens<'i, 's, S> {
    input: &'i [u8],
    sink: &'s mut S,
    position: usize,
    /// Where the last `<` stood.
    tag_start: usize,
    name: Vec<u8>,
    /// The name of the last start tag: raw text ends at its end tag only.
    last_start: Vec<u8>,
    is_end_tag: bool,
    self_closing: bool,
    attrs: Attributes,
    text_start: usize,
    text_end: usize,
    references: Vec<Reference>,
}

fn span(start: usize, end: usize) -> Span {
    Span::new(start as u32, end as u32)
}

impl<S: Sink> Tokens<'_, '_, S> {
    fn flush_text(&mut self) {
        if self.text_start < self.text_end {
            let node = TextNode { span: span(self.text_start, self.text_end), references: &self.references };
            self.sink.text(&node);
            self.references.clear();
        }
    }

    /// A token ends here: text starts behind it.
    fn restart_text(&mut self) {
        self.text_start = self.position;
        self.text_end = self.position;
    }

    fn emit_comment(&mut self) {
        self.flush_text();
        self.sink.comment(span(self.tag_start, self.position));
        self.restart_text();
    }
}

impl<S: Sink> Emitter for Tokens<'_, '_, S> {
    type Token = Infallible;

    #[inline]
    fn move_position(&mut self, offset: isize) {
        self.position = self.position.saturating_add_signed(offset);
    }

    #[inline]
    fn should_emit_errors(&mut self) -> bool {
        false
    }

    fn emit_error(&mut self, _: Error) {}

    #[inline]
    fn pop_token(&mut self) -> Option<Infallible> {
        None
    }

    fn emit_eof(&mut self) {
        self.flush_text();
    }

    #[inline]
    fn init_string(&mut self) {
        // Something was read that is neither a token nor text (`</>`).
        if self.position != self.text_end {
            self.flush_text();
            self.restart_text();
        }
    }

    #[inline]
    fn emit_string(&mut self, s: &[u8]) {
        let (from, to) = (self.text_end, self.position);
        if self.input.get(from) == Some(&b'&') && (to - from != s.len() || s.first() != Some(&b'&')) {
            self.references.push(Reference::new(span(from, to), s));
        }
        self.text_end = to;
    }

    #[inline]
    fn start_open_tag(&mut self) {
        self.tag_start = self.position - 1;
    }

    fn init_start_tag(&mut self) {
        self.name.clear();
        self.is_end_tag = false;
        self.self_closing = false;
        self.attrs.clear();
    }

    fn init_end_tag(&mut self) {
        self.name.clear();
        self.is_end_tag = true;
        self.attrs.clear();
    }

    #[inline]
    fn push_tag_name(&mut self, s: &[u8]) {
        self.name.extend_from_slice(s);
    }

    fn set_self_closing(&mut self) {
        self.self_closing = true;
    }

    fn emit_current_tag(&mut self) -> Option<State> {
        self.flush_text();
        let span = span(self.tag_start, self.position);
        self.restart_text();
        if self.is_end_tag {
            self.sink.end_tag(&self.name, span);
            return None;
        }
        self.attrs.finish();
        let tag = StartTag { name: &self.name, attrs: &self.attrs, span, self_closing: self.self_closing };
        let state = self.sink.start_tag(&tag);
        if state.is_some() {
            self.last_start.clone_from(&self.name);
        }
        state
    }

    fn set_last_start_tag(&mut self, name: Option<&[u8]>) {
        self.last_start.clear();
        self.last_start.extend_from_slice(name.unwrap_or_default());
    }

    fn current_is_appropriate_end_tag_token(&mut self) -> bool {
        self.is_end_tag && self.name == self.last_start
    }

    #[inline]
    fn init_attribute(&mut self) {
        self.attrs.begin_name();
    }

    #[inline]
    fn push_attribute_name(&mut self, s: &[u8]) {
        self.attrs.push_name(s);
    }

    #[inline]
    fn init_attribute_value(&mut self) {
        self.attrs.begin_value(self.position as u32);
    }

    #[inline]
    fn push_attribute_value(&mut self, s: &[u8]) {
        self.attrs.push_value(&Value { input: self.input, chunk: s, end: self.position as u32 });
    }

    fn init_comment(&mut self) {}
    fn push_comment(&mut self, _: &[u8]) {}

    fn emit_current_comment(&mut self) {
        self.emit_comment();
    }

    fn emit_current_doctype(&mut self) {
        self.emit_comment();
    }

    fn init_doctype(&mut self) {}
    fn set_force_quirks(&mut self) {}
    fn push_doctype_name(&mut self, _: &[u8]) {}
    fn set_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn set_doctype_system_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_public_identifier(&mut self, _: &[u8]) {}
    fn push_doctype_system_identifier(&mut self, _: &[u8]) {}
}
