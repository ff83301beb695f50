//! Addresses that are none.

use url::Host;

use super::{Address, Holder};
use crate::input::Format;
use crate::rules::{Context, urls};

const SCHEME: &str = "its beginning is misspelt";
const NO_SCHEME: &str = "it lacks “https://”, so a click stays on this site";
const DOUBLED: &str = "its beginning stands there twice";
const BLANK: &str = "it holds a blank";
const BRACKET: &str = "a bracket in it is never closed";
/// The reason that holds for all addresses of one site.
pub(in crate::rules) const NO_SUCH_SITE: &str = "there can be no site of that name";
/// The reason for a link whose brackets do not close.
pub(super) const UNCLOSED: &str = "the brackets of its link do not close behind it";
const GLUED: &str = "the next word is glued to it";
const TWO: &str = "two addresses are glued together";
const TAIL: &str = "punctuation of the sentence is glued to its end";

/// The words of a link are not longer.
const MAX_WORDS: usize = 300;

/// How an address goes on behind its beginning where that stands there twice.
const DOUBLE: [&str; 7] = ["http:", "https:", "http//", "https//", "/http", "www.http:", "www.https:"];

/// Why it is no address, and the address without the punctuation at its end, where that alone is wrong.
pub(super) fn reason(address: &Address<'_>) -> Option<(&'static str, Option<String>)> {
    let url = urls::without_directive(address.url.trim());
    let only = |why| Some((why, None));
    let Some(rest) = urls::strip_scheme(url) else {
        return without_scheme(address, &url.to_ascii_lowercase()).and_then(only);
    };
    if DOUBLE.iter().any(|double| rest.get(..double.len()).is_some_and(|head| head.eq_ignore_ascii_case(double))) {
        return only(DOUBLED);
    }
    if rest.starts_with('/') {
        return only(SCHEME);
    }
    let may_hold_blank = address.is_behind && address.holder != Holder::Link;
    if may_hold_blank && urls::location(url).contains(char::is_whitespace) {
        return only(BLANK);
    }
    if has_bad_host(address, rest) {
        return only(NO_SUCH_SITE);
    }
    if is_glued(url) {
        return only(GLUED);
    }
    if goes_on_with_another(rest) {
        return only(TWO);
    }
    address.is_behind.then(|| tail(url)).flatten()
}

/// Whether an address of Markdown stands where that of a link does, and no link became of it: `[Tides](https://a.test/b]`.
pub(super) fn is_unclosed(cx: &Context<'_>, address: &Address<'_>) -> bool {
    if address.is_behind || cx.input.format != Format::Markdown || !urls::is_web(&address.url) {
        return false;
    }
    let text = &cx.input.text;
    let Some(before) = text[..address.span.start as usize].strip_suffix("](") else { return false };
    let after = &text[address.span.end as usize..];
    let opens = before.bytes().rev().take(MAX_WORDS).take_while(|b| *b != b'\n').position(|b| b == b'[');
    let bracket = opens.map(|at| before.len() - at - 1);
    let escaped = |at: usize| before[..at].ends_with('\\');
    bracket.is_some_and(|at| !escaped(at)) && !escaped(before.len()) && !after.starts_with(')')
}

/// What is wrong with an address that does not begin with `https://`, if it is meant for one.
fn without_scheme(address: &Address<'_>, lower: &str) -> Option<&'static str> {
    let letters = lower.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(lower.len());
    let (scheme, rest) = lower.split_at(letters);
    let resembles = || {
        strsim::levenshtein(scheme, "http").min(strsim::levenshtein(scheme, "https")) <= 1
            || scheme == "hxxp"
            || scheme == "hxxps"
    };
    let separated = [":", ";/", "//"].iter().any(|s| rest.starts_with(s));
    let known = ["ftp", "sftp", "ntp", "http", "https"].contains(&scheme) && rest.starts_with("://");
    if scheme.len() > 2 && separated && !known && rest.contains('.') && resembles() {
        return Some(SCHEME);
    }
    let host = lower.split(['/', '?', '#']).next().unwrap_or_default();
    let is_site = host.starts_with("www.")
        || (lower.contains('/') && [".com", ".org", ".net", ".gov", ".edu"].iter().any(|end| host.ends_with(end)));
    let plain = !host.is_empty()
        && !host.starts_with('.')
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'.' || b == b'-');
    (address.is_behind && is_site && plain).then_some(NO_SCHEME)
}

fn has_bad_host(address: &Address<'_>, rest: &str) -> bool {
    let Some(url) = &address.parsed else {
        // What an address may hold that stands in running text is not for this rule to say.
        let host = urls::location(rest).split('/').next().unwrap_or_default();
        return !host.is_empty() && !host.contains(['{', '}', '<', '>', '$', '*', '[', ']', '%']);
    };
    let Some(Host::Domain(name)) = url.host() else { return false };
    let name = name.trim_end_matches('.');
    let Some((before, last)) = name.rsplit_once('.') else { return is_lone_name(address, name) };
    let sound = last.len() > 1 && (last.starts_with("xn--") || last.bytes().all(|b| b.is_ascii_alphabetic()));
    !sound || before.split('.').any(str::is_empty) || has_no_such_end(address, name)
}

/// Whether no site can have such an end; links of the text may show names of networks of their own.
fn has_no_such_end(address: &Address<'_>, name: &str) -> bool {
    let readable = name.split('.').all(|part| !part.starts_with("xn--"));
    readable && address.holder != Holder::Link && !urls::has_known_end(name)
}

