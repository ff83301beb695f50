//! What the containers around a block make of it.

use crate::article::{Article, ContainerId, ContainerKind};

/// Deeper lists are not moved further in.
const DEEPEST: u8 = 6;

/// How a block is set: what lists, quotations and tables around it make of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Setting {
    /// How many lists and descriptions it stands in.
    pub(super) indent: u8,
    /// Whether it is quoted.
    pub(super) quoted: bool,
    /// What stands in front of it: a bullet, a number, the label of a note.
    pub(super) lead: Option<String>,
    /// The cell it stands in.
    pub(super) cell: Option<TextCell>,
}

/// A cell of a table, named by numbers that are the same for blocks of one table, row or cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TextCell {
    /// The innermost table.
    pub(super) table: u32,
    /// The row.
    pub(super) row: u32,
    /// The cell.
    pub(super) cell: u32,
    /// Whether it heads a column or row.
    pub(super) header: bool,
}

/// The setting of each container, and which items have shown what stands in front of them.
pub(super) struct Nestings {
    settings: Vec<Setting>,
    /// The item that each container stands in, itself included.
    items: Vec<Option<ContainerId>>,
    /// What stands in front of each item, until its first block has taken it.
    leads: Vec<Option<String>>,
}

impl Nestings {
    /// Looks at each container once: a container stands behind its parent.
    pub(super) fn new(article: &Article) -> Self {
        let count = article.containers.len();
        let mut nestings = Self { settings: Vec::with_capacity(count), items: Vec::new(), leads: vec![None; count] };
        let mut numbers = vec![0_i64; count];
        for (id, container) in article.containers.iter().enumerate() {
            // A parent always stands in front; what claims otherwise is taken for the outermost.
            let parent = container.parent.filter(|&parent| parent < id);
            let mut setting = parent.map_or_else(Setting::default, |parent| nestings.settings[parent].clone());
            let mut item = parent.and_then(|parent| nestings.items[parent]);
            match &container.kind {
                ContainerKind::Bullets | ContainerKind::Description => setting.indent += 1,
                ContainerKind::Numbers { start, .. } => {
                    setting.indent += 1;
                    numbers[id] = *start;
                }
                ContainerKind::Quote => setting.quoted = true,
                ContainerKind::Item { number } => {
                    nestings.leads[id] = Some(lead(article, parent, *number, &mut numbers));
                    item = Some(id);
                }
                ContainerKind::Note { label, .. } => {
                    nestings.leads[id] = Some(format!("[^{label}]"));
                    item = Some(id);
                }
                ContainerKind::Table => {
                    let table = id as u32;
                    setting.cell = Some(TextCell { table, row: table, cell: table, header: false });
                }
                ContainerKind::Row => setting.cell = setting.cell.map(|cell| TextCell { row: id as u32, ..cell }),
                ContainerKind::Cell { header } => {
                    setting.cell = setting.cell.map(|cell| TextCell { cell: id as u32, header: *header, ..cell });
                }
                _ => {}
            }
            setting.indent = setting.indent.min(DEEPEST);
            nestings.settings.push(setting);
            nestings.items.push(item);
        }
        nestings
    }

    /// The setting of the next block of a container.
    pub(super) fn of(&mut self, container: ContainerId) -> Setting {
        let Some(setting) = self.settings.get(container) else { return Setting::default() };
        let lead = self.items[container].and_then(|item| self.leads[item].take());
        Setting { lead, ..setting.clone() }
    }
}

/// The bullet or number of an item; numbers go on from the one before.
fn lead(article: &Article, list: Option<ContainerId>, number: Option<i64>, numbers: &mut [i64]) -> String {
    let Some(list) = list else { return "•".into() };
    let ContainerKind::Numbers { reversed, .. } = &article.containers[list].kind else { return "•".into() };
    let this = number.unwrap_or(numbers[list]);
    numbers[list] = if *reversed { this.saturating_sub(1) } else { this.saturating_add(1) };
    format!("{this}.")
}
