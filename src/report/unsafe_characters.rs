//! Characters that steer whatever shows them: escape sequences, the direction of writing, what nobody sees.

/// Whether a character must not reach a screen as it is.
pub(super) fn is_unsafe(c: char) -> bool {
    let invisible = matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}');
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}');
    let private = matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}');
    // XML cannot hold these two at all.
    let none = matches!(c, '\u{fffe}' | '\u{ffff}');
    c.is_control() || invisible || direction || private || none
}
