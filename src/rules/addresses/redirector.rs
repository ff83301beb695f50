//! Addresses that lead to a page by way of another one.

use url::Url;

use super::Address;

/// The way an address takes.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::rules) struct Redirect {
    /// What it is, after "is".
    pub what: &'static str,
    /// The page it leads to, where the address holds it.
    pub target: Option<String>,
}

const SHORT: &str = "a short link";
const FORWARD: &str = "a link that forwards";
const SEARCH: &str = "a page of search results";
const COPY: &str = "a copy that a search engine or phone service keeps";
const PROXY: &str = "a library’s or company’s own gateway";
const SESSION: &str = "a link with a visitor’s session in it";
const GROUNDING: &str = "a link that a chat tool made and that expires";

/// Hosts that only forward.
const SHORTENERS: &[&str] = &[
    "adf.ly",
    "amzn.to",
    "apne.ws",
    "bbc.in",
    "bit.ly",
    "bitly.com",
    "bl.ink",
    "bloom.bg",
    "buff.ly",
    "cnn.it",
    "cutt.ly",
    "dlvr.it",
    "econ.st",
    "fb.me",
    "goo.gl",
    "hubs.ly",
    "ift.tt",
    "is.gd",
    "j.mp",
    "lnkd.in",
    "nyti.ms",
    "ow.ly",
    "politi.co",
    "rb.gy",
    "rebrand.ly",
    "reut.rs",
    "share.google",
    "shorturl.at",
    "snip.ly",
    "soo.gd",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "trib.al",
    "v.gd",
    "wapo.st",
    "wp.me",
];

/// Pages that forward: host (any before it too), beginning of the path, the parameter that holds the page.
const FORWARDERS: &[(&str, &str, &[&str])] = &[
    ("facebook.com", "/l.php", &["u"]),
    ("linkedin.com", "/redir/", &["url"]),
    ("youtube.com", "/redirect", &["q"]),
    ("out.reddit.com", "/", &["url"]),
    ("safelinks.protection.outlook.com", "/", &["url"]),
    ("slack-redir.net", "/link", &["url"]),
    ("medium.com", "/r/", &["url"]),
    ("duckduckgo.com", "/l/", &["uddg"]),
    ("bing.com", "/ck/", &[]),
    ("r.search.yahoo.com", "/", &[]),
    ("urldefense.com", "/v3/", &[]),
    ("urldefense.proofpoint.com", "/", &[]),
    ("feedproxy.google.com", "/", &[]),
    ("news.google.com", "/rss/articles/", &[]),
    ("news.google.com", "/articles/", &[]),
];

/// Pages of search results: host, path, parameter that must be there.
const SEARCHES: &[(&str, &str, &str)] = &[
    ("bing.com", "/search", "q"),
    ("duckduckgo.com", "/", "q"),
    ("search.yahoo.com", "/search", "p"),
    ("yandex.com", "/search/", "text"),
    ("yandex.ru", "/search/", "text"),
    ("baidu.com", "/s", "wd"),
    ("search.brave.com", "/search", "q"),
];

/// The way an address takes, if it is not the page's own.
pub(super) fn redirect(address: &Address<'_>) -> Option<Redirect> {
    let url = address.parsed.as_ref().filter(|u| matches!(u.scheme(), "http" | "https"))?;
    let host = address.host()?;
    if SHORTENERS.binary_search(&host).is_ok() {
        // Their own pages say who they are.
        return (url.path() != "/").then_some(Redirect { what: SHORT, target: None });
    }
    by_google(url, host).or_else(|| by_table(url, host)).or_else(|| by_shape(url, host))
}

