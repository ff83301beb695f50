//! What several reports need.
//!
//! - What is said: `wording` (the headline of each rule), `words` (findings in the words of other tools), `header`,
//!   `totals`, `overview`, `quotations`.
//! - In which order: `plan`.
//! - How it looks: `layout`, `style`.
//! - That nothing from an article steers what shows it: `clean`, `xml`.

pub(super) mod clean;
pub(super) mod header;
pub(super) mod layout;
pub(super) mod overview;
pub(super) mod plan;
pub(super) mod quotations;
pub(super) mod style;
pub(super) mod totals;
pub(super) mod wording;
pub(super) mod words;
pub(super) mod xml;
