//! The class attributes of a document, each looked into once: pages repeat a few of them thousands of times.

use std::sync::Arc;

use super::attributes::{Attribute, Attributes};
use super::classes::{Showing, by_class, is_literal, is_prompt};
use crate::map::HashMap;

/// What a class attribute says.
#[derive(Debug)]
pub(super) struct Class {
    /// The attribute, its references decoded.
    pub(super) names: Arc<str>,
    /// How it shows an inline element.
    inline: Showing,
    /// How it shows any other.
    block: Showing,
    pub(super) is_literal: bool,
    pub(super) is_prompt: bool,
}

impl Class {
    fn new(names: Arc<str>) -> Self {
        Self {
            inline: by_class(&names, true),
            block: by_class(&names, false),
            is_literal: is_literal(&names),
            is_prompt: is_prompt(&names),
            names,
        }
    }

    pub(super) const fn showing(&self, inline: bool) -> Showing {
        if inline { self.inline } else { self.block }
    }
}

/// All that have been met, and which of them the tag at hand has.
pub(super) struct ClassTable {
    /// The first is that of tags without a class.
    all: Vec<Class>,
    by_names: HashMap<Arc<str>, usize>,
    at_hand: usize,
}

impl ClassTable {
    pub(super) fn new() -> Self {
        Self { all: vec![Class::new(Arc::default())], by_names: HashMap::default(), at_hand: 0 }
    }

    /// Takes up the next tag.
    pub(super) fn meet(&mut self, attrs: &Attributes, input: &str) {
        self.at_hand = if attrs.has(Attribute::Class) { self.find(&attrs.get(Attribute::Class, input)) } else { 0 };
    }

    fn find(&mut self, names: &str) -> usize {
        if let Some(&known) = self.by_names.get(names) {
            return known;
        }
        let names: Arc<str> = names.into();
        self.by_names.insert(Arc::clone(&names), self.all.len());
        self.all.push(Class::new(names));
        self.all.len() - 1
    }

    /// The class of the tag at hand.
    pub(super) fn at_hand(&self) -> &Class {
        &self.all[self.at_hand]
    }
}
