//! Several files read as one article, and which part of it each file is.

use crate::input::{DiskMap, Format, Input, Span};

/// What stands between two files.
const BETWEEN: &str = "\n\n";

/// One file of an article: the file, and where it begins in the article.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'a> {
    /// The file.
    pub(super) input: &'a Input,
    /// Where its text begins in the text of the article.
    pub(super) start: u32,
}

impl<'a> Part<'a> {
    /// A file that is an article by itself.
    pub(super) const fn whole(input: &'a Input) -> Self {
        Self { input, start: 0 }
    }

    /// The stretch of the article that is the file.
    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.start + self.input.text.len() as u32)
    }

    /// A place of the article as a place of the file; `None` if it begins in another file.
    pub(super) fn own(self, span: Span) -> Option<Span> {
        let end = self.input.text.len() as u32;
        let start = span.start.checked_sub(self.start).filter(|&start| start <= end)?;
        Some(Span::new(start, (span.end - self.start).min(end)))
    }
}

/// The article that files make, one behind the other, and the part that one of them is.
pub(super) fn join<'a>(files: &[&'a Input], own: usize) -> (Input, Part<'a>) {
    let mut text = String::new();
    let mut part = Part::whole(files[own]);
    for (at, file) in files.iter().enumerate() {
        if at > 0 {
            text.push_str(BETWEEN);
        }
        if at == own {
            part.start = text.len() as u32;
        }
        match at > 0 && file.format == Format::Markdown {
            true => text.push_str(&without_front_matter(&file.text)),
            false => text.push_str(&file.text),
        }
    }
    (Input { text, disk: DiskMap::default(), ..files[own].clone() }, part)
}

/// The text with blanks in place of its front matter, which means nothing in the middle of an article.
fn without_front_matter(text: &str) -> String {
    let opens = text.starts_with("---\n") || text.starts_with("---\r\n");
    let end = text.match_indices("\n---").map(|(at, end)| at + end.len()).next().filter(|_| opens);
    let (front, rest) = text.split_at(end.unwrap_or(0));
    let blank = front.bytes().map(|byte| if matches!(byte, b'\n' | b'\r') { char::from(byte) } else { ' ' });
    blank.chain(rest.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lie_in_one_file() {
        let [a, b] = ["One.", "---\ntitle: ü\n---\nTwo."].map(|text| Input::from_text("x", Format::Markdown, text));
        let (joined, part) = join(&[&a, &b], 1);
        assert_eq!(joined.text.len(), a.text.len() + 2 + b.text.len());
        let two = joined.text.find("Two").unwrap() as u32;
        assert_eq!(part.own(Span::new(two, two + 3)), Some(Span::new(18, 21)));
        assert_eq!(part.own(Span::new(0, 3)), None);
        assert_eq!(Part::whole(&a).own(Span::new(1, 2)), Some(Span::new(1, 2)));
        assert!(!joined.text.contains("title"));
    }
}
