//! What a fetched page says about itself.
//!
//! The page is read as browsers read it; nothing in it is executed, and nothing it names is fetched.

mod embedded;
mod nesting;
mod shape;
mod title;

use ego_tree::NodeRef;
use scraper::node::Element;
use scraper::{Html, Node};

use super::store::PageText;
use crate::input::{Format, Input, decode_page, floor_boundary};
use crate::quote::Flaw;

use title::Titles;

pub(super) use shape::Shape;

/// Longer titles are cut, in bytes.
const LONGEST_TITLE: usize = 300;
/// Later headings are those of parts.
const MOST_HEADINGS: usize = 3;
/// How much of a page is parsed, in bytes: what says what a page is stands in front.
const LONGEST_PARSED: usize = 256 * 1024;
/// How much text of a page is looked at, in bytes.
const LONGEST_TEXT: usize = 64 * 1024;

/// What a page says about itself.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its titles, the most telling first.
    pub(super) titles: Vec<String>,
    /// `<title>` as it stands there.
    pub(super) head_title: Option<String>,
    /// What its site calls itself.
    pub(super) site: Option<String>,
    /// Where it leads on to by itself, at once.
    pub(super) refresh: Option<String>,
    /// Whether it says that not everybody may read it (`isAccessibleForFree`).
    pub(super) has_paywall: bool,
    /// Whether it asks for a password.
    pub(super) asks_password: bool,
    /// Its words.
    pub(super) text: String,
}

/// The kind of thing a body is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page.
    Html,
    /// Plain text.
    Text,
    /// A PDF.
    Pdf,
    /// Something else: another document, an image, data.
    Other,
}

/// What a body is: by what its server says, and where it says nothing, by its first bytes.
pub(super) fn kind(content_type: Option<&str>, body: &[u8]) -> Kind {
    let essence = content_type.and_then(|t| t.split(';').next()).unwrap_or_default().trim().to_ascii_lowercase();
    match essence.as_str() {
        "text/html" | "application/xhtml+xml" => Kind::Html,
        "" | "application/octet-stream" | "unknown/unknown" | "application/unknown" | "*/*" => sniff(body),
        "text/plain" | "text/markdown" => Kind::Text,
        "application/pdf" | "application/x-pdf" => Kind::Pdf,
        _ => Kind::Other,
    }
}

/// The beginnings that the MIME Sniffing Standard takes for HTML, as far as they matter.
fn sniff(body: &[u8]) -> Kind {
    let body = body.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(body).trim_ascii_start();
    if body.starts_with(b"%PDF-") {
        return Kind::Pdf;
    }
    let head = body[..body.len().min(512)].to_ascii_lowercase();
    let is_html =
        ["<!doctype html", "<html", "<head", "<title", "<meta", "<body", "<!--", "<script", "<h1", "<div", "<p"];
    match is_html.iter().any(|start| head.starts_with(start.as_bytes())) {
        true => Kind::Html,
        false => Kind::Other,
    }
}

/// The text of a page's bytes; `content_type` is what its server says.
pub(super) fn decode(body: Vec<u8>, content_type: Option<&str>) -> String {
    let charset = content_type.and_then(|t| {
        let parameters = t.split(';').skip(1).filter_map(|p| p.split_once('='));
        let mut charsets = parameters.filter(|(name, _)| name.trim().eq_ignore_ascii_case("charset"));
        charsets.next().map(|(_, value)| value.trim().trim_matches('"'))
    });
    decode_page(body, charset)
}

impl Page {
    /// Reads a page.
    pub(super) fn read(html: &str) -> Self {
        let mut page = Self::default();
        let mut titles = Titles::default();
        let html = &html[..floor_boundary(html, LONGEST_PARSED)];
        let document = Html::parse_document(&html[..nesting::flat_length(html)]);
        for node in document.tree.root().descendants() {
            match node.value() {
                Node::Text(text) => page.add_text(text, node.parent().and_then(|p| p.value().as_element())),
                Node::Element(element) => page.visit(element, &mut titles, || own_text(node)),
                _ => {}
            }
        }
        page.site = titles.site.take();
        page.head_title = titles.head.clone();
        page.titles = titles.in_order(page.site.as_deref());
        page
    }

    fn add_text(&mut self, text: &str, parent: Option<&Element>) {
        let hidden = ["script", "style", "noscript", "template", "title", "option", "textarea"];
        if self.text.len() < LONGEST_TEXT && !parent.is_some_and(|p| hidden.contains(&p.name())) {
            for word in text.split_whitespace() {
                self.text.push_str(word);
                self.text.push(' ');
            }
        }
    }

