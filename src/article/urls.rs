//! Bare addresses: `https://…` and `www.…` written in text, which every adapter records as links.

use super::{Article, Element, ElementKind, Href};
use crate::article::{Attrs, OBJECT};
use crate::input::TextRange;
use memchr::memmem;

/// Line ends that an address between `<` and `>` may be broken over.
const MAX_BREAKS: usize = 3;

/// Records a link over each bare address of the text that no link covers yet.
///
/// Where an address ends is decided as GitHub does: at a blank or `<`, without trailing punctuation and unbalanced
/// closing brackets. A trailing `...` is kept, for it shows that the address was cut.
pub(super) fn record(article: &mut Article) {
    let starts = starts(&article.text);
    let mut found = Vec::with_capacity(starts.len());
    let mut links = article.elements.iter().filter(|e| e.kind == ElementKind::Link && !e.range.is_empty()).peekable();
    let (mut covered, mut done) = (0, 0);
    for start in starts {
        while let Some(link) = links.next_if(|l| l.range.start <= start) {
            covered = covered.max(link.range.end);
        }
        if start < covered.max(done) {
            continue;
        }
        let limit = links.peek().map_or(article.text.len() as u32, |l| l.range.start);
        let Some(range) = extent(article, start, limit) else { continue };
        done = range.end;
        found.push(link(article, range));
    }
    article.elements.merge(found);
}

fn link(article: &Article, range: TextRange) -> Element {
    let span = article.span(range);
    let text = article.slice(range);
    let url = if text.contains(' ') { text.replace(' ', "").into() } else { text.into() };
    let href = Some(Href { url, span, reference: None });
    Element { kind: ElementKind::Link, range, span, href, attrs: Attrs::default() }
}

/// Where addresses may start, in order.
fn starts(text: &str) -> Vec<u32> {
    let bytes = text.as_bytes();
    let schemes = memmem::find_iter(bytes, "://").filter_map(|colon| {
        let scheme = ["https", "http", "ftp"].into_iter().find(|s| {
            colon.checked_sub(s.len()).is_some_and(|at| bytes[at..colon].eq_ignore_ascii_case(s.as_bytes()))
        })?;
        let host = text[colon + 3..].chars().next()?;
        (host.is_alphanumeric() || host == '[').then_some(colon - scheme.len())
    });
    let hosts = memmem::find_iter(bytes, "www.").filter(|&at| {
        let before = text[..at].chars().next_back();
        !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '/' | '.' | '-' | '_' | '@' | ':'))
            && text[at + 4..].starts_with(char::is_alphanumeric)
    });
    let mut starts: Vec<u32> = schemes.chain(hosts).map(|at| at as u32).collect();
    starts.sort_unstable();
    starts
}

/// The address that starts at `start` and ends at `limit` at the latest.
fn extent(article: &Article, start: u32, limit: u32) -> Option<TextRange> {
    let text = &article.text[..limit as usize];
    let from = start as usize;
    let mut end = from + run(&text[from..]);
    if text[..from].ends_with('<') {
        end = across_lines(article, text, end).unwrap_or(end);
    }
    let end = from + trim(&text[from..end]);
    (end > from + "www.".len()).then(|| TextRange::new(start, end as u32))
}

/// The length of the run without a character that ends an address.
fn run(text: &str) -> usize {
    let ends = |b: u8| !b.is_ascii_graphic() || matches!(b, b'<' | b'>' | b'"' | b'`' | b'|');
    let ascii = text.bytes().position(|b| !b.is_ascii() || ends(b)).unwrap_or(text.len());
    let rest = &text[ascii..];
    if rest.as_bytes().first().is_some_and(|b| !b.is_ascii()) {
        return ascii + rest.find(ends_address).unwrap_or(rest.len());
    }
    ascii
}

fn ends_address(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '<' | '>' | '"' | '`' | '|' | OBJECT)
        || matches!(c, '“' | '”' | '„' | '«' | '»' | '‹' | '›')
        || matches!(c, '\u{3000}'..='\u{3020}' | '（' | '）' | '，' | '．' | '：' | '；' | '！' | '？' | '［' | '］')
}

/// The end of an address between `<` and `>` that goes on after a line end: RFCs and mails break them so.
fn across_lines(article: &Article, text: &str, mut end: usize) -> Option<usize> {
    for _ in 0..MAX_BREAKS {
        if text[end..].starts_with('>') {
            return Some(end);
        }
        let next = end + 1;
        if !text[end..].starts_with(' ') || !article.is_line_start(next as u32) {
            return None;
        }
        end = next + run(&text[next..]);
    }
    text[end..].starts_with('>').then_some(end)
}

/// The length of `url` without the punctuation of the sentence around it.
fn trim(url: &str) -> usize {
    let pairs = [('(', ')'), ('[', ']'), ('{', '}')];
    let ends_at_once = url.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '/');
    if ends_at_once {
        return url.len();
    }
    let mut surplus = pairs.map(|(open, close)| url.matches(close).count() as i64 - url.matches(open).count() as i64);
    let mut rest = url;
    while let Some(last) = rest.chars().next_back() {
        let pair = pairs.iter().position(|&(_, close)| close == last);
        match pair {
            Some(pair) if surplus[pair] > 0 => surplus[pair] -= 1,
            Some(_) => break,
            None if rest.ends_with("...") => break,
            None if !matches!(last, '?' | '!' | '.' | ',' | ':' | ';' | '*' | '_' | '~' | '\'' | '’' | '‘') => {
                break;
            }
            None => {}
        }
        rest = &rest[..rest.len() - last.len_utf8()];
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use crate::article::read;
    use crate::input::{Format, Input};

    fn urls(text: &str) -> Vec<String> {
        let input = Input::from_text("a.md", Format::Markdown, text);
        let article = read(&input);
        article.elements.iter().filter_map(|e| e.href.as_ref()).map(|h| h.url.to_string()).collect()
    }

    #[test]
    fn sentence_punctuation_is_no_part_of_an_address() {
        assert_eq!(
            urls("See https://a.example/b_(c), (http://d.example/x)."),
            ["https://a.example/b_(c)", "http://d.example/x"]
        );
        assert_eq!(
            urls("www.rivers.example/list; 见 https://e.example/水。"),
            ["www.rivers.example/list", "https://e.example/水"]
        );
    }

    #[test]
    fn a_cut_address_keeps_the_sign() {
        assert_eq!(
            urls("At https://a.example/very/lo... and https://b.example/x/…"),
            ["https://a.example/very/lo...", "https://b.example/x/…"]
        );
    }

    #[test]
    fn a_linked_address_is_recorded_once() {
        assert_eq!(
            urls("[https://a.example](https://a.example/) <https://b.example>"),
            ["https://a.example/", "https://b.example"]
        );
    }

    #[test]
    fn schemes_without_a_host_are_text() {
        assert!(urls("The prefix https:// is long, www. is not, and http://.").is_empty());
    }
}
