//! Addresses as a reader compares them.

use super::addresses::is_tracking;

/// What two addresses of one page have in common: no scheme, `www.`, fragment, tracking parameter or final slash.
///
/// `None` for what is no web address.
pub(super) fn page(url: &str) -> Option<String> {
    let rest = strip_scheme(url.trim())?;
    let rest = rest.split('#').next().unwrap_or_default();
    let (location, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = location.split_once('/').unwrap_or((location, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let host = host.trim_end_matches(":443").trim_end_matches(":80");
    if host.is_empty() {
        return None;
    }
    let path = path.trim_end_matches('/');
    let path = path.strip_suffix("index.html").unwrap_or(path).trim_end_matches('/');
    let kept: Vec<&str> = query.split('&').filter(|p| !p.is_empty() && !is_tracking(p)).collect();
    let mut page = format!("{host}/{path}");
    if !kept.is_empty() {
        page.push('?');
        page.push_str(&kept.join("&"));
    }
    Some(page)
}

/// The site of an address: `example.org`.
pub(super) fn site(url: &str) -> Option<String> {
    page(url).map(|p| p.split('/').next().unwrap_or_default().to_owned())
}

/// The part of a host that somebody registered, by the Public Suffix List: `bbc.co.uk` of `news.bbc.co.uk`.
pub(super) fn owner(host: &str) -> &str {
    psl::domain_str(host).unwrap_or(host)
}

/// Whether hosts can end so: in a domain of the Public Suffix List, or in one that is set aside for examples, for tests
/// or for networks of their own (RFC 2606, RFC 6761, RFC 6762, RFC 7686, RFC 9476).
pub(super) fn has_known_end(host: &str) -> bool {
    const SET_ASIDE: &[&str] = &["alt", "example", "internal", "invalid", "local", "localhost", "onion", "test"];
    let last = host.rsplit('.').next().unwrap_or(host);
    SET_ASIDE.contains(&last) || psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known())
}

/// Whether `url` leads to another page over the web.
pub(super) fn is_web(url: &str) -> bool {
    strip_scheme(url).is_some()
}

fn strip_scheme(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    (scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

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
