//! What a saved page says about where it comes from.

use crate::article::Article;
use crate::cite::urls;
use crate::input::{Format, Input};

/// What a saved page is a copy of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// Addresses it states.
    pub urls: Vec<String>,
    /// DOIs it states, as written.
    pub dois: Vec<String>,
    /// Its title.
    pub title: Option<String>,
}

/// A file states its address in one of its first lines.
const FIRST_LINES: usize = 40;
/// A page states its DOI within so many bytes of the field's name.
const NEAR: usize = 300;

/// Words in front of an address or DOI at the head of a saved text, in lower case.
const FIELDS: &[&str] = &[
    "url",
    "source",
    "source_url",
    "source-url",
    "canonical",
    "canonical_url",
    "link",
    "original",
    "saved from",
    "doi",
];

/// What `input`, read as `article`, says about where it comes from.
pub fn identity(input: &Input, article: &Article) -> Identity {
    let mut found = Identity { title: article.title.clone(), ..Identity::default() };
    found.urls.extend(article.address.clone());
    for comment in article.comments.iter().take(FIRST_LINES) {
        found.urls.extend(input.text.get(comment.span.bounds()).and_then(saved_from));
    }
    match input.format {
        Format::Html => found.dois.extend(stated_doi(&input.text)),
        Format::Markdown | Format::Text => found.head(&input.text),
    }
    let archived: Vec<String> = found.urls.iter().filter_map(|url| original(url)).collect();
    found.urls.extend(archived);
    found
}

impl Identity {
    /// Reads the fields at the head of a text: `url: https://…`, or an address alone on the first line.
    fn head(&mut self, text: &str) {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        for (n, line) in lines.take(FIRST_LINES).enumerate() {
            let bare = line.trim_matches(['<', '>']);
            if n == 0 && urls::is_web(bare) && !bare.contains(char::is_whitespace) {
                self.urls.push(bare.to_owned());
            }
            let Some((name, value)) = line.split_once(':') else { continue };
            let value = value.trim().trim_matches(['"', '\'', '<', '>']);
            let name = name.trim_start_matches(['#', '*', '>', ' ', '-']).trim_end_matches('*').to_lowercase();
            match FIELDS.contains(&name.as_str()) {
                true if name == "doi" => self.dois.push(value.to_owned()),
                true if urls::is_web(value) => self.urls.push(value.to_owned()),
                _ => {}
            }
        }
    }
}

/// The address in a comment that a browser or an extension leaves: `saved from url=(0025)https://…`, `url: https://…`
fn saved_from(comment: &str) -> Option<String> {
    let lower = comment.to_ascii_lowercase();
    let says = ["saved from", "saved with", "singlefile", "archived", "mirrored from", "url:"];
    let at = says.iter().any(|words| lower.contains(words)).then(|| lower.find("http"))??;
    let url = comment[at..].split(|c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>')).next()?;
    urls::is_web(url).then(|| url.trim_end_matches("--").to_owned())
}

/// The DOI that a page states for programs (`citation_doi`).
fn stated_doi(text: &str) -> Option<String> {
    let at = memchr::memmem::find(text.as_bytes(), b"citation_doi")?;
    let near = text.get(at..)?.get(..NEAR).or_else(|| text.get(at..))?;
    let doi = &near[near.find("10.")?..];
    doi.split(['"', '\'', '<', '>', ' ']).next().map(str::to_owned)
}

/// The address that a copy in a web archive was made of.
fn original(url: &str) -> Option<String> {
    let (_, rest) = url.split_once("/web/").filter(|(host, _)| host.contains("archive.org"))?;
    let (stamp, page) = rest.split_once('/')?;
    (stamp.starts_with(|c: char| c.is_ascii_digit()) && urls::is_web(page)).then(|| page.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::read;

    fn of(format: Format, text: &str) -> Identity {
        let input = Input::from_text("saved", format, text);
        identity(&input, &read(&input))
    }

    #[test]
    fn saved_pages_say_where_they_come_from() {
        let url = "https://harbour.example/a";
        let pages = [
            (Format::Html, "<html><head><link rel=canonical href=https://harbour.example/a></head><p>x".to_owned()),
            (Format::Html, format!("<!-- saved from url=(0025){url} -->\n<p>x")),
            (
                Format::Html,
                format!("<html><!--\n Page saved with SingleFile \n url: {url} \n saved date: Mon\n--><p>x"),
            ),
            (Format::Text, format!("{url}\n\nText.\n")),
            (Format::Text, format!("Source: {url}\n\nText.\n")),
            (Format::Markdown, format!("---\ntitle: T\nurl: \"{url}\"\n---\n\nText.\n")),
            (Format::Text, format!("https://web.archive.org/web/20250101000000/{url}\n\nText.\n")),
        ];
        for (format, text) in pages {
            assert!(of(format, &text).urls.contains(&url.to_owned()), "{text}: {:?}", of(format, &text));
        }
        let page = "<head><meta name=\"citation_doi\" content=\"10.1000/xyz123\"></head><p>x";
        assert_eq!(of(Format::Html, page).dois, ["10.1000/xyz123"]);
        assert_eq!(of(Format::Text, "DOI: 10.1000/xyz123\n\nText").dois, ["10.1000/xyz123"]);
        assert!(of(Format::Text, "Text about https://harbour.example/a here.\n").urls.is_empty());
    }
}
