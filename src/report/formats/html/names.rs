//! Names of places on the page, and addresses that lead off it.

use crate::rules::is_web;

/// The names of one article's places, by its number on the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Names(pub(super) usize);

impl Names {
    /// The article.
    pub(super) fn article(self) -> String {
        format!("a{}", self.0)
    }

    /// The note of a finding.
    pub(super) fn note(self, finding: usize) -> String {
        format!("a{}-f{finding}", self.0)
    }

    /// Another place of a finding.
    pub(super) fn label(self, finding: usize, label: usize) -> String {
        format!("a{}-f{finding}-{label}", self.0)
    }

    /// A citation.
    pub(super) fn citation(self, citation: usize) -> String {
        format!("a{}-c{citation}", self.0)
    }

    /// A source.
    pub(super) fn source(self, source: usize) -> String {
        format!("a{}-s{source}", self.0)
    }
}

/// The page of a rule.
pub(super) fn rule(name: &str) -> String {
    format!("rule-{name}")
}

/// The link to a name.
pub(super) fn to(name: &str) -> String {
    format!("#{name}")
}

/// An address a reader may click on, in the form that standards ask for: only pages on the web, so that no script runs
/// and no file opens.
pub(super) fn web(url: &str) -> Option<String> {
    let url = url.trim();
    let start = url.find("://").filter(|_| is_web(url))? + 3;
    let end = url[start..].find(['/', '?', '#']).map_or(url.len(), |at| start + at);
    let host = &url[start..end];
    let is_host = !host.is_empty() && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'));
    is_host.then(|| format!("{}{host}{}", url[..start].to_ascii_lowercase(), encoded(&url[end..])))
}

/// The rest of an address with what may not stand in it percent-encoded (RFC 3986, section 2).
fn encoded(rest: &str) -> String {
    let mut out = String::with_capacity(rest.len());
    let mut in_fragment = false;
    for (at, c) in rest.char_indices() {
        let escapes = |after: &str| after.len() >= 2 && after.bytes().take(2).all(|b| b.is_ascii_hexdigit());
        let stands = match c {
            '#' => !std::mem::replace(&mut in_fragment, true),
            '%' => escapes(&rest[at + 1..]),
            _ => c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/?".contains(c),
        };
        match stands {
            true => out.push(c),
            false => c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| out.push_str(&format!("%{byte:02X}"))),
        }
    }
    out
}

/// The primary language of a tag, if it is one a browser can know.
pub(super) fn language(tag: Option<&str>) -> Option<String> {
    let primary = tag?.split(['-', '_']).next()?.to_ascii_lowercase();
    LANGUAGES.split(' ').find(|known| *known == primary).map(str::to_owned)
}

/// ISO 639-1.
const LANGUAGES: &str = "\
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en \
    eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja \
    jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb \
    nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq \
    sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_links() {
        let good = [
            (" https://harbour.example/a?b=c#d ", "https://harbour.example/a?b=c#d"),
            ("HTTPS://harbour.example", "https://harbour.example"),
            ("https://harbour.example/[8]#a#b", "https://harbour.example/%5B8%5D#a%23b"),
            ("https://harbour.example/\u{202e}\"%2x %20", "https://harbour.example/%E2%80%AE%22%252x%20%20"),
            ("https://häfen.example/ü", "https://häfen.example/%C3%BC"),
        ];
        for (url, shown) in good {
            assert_eq!(web(url).as_deref(), Some(shown));
        }
        let bad = [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc",
            "//x.example",
            "https://a b",
            "https://",
            "https://me@x.example",
        ];
        for url in bad {
            assert_eq!(web(url), None, "{url}");
        }
    }

    #[test]
    fn languages_are_known_ones() {
        assert_eq!(language(Some("de-AT")).as_deref(), Some("de"));
        assert_eq!(language(Some("\"><script>")), None);
        assert_eq!(language(Some("q")), None);
    }
}
