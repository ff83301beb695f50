//! The attributes of one start tag, read in place.

use std::borrow::Cow;

use crate::input::Span;

macro_rules! attributes {
    ($($name:ident $key:literal),+ $(,)?) => {
        /// The attributes that the reader asks for; all others are passed over.
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub(super) enum Attribute { $($name),+ }

        impl Attribute {
            const COUNT: usize = [$(Self::$name),+].len();

            fn from_name(name: &[u8]) -> Option<Self> {
                match name {
                    $($key => Some(Self::$name),)+
                    _ => None,
                }
            }
        }
    };
}

attributes! {
    Id b"id", Class b"class", Role b"role", Href b"href", Name b"name", Style b"style", Hidden b"hidden",
    Start b"start", Reversed b"reversed", Value b"value", For b"for", Alt b"alt", Src b"src", Lang b"lang",
    XmlLang b"xml:lang", EpubType b"epub:type", DataType b"data-type", FootnoteRef b"data-footnote-ref",
    Footnotes b"data-footnotes", FootnoteBackref b"data-footnote-backref", DataDefinition b"data-definition",
    DataCounter b"data-counter", DataContent b"data-content", DataTarget b"data-target", AriaControls b"aria-controls",
    AriaDescribedby b"aria-describedby", AriaExpanded b"aria-expanded", AriaLevel b"aria-level", Key b"key",
    BibtexKey b"bibtex-key", Type b"type", Rel b"rel", Property b"property", Content b"content", Open b"open",
    Popover b"popover",
}

const LONGEST_NAME: usize = 21;

/// One attribute as written, or its decoded value where the two differ.
#[derive(Clone, Copy, Default)]
struct Slot {
    span: Span,
    /// Its decoded value in [`Attributes::decoded`].
    decoded: Option<(u32, u32)>,
}

/// A piece of an attribute's value: `chunk` decoded, the input it came from ending at `end`.
pub(super) struct Value<'v> {
    pub(super) input: &'v [u8],
    pub(super) chunk: &'v [u8],
    pub(super) end: u32,
}

/// The known attributes of the tag that is being read.
pub(super) struct Attributes {
    slots: [Slot; Attribute::COUNT],
    present: u64,
    decoded: Vec<u8>,
    name: Vec<u8>,
    /// An attribute name is being read.
    in_name: bool,
    /// The attribute whose value is being read.
    current: Option<Attribute>,
}

impl Default for Attributes {
    fn default() -> Self {
        Self {
            slots: [Slot::default(); Attribute::COUNT],
            present: 0,
            decoded: Vec::new(),
            name: Vec::new(),
            in_name: false,
            current: None,
        }
    }
}

impl Attributes {
    pub(super) fn clear(&mut self) {
        self.present = 0;
        self.decoded.clear();
        self.name.clear();
        self.in_name = false;
        self.current = None;
    }

    pub(super) fn begin_name(&mut self) {
        self.finish();
        self.name.clear();
        self.in_name = true;
    }

    pub(super) fn push_name(&mut self, chunk: &[u8]) {
        if self.name.len() <= LONGEST_NAME {
            self.name.extend_from_slice(chunk);
        }
    }

    /// Ends the name that is being read. Of several attributes with one name the first counts.
    pub(super) fn finish(&mut self) {
        self.current = None;
        if !std::mem::take(&mut self.in_name) {
            return;
        }
        let Some(attribute) = Attribute::from_name(&self.name) else { return };
        let bit = 1 << attribute as u32;
        if self.present & bit == 0 {
            self.present |= bit;
            self.slots[attribute as usize] = Slot::default();
            self.current = Some(attribute);
        }
    }

    pub(super) fn begin_value(&mut self, start: u32) {
        self.finish();
        if let Some(attribute) = self.current {
            self.slots[attribute as usize].span = Span::empty(start);
        }
    }

    pub(super) fn push_value(&mut self, value: &Value<'_>) {
        let Some(attribute) = self.current else { return };
        let slot = &mut self.slots[attribute as usize];
        let raw = value.input.get(slot.span.end as usize..value.end as usize).unwrap_or_default();
        match &mut slot.decoded {
            None if raw.len() == value.chunk.len() && raw.first() == value.chunk.first() => {}
            None => {
                let start = self.decoded.len() as u32;
                self.decoded.extend_from_slice(value.input.get(slot.span.bounds()).unwrap_or_default());
                self.decoded.extend_from_slice(value.chunk);
                slot.decoded = Some((start, self.decoded.len() as u32));
            }
            Some((_, end)) => {
                self.decoded.extend_from_slice(value.chunk);
                *end = self.decoded.len() as u32;
            }
        }
        slot.span.end = value.end;
    }

    /// Whether the tag has the attribute, with or without a value.
    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.present & (1 << attribute as u32) != 0
    }

    /// Whether the tag has no known attribute at all.
    pub(super) fn is_empty(&self) -> bool {
        self.present == 0
    }

    /// Where the value stands in the input, quotes excluded.
    pub(super) fn span(&self, attribute: Attribute) -> Span {
        if self.has(attribute) { self.slots[attribute as usize].span } else { Span::default() }
    }

    /// The value with its character references decoded; empty where the tag has no such attribute.
    pub(super) fn get<'v>(&'v self, attribute: Attribute, input: &'v str) -> Cow<'v, str> {
        if !self.has(attribute) {
            return Cow::Borrowed("");
        }
        let slot = self.slots[attribute as usize];
        match slot.decoded {
            None => Cow::Borrowed(input.get(slot.span.bounds()).unwrap_or_default()),
            Some((start, end)) => String::from_utf8_lossy(&self.decoded[start as usize..end as usize]),
        }
    }
}
