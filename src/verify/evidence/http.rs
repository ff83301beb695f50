//! Requests and answers as HTTP writes them.

use reqwest::StatusCode;
use url::{Position, Url};

use super::record::digest;
use crate::verify::exchange::{Exchange, Fields};

/// A head and its payload.
#[derive(Debug)]
pub(super) struct Message {
    head: Vec<u8>,
    payload: Vec<u8>,
}

impl Message {
    pub(super) fn bytes(&self) -> Vec<u8> {
        [self.head.as_slice(), self.payload.as_slice()].concat()
    }

    pub(super) fn payload_digest(&self) -> String {
        digest(&self.payload)
    }

    fn new(first: String, fields: &Fields, renamed: impl Fn(&str) -> Option<String>, payload: &[u8]) -> Self {
        let mut head = first.into_bytes();
        head.extend(b"\r\n");
        for (name, value) in fields {
            head.extend(renamed(name).as_deref().unwrap_or(name).as_bytes());
            head.extend(b": ");
            head.extend(value.iter().filter(|byte| !matches!(byte, b'\r' | b'\n')));
            head.extend(b"\r\n");
        }
        head.extend(b"\r\n");
        Self { head, payload: payload.to_vec() }
    }
}

/// What was asked, in the words of HTTP/1.1 whatever was spoken; `secret` fields keep their names only.
pub(super) fn request(exchange: &Exchange, secret: &[String]) -> Message {
    let url = Url::parse(&exchange.url).ok();
    let target = url.as_ref().map_or("/", |url| &url[Position::BeforePath..Position::AfterQuery]);
    let mut fields: Fields = Vec::new();
    let has_host = exchange.request.fields.iter().any(|(name, _)| name.eq_ignore_ascii_case("host"));
    if let Some(url) = url.as_ref().filter(|_| !has_host) {
        fields.push(("Host".into(), url[Position::BeforeHost..Position::AfterPort].as_bytes().to_vec()));
    }
    for (name, value) in &exchange.request.fields {
        let is_secret = secret.iter().any(|known| name.eq_ignore_ascii_case(known));
        fields.push((name.clone(), if is_secret { b"(left out)".to_vec() } else { value.clone() }));
    }
    Message::new(format!("{} {target} HTTP/1.1", exchange.request.method), &fields, |_| None, &[])
}

/// What was answered. Chunks are gone, so the field that announces them has another name.
pub(super) fn response(exchange: &Exchange) -> Message {
    let answer = &exchange.response;
    let version = if answer.version == "HTTP/1.0" { "HTTP/1.0" } else { "HTTP/1.1" };
    let renamed = |name: &str| {
        name.eq_ignore_ascii_case("transfer-encoding").then(|| "X-Archive-Orig-Transfer-Encoding".to_owned())
    };
    Message::new(
        format!("{version} {} {}", answer.status, phrase(answer.status)),
        &answer.fields,
        renamed,
        &exchange.raw,
    )
}

/// The words of a status; they mean nothing, but readers expect some.
fn phrase(status: u16) -> &'static str {
    StatusCode::from_u16(status).ok().and_then(|status| status.canonical_reason()).unwrap_or_default()
}
