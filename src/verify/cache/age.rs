//! How long a verdict holds.

use jiff::SignedDuration;

use crate::outcome::Class;

/// How long a verdict of a class holds; `None` for what is asked in every run, because it says nothing about the page.
pub const fn lifetime(class: Class) -> Option<SignedDuration> {
    match class {
        Class::Ok | Class::Moved => Some(SignedDuration::from_hours(7 * 24)),
        Class::Restricted | Class::Suspect | Class::Dead => Some(SignedDuration::from_hours(24)),
        Class::Unreachable | Class::Refused | Class::Skipped | Class::None => None,
    }
}
