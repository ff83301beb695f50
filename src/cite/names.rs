//! The names of kinds in every output.

use super::{Family, Style};

impl Style {
    /// All styles.
    pub const ALL: [Self; 10] = [
        Self::Bracket,
        Self::Nested,
        Self::Lenticular,
        Self::Superscript,
        Self::Linked,
        Self::Footnote,
        Self::Label,
        Self::Citekey,
        Self::Restructured,
        Self::Parenthesis,
    ];

    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Bracket => "bracket",
            Self::Nested => "nested",
            Self::Lenticular => "lenticular",
            Self::Superscript => "superscript",
            Self::Linked => "linked",
            Self::Footnote => "footnote",
            Self::Label => "label",
            Self::Citekey => "citekey",
            Self::Restructured => "restructured",
            Self::Parenthesis => "parenthesis",
        }
    }
}

impl Family {
    /// The name in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Numbered => "numbered",
            Self::Notes => "notes",
            Self::Keyed => "keyed",
        }
    }
}
