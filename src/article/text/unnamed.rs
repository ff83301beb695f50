//! Notes of reStructuredText that are counted, not named: `.. [#] text`, `.. [*] text`.

use crate::article::{Container, ContainerKind, UnnamedNote};
use crate::map::HashSet;

/// The signs that `[*]_` stands for, in the order of their use; then each of them twice, and so on.
const SIGNS: [&str; 10] = ["*", "†", "‡", "§", "¶", "#", "♠", "♥", "♦", "♣"];

/// Labels the notes without a name as a reader sees them, and lists them in order.
///
/// Numbers go to all counted notes, named ones (`[#name]`) included, in order; those written out are passed over.
pub(super) fn label(containers: &mut [Container]) -> Vec<UnnamedNote> {
    let written: HashSet<u32> = containers.iter().filter_map(|c| note_label(c)?.parse().ok()).collect();
    let mut unnamed = Vec::new();
    let (mut number, mut signs) = (0, 0);
    for container in containers {
        let ContainerKind::Note { label, .. } = &mut container.kind else { continue };
        if label.starts_with('#') {
            number += 1;
            while written.contains(&number) {
                number += 1;
            }
        }
        let (sign, shown) = match label.as_str() {
            "#" => ('#', number.to_string()),
            "*" => ('*', SIGNS[signs % SIGNS.len()].repeat(signs / SIGNS.len() + 1)),
            _ => continue,
        };
        signs += usize::from(sign == '*');
        label.clone_from(&shown);
        unnamed.push(UnnamedNote { sign, label: shown });
    }
    unnamed
}

fn note_label(container: &Container) -> Option<&str> {
    match &container.kind {
        ContainerKind::Note { label, .. } => Some(label),
        _ => None,
    }
}
