//! What the text of a source says: its titles, its dates, its identifiers. Pure functions of text.

pub(super) mod dates;
pub(super) mod identifiers;
pub(super) mod incomplete;
pub(super) mod titles;
