//! The text of a page, block by block, from the tree that `scraper` builds.

use scraper::{ElementRef, Html, Node};
use wellcited::article::OBJECT;

/// Text with its blanks folded.
pub(super) fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What becomes of an element.
#[derive(Clone, Copy, PartialEq)]
enum Fate {
    Flows,
    Breaks,
    Dropped,
    DroppedBreak,
    Object,
    ObjectBlock,
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "legend",
    "li",
    "main",
    "menu",
    "ol",
    "p",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];
const DROPPED: &[&str] = &[
    "applet", "datalist", "iframe", "noembed", "noframes", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title",
];

fn classes<'e>(element: &'e ElementRef<'_>) -> impl Iterator<Item = &'e str> {
    element.value().attr("class").unwrap_or_default().split_ascii_whitespace()
}

fn any_class(element: &ElementRef<'_>, names: &[&str]) -> bool {
    classes(element).any(|class| names.contains(&class))
}

fn inside(element: &ElementRef<'_>, names: &[&str]) -> bool {
    element.ancestors().filter_map(ElementRef::wrap).any(|e| names.contains(&e.value().name()))
}

fn is_hidden(element: &ElementRef<'_>) -> bool {
    let style: String = element.value().attr("style").unwrap_or_default().to_lowercase().split_whitespace().collect();
    let style = format!(";{style};");
    element.value().attr("hidden").is_some()
        || element.value().attr("popover").is_some()
        || ["display:none", "visibility:hidden", "visibility:collapse"]
            .iter()
            .any(|rule| style.contains(&format!(";{rule};")) || style.contains(&format!(";{rule}!important;")))
}

const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6"];

fn fate(element: &ElementRef<'_>, reveals: bool, reads_pre: bool) -> Fate {
    let name = element.value().name();
    let block = BLOCKS.contains(&name);
    if DROPPED.contains(&name) {
        let formula = name == "script" && element.value().attr("type").is_some_and(|t| t.starts_with("math/"));
        return if formula { Fate::Object } else { Fate::Dropped };
    }
    if name == "nav" || element.value().attr("role") == Some("navigation") {
        return if block || name == "nav" { Fate::DroppedBreak } else { Fate::Dropped };
    }
    let scribble = element.value().attr("class").is_some_and(|class| class.starts_with("Rkt"));
    if !block && (any_class(element, &["docutils"]) && any_class(element, &["literal"]) || scribble) {
        return Fate::Object;
    }
    if any_class(element, &["ttc", "diff-old"]) {
        return Fate::Dropped;
    }
    if block && any_class(element, &["jp-InputPrompt", "jp-OutputPrompt", "input_prompt", "output_prompt"]) {
        return Fate::ObjectBlock;
    }
    let indexed = element.value().attr("id").is_some_and(|id| id.starts_with("index-"));
    if name == "dt" && (any_class(element, &["sig"]) || indexed) {
        return Fate::ObjectBlock;
    }
    let formula = ["katex", "katex-display", "MathJax", "MathJax_Display", "MathJax_SVG", "mwe-math-element"];
    let math = any_class(element, &["math"]) && (!block || classes(element).count() > 1);
    if any_class(element, &formula) || math {
        return if block { Fate::ObjectBlock } else { Fate::Object };
    }
    let notes = [
        "sidenote",
        "marginnote",
        "footnoteContent",
        "inline-footnote-content",
        "ltx_note_outer",
        "modern-footnotes-footnote__note",
    ];
    if !block && any_class(element, &notes) {
        return Fate::Dropped;
    }
    if is_hidden(element) && !(reveals && block) {
        return Fate::Dropped;
    }
    let spoken = ["sr-only", "visually-hidden", "u-visually-hidden", "screen-reader-text", "off-screen", "show-for-sr"];
    if (!block || name == "p") && any_class(element, &spoken) && !inside(element, HEADINGS) {
        return Fate::Dropped;
    }
    let controls = ["mw-editsection", "headerlink", "header-anchor", "self-link", "anchor-link", "hash-link"];
    if !block && any_class(element, &controls) {
        return Fate::Dropped;
    }
    match name {
        "math" | "video" | "audio" | "canvas" | "d-math" | "dt-math" => Fate::Object,
        "code" | "kbd" | "samp" | "d-code" | "dt-code" => Fate::Object,
        "d-footnote" | "dt-fn" => Fate::Dropped,
        "pre" | "listing" | "xmp" | "plaintext" if reads_pre => Fate::Breaks,
        "pre" | "listing" | "xmp" | "plaintext" => Fate::ObjectBlock,
        "button" if !reads_button(element) => Fate::Dropped,
        "option" => Fate::Breaks,
        _ if block || name.starts_with("d-") && !["d-cite"].contains(&name) => Fate::Breaks,
        _ => Fate::Flows,
    }
}

fn reads_button(element: &ElementRef<'_>) -> bool {
    let says = |attr: &str| element.value().attr(attr).unwrap_or_default().to_lowercase();
    let words = ["footnote", "endnote", "noteref", "citation"];
    element.value().attr("aria-expanded").is_some()
        || element.value().attr("aria-controls").is_some()
        || words.iter().any(|w| says("class").contains(w) || says("role").contains(w))
        || inside(element, HEADINGS)
        || inside(element, &["sup"])
}

/// Text by block, from the tree.
#[derive(Default)]
struct Walk {
    blocks: Vec<String>,
    text: String,
}

impl Walk {
    fn flush(&mut self) {
        let text = fold(&std::mem::take(&mut self.text));
        if !text.is_empty() {
            self.blocks.push(text);
        }
    }

    fn leave_out(&mut self, fate: Fate) {
        let breaks = matches!(fate, Fate::DroppedBreak | Fate::ObjectBlock);
        if breaks {
            self.flush();
        }
        if matches!(fate, Fate::Object | Fate::ObjectBlock) {
            self.text.push(OBJECT);
        }
        if breaks {
            self.flush();
        }
    }
}

/// The text of each block of a page; `reveals` reads hidden blocks too, `reads_pre` preformatted text.
pub(super) fn blocks(dom: &Html, reveals: bool, reads_pre: bool) -> Vec<String> {
    let mut walk = Walk::default();
    // Nodes still to visit; `true` stands for the end of one that breaks the text.
    let mut pending = vec![(dom.tree.root(), false)];
    while let Some((node, is_end)) = pending.pop() {
        let mut descends = !is_end;
        match node.value() {
            _ if is_end => walk.flush(),
            Node::Text(text) => walk.text.push_str(text),
            Node::Element(element) => match (element.name(), ElementRef::wrap(node)) {
                ("br" | "hr" | "img", Some(element)) if is_hidden(&element) => {}
                ("br", _) => walk.text.push(' '),
                ("hr", _) => walk.flush(),
                ("img", _) => walk.text.push(OBJECT),
                (_, Some(element)) => match fate(&element, reveals, reads_pre) {
                    Fate::Flows => {}
                    Fate::Breaks => {
                        walk.flush();
                        pending.push((node, true));
                    }
                    fate => {
                        walk.leave_out(fate);
                        descends = false;
                    }
                },
                _ => {}
            },
            _ => {}
        }
        if descends {
            let from = pending.len();
            pending.extend(node.children().map(|child| (child, false)));
            pending[from..].reverse();
        }
    }
    walk.flush();
    walk.blocks
}
