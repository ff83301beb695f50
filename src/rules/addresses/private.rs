//! Addresses that only their author can open.

use url::{Host, Url};

use super::Address;
use crate::rules::house::lies_under;

const MACHINE: &str = "it is on your own machine";
const NETWORK: &str = "it is on your own network";
const LOGIN: &str = "it holds a login";
const SIGNED: &str = "it is a signed link that expires";
const UPLOAD: &str = "it is a file uploaded to a chat";
const BEHIND: &str = "it is behind a login";
const HOUSE: &str = "it is on a site of your house that is not public";
const SCRIPT: &str = "it is a script, not a page";

/// Why no reader can open an address, if so.
pub(super) fn reason(address: &Address<'_>) -> Option<&'static str> {
    let url = address.url.trim();
    if is_drive(url) {
        return Some(MACHINE);
    }
    let parsed = address.parsed.as_ref()?;
    match parsed.scheme() {
        "file" | "about" | "chrome" | "chrome-extension" | "moz-extension" | "content" | "blob" => {
            return Some(MACHINE);
        }
        "sandbox" => return Some(UPLOAD),
        "javascript" => return Some(SCRIPT),
        "http" | "https" | "ftp" => {}
        _ => return None,
    }
    by_host(parsed).or_else(|| by_rest(parsed))
}

/// Why only the house can open an address, if it lies on one of its inner domains.
pub(super) fn of_house(address: &Address<'_>, domains: &[String]) -> Option<&'static str> {
    let host = address.host().filter(|_| !domains.is_empty())?;
    domains.iter().any(|domain| lies_under(host, domain)).then_some(HOUSE)
}

/// `C:\drafts\notes.html`
fn is_drive(url: &str) -> bool {
    matches!(url.as_bytes(), [drive, b':', b'\\', ..] if drive.is_ascii_alphabetic())
}

fn by_host(url: &Url) -> Option<&'static str> {
    let name = match url.host()? {
        Host::Ipv4(ip) if ip.is_loopback() || ip.is_unspecified() => return Some(MACHINE),
        Host::Ipv6(ip) if ip.is_loopback() || ip.is_unspecified() => return Some(MACHINE),
        Host::Ipv4(ip) => return (ip.is_private() || ip.is_link_local()).then_some(NETWORK),
        Host::Ipv6(ip) => return (ip.is_unique_local() || ip.is_unicast_link_local()).then_some(NETWORK),
        Host::Domain(name) => name.trim_end_matches('.'),
    };
    if name == "localhost" || name.ends_with(".localhost") {
        return Some(MACHINE);
    }
    const INNER: &[&str] = &[".local", ".internal", ".intranet", ".lan", ".home.arpa", ".corp", ".localdomain"];
    if INNER.iter().any(|end| name.ends_with(end)) || name == "intranet" {
        return Some(NETWORK);
    }
    const BUCKETS: &[&str] = &["oaiusercontent.com", "claudeusercontent.com", "sandbox.openai.com"];
    let is_bucket = name.starts_with("ppl-ai-file-upload.")
        || BUCKETS.iter().any(|b| name.strip_suffix(b).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')));
    is_bucket.then_some(UPLOAD)
}

/// Pages that open only for the person who is logged in: host, and how the path begins.
const OWN_PAGES: &[(&str, &str)] = &[
    ("chatgpt.com", "/c/"),
    ("chat.openai.com", "/c/"),
    ("claude.ai", "/chat/"),
    ("gemini.google.com", "/app/"),
    ("mail.google.com", "/mail/"),
    ("notebooklm.google.com", "/notebook/"),
];

fn by_rest(url: &Url) -> Option<&'static str> {
    if url.password().is_some() {
        return Some(LOGIN);
    }
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    if OWN_PAGES.iter().any(|(h, path)| *h == host && url.path().starts_with(path)) {
        return Some(BEHIND);
    }
    let query = url.query()?;
    // Every key that signs a link has these letters, unless it is escaped.
    let may_sign = query.as_bytes().windows(3).any(|w| w.eq_ignore_ascii_case(b"sig")) || query.contains('%');
    if !may_sign {
        return None;
    }
    let mut keys: Vec<String> = url.query_pairs().map(|(k, _)| k.to_ascii_lowercase()).collect();
    keys.sort_unstable();
    let has = |key: &str| keys.binary_search_by(|k| k.as_str().cmp(key)).is_ok();
    let signed = has("x-amz-signature")
        || has("x-goog-signature")
        || (has("signature") && (has("expires") || has("key-pair-id")))
        || (has("sig") && has("se") && has("sv"));
    signed.then_some(SIGNED)
}

#[cfg(test)]
mod tests {
    use super::super::tests::address;
    use super::*;

    #[test]
    fn what_only_the_author_can_open() {
        let private = [
            ("http://localhost:8080/draft", MACHINE),
            ("http://127.0.0.1/x", MACHINE),
            ("file:///home/ana/notes.pdf", MACHINE),
            ("C:\\notes\\tide.pdf", MACHINE),
            ("http://192.168.1.4/report", NETWORK),
            ("https://wiki.harbour.local/page", NETWORK),
            ("http://[fd00::1]/x", NETWORK),
            ("sandbox:/mnt/data/tides.csv", UPLOAD),
            ("https://ppl-ai-file-upload.s3.amazonaws.com/web/x.pdf", UPLOAD),
            ("https://ana:secret@harbour.example/x", LOGIN),
            ("https://b.s3.amazonaws.com/x.pdf?X-Amz-Date=2&X-Amz-Signature=ab", SIGNED),
            ("https://chatgpt.com/c/6712", BEHIND),
            ("javascript:void(0)", SCRIPT),
        ];
        for (url, why) in private {
            assert_eq!(reason(&address(url)), Some(why), "{url}");
        }
        for url in ["https://chatgpt.com/share/6712", "https://8.8.8.8/x", "mailto:a@b.example", "notes.html", "#fn1"] {
            assert_eq!(reason(&address(url)), None, "{url}");
        }
    }
}