/// Whether a name without a dot is wrong: pages saved from a server have such names in all their links.
fn is_lone_name(address: &Address<'_>, name: &str) -> bool {
    address.holder != Holder::Link && !name.contains(['{', '$', '*', '%'])
}

/// Words that follow addresses in sources.
const FOLLOWING: [&str; 7] = ["Accessed", "Retrieved", "Archived", "Available", "Zugriff", "Abgerufen", "Consult"];
/// What the address of a page ends with.
const ENDS: [&str; 7] = [".html", ".htm", ".pdf", ".php", ".aspx", ".asp", "/"];

/// Whether such a word is glued to the end of a page's address: `…/a.htmlAccessed`, `…/a.pdf.Retrieved`.
fn is_glued(url: &str) -> bool {
    let before = url.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let Some(page) = before.strip_suffix(|c: char| c.is_ascii_uppercase()) else { return false };
    let word = &url[page.len()..];
    let page = page.strip_suffix(['.', ',', ';']).unwrap_or(page);
    FOLLOWING.iter().any(|w| word.starts_with(w)) && ENDS.iter().any(|end| page.ends_with(end))
}

/// `https://a.example/xhttps://b.example`; archives and redirectors set a sign between the two.
fn goes_on_with_another(rest: &str) -> bool {
    let may = memchr::memchr(b':', rest.as_bytes()).is_some_and(|at| rest[at..].contains("://"));
    may && another(&rest.to_ascii_lowercase())
}

fn another(rest: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| {
        let page = urls::location(rest);
        page.find(scheme).is_some_and(|at| {
            page[..at].ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | ';' | ')'))
        })
    })
}

/// Punctuation at the end of a link's address that belongs to the sentence.
fn tail(url: &str) -> Option<(&'static str, Option<String>)> {
    let count = |c: u8| memchr::memchr_iter(c, url.as_bytes()).count();
    let last = url.chars().next_back()?;
    // Pages whose names hold brackets are often addressed with one of the two written as its code.
    let escaped =
        |sign: &str| if memchr::memchr(b'%', url.as_bytes()).is_some() { url.matches(sign).count() } else { 0 };
    let (opened, closed) = (count(b'(') + escaped("%28"), count(b')') + escaped("%29"));
    let stop = last == '.' && [".html.", ".htm.", ".pdf.", ".php.", "/."].iter().any(|end| url.ends_with(end));
    let surplus = (last == ')' && closed > opened) || (last == ']' && count(b']') > count(b'['));
    if stop || surplus || matches!(last, ',' | ';' | '"' | '”' | '“' | '’' | '。' | '，') {
        let whole = url.trim_end_matches(['.', ',', ';', '"', '”', '“', '’', '。', '，', ')', ']']);
        return Some((TAIL, balanced(whole).then(|| whole.to_owned())));
    }
    (opened > closed && !url.contains(['?', '#'])).then_some((BRACKET, None))
}

fn balanced(url: &str) -> bool {
    url.matches('(').count() == url.matches(')').count() && url.matches('[').count() == url.matches(']').count()
}

#[cfg(test)]
mod tests {
    use super::super::tests::address;
    use super::*;

    fn why(url: &str) -> Option<&'static str> {
        reason(&address(url)).map(|(why, _)| why)
    }

    #[test]
    fn what_is_no_address() {
        let cases = [
            ("htp:/harbour.example/a", SCHEME),
            ("htps:/www.harbour.example/a", SCHEME),
            ("https:/harbour.example/a", SCHEME),
            ("http//harbour.example/a", SCHEME),
            ("https:///harbour.example/a", SCHEME),
            ("https://https://harbour.example", DOUBLED),
            ("https://http//harbour.example", DOUBLED),
            ("www.harbour.example/a", NO_SCHEME),
            ("harbour.org/tides", NO_SCHEME),
            ("https://harbour..example/a", NO_SUCH_SITE),
            ("https://harbour/a", NO_SUCH_SITE),
            ("https://harbour.cmo/a", NO_SUCH_SITE),
            ("https://harbour.example/a.htmlAccessed", GLUED),
            ("https://harbour.example/ahttps://quay.example/b", TWO),
            ("https://harbour.example/a b", BLANK),
            ("https://harbour.example/a),", TAIL),
            ("https://harbour.example/a_(b", BRACKET),
        ];
        for (url, wanted) in cases {
            assert_eq!(why(url), Some(wanted), "{url}");
        }
    }

    #[test]
    fn what_is_one() {
        for url in [
            "https://harbour.example/a_(b)",
            "https://harbour.example/a_(b%29",
            "https://web.archive.org/web/2020/https://harbour.example/a",
            "https://xn--hfen-5qa.example/a",
            "https://hafen.example/Ebbe_und_Flut?x[]=1",
            "ftp://ftp.harbour.example/a",
            "notes.html",
            "#fn1",
            "mailto:a@b.example",
            "doi:10.1000/182",
            "https://en.wikipedia.org/wiki/Harbour_Inc.",
        ] {
            assert_eq!(why(url), None, "{url}");
        }
    }

    #[test]
    fn the_sentence_is_taken_off_the_end() {
        assert_eq!(
            reason(&address("https://harbour.example/a),")),
            Some((TAIL, Some("https://harbour.example/a".into())))
        );
    }
}
