//! Lists that indents make: which items and lists are open, and which a line closes.

use super::shape::Marker;
use crate::article::{Attrs, Builder, ContainerId, ContainerKind};

/// The lists that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Lists {
    levels: Vec<Level>,
}

#[derive(Debug)]
struct Level {
    indent: u16,
    is_numbered: bool,
    list: ContainerId,
    item: ContainerId,
}

impl Lists {
    /// Opens an item whose marker stands at `indent`, at byte `start`.
    pub(super) fn item(&mut self, builder: &mut Builder, marker: Marker, indent: u16, start: u32) {
        let is_numbered = matches!(marker, Marker::Number(_));
        self.close_while(builder, start, |level| {
            level.indent > indent || (level.indent == indent && level.is_numbered != is_numbered)
        });
        let number = match marker {
            Marker::Number(number) => Some(number),
            Marker::Bullet => None,
        };
        let kind = ContainerKind::Item { number };
        match self.levels.last_mut() {
            Some(level) if level.indent == indent => {
                builder.close_container(level.item, start);
                level.item = builder.open_container(kind, start, Attrs::default());
            }
            _ => {
                let list = match number {
                    Some(start) => ContainerKind::Numbers { start, reversed: false },
                    None => ContainerKind::Bullets,
                };
                let list = builder.open_container(list, start, Attrs::default());
                let item = builder.open_container(kind, start, Attrs::default());
                self.levels.push(Level { indent, is_numbered, list, item });
            }
        }
    }

    /// Text at `indent` begins at byte `start`: items it is not indented against end.
    pub(super) fn text(&mut self, builder: &mut Builder, indent: u16, start: u32) {
        self.close_while(builder, start, |level| level.indent >= indent);
    }

    /// Whether text at `indent` would stand in an item.
    pub(super) fn holds(&self, indent: u16) -> bool {
        self.levels.first().is_some_and(|level| level.indent < indent)
    }

    /// Ends all lists.
    pub(super) fn close(&mut self, builder: &mut Builder, at: u32) {
        self.close_while(builder, at, |_| true);
    }

    fn close_while(&mut self, builder: &mut Builder, at: u32, test: impl Fn(&Level) -> bool) {
        while let Some(level) = self.levels.pop_if(|level| test(level)) {
            builder.close_container(level.list, at);
        }
    }
}
