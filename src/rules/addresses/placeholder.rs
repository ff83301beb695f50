//! Addresses that were never filled in.

use super::{Address, Holder};
use crate::rules::Context;

/// Words that stand for an address.
const WORDS: &[&str] = &[
    "url",
    "link",
    "insert url",
    "insert link",
    "source url",
    "source_url",
    "your-url",
    "your-link",
    "todo",
    "tbd",
    "tk",
];

/// Hosts that are kept for examples, or are used like them.
const HOSTS: &[&str] = &["example.com", "example.org", "example.net", "example.edu", "website.com", "foo.bar"];

/// What comes after `your` in the names of such hosts.
const YOURS: &[&str] =
    &["website", "site", "domain", "company", "blog", "page", "store", "shop", "app", "url", "link", "organization"];

/// Whether an address stands for one that was never filled in.
pub(super) fn is_placeholder(cx: &Context<'_>, address: &Address<'_>) -> bool {
    let url = address.url.trim();
    if url == "#" {
        return is_blank_link(cx, address);
    }
    let word = url.trim_matches(['[', ']', '<', '>', '{', '}', '%']);
    if address.is_behind && WORDS.iter().any(|w| w.eq_ignore_ascii_case(word)) {
        return true;
    }
    let Some(host) = address.host() else { return is_empty(url) };
    let of_examples =
        HOSTS.iter().any(|h| host.strip_suffix(h).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    of_examples || host.split('.').any(is_yours) || is_unfilled(url)
}

/// `http://` and nothing more.
fn is_empty(url: &str) -> bool {
    matches!(url, "http://" | "https://" | "http://www." | "https://www.")
}

/// `yourwebsite`, `your-domain`
fn is_yours(label: &str) -> bool {
    label.strip_prefix("your").is_some_and(|rest| YOURS.contains(&rest.trim_start_matches('-')))
}

/// `…/INSERT_LINK`, `…/[article-slug]`, `…/{id}`
fn is_unfilled(url: &str) -> bool {
    let tail = url.rsplit('/').next().unwrap_or_default();
    let pairs = [('[', ']'), ('{', '}')];
    let in_brackets = pairs.iter().any(|&(open, close)| {
        let inner = tail.strip_prefix(open).and_then(|t| t.strip_suffix(close));
        inner.is_some_and(|t| {
            !t.is_empty() && t.bytes().all(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'_' | b' '))
        })
    });
    in_brackets || tail.starts_with("INSERT_") || tail.starts_with("YOUR_") || tail.starts_with("YOUR-")
}

/// Whether a link to `#` has words that promise a page: ways back to the text have signs or letters only.
fn is_blank_link(cx: &Context<'_>, address: &Address<'_>) -> bool {
    let Holder::Entry(entry) = address.holder else { return false };
    let text = cx.text(address.shown).trim();
    let has_words = text.split_whitespace().filter(|w| w.chars().filter(|c| c.is_alphabetic()).count() > 2).count() > 1;
    let goes_back = ["back", "jump", "return", "top"].iter().any(|w| text.to_ascii_lowercase().contains(w));
    has_words && !goes_back && cx.citations.entries[entry].urls.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_paths_that_wait_to_be_filled_in() {
        assert!(is_yours("yourwebsite") && is_yours("your-domain") && !is_yours("yourtango") && !is_yours("youre"));
        assert!(is_unfilled("https://a.example/news/[article-slug]") && is_unfilled("https://a.example/INSERT_URL"));
        assert!(!is_unfilled("https://a.example/[1]") && !is_unfilled("https://a.example/x"));
        assert!(is_empty("https://") && !is_empty("https://a.example"));
    }
}
