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
    fn a_rule_is_no_front_matter() {
        assert_eq!(parsed("---\n\ntext\n---\n").0, 0);
        assert_eq!(parsed("---\nnever closed").0, 0);
        assert_eq!(parsed("+++\ntitle = 'x'\n+++\ny").0, 20);
    }
}
