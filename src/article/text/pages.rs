//! Pages: text that was printed in pages has footers and headers in mid-paragraph.

use super::lines::{Gap, Line};
use super::shape;
use crate::map::HashMap;

/// The longest line taken for a header.
const LONGEST_HEADER: usize = 100;

/// How many lines of a page an entry may have to be joined with the next page.
const LONGEST_ENTRY: usize = 100;

/// Takes the headers and footers of pages out, and joins the paragraphs and entries that run across pages.
pub(super) fn without_furniture(source: &str, mut lines: Vec<Line>) -> Vec<Line> {
    let is_furniture = furniture(source, &lines);
    if !is_furniture.contains(&true) {
        for line in &mut lines {
            line.gap = if line.gap == Gap::Page { Gap::Blank } else { line.gap };
        }
        return lines;
    }
    let mut kept: Vec<Line> = Vec::with_capacity(lines.len());
    let mut gap = Gap::None;
    // The first line of the run of lines that `kept` ends in.
    let mut run_start = 0;
    for (mut line, is_furniture) in lines.into_iter().zip(is_furniture) {
        gap = gap.max(line.gap);
        if is_furniture {
            gap = Gap::Page;
            continue;
        }
        line.gap = match gap {
            Gap::Page if goes_on(source, &kept[run_start.min(kept.len())..], &line) => Gap::None,
            Gap::Page => Gap::Blank,
            gap => gap,
        };
        gap = Gap::None;
        if line.gap != Gap::None {
            run_start = kept.len();
        }
        kept.push(line);
    }
    kept
}

/// For each line, whether it is a footer or header.
fn furniture(source: &str, lines: &[Line]) -> Vec<bool> {
    let is_footer = |line: &Line| is_footer(line.text(source));
    let mut marked: Vec<bool> = lines.iter().map(is_footer).collect();
    let after_page = |i: usize| i > 0 && (lines[i].gap == Gap::Page || is_footer(&lines[i - 1]));
    let candidates: Vec<usize> =
        (0..lines.len()).filter(|&i| after_page(i) && lines[i].len() <= LONGEST_HEADER).collect();
    let mut times: HashMap<String, usize> = HashMap::default();
    for &i in &candidates {
        *times.entry(without_digits(lines[i].text(source))).or_default() += 1;
    }
    for i in candidates {
        let text = lines[i].text(source);
        marked[i] |= is_header(text) || times.get(&without_digits(text)).is_some_and(|&n| n > 1);
    }
    marked
}

fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit()).collect()
}

/// `Author, et al.        Informational        [Page 2]`.
fn is_footer(text: &str) -> bool {
    let Some(number) = text.strip_suffix(']').and_then(|t| t.rfind("[Page ").map(|at| &t[at + "[Page ".len()..]))
    else {
        return false;
    };
    !number.is_empty() && number.len() < 6 && number.trim().bytes().all(|b| b.is_ascii_alphanumeric())
}

/// `RFC 3580        Title        September 2003`.
fn is_header(text: &str) -> bool {
    let parts: Vec<&str> = text.split("  ").filter(|part| !part.trim().is_empty()).collect();
    let year = text.len().checked_sub(4).and_then(|at| text.get(at..));
    parts.len() >= 3 && year.is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()))
}

/// Whether `next`, the first line of a page, goes on with the paragraph or entry that ends the page before.
fn goes_on(source: &str, run: &[Line], next: &Line) -> bool {
    let (Some(first), Some(last)) = (run.first(), run.last()) else { return false };
    let text = next.text(source);
    if shape::label(text).is_some() || shape::marker(text).is_some() || shape::is_art(text) {
        return false;
    }
    let is_open = !last.text(source).ends_with(['.', ':', '?', '!']) && !shape::is_art(last.text(source));
    let start =
        run.iter().rev().take(LONGEST_ENTRY).find(|line| shape::label(line.text(source)).is_some()).unwrap_or(first);
    let hangs = shape::label(start.text(source)).is_some() && next.indent > start.indent;
    hangs || (is_open && next.indent >= last.indent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn footers_and_headers_are_told_from_text() {
        assert!(is_footer("Oak, et al.              Informational              [Page 12]"));
        assert!(!is_footer("as said in [Page 12], and [Page]"));
        assert!(is_header("RFC 9999                   On Trees             September 2003"));
        assert!(!is_header("It was in September 2003"));
    }
}
