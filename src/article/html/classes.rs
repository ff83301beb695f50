//! What attributes say about how an element is shown.

use super::attributes::{Attribute, Attributes};
use super::class_table::Class;
use super::names::{Shape, Tag};

/// How an element is to be read, as its attributes say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Showing {
    /// As its name says.
    Plain,
    /// Not prose: navigation, controls beside a heading.
    Furniture,
    /// A rendered formula.
    Formula,
    /// A note that stands inside the sentence.
    Inset,
    /// Only assistive technology reads it.
    Assistive,
    /// Nobody sees it.
    Hidden,
}

/// How an element is shown, as far as its own attributes tell.
pub(super) fn showing(tag: Tag, attrs: &Attributes, class: &Class, input: &str) -> Showing {
    if tag == Tag::Dialog && !attrs.has(Attribute::Open) {
        return Showing::Hidden;
    }
    if attrs.is_empty() {
        return if matches!(tag, Tag::DFootnote | Tag::DtFn) { Showing::Inset } else { Showing::Plain };
    }
    let inline = matches!(tag.shape(), Shape::Inline | Shape::Formatting);
    let by_class = class.showing(inline);
    if matches!(tag, Tag::DFootnote | Tag::DtFn) || (by_class == Showing::Inset && inline) {
        return Showing::Inset;
    }
    if attrs.has(Attribute::Role) && attrs.get(Attribute::Role, input).eq_ignore_ascii_case("navigation") {
        return Showing::Furniture;
    }
    if attrs.has(Attribute::Hidden)
        || attrs.has(Attribute::Popover)
        || (attrs.has(Attribute::Style) && hides(&attrs.get(Attribute::Style, input)))
    {
        return if by_class == Showing::Formula { Showing::Formula } else { Showing::Hidden };
    }
    match by_class {
        Showing::Assistive if inline || tag == Tag::P => Showing::Assistive,
        Showing::Furniture if inline => Showing::Furniture,
        Showing::Hidden => Showing::Hidden,
        Showing::Formula => Showing::Formula,
        _ => Showing::Plain,
    }
}

/// How a class attribute shows an element.
pub(super) fn by_class(classes: &str, inline: bool) -> Showing {
    // Sections about mathematics are called so as well.
    if classes == "math" && !inline {
        return Showing::Plain;
    }
    classes.split_ascii_whitespace().map(class).find(|&s| s != Showing::Plain).unwrap_or(Showing::Plain)
}

/// What a class name means on the sites that use it. Names are as their tools write them.
fn class(name: &str) -> Showing {
    match name {
        "mw-editsection" | "headerlink" | "header-anchor" | "heading-anchor" | "hash-link" | "anchorjs-link"
        | "self-link" | "anchor-link" => Showing::Furniture,
        "katex" | "katex-display" | "MathJax" | "MathJax_Display" | "MathJax_SVG" | "MathJax_CHTML"
        | "mwe-math-element" | "math" => Showing::Formula,
        "sidenote"
        | "side-note"
        | "marginnote"
        | "margin-note"
        | "footnoteContent"
        | "footnote-content"
        | "modern-footnotes-footnote__note"
        | "inline-footnote-content"
        | "ltx_note_outer"
        | "tooltiptext"
        | "tooltip-text"
        | "tooltip-content" => Showing::Inset,
        // The boxes that Doxygen shows when a pointer rests on a name; what a marked-up comparison has taken out.
        "ttc" | "diff-old" => Showing::Hidden,
        "sr-only"
        | "visually-hidden"
        | "visuallyhidden"
        | "screen-reader-text"
        | "screenreader-only"
        | "u-visually-hidden"
        | "assistive-text"
        | "off-screen"
        | "offscreen"
        | "show-for-sr"
        | "is-sr-only"
        | "usa-sr-only"
        | "govuk-visually-hidden" => Showing::Assistive,
        _ => Showing::Plain,
    }
}

/// Whether preformatted text is code by its class, and not the text of a page that is set that way.
pub(super) fn is_code_class(attrs: &Attributes, input: &str) -> bool {
    const WORDS: [&str; 9] =
        ["code", "highlight", "lang", "listing", "example", "synopsis", "screen", "src", "literal-block"];
    let class = attrs.get(Attribute::Class, input).to_ascii_lowercase();
    attrs.has(Attribute::Class) && WORDS.iter().any(|word| class.contains(word))
}

/// Whether a class names what docutils makes of a literal, or Scribble of a piece of code.
pub(super) fn is_literal(class: &str) -> bool {
    class.contains("docutils") && class.contains("literal") || class.starts_with("Rkt")
}

/// Whether a term is the signature of a function that Sphinx or Texinfo documents.
pub(super) fn is_signature(attrs: &Attributes, input: &str) -> bool {
    attrs.has(Attribute::Class) && attrs.get(Attribute::Class, input).split_ascii_whitespace().any(|c| c == "sig")
        || attrs.has(Attribute::Id) && attrs.get(Attribute::Id, input).starts_with("index-")
}

/// Whether a class names the prompt that Jupyter sets beside a cell or its result: `In [3]:`.
pub(super) fn is_prompt(class: &str) -> bool {
    const CLASSES: [&str; 4] = ["jp-InputPrompt", "jp-OutputPrompt", "input_prompt", "output_prompt"];
    class.split_ascii_whitespace().any(|name| CLASSES.contains(&name))
}

/// Whether a class names a box that generators of documentation put around code, its prompt or its output.
pub(super) fn is_code_box(class: &str) -> bool {
    const WORDS: [&str; 9] = [
        "highlight",
        "code",
        "listing",
        "literal-block",
        "doctest",
        "output_area",
        "output_text",
        "prompt",
        "terminal",
    ];
    WORDS.iter().any(|word| class.contains(word))
}

/// Whether a style attribute takes the element out of sight.
fn hides(style: &str) -> bool {
    // Both properties have the letter; few others do.
    if memchr::memchr2(b'y', b'Y', style.as_bytes()).is_none() {
        return false;
    }
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let hiding: &[&str] = match property.trim() {
            p if p.eq_ignore_ascii_case("display") => &["none"],
            p if p.eq_ignore_ascii_case("visibility") => &["hidden", "collapse"],
            _ => return false,
        };
        let value = value.trim().trim_end_matches("!important").trim_end();
        hiding.iter().any(|word| value.eq_ignore_ascii_case(word))
    })
}

/// Whether a button is read: one that marks a note or opens a section, not one that acts.
pub(super) fn is_read_button(attrs: &Attributes, input: &str) -> bool {
    const NOTES: [&str; 4] = ["footnote", "endnote", "noteref", "citation"];
    attrs.has(Attribute::AriaExpanded)
        || attrs.has(Attribute::AriaControls)
        || [Attribute::Class, Attribute::Role].iter().any(|&a| {
            let value = attrs.get(a, input).to_ascii_lowercase();
            NOTES.iter().any(|word| value.contains(word))
        })
}

#[cfg(test)]
mod tests {
    use super::hides;

    #[test]
    fn styles_that_hide() {
        for style in ["display:none", "color: red; DISPLAY : none !important", "visibility: hidden;"] {
            assert!(hides(style), "{style}");
        }
        for style in ["overflow:hidden", "display:inline", "border: none", "none", "text-decoration:none;display:block"]
        {
            assert!(!hides(style), "{style}");
        }
    }
}
