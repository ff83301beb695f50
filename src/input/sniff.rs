//! What a file is: by its name, else by its first bytes.

use super::{Dialect, Format};

/// How much of a file decides.
const WINDOW: usize = 4096;

/// The format and dialect that a file name's extension stands for.
pub fn by_name(path: &str) -> Option<(Format, Dialect)> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let (stem, extension) = name.rsplit_once('.')?;
    // What Sphinx shows as the source of a page: `index.rst.txt`.
    let extension = match stem.rsplit_once('.') {
        Some((_, inner @ ("rst" | "md"))) if extension.eq_ignore_ascii_case("txt") => inner,
        _ => extension,
    };
    Some(match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" | "xhtml" | "xht" => (Format::Html, Dialect::Plain),
        "md" | "markdown" | "mkd" | "mdown" => (Format::Markdown, Dialect::Plain),
        "mdx" => (Format::Markdown, Dialect::Mdx),
        "qmd" | "rmd" => (Format::Markdown, Dialect::Quarto),
        "txt" | "text" => (Format::Text, Dialect::Plain),
        "rst" => (Format::Text, Dialect::Rst),
        "adoc" | "asciidoc" => (Format::Text, Dialect::AsciiDoc),
        _ => return None,
    })
}

/// The format that a text seems to be written in.
pub(super) fn by_content(text: &str) -> Format {
    let head = &text[..super::floor_boundary(text, WINDOW)];
    if looks_like_html(head) {
        Format::Html
    } else if looks_like_markdown(head) {
        Format::Markdown
    } else {
        Format::Text
    }
}

fn looks_like_html(head: &str) -> bool {
    let head = head.trim_start().to_ascii_lowercase();
    if !head.starts_with('<') {
        return false;
    }
    let opens = ["<!doctype html", "<html", "<head", "<body", "<article", "<main"];
    let blocks = ["</p>", "<p>", "<p ", "</h1>", "</h2>", "</div>", "</li>", "<a href", "</span>", "</section>"];
    opens.iter().any(|tag| head.contains(tag)) || blocks.iter().filter(|tag| head.contains(**tag)).count() >= 2
}

/// One sure sign, or two weak ones.
fn looks_like_markdown(head: &str) -> bool {
    let score: usize = head.lines().take(200).map(markdown_signs).sum();
    let front_matter = head.starts_with("---\n") || head.starts_with("---\r\n");
    score + if front_matter { 2 } else { 0 } >= 2
}

fn markdown_signs(line: &str) -> usize {
    let line = line.trim_start();
    let hashes = line.bytes().take_while(|&b| b == b'#').count();
    let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ');
    if heading || line.starts_with("```") || line.contains("](") || line.contains("[^") || line.starts_with("[![") {
        return 2;
    }
    usize::from(line.contains("**") || line.starts_with("> ") || line.starts_with("- [") || line.starts_with("* "))
}

/// Why a file is no text, and what to do instead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotText {
    /// What it is ("a PDF").
    pub(super) what: &'static str,
    /// The way out.
    pub(super) help: &'static str,
}

const WORD: NotText =
    NotText { what: "a Word document", help: "in Word: Save As → Web Page, Filtered; then check that file" };
const WRITER: NotText = NotText {
    what: "an OpenDocument text",
    help: "in LibreOffice: File → Save As → HTML Document; then check that file",
};
const PAGES: NotText = NotText {
    what: "a Pages document",
    help: "in Pages: File → Export To → Plain Text, or Word and from there to a web page",
};
const PDF: NotText =
    NotText { what: "a PDF", help: "check the article it was made from; or copy its text into a .txt file" };
const EPUB: NotText = NotText { what: "an e-book", help: "unpack it and check the .xhtml files in it" };
const RTF: NotText = NotText { what: "an RTF document", help: "open it in a word processor and save it as a web page" };
const IMAGE: NotText = NotText { what: "an image", help: "check the text it was made from" };
const PACKED: NotText = NotText { what: "a packed file", help: "unpack it first" };
const BINARY: NotText = NotText { what: "not a text file", help: "save the article as HTML, Markdown or plain text" };

/// Whether a file is a PDF by its name.
pub fn is_pdf(path: &str) -> bool {
    document_by_name(path) == Some(PDF)
}

