//! DOIs: whether one is registered, and what it stands for, without touching the publisher.
//!
//! The handle API (`/api/handles/<doi>`) answers 1 where a handle exists, 2 for an error of its own, 100 where it does
//! not exist, 102 for what cannot be a handle, 200 for a handle without values.

use std::time::Duration;

use serde_json::Value;
use url::Url;

use super::ask::Answer;
use super::exchange::ResponseHead;
use crate::outcome::Reason;

/// Where to ask whether a DOI is registered.
pub(super) fn handle(base: &str, doi: &str) -> Option<Url> {
    below(base, &["api", "handles"], doi)
}

/// Where to ask what a DOI stands for.
pub(super) fn work(base: &str, doi: &str) -> Option<Url> {
    below(base, &["works"], doi)
}

/// An address below another; the slashes of a DOI are no parts of the path of a handle, but the API takes them as such.
fn below(base: &str, path: &[&str], doi: &str) -> Option<Url> {
    let mut url = Url::parse(base).ok()?;
    url.path_segments_mut().ok()?.pop_if_empty().extend(path).extend(doi.split('/'));
    Some(url)
}

/// What the handle API says.
pub(super) fn verdict(answer: &Answer) -> Reason {
    let code = serde_json::from_slice::<Value>(&answer.body.decoded).ok();
    let code = code.as_ref().and_then(|value| value.get("responseCode")).and_then(Value::as_u64);
    match (code, answer.head.status) {
        (Some(1 | 200), _) => Reason::DoiRegistered,
        (Some(100 | 102), _) => Reason::DoiNotFound,
        (_, 429) => Reason::RateLimited,
        (_, 401 | 403) => Reason::Forbidden,
        (_, 500..=599) | (Some(2), _) => Reason::ServerError,
        // A page in place of data: a gateway, a login of the network. It says nothing about the DOI.
        _ => Reason::Protocol,
    }
}

/// The title of a work as its registry has it, without markup.
pub(super) fn title(answer: &Answer) -> Option<String> {
    if answer.head.status != 200 {
        return None;
    }
    let value: Value = serde_json::from_slice(&answer.body.decoded).ok()?;
    let title = value.pointer("/message/title/0")?.as_str()?;
    let mut plain = String::new();
    let mut in_tag = false;
    for c in title.chars() {
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            c if !in_tag => plain.push(c),
            _ => {}
        }
    }
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    (!plain.is_empty()).then_some(plain)
}

/// The pace that a registry announces: so many requests in so many seconds.
pub(super) fn pace(head: &ResponseHead) -> Option<Duration> {
    let limit: u32 = head.field("x-rate-limit-limit")?.parse().ok().filter(|&limit| limit > 0)?;
    let interval = head.field("x-rate-limit-interval")?.trim_end_matches('s').parse().ok()?;
    Some(Duration::from_secs(interval) / limit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verify::body::Body;

    fn answer(status: u16, body: &str) -> Answer {
        let fields = vec![
            ("X-Rate-Limit-Limit".to_owned(), b"50".to_vec()),
            ("x-rate-limit-interval".to_owned(), b"1s".to_vec()),
        ];
        let body = Body { decoded: body.as_bytes().to_vec(), ..Body::default() };
        Answer { head: ResponseHead { version: "HTTP/1.1", status, fields }, body, record: None, wait: None }
    }

    #[test]
    fn answers_of_the_handle_api() {
        for (status, body, want) in [
            (200, r#"{"responseCode":1,"values":[]}"#, Reason::DoiRegistered),
            (404, r#"{"responseCode":100}"#, Reason::DoiNotFound),
            (400, r#"{"responseCode":102}"#, Reason::DoiNotFound),
            (500, r#"{"responseCode":2}"#, Reason::ServerError),
            (429, "", Reason::RateLimited),
            (200, "<html>Welcome to the hotel", Reason::Protocol),
            (404, "<html>Not found", Reason::Protocol),
        ] {
            assert_eq!(verdict(&answer(status, body)), want, "{status} {body}");
        }
    }

    #[test]
    fn works_have_titles_and_registries_a_pace() {
        let found = answer(200, r#"{"message":{"title":["Tides in <i>Zostera</i>\n beds"]}}"#);
        assert_eq!(title(&found).as_deref(), Some("Tides in Zostera beds"));
        assert_eq!(pace(&found.head), Some(Duration::from_millis(20)));
        let url = handle("https://doi.example/", "10.1000/a<b>/c;1").map(String::from);
        assert_eq!(url.as_deref(), Some("https://doi.example/api/handles/10.1000/a%3Cb%3E/c;1"));
    }
}
