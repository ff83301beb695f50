//! What stays the same about a finding when lines move.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::map::HashMap;

/// Names findings of one file by rule, key and the words around them; equal ones are numbered in their order.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: HashMap<u64, u32>,
}

impl Fingerprints {
    /// The fingerprint of the next finding.
    pub(super) fn next(&mut self, rule: &str, key: Option<&str>, context: &str) -> String {
        let mut hash = Sha256::new();
        for part in [rule, key.unwrap_or_default()] {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        for word in context.to_lowercase().split_whitespace() {
            hash.update(word.as_bytes());
            hash.update(b" ");
        }
        let digest = hash.finalize();
        let first = digest.first_chunk().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        let mut print = format!("{first:016x}");
        let count = self.seen.entry(first).or_default();
        *count += 1;
        if *count > 1 {
            let _ = write!(print, "-{count}");
        }
        print
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_ignore_case_and_blanks_and_number_equals() {
        let mut prints = Fingerprints::default();
        let first = prints.next("unused-source", Some("3"), "Tide  tables");
        assert_eq!(prints.next("unused-source", Some("3"), "tide tables"), format!("{first}-2"));
        assert_ne!(prints.next("unused-source", Some("4"), "tide tables"), first);
        assert_eq!(first.len(), 16);
    }
}
