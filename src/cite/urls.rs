//! Addresses as a reader compares them.

use std::borrow::Cow;

/// What many hosts begin with, and as many do without.
const WWW: &str = "www.";

/// Parameters that change nothing about a page, beside `utm_…`.
const TRACKING: &[&str] = &[
    "_hsenc", "_hsmi", "dclid", "fbclid", "gbraid", "gclid", "gclsrc", "igshid", "mc_cid", "mc_eid", "mkt_tok",
    "msclkid", "ttclid", "twclid", "vero_id", "wbraid", "yclid",
];

/// Whether a parameter says where a reader came from and changes nothing about the page.
pub fn is_tracking(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    let is_utm = name.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("utm_"));
    is_utm || TRACKING.iter().any(|known| known.eq_ignore_ascii_case(name)) || names_grok(parameter)
}

/// `referrer=grok.com`
pub fn names_grok(parameter: &str) -> bool {
    parameter.strip_prefix("referrer=").is_some_and(|value| value.eq_ignore_ascii_case("grok.com"))
}

/// What two addresses of one page have in common: no scheme, `www.`, fragment, tracking parameter or final slash.
///
/// `None` for what is no web address.
pub fn page(url: &str) -> Option<String> {
    let rest = strip_scheme(url.trim())?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = location.split_once('/').unwrap_or((location, ""));
    let has_www = host.get(..WWW.len()).is_some_and(|start| start.eq_ignore_ascii_case(WWW));
    let host = if has_www { &host[WWW.len()..] } else { host };
    let host = host.trim_end_matches(":443").trim_end_matches(":80");
    if host.is_empty() {
        return None;
    }
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let mut page = String::with_capacity(rest.len() + 1);
    page.push_str(host);
    page.make_ascii_lowercase();
    page.push('/');
    page.push_str(path);
    let mut sign = '?';
    for parameter in query.split('&').filter(|p| !p.is_empty() && !is_tracking(p)) {
        page.push(sign);
        page.push_str(parameter);
        sign = '&';
    }
    Some(page)
}

/// The site of an address: `example.org`.
pub fn site(url: &str) -> Option<String> {
    page(url).map(|p| p.split('/').next().unwrap_or_default().to_owned())
}

/// The part of a host that somebody registered, by the Public Suffix List: `bbc.co.uk` of `news.bbc.co.uk`.
pub fn owner(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

/// Whether hosts can end so: in a domain of the Public Suffix List, or in one that is set aside for examples, for tests
/// or for networks of their own (RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 9476).
pub fn has_known_end(host: &str) -> bool {
    const SET_ASIDE: &[&str] = &["alt", "example", "internal", "invalid", "local", "localhost", "onion", "test"];
    let last = host.rsplit('.').next().unwrap_or(host);
    SET_ASIDE.contains(&last) || psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// An address without its fragment directive (`#:~:text=…`): a quoted passage has signs of its own.
pub fn without_directive(url: &str) -> &str {
    split_directive(url).0
}

/// The page of an address, and what its fragment directive says (URL Fragment Text Directives).
fn split_directive(url: &str) -> (&str, Option<&str>) {
    let Some(fragment) = memchr::memchr(b'#', url.as_bytes()) else { return (url, None) };
    match url[fragment..].split_once(":~:") {
        Some((before, directive)) => {
            let page = &url[..fragment + before.len()];
            (page.strip_suffix('#').unwrap_or(page), Some(directive))
        }
        None => (url, None),
    }
}

/// An address without its query and fragment.
pub fn location(url: &str) -> &str {
    memchr::memchr2(b'?', b'#', url.as_bytes()).map_or(url, |end| &url[..end])
}

/// Whether `url` leads to another page over the web.
pub fn is_web(url: &str) -> bool {
    strip_scheme(url).is_some()
}

/// What follows `http://` or `https://`.
pub fn strip_scheme(url: &str) -> Option<&str> {
    let colon = memchr::memchr(b':', url.as_bytes())?;
    let (scheme, rest) = (&url[..colon], url[colon..].strip_prefix("://")?);
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(rest)
}

/// The page of an address, and the passages that its text fragment (URL Fragment Text Directives) quotes, decoded: for
/// each `text=[prefix-,]start[,end][,-suffix]` its start and end, joined by an ellipsis.
pub fn text_fragments(url: &str) -> (&str, Vec<String>) {
    let (page, Some(directives)) = split_directive(url) else { return (url, Vec::new()) };
    let own = |part: &&str| !part.ends_with('-') && !part.starts_with('-');
    let passage = |text: &str| text.split(',').filter(own).map(percent_decode).collect::<Vec<_>>().join(" … ");
    let passages = directives.split('&').filter_map(|directive| directive.strip_prefix("text=")).map(passage);
    (page, passages.collect())
}

/// Decodes `%xx`; what is not UTF-8 afterwards is left as it was.
pub fn percent_decode(text: &str) -> Cow<'_, str> {
    if !text.contains('%') {
        return Cow::Borrowed(text);
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let decoded = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(decoded.unwrap_or(bytes[at]));
        at += if decoded.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or(Cow::Borrowed(text), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_stand_in_the_fragment_alone() {
        assert_eq!(without_directive("https://harbour.example/a#:~:text=old"), "https://harbour.example/a");
        assert_eq!(without_directive("https://harbour.example/a#top:~:text=old"), "https://harbour.example/a#top");
        assert_eq!(without_directive("https://harbour.example/a:~:b"), "https://harbour.example/a:~:b");
        assert_eq!(text_fragments("https://harbour.example/a#:~:text=old%20wall").1, ["old wall"]);
    }

    #[test]
    fn escapes_are_decoded_where_they_are_sound() {
        assert_eq!(percent_decode("cite_note-Caf%C3%A9"), "cite_note-Café");
        assert_eq!(percent_decode("100%"), "100%");
        assert_eq!(percent_decode("%zz%C3"), "%zz%C3");
    }

    #[test]
    fn two_forms_of_one_page_agree() {
        let same = [
            ("https://www.Harbour.example/a/", "http://harbour.example/a#top"),
            ("https://harbour.example/a?utm_source=x&id=4", "https://harbour.example/a?id=4&fbclid=9"),
            ("https://harbour.example", "https://harbour.example/index.html"),
        ];
        for (a, b) in same {
            assert_eq!(page(a), page(b), "{a} {b}");
        }
        assert_ne!(page("https://harbour.example/a?id=4"), page("https://harbour.example/a?id=5"));
        assert_eq!(
            [owner("news.bbc.co.uk"), owner("a.b.github.io"), owner("com")],
            ["bbc.co.uk", "b.github.io", "com"]
        );
        assert!(["news.bbc.co.uk", "harbour.museum", "harbour.test"].into_iter().all(has_known_end));
        assert!(!has_known_end("harbour.cmo") && !has_known_end("harbour.htlm"));
        assert_eq!(page("mailto:a@b.example"), None);
        assert_eq!(site("https://www.harbour.example/a"), Some("harbour.example".into()));
    }
}
