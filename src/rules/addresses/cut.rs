//! Addresses that lack a part of themselves.

use super::{Address, Class, Holder};
use crate::input::Span;
use crate::rules::{Context, urls};

/// Marks that stand for what was left out.
const MARKS: &[&str] = &["…", "...", "%E2%80%A6", "%e2%80%a6"];

/// The address with its mark, if it is cut off. The mark may stand behind what is taken for the address.
pub(super) fn place(cx: &Context<'_>, address: &Address<'_>) -> Option<Span> {
    if !address.url.contains("://") && !address.url.starts_with("www.") {
        return None;
    }
    if is_cut(&address.url) {
        return Some(address.span);
    }
    if !matches!(address.holder, Holder::Entry(_)) {
        return None;
    }
    let behind = cx.input.text.get(address.span.end as usize..)?;
    let escaped = ["&hellip;", "&#8230;"].iter().find(|m| behind.starts_with(**m));
    let mark = MARKS.iter().find(|m| behind.starts_with(**m)).or(escaped)?;
    // A sentence may trail off behind an address; an address that is cut goes on at once.
    let after = behind[mark.len()..].chars().next();
    let end = address.span.end + mark.len() as u32;
    after.is_none_or(|c| !c.is_alphanumeric()).then(|| Span::new(address.span.start, end))
}

/// The first byte of `…`.
const ELLIPSIS: u8 = 0xE2;

/// Whether an address lacks a part of itself.
fn is_cut(url: &str) -> bool {
    let url = urls::without_directive(url);
    let tail = url.as_bytes();
    if !tail.windows(3).any(|three| three == b"...") && memchr::memchr2(b'%', ELLIPSIS, tail).is_none() {
        return false;
    }
    let escaped = || {
        let half = url.ends_with('%') || (tail.len() > 1 && tail[tail.len() - 2] == b'%');
        half || url.contains("%E2%80%A6") || url.contains("%e2%80%a6")
    };
    url.contains('…')
        || memchr::memchr(b'%', tail).is_some() && escaped()
        || memchr::memmem::find(tail, b"/.../").is_some()
        || url.trim_end_matches(['/', ')']).ends_with("...")
}

/// A cut address is only how a whole one is shown, where the same source has that too.
pub(super) fn pardon_shortened(own: &mut [Address<'_>]) {
    for at in 0..own.len() {
        if matches!(own[at].class, Class::Cut(_)) && has_whole(own, at) {
            own[at].class = Class::Sound;
        }
    }
}

fn has_whole(own: &[Address<'_>], at: usize) -> bool {
    let cut = &own[at].url;
    let known = MARKS.iter().filter_map(|m| cut.find(m)).min().unwrap_or(cut.len());
    let start = cut[..known].trim_end_matches('/');
    // Two addresses of one host share their beginning without being the same.
    let names_page = start.split('/').count() > 3;
    let is_whole = |a: &Address<'_>| a.url.len() > start.len() && a.url.starts_with(start) && !is_cut(&a.url);
    names_page && own.iter().any(is_whole)
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn addresses_that_lack_a_part() {
        for url in
            ["https://a.example/x/…", "https://a.example/x...", "https://a.example/.../y", "https://a.example/%E"]
        {
            assert!(is_cut(url), "{url}");
        }
        for url in ["https://git.example/compare/v1...v2", "https://a.example/100%25", "https://a.example/x"] {
            assert!(!is_cut(url), "{url}");
        }
    }
}
