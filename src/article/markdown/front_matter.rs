//! Front matter: the lines between two `---` (YAML) or `+++` (TOML) at the start of a document.

use crate::article::Article;
use crate::input::Span;

/// Reads the front matter into `article` and returns where the body starts (0 without front matter).
///
/// Only single lines at the outermost level are read: that is how titles and languages are written.
pub(super) fn read(text: &str, article: &mut Article) -> usize {
    let Some((matter, body)) = split(text) else { return 0 };
    let mut at = matter.start;
    for line in text[matter].split_inclusive('\n') {
        let span = Span::new(at as u32, (at + line.trim_end().len()) as u32);
        at += line.len();
        if let Some((key, value)) = field(line) {
            apply(article, key, value, span);
        }
    }
    body
}

fn apply(article: &mut Article, key: &str, value: &str, span: Span) {
    match key {
        "title" if !value.is_empty() => article.title = Some(value.to_owned()),
        "lang" | "language" if !value.is_empty() => article.language = Some(value.to_owned()),
        "bibliography" | "references" => {
            article.generated_list.get_or_insert(span);
        }
        _ => {}
    }
}

/// The files that the front matter names as the definitions of the article's sources, each with its place:
/// `bibliography: a.bib`, `bibliography: [a.bib, b.json]`, or a list with one a line.
pub(in crate::article) fn bibliography(text: &str) -> Vec<(String, Span)> {
    let Some((matter, _)) = split(text) else { return Vec::new() };
    let mut found = Vec::new();
    let mut goes_on = false;
    let mut at = matter.start;
    for line in text[matter].split_inclusive('\n') {
        let values = match field(line) {
            Some(("bibliography", value)) => {
                goes_on = value.is_empty() || value.starts_with('[') && !value.ends_with(']');
                value
            }
            Some(_) => {
                goes_on = false;
                ""
            }
            None if goes_on => line.trim().trim_start_matches("- "),
            None => "",
        };
        let values = values.trim_start_matches('[').trim_end_matches(']');
        for name in values.split(',').map(|name| name.trim().trim_matches(['"', '\''])).filter(|name| !name.is_empty())
        {
            let start = at + (name.as_ptr() as usize - line.as_ptr() as usize);
            found.push((name.to_owned(), Span::new(start as u32, (start + name.len()) as u32)));
        }
        at += line.len();
    }
    found
}

/// The lines between the fences, and the start of what follows.
fn split(text: &str) -> Option<(std::ops::Range<usize>, usize)> {
    let mut lines = text.split_inclusive('\n');
    let first = lines.next()?;
    let closing: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return None,
    };
    let mut at = first.len();
    for (n, line) in lines.enumerate() {
        let content = line.trim_end();
        if closing.contains(&content) {
            return (n > 0).then_some((first.len()..at, at + line.len()));
        }
        // A rule and a blank line: this is no front matter.
        if n == 0 && content.is_empty() {
            return None;
        }
        at += line.len();
    }
    None
}

/// The name and value of `key: value` or `key = value`, quotes taken off.
fn field(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let key = line[..at].trim_end();
    if key.is_empty() || key.starts_with([' ', '\t', '#', '-']) {
        return None;
    }
    let value = line[at + 1..].trim();
    let unquoted = ['"', '\''].iter().find_map(|&q| value.strip_prefix(q)?.strip_suffix(q));
    Some((key, unquoted.unwrap_or(value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> (usize, Article) {
        let mut article = Article::default();
        (read(text, &mut article), article)
    }

    #[test]
    fn fields_are_read_and_the_body_follows() {
        let (body, article) =
            parsed("---\r\ntitle: \"Tides: a history\"\r\nlang: en-GB\r\nbibliography: t.bib\r\n---\r\nText");
        assert_eq!(body, 71);
        assert_eq!(article.title.as_deref(), Some("Tides: a history"));
        assert_eq!(article.language.as_deref(), Some("en-GB"));
        assert_eq!(article.generated_list, Some(Span::new(45, 64)));
    }

    #[test]
    fn files_of_sources_are_named_in_three_ways() {
        for text in [
            "---\ntitle: x\nbibliography: a.bib, b c.json\n---\n",
            "---\nbibliography: [\"a.bib\", 'b c.json']\ncsl: x.csl\n---\n",
            "---\r\nbibliography:\r\n  - a.bib\r\n  - b c.json\r\nlink: y\r\n---\r\n",
            "+++\nbibliography = [\"a.bib\",\n  \"b c.json\"]\n+++\n",
        ] {
            let found = bibliography(text);
            let names: Vec<&str> = found.iter().map(|(name, _)| name.as_str()).collect();
            assert_eq!(names, ["a.bib", "b c.json"], "{text}");
            assert!(found.iter().all(|(name, span)| &text[span.bounds()] == name), "{text}");
        }
        assert_eq!(bibliography("---\ntitle: x\n---\nbibliography: a.bib\n"), []);
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert_eq!(parsed("---\n\ntext\n---\n").0, 0);
        assert_eq!(parsed("---\nnever closed").0, 0);
        assert_eq!(parsed("+++\ntitle = 'x'\n+++\ny").0, 20);
    }
}
