//! The cases: what is repeated, in which format.

use std::fmt::Write as _;

use wellcited::input::Format::{self, Html, Markdown, Text};

/// Peak memory per byte of input that prose may cost.
const PROSE: f64 = 12.0;
/// The same for any input.
const ANY: f64 = 60.0;

/// One way to be difficult.
pub(crate) struct Case {
    what: &'static str,
    /// How it is read.
    pub(crate) format: Format,
    /// How many times something is repeated at first.
    pub(crate) size: usize,
    /// The bar for memory, per byte of input.
    pub(crate) memory: f64,
    /// The input of a size.
    pub(crate) text: fn(usize) -> String,
}

impl Case {
    /// The name in the table.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.format.name(), self.what)
    }
}

const fn case(format: Format, what: &'static str, text: fn(usize) -> String) -> Case {
    Case { what, format, size: 100_000, memory: ANY, text }
}

const fn sized(size: usize, case: Case) -> Case {
    Case { size, ..case }
}

const fn prose(case: Case) -> Case {
    Case { memory: PROSE, ..case }
}

/// One line for every `n`.
fn each(n: usize, mut line: impl FnMut(&mut String, usize)) -> String {
    let mut text = String::new();
    for i in 1..=n {
        line(&mut text, i);
    }
    text
}

fn numbered(n: usize, before: &str, after: &str) -> String {
    each(n, |text, i| {
        let _ = write!(text, "{before}{i}{after}");
    })
}

/// Prose that cites every 28 bytes, without a line end; sources for it follow.
fn prose_of(n: usize, source: fn(&mut String, usize)) -> String {
    let mut text = each(n, |text, i| {
        let _ = write!(text, "The harbour was shut [{}]. ", i % 100 + 1);
    });
    text.push_str("\n\n");
    text + &each(100, source)
}

fn line_source(text: &mut String, i: usize) {
    if i == 1 {
        text.push_str("Sources\n\n");
    }
    let _ = writeln!(text, "[{i}] Harbour office. Report {i}, 2024. https://harbour.test/{i}\n");
}

fn markdown_source(text: &mut String, i: usize) {
    if i == 1 {
        text.push_str("# ");
    }
    line_source(text, i);
}

fn html_source(text: &mut String, i: usize) {
    if i == 1 {
        text.push_str("<h2>Sources</h2>");
    }
    let _ = write!(text, "<p>[{i}] Harbour office. <i>Report {i}</i>, 2024.</p>");
}

