//! Lines of a CDXJ index: the address turned around, the time, and where the record is.

use jiff::Timestamp;
use serde_json::json;
use url::Url;

use crate::verify::exchange::Exchange;

/// Where one answer is.
#[derive(Debug)]
pub(super) struct Line {
    surt: String,
    at: Timestamp,
    url: String,
    mime: String,
    status: u16,
    digest: String,
    offset: u64,
    length: u64,
}

impl Line {
    pub(super) fn new(exchange: &Exchange, digest: &str, offset: u64, length: u64) -> Self {
        let kind = exchange.response.field("content-type").unwrap_or_default();
        let mime = kind.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Self {
            surt: surt(&exchange.url),
            at: exchange.at,
            url: exchange.url.clone(),
            mime: if mime.is_empty() { "unk".into() } else { mime },
            status: exchange.response.status,
            digest: digest.to_owned(),
            offset,
            length,
        }
    }

    /// The line in the index of a file.
    pub(super) fn shown(&self, filename: &str) -> String {
        let fields = json!({
            "url": self.url,
            "mime": self.mime,
            "status": self.status.to_string(),
            "digest": self.digest,
            "length": self.length.to_string(),
            "offset": self.offset.to_string(),
            "filename": filename,
        });
        format!("{} {} {fields}\n", self.surt, self.at.strftime("%Y%m%d%H%M%S"))
    }
}

/// An address in the order in which indexes sort (SURT): `org,example)/path?a=1`.
fn surt(url: &str) -> String {
    let Ok(parsed) = Url::parse(url) else { return url.to_ascii_lowercase() };
    let host = parsed.host_str().unwrap_or_default().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    // Readers turn addresses of four numbers around too.
    let is_turned = !host.starts_with('[');
    let turned = if is_turned { host.rsplit('.').collect::<Vec<_>>().join(",") } else { host.to_owned() };
    let port = parsed.port().map(|port| format!(":{port}")).unwrap_or_default();
    let path = parsed.path().to_ascii_lowercase();
    let path = if path.len() > 1 { path.trim_end_matches('/') } else { &path };
    let mut query: Vec<String> =
        parsed.query().into_iter().flat_map(|q| q.split('&')).map(str::to_ascii_lowercase).collect();
    query.sort_unstable();
    let query = if query.is_empty() { String::new() } else { format!("?{}", query.join("&")) };
    format!("{turned}{port}){}{query}", if path.is_empty() { "/" } else { path })
}

#[cfg(test)]
mod tests {
    use super::surt;

    #[test]
    fn addresses_are_turned_around() {
        let cases = [
            ("https://www.harbour.example/Quay/?b=2&a=1", "example,harbour)/quay?a=1&b=2"),
            ("http://192.0.2.7:8080/", "7,2,0,192:8080)/"),
            ("http://[2001:db8::7]/", "[2001:db8::7])/"),
            ("https://news.harbour.example", "example,harbour,news)/"),
        ];
        for (url, turned) in cases {
            assert_eq!(surt(url), turned, "{url}");
        }
    }
}