    fn visit(&mut self, element: &Element, titles: &mut Titles, text: impl Fn() -> String) {
        let attribute = |name| element.attr(name).unwrap_or_default();
        match element.name() {
            "title" if titles.head.is_none() => titles.head = Some(one_line(&text())),
            "h1" | "h2" if titles.headings.len() < MOST_HEADINGS => titles.headings.push(one_line(&text())),
            "meta" => {
                let name = element.attr("property").or_else(|| element.attr("name")).unwrap_or_default();
                match name.to_ascii_lowercase().as_str() {
                    "og:title" | "twitter:title" | "citation_title" | "dc.title" => {
                        titles.stated.push(one_line(attribute("content")));
                    }
                    "og:site_name" => titles.site = Some(one_line(attribute("content"))),
                    _ => {}
                }
                if attribute("http-equiv").trim().eq_ignore_ascii_case("refresh") {
                    self.refresh = self.refresh.take().or_else(|| refresh(attribute("content")));
                }
            }
            "input" => self.asks_password |= attribute("type").eq_ignore_ascii_case("password"),
            "script" if attribute("type").trim().eq_ignore_ascii_case("application/ld+json") => {
                let data = embedded::read(&text());
                titles.headlines.extend(data.headlines);
                self.has_paywall |= data.is_paid;
            }
            _ => {}
        }
    }
}

/// The text inside an element.
fn own_text(node: NodeRef<'_, Node>) -> String {
    let mut text = String::new();
    for part in node.descendants().filter_map(|n| n.value().as_text()) {
        if text.len() > LONGEST_TEXT {
            break;
        }
        text.push_str(part);
    }
    text
}

/// Text without line ends and doubled blanks, of a length that a report can show.
fn one_line(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line[..floor_boundary(&line, LONGEST_TITLE)].to_owned()
}

/// Where `<meta http-equiv=refresh content="0; url=…">` leads, if it does so at once.
fn refresh(content: &str) -> Option<String> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let seconds: f32 = seconds.trim().parse().ok()?;
    let url = rest.trim_start();
    let url = url.get(..3).filter(|head| head.eq_ignore_ascii_case("url")).map_or(url, |_| url[3..].trim_start());
    let url = url.strip_prefix('=').unwrap_or(url).trim().trim_matches(['"', '\'']);
    (seconds <= LONGEST_PAUSE && !url.is_empty()).then(|| url.to_owned())
}

/// A page that leads on later than this is there to be read, in seconds.
const LONGEST_PAUSE: f32 = 5.0;

/// What a reader can read of a page, or of plain text; for quotations.
pub(super) fn readable(format: Format, text: String, is_cut: bool) -> PageText {
    let read = PageText::read(&Input::from_text("page", format, text));
    if is_cut { read.flawed(Flaw::Cut) } else { read }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_it_is() {
        let page = Page::read(
            r#"<!doctype html><title>Ferry line
              to close | Harbour Times</title><meta property="og:title" content="Ferry line to close">
              <meta property=og:site_name content="Harbour Times">
              <script type="application/ld+json">{"@graph":[{"@type":["NewsArticle"],"headline":"The ferry goes",
              "isAccessibleForFree":"False"}]}</script><style>p{}</style><h1>Ferry <b>line</b></h1><p>It was
              ninety.<script>x()</script></p><input type=PASSWORD>"#,
        );
        assert_eq!(page.titles, ["Ferry line to close", "The ferry goes", "Ferry line"]);
        assert_eq!(page.head_title.as_deref(), Some("Ferry line to close | Harbour Times"));
        assert_eq!(page.text.trim(), "Ferry line It was ninety.");
        assert!(page.has_paywall && page.asks_password && page.refresh.is_none());
    }

    #[test]
    fn nesting_does_not_stop_the_world() {
        for piece in
            ["<div>", "<b>", "<table><tr><td>", "<a><p>", "<select><option>", "</p>", "<svg><title>", "<p>", "<li>"]
        {
            let page = Page::read(&piece.repeat(60_000));
            assert!(page.text.len() <= LONGEST_TEXT, "{piece}");
        }
    }

    #[test]
    fn pages_that_lead_on() {
        for (content, target) in [
            ("0; url=/s/404", Some("/s/404")),
            ("0;URL='https://a.example/'", Some("https://a.example/")),
            ("3, /b", Some("/b")),
            ("300; url=/self", None),
            ("5", None),
        ] {
            assert_eq!(refresh(content).as_deref(), target, "{content}");
        }
    }

    #[test]
    fn kinds_are_stated_or_sniffed() {
        assert_eq!(kind(Some("text/HTML; charset=x"), b""), Kind::Html);
        assert_eq!(kind(None, b"\xEF\xBB\xBF \n<!DOCTYPE html>"), Kind::Html);
        assert_eq!(kind(Some("application/octet-stream"), b"%PDF-1.7"), Kind::Pdf);
        assert_eq!(kind(Some("text/plain"), b"<html>"), Kind::Text);
    }
}