/// Whether `host` is `name` or belongs to it.
fn belongs(host: &str, name: &str) -> bool {
    host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

fn by_google(url: &Url, host: &str) -> Option<Redirect> {
    if host == "vertexaisearch.cloud.google.com" {
        return Some(Redirect { what: GROUNDING, target: None });
    }
    if host == "webcache.googleusercontent.com"
        || belongs(host, "cdn.ampproject.org")
        || belongs(host, "translate.goog")
    {
        return Some(Redirect { what: COPY, target: None });
    }
    let is_google = host.strip_prefix("google.").is_some_and(|rest| rest.len() <= 6);
    if !is_google {
        return None;
    }
    match url.path() {
        "/url" => Some(Redirect { what: FORWARD, target: parameter(url, &["q", "url"]) }),
        "/search" => Some(Redirect { what: SEARCH, target: None }),
        path if path.starts_with("/amp/s/") => {
            Some(Redirect { what: COPY, target: web(format!("https://{}", &path["/amp/s/".len()..])) })
        }
        _ => None,
    }
}

fn by_table(url: &Url, host: &str) -> Option<Redirect> {
    let forwards = FORWARDERS.iter().find(|(h, path, _)| belongs(host, h) && url.path().starts_with(path));
    if let Some((_, _, parameters)) = forwards {
        let target = parameter(url, parameters);
        // Only with its parameter is such a page no page of its own.
        return (parameters.is_empty() || target.is_some()).then_some(Redirect { what: FORWARD, target });
    }
    let searches = SEARCHES
        .iter()
        .any(|(h, path, key)| host == *h && url.path() == *path && url.query_pairs().any(|(k, _)| k == *key));
    searches.then_some(Redirect { what: SEARCH, target: None })
}

fn by_shape(url: &Url, host: &str) -> Option<Redirect> {
    let gateway = host.split('.').any(|label| {
        label == "ezproxy" || label == "libproxy" || label.starts_with("ezproxy-") || label.ends_with("-ezproxy")
    });
    if gateway {
        return Some(Redirect { what: PROXY, target: parameter(url, &["url", "qurl"]) });
    }
    memchr::memchr(b'=', url.as_str().as_bytes())?;
    let lower = url.as_str().to_ascii_lowercase();
    let session = [";jsessionid=", "?phpsessid=", "&phpsessid=", "?jsessionid=", "&jsessionid="];
    session.iter().any(|s| lower.contains(s)).then_some(Redirect { what: SESSION, target: None })
}

/// The page that one of these parameters holds.
fn parameter(url: &Url, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| url.query_pairs().find(|(k, _)| k == *name).and_then(|(_, v)| web(v.into_owned())))
}

/// `target`, if it can stand as an address in any format.
fn web(target: String) -> Option<String> {
    let plain =
        !target.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | '(' | ')'));
    let is_web = target.starts_with("http://") || target.starts_with("https://");
    (plain && is_web && Url::parse(&target).is_ok()).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::super::tests::address;
    use super::*;

    #[test]
    fn ways_that_are_not_the_pages_own() {
        assert!(SHORTENERS.is_sorted());
        let cases = [
            ("https://bit.ly/3xYz", SHORT),
            ("https://www.google.com/url?q=https://harbour.example/a&sa=D", FORWARD),
            ("https://l.facebook.com/l.php?u=https%3A%2F%2Fharbour.example%2Fa", FORWARD),
            ("https://www.google.co.uk/search?q=tides", SEARCH),
            ("https://www.google.com/amp/s/harbour.example/a", COPY),
            ("https://harbour-example.cdn.ampproject.org/c/s/harbour.example/a", COPY),
            ("https://journal-org.ezproxy.college.edu/a", PROXY),
            ("https://harbour.example/a;jsessionid=4F", SESSION),
            ("https://vertexaisearch.cloud.google.com/grounding-api-redirect/AbC", GROUNDING),
        ];
        for (url, what) in cases {
            assert_eq!(redirect(&address(url)).map(|r| r.what), Some(what), "{url}");
        }
        for url in ["https://harbour.example/url?q=x", "https://bit.ly", "https://www.youtube.com/watch?v=x", "#a"] {
            assert_eq!(redirect(&address(url)), None, "{url}");
        }
    }

    #[test]
    fn the_page_behind_is_read_from_the_address() {
        let target = |url| redirect(&address(url)).and_then(|r| r.target);
        let page = Some("https://harbour.example/a".to_owned());
        assert_eq!(target("https://www.google.com/url?q=https://harbour.example/a&sa=D"), page);
        assert_eq!(target("https://l.facebook.com/l.php?u=https%3A%2F%2Fharbour.example%2Fa"), page);
        assert_eq!(target("https://www.google.com/amp/s/harbour.example/a"), page);
        assert_eq!(target("https://bit.ly/3xYz"), None);
    }
}
