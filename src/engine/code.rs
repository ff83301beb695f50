//! Code inside of sentences, as a reader sees it.

use crate::input::{Format, Input, Span};

/// Longer code is not shown in a sentence.
const LONGEST: usize = 80;

/// The code of an element, where that needs no decoding: short and without markup of its own.
pub(super) fn shown(input: &Input, span: Span) -> Option<&str> {
    let raw = input.text.get(span.bounds())?;
    let code = match raw.starts_with('`') || input.format != Format::Html && !raw.starts_with('<') {
        true => raw.trim_matches('`').trim(),
        false => raw.split_once('>')?.1.rsplit_once('<')?.0,
    };
    let is_plain = !code.is_empty() && code.len() <= LONGEST && !code.contains(['<', '&', '\n', '\r']);
    is_plain.then_some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(format: Format, text: &str) -> Option<String> {
        let input = Input::from_text("x", format, text);
        shown(&input, Span::new(0, input.text.len() as u32)).map(str::to_owned)
    }

    #[test]
    fn only_what_needs_no_decoding_is_shown() {
        assert_eq!(of(Format::Markdown, "``a ` b``").as_deref(), Some("a ` b"));
        assert_eq!(of(Format::Markdown, "<code>tide</code>").as_deref(), Some("tide"));
        assert_eq!(of(Format::Html, "<code class=x>tide()</code>").as_deref(), Some("tide()"));
        assert_eq!(of(Format::Html, "<code>a &lt; b</code>"), None);
        assert_eq!(of(Format::Html, "<code><b>a</b></code>"), None);
        assert_eq!(of(Format::Html, "<code>"), None);
        assert_eq!(of(Format::Markdown, &format!("`{}`", "x".repeat(81))), None);
    }
}
