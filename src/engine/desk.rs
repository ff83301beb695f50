//! What a desk decides about a finding, as plain data.

/// What a desk says about a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What was decided.
    pub decision: Decision,
    /// What has become of the finding since.
    pub change: Change,
}

/// What was decided about a finding.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// What to do about it.
    pub state: State,
    /// Who has it.
    pub assignee: String,
    /// Why.
    pub note: String,
}

/// What to do about a finding.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum State {
    /// Nothing was decided.
    #[default]
    Open,
    /// It is right, and the desk takes care of it.
    Confirmed,
    /// It may stay.
    Waived,
}

impl State {
    /// All states, as a desk chooses among them.
    pub const ALL: [Self; 3] = [Self::Open, Self::Confirmed, Self::Waived];

    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Confirmed => "confirmed",
            Self::Waived => "waived",
        }
    }
}

/// What has become of a finding since a desk looked at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New,
    /// It is as it was.
    Same,
    /// The words around it are others.
    Words,
    /// It is no longer there.
    Gone,
}

impl Change {
    /// The name in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Same => "still there",
            Self::Words => "text changed",
            Self::Gone => "gone",
        }
    }
}