/// What a file that is no text is, by its extension alone; for archives whose parts say too little.
pub(super) fn document_by_name(path: &str) -> Option<NotText> {
    let (_, extension) = path.rsplit_once('.')?;
    Some(match extension.to_ascii_lowercase().as_str() {
        "doc" | "docx" | "docm" | "dotx" => WORD,
        "odt" | "ott" | "fodt" => WRITER,
        "pages" => PAGES,
        "pdf" => PDF,
        "epub" => EPUB,
        "rtf" => RTF,
        _ => return None,
    })
}

/// The document an archive holds, by the names of its parts.
pub(super) fn document_by_part(name: &str) -> Option<NotText> {
    match name {
        "word/document.xml" => Some(WORD),
        "content.xml" => Some(WRITER),
        "META-INF/container.xml" => Some(EPUB),
        "Index/Document.iwa" | "Index.zip" => Some(PAGES),
        _ => None,
    }
}

/// What bytes are that are no text; `None` for text in any encoding.
pub(super) fn not_text(path: &str, bytes: &[u8]) -> Option<NotText> {
    const MAGIC: &[(&[u8], NotText)] = &[
        (b"%PDF-", PDF),
        (b"{\\rtf", RTF),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", WORD),
        (b"\x89PNG\r\n\x1A\n", IMAGE),
        (b"\xFF\xD8\xFF", IMAGE),
        (b"GIF87a", IMAGE),
        (b"GIF89a", IMAGE),
        (b"\x1F\x8B\x08", PACKED),
        (b"7z\xBC\xAF\x27\x1C", PACKED),
        (b"Rar!\x1A\x07", PACKED),
        (b"\x7FELF", BINARY),
    ];
    let magic = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)).map(|&(_, what)| what);
    magic.or_else(|| is_binary(bytes).then(|| document_by_name(path).unwrap_or(BINARY)))
}

/// Whether control characters make up more than a twentieth: no text in any encoding has that, UTF-16 apart.
fn is_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(2 * WINDOW)];
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || super::decode::is_wide(head);
    let control = |b: &&u8| **b < 0x20 && !matches!(**b, b'\t' | b'\n' | b'\r' | 0x0B | 0x0C | 0x1B);
    let controls = head.iter().filter(control).count();
    !wide && controls > 8 && controls * 20 > head.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_decide_the_format_and_the_dialect() {
        let cases = [
            ("a/b.HTM", Some((Format::Html, Dialect::Plain))),
            ("tide.Rmd", Some((Format::Markdown, Dialect::Quarto))),
            ("page.mdx", Some((Format::Markdown, Dialect::Mdx))),
            ("index.rst.txt", Some((Format::Text, Dialect::Rst))),
            ("rfc.rst", Some((Format::Text, Dialect::Rst))),
            ("dir.md/README", None),
            ("style.css", None),
        ];
        for (name, format) in cases {
            assert_eq!(by_name(name), format, "{name}");
        }
    }

    #[test]
    fn content_decides_where_the_name_does_not() {
        let cases = [
            ("<!DOCTYPE html><title>x</title>", Format::Html),
            ("<p>Low <a href='x'>tide</a></p>", Format::Html),
            ("# Tides\n\nLow.", Format::Markdown),
            ("It rose [again](https://a.test).", Format::Markdown),
            ("The tide rose [1].\n\nSources\n\n[1] Almanac.", Format::Text),
            ("<stdin> is a name\n", Format::Text),
            ("", Format::Text),
        ];
        for (text, format) in cases {
            assert_eq!(by_content(text), format, "{text}");
        }
    }

    #[test]
    fn a_few_zero_bytes_are_text_and_many_are_not() {
        assert_eq!(not_text("a.txt", b"one \0 zero"), None);
        assert_eq!(not_text("a.pdf", b"%PDF-1.7 \x01").map(|n| n.what), Some("a PDF"));
        assert_eq!(not_text("a.dat", &[0, 1, 2, 3].repeat(64)).map(|n| n.what), Some("not a text file"));
        assert_eq!(not_text("a.odt", &[0, 1, 2, 3].repeat(64)).map(|n| n.what), Some("an OpenDocument text"));
    }
}
