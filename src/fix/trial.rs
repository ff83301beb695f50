//! A text with what is known of it, and the text that edits would make of it.

use std::borrow::Cow;

use super::Checks;
use super::ledger::Ledger;
use crate::finding::{Edit, Finding};
use crate::input::Input;

/// A text, read and checked.
pub(super) struct State<'a> {
    input: Cow<'a, Input>,
    /// What the user's checks find.
    pub(super) findings: Vec<Finding>,
    /// What must not get worse.
    pub(super) ledger: Ledger,
}

impl<'a> State<'a> {
    /// The state of a text that has something to mend; `None` where no finding offers a fix.
    pub(super) fn offering(input: Cow<'a, Input>, check: Checks<'_>) -> Option<Self> {
        let reading = (check.read)(&input);
        let findings = (check.check)(&input, &reading);
        if findings.iter().all(|f| f.fix.is_none()) {
            return None;
        }
        let ledger = Ledger::new(&input, &reading, &findings);
        Some(Self { input, findings, ledger })
    }

    /// The state of the text that `edits` make; they are disjoint.
    pub(super) fn with<'e>(&self, edits: impl Iterator<Item = &'e Edit>, check: Checks<'_>) -> Self {
        let input = self.input.with_text(apply(&self.input.text, edits));
        let reading = (check.read)(&input);
        let findings = (check.check)(&input, &reading);
        let ledger = Ledger::new(&input, &reading, &findings);
        Self { input: Cow::Owned(input), findings, ledger }
    }

    pub(super) fn into_input(self) -> Cow<'a, Input> {
        self.input
    }

    /// Whether an edit changes nothing.
    pub(super) fn is_idle(&self, edit: &Edit) -> bool {
        self.input.text.get(edit.span.bounds()) == Some(edit.text.as_str())
    }
}

/// The text with disjoint edits made, in any order.
fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> String {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|e| e.span);
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let span = edit.span.bounds();
        changed.push_str(text.get(done..span.start).unwrap_or_default());
        changed.push_str(&edit.text);
        done = span.end;
    }
    changed.push_str(text.get(done..).unwrap_or_default());
    changed
}