/// Bytes without any order, as text.
fn noise(n: usize) -> String {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let bytes: Vec<u8> = (0..n)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 32) as u8
        })
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// All cases.
pub(crate) const CASES: &[Case] = &[
    // Prose.
    prose(sized(1_000_000, case(Html, "50 MB line of prose", |n| prose_of(n, html_source)))),
    prose(sized(1_000_000, case(Markdown, "50 MB line of prose", |n| prose_of(n, markdown_source)))),
    prose(sized(1_000_000, case(Text, "50 MB line of prose", |n| prose_of(n, line_source)))),
    sized(50_000_000, case(Html, "50 MB line of one letter", |n| "a".repeat(n))),
    sized(50_000_000, case(Markdown, "50 MB line of one letter", |n| "a".repeat(n))),
    sized(50_000_000, case(Text, "50 MB line of one letter", |n| "a".repeat(n))),
    sized(1_000_000, case(Html, "noise", noise)),
    sized(1_000_000, case(Markdown, "noise", noise)),
    sized(1_000_000, case(Text, "noise", noise)),
    // Brackets.
    case(Html, "open brackets", |n| "[".repeat(n)),
    case(Markdown, "open brackets", |n| "[".repeat(n)),
    case(Text, "open brackets", |n| "[".repeat(n)),
    case(Html, "open brackets with numbers", |n| "[1, ".repeat(n)),
    case(Markdown, "open brackets with numbers", |n| "[1, ".repeat(n)),
    case(Text, "open brackets with numbers", |n| "[1, ".repeat(n)),
    case(Text, "open double brackets", |n| "[[1], ".repeat(n)),
    case(Text, "open footnotes", |n| "[^a ".repeat(n)),
    case(Markdown, "open footnotes", |n| "[^a ".repeat(n)),
    case(Text, "open parentheses", |n| "( ".repeat(n)),
    case(Markdown, "open links", |n| "[1](".repeat(n)),
    case(Markdown, "open images", |n| "![a](".repeat(n)),
    case(Markdown, "open citekeys", |n| "[@a; ".repeat(n)),
    case(Markdown, "open braces of citekeys", |n| "@{".repeat(n)),
    case(Text, "code on one line", |n| ">>> a[1] ".repeat(n)),
    case(Text, "open lenticular brackets", |n| "【1".repeat(n)),
    case(Text, "closed brackets", |n| "] ".repeat(n)),
    case(Text, "empty brackets", |n| "word [] ".repeat(n)),
    case(Text, "one group of numbers", |n| format!("Word [1{}].", ", 2".repeat(n))),
    case(Text, "wide ranges", |n| "x [1-512]. ".repeat(n / 10)),
    case(Markdown, "wide ranges", |n| "x [1-512]. ".repeat(n / 10)),
    case(Html, "wide ranges", |n| "x [1-512]. ".repeat(n / 10)),
    case(Text, "adjacent cites", |n| numbered(n, "[", "]")),
    case(Text, "raised digits", |n| "word³ ".repeat(n)),
    case(Text, "lone digits", |n| "1 ".repeat(n)),
    // Nesting.
    case(Html, "nested div", |n| "<div>".repeat(n)),
    case(Html, "nested div with text and id", |n| numbered(n, "<div id=a>x", " ")),
    case(Html, "nested sup", |n| "<sup>".repeat(n) + "1"),
    case(Html, "nested sup with numbers", |n| "<sup>1".repeat(n)),
    case(Html, "nested span with class", |n| "<span class=citation>1".repeat(n)),
    case(Html, "nested links", |n| "<a href='#r1'>1".repeat(n)),
    case(Html, "nested lists", |n| "<ol><li>".repeat(n)),
    case(Html, "nested lists with text", |n| "<ol><li>[1] a ".repeat(n)),
    case(Html, "nested quotes", |n| "<blockquote>".repeat(n)),
    case(Html, "nested tables", |n| "<table><tr><td>".repeat(n)),
    case(Html, "nested hidden", |n| "<div hidden>[1] ".repeat(n)),
    case(Html, "nested sections with headings", |n| "<section><h2>Sources</h2>[1] a".repeat(n)),
    case(Html, "open paragraphs", |n| "<p>[1] a".repeat(n)),
    case(Html, "stray end tags", |n| "<span>".repeat(n) + &"</div></a></p>".repeat(n)),
    case(Html, "crossed tags", |n| "<b><i></b></i>x".repeat(n)),
    case(Html, "open bold over paragraphs", |n| "<b><p>x".repeat(n)),
    case(Html, "nav in nav", |n| "<nav>".repeat(n)),
    case(Markdown, "nested quotes", |n| ">".repeat(n) + " x"),
    case(Markdown, "nested list markers", |n| "- ".repeat(n) + "x"),
    case(Markdown, "nested numbers", |n| "1. ".repeat(n) + "x"),
    case(Markdown, "nested html", |n| "<div>\n\n".repeat(n)),
    case(Markdown, "nested inline html", |n| "<sup>1".repeat(n)),
    case(Markdown, "nested inline spans", |n| format!("x {}", "<span class=a>y ".repeat(n))),
    case(Markdown, "stray end tags", |n| format!("x {}", "<b></i>".repeat(n))),
    case(Markdown, "emphasis", |n| "*a _b ".repeat(n)),
    case(Markdown, "backticks", |n| "`a``b ".repeat(n)),
    case(Markdown, "dollars", |n| "$5 [1] and ".repeat(n)),
    case(Markdown, "braces", |n| "{{ a {% b ".repeat(n)),
    case(Markdown, "shortcodes", |n| "[gallery ids=\"1\" ".repeat(n)),
    case(Markdown, "components", |n| "<Note a={".repeat(n)),
    // Syntax that never ends.
    case(Html, "open comments", |n| "<!-- ".repeat(n)),
    case(Html, "open scripts", |n| "<script>".repeat(n)),
    case(Html, "open tags", |n| "<a href=".repeat(n)),
    case(Html, "attributes", |n| format!("<a {}>x</a>", numbered(n, "a", "=b "))),
    case(Html, "classes", |n| format!("<span class='{}'>1</span>", numbered(n, "ref", " "))),
    case(Html, "ampersands", |n| "&#91;1&#93; &am &".repeat(n)),
    case(Markdown, "entities", |n| "&#91;1&#93; &am &".repeat(n)),
    case(Markdown, "escapes", |n| "\\[1\\] ".repeat(n)),
    case(Text, "addresses", |n| "https://a.test/x[1] ".repeat(n)),
    case(Text, "one address", |n| format!("https://a.test/{}", "a(".repeat(n))),
    case(Text, "addresses without end", |n| "https://".repeat(n)),
    case(Text, "one source with many addresses", |n| {
        format!("a [1].\n\nSources\n\n[1] Author {}\n", numbered(n, "https://a.test/", " "))
    }),
    // Lists.
    sized(10_000, case(Html, "lists", |n| numbered(n, "<p>a [1].</p><h2>Sources</h2><p>[1] A. Author, no. ", "</p>"))),
    sized(10_000, case(Markdown, "lists", |n| numbered(n, "a [1].\n\n## Sources\n\n[1] A. Author, no. ", "\n\n"))),
    sized(10_000, case(Text, "lists", |n| numbered(n, "A sentence [1].\n\nSources\n\n[1] A. Author, no. ", "\n\n"))),
    sized(
        10_000,
        case(Html, "lists of items", |n| numbered(n, "<p>a [1].<ol class=references><li id=r1>A. B, ", "</ol>")),
    ),
    sized(10_000, case(Markdown, "lists without headings", |n| numbered(n, "a [1].\n\n1. A. Author, ", "\n\n---\n\n"))),
    case(Html, "headings", |n| "<h2>Sources</h2>".repeat(n)),
    case(Markdown, "headings", |n| "# Sources\n".repeat(n)),
    case(Text, "headings", |n| "Sources\n\n".repeat(n)),
    case(Html, "headings over numbers", |n| format!("{}{}", "<h2>Sources</h2>".repeat(n), numbered(n, "<p>[", "] a"))),
    case(Markdown, "levels of headings", |n| "# Sources\n## Notes\n### References\na [1]\n".repeat(n)),
    case(Text, "one label", |n| format!("a [1].\n\nSources\n\n{}", numbered(n, "[1] Author ", ", a title.\n"))),
    case(Markdown, "one label", |n| format!("a [1].\n\n# Sources\n\n{}", numbered(n, "[1] Author ", ", a title.\n\n"))),
    case(Html, "one label", |n| format!("a [1].<h2>Sources</h2>{}", numbered(n, "<p>[1] Author ", ", a title."))),
    case(Text, "one label, cited", |n| {
        format!("{}\n\nSources\n\n{}", "a [1]. ".repeat(n), "[1] Author, a title.\n".repeat(n))
    }),
    case(Html, "one id", |n| {
        format!("{}<h2>Notes</h2><ol>{}</ol>", "<a href='#r1'>[1]</a> ".repeat(n), "<li id=r1>Author".repeat(n))
    }),
    case(Markdown, "one footnote", |n| format!("{}\n\n{}", "a[^1] ".repeat(n), "[^1]: Author\n\n".repeat(n))),
    case(Markdown, "one definition", |n| format!("{}\n\n{}", "a [1] ".repeat(n), "[1]: https://a.test\n".repeat(n))),
    case(Markdown, "footnotes", |n| format!("{}\n\n{}", numbered(n, "a[^", "] "), numbered(n, "[^", "]: Author\n\n"))),
    case(Markdown, "undefined footnotes", |n| numbered(n, "a[^", "] ")),
    case(Markdown, "definitions", |n| numbered(n, "[", "]: https://a.test\n")),
    case(Html, "links to one anchor", |n| "<a href='#r1'>[1]</a> ".repeat(n) + "<p id=r1>[1] Author"),
    case(Html, "links to many anchors", |n| {
        format!(
            "{}<ol>{}</ol>",
            each(n, |t, i| {
                let _ = write!(t, "a <a href=#r{i}>{i}</a> ");
            }),
            numbered(n, "<li id=r", ">Author")
        )
    }),
    case(Html, "links to no anchor", |n| numbered(n, "<a href='#r1'>[", "]</a> ")),
    case(Markdown, "links to one anchor", |n| "[1](#r1) ".repeat(n)),
    case(Html, "links to one page", |n| "<a href='https://a.test/x'>words</a> ".repeat(n)),
    case(Text, "missing sources", |n| {
        numbered(n, "A sentence [", "].\n") + "\nSources\n\n[1] Author, a title.\n[2] Author, a title.\n"
    }),
    case(Text, "missing sources with letters", |n| {
        numbered(n, "A sentence [RFC", "].\n") + "\nSources\n\n[RFC1] Author.\n[RFCX] Author.\n"
    }),
    case(Text, "near labels", |n| {
        format!("{}\n\nReferences\n\n{}", numbered(n, "A word [RFC", "a]. "), numbered(n, "[RFC", "b] Author.\n"))
    }),
    case(Text, "unused sources", |n| format!("a [1].\n\nSources\n\n{}", numbered(n, "[", "] Author, a title.\n"))),
    case(Html, "unused sources", |n| format!("a [1].<h2>Sources</h2>{}", numbered(n, "<p>[", "] Author, a title."))),
    case(Text, "holes in numbers", |n| format!("a [1].\n\nSources\n\n{}", numbered(n, "[", "7] Author, a title.\n"))),
    case(Text, "dropped cites", |n| "The harbour was shut . ".repeat(n) + "\n\nSources\n\n[1] Author, a title.\n"),
    case(Html, "dropped cites", |n| "The harbour <sup></sup>. ".repeat(n) + "<h2>Sources</h2><p>[1] Author."),
    case(Text, "dropped cites over sources", |n| {
        format!("{}\n\nSources\n\n{}", "The harbour was shut . ".repeat(n), numbered(n, "[", "] Harbour shut.\n"))
    }),
    case(Text, "lead-ins", |n| "It rose, according to . See and . ".repeat(n)),
    case(Text, "residue", |n| "A :contentReference[oaicite:0]{index=0} b citeturn0search0 ".repeat(n)),
    case(Text, "open residue", |n| "A :contentReference[oaicite: citeturn0 【4† ".repeat(n)),
    case(Text, "placeholders", |n| "A [INTERNAL_LINK:x] b [insert citation] TODO: cite ".repeat(n)),
    case(Text, "tags of agents", |n| "<think> <tool_calls> </think ".repeat(n)),
    case(Text, "short lines", |n| "a\n".repeat(n)),
    case(Text, "short paragraphs", |n| "A\n\n".repeat(n)),
    case(Text, "blank lines", |n| "\n".repeat(n)),
    case(Text, "page breaks", |n| "a [1]\n\u{c}\n".repeat(n)),
    case(Text, "pages", |n| {
        // A number that no page has would make it another case.
        each(n, |t, i| {
            let _ = writeln!(t, "a [1]\n\nAuthor      Informational      [Page {}]", i % 10_000);
            t.push_str("\u{c}\nRFC 1      A title      May 2001\n\n");
        })
    }),
    case(Text, "hanging lines", |n| "Sources\n\n".to_owned() + &numbered(n, "[", "] Author\n    a title\n")),
    case(Text, "indents", |n| {
        each(n, |t, i| {
            let _ = writeln!(t, "{:1$}a", "", i % 300);
        })
    }),
    case(Text, "numbers at line start", |n| numbered(n, "", ". Author, a title\n")),
    case(Text, "blanks", |n| " ".repeat(n) + "."),
    case(Text, "blanks before stops", |n| "a  \u{a0} .".repeat(n)),
    case(Markdown, "tables", |n| "|a|b|\n|-|-|\n".to_owned() + &"|[1]|[2]|\n".repeat(n)),
    case(Markdown, "rows of one cell", |n| format!("|{}\n|{}\n", "a|".repeat(n), "-|".repeat(n))),
    case(Markdown, "short paragraphs", |n| "a\n\n".repeat(n)),
    case(Markdown, "rules", |n| "---\n\n".repeat(n)),
    case(Markdown, "line of code", |n| "`[1]` ".repeat(n)),
    case(Html, "code", |n| "<code>[1]</code> ".repeat(n)),
    case(Html, "comments", |n| "<!-- [1] -->".repeat(n)),
    case(Html, "comments over sources", |n| {
        format!("{}<h2>Sources</h2>{}", "<!-- [1] -->".repeat(n), numbered(n, "<p>[", "] a"))
    }),
    case(Text, "byte order marks and objects", |n| "\u{feff}[\u{fffc}1] \u{202e}".repeat(n)),
];
