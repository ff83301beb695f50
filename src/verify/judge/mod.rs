//! From an answer to a reason. Pure.

mod restricted;
mod soft404;

use url::Url;

use super::body::End;
use super::exchange::ResponseHead;
use super::page::{Kind, Page};
use crate::outcome::{Hop, Reason};

pub(super) use soft404::{is_bare, looks_generic, sibling};

/// All that a judgement rests on.
#[derive(Debug)]
pub(super) struct Case<'a> {
    /// The address as it is cited.
    pub(super) asked: &'a Url,
    /// The address that answered.
    pub(super) at: &'a Url,
    /// What led from one to the other.
    pub(super) hops: &'a [Hop],
    pub(super) head: &'a ResponseHead,
    pub(super) kind: Kind,
    /// How reading the body ended.
    pub(super) end: End,
    /// Whether there is anything but blanks in the body.
    pub(super) is_blank: bool,
    pub(super) page: &'a Page,
    /// The titles that sources give the page.
    pub(super) titles: &'a [String],
}

/// What an answer says about an address.
pub(super) fn judge(case: &Case<'_>) -> Reason {
    if let Some(reason) = restricted::by_head(case.head).or_else(|| by_status(case.head.status)) {
        return match reason {
            Reason::Forbidden | Reason::Denied | Reason::RateLimited | Reason::ServerError
                if restricted::is_challenge(case.page) =>
            {
                Reason::Challenge
            }
            reason => reason,
        };
    }
    match case.end {
        End::Broken => return Reason::Truncated,
        End::Undecodable => return Reason::Undecodable,
        End::Whole | End::Capped | End::Late => {}
    }
    // 204 and 205 have no body on purpose.
    if case.is_blank && !matches!(case.head.status, 204 | 205) {
        return Reason::Empty;
    }
    let by_content = match case.kind {
        Kind::Html => restricted::by_page(case).or_else(|| soft404::by_page(case)),
        Kind::Text | Kind::Pdf | Kind::Other => soft404::by_way(case),
    };
    by_content.unwrap_or_else(|| sound(case))
}

/// What a status alone says, unless it is one of success.
fn by_status(status: u16) -> Option<Reason> {
    Some(match status {
        200..=300 => return None,
        304 => Reason::Protocol,
        301..=399 => Reason::RedirectInvalid,
        401 | 407 => Reason::Auth,
        402 => Reason::Payment,
        403 => Reason::Forbidden,
        404 => Reason::NotFound,
        406 => Reason::NotAcceptable,
        408 => Reason::RequestTimeout,
        410 => Reason::Gone,
        429 => Reason::RateLimited,
        451 => Reason::Legal,
        400..=499 | 999 => Reason::Denied,
        500..=599 => Reason::ServerError,
        _ => Reason::Protocol,
    })
}

/// An address that opens: as it is, or at a new place for good.
fn sound(case: &Case<'_>) -> Reason {
    let is_permanent = |hop: &Hop| matches!(hop.status, 301 | 308);
    match (case.hops.first(), case.kind) {
        (Some(first), _) if is_permanent(first) => Reason::Permanent,
        (_, Kind::Pdf | Kind::Other) => Reason::NotHtml,
        _ => Reason::Ok,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason(asked: &str, at: &str, status: u16, html: &str) -> Reason {
        let [asked, at] = [asked, at].map(|url| Url::parse(url).unwrap());
        let head = ResponseHead { version: "HTTP/1.1", status, fields: Vec::new() };
        let hops: Vec<Hop> = (asked != at).then(|| Hop { url: asked.to_string(), status: 301 }).into_iter().collect();
        let page = Page::read(html);
        judge(&Case {
            asked: &asked,
            at: &at,
            hops: &hops,
            head: &head,
            kind: Kind::Html,
            end: End::Whole,
            is_blank: html.trim().is_empty(),
            page: &page,
            titles: &["The ferry goes".into()],
        })
    }

    const PAGE: &str = "<title>The ferry goes</title><h1>The ferry goes</h1><p>It was ninety years old.</p>";

    #[test]
    fn ways_that_end_elsewhere() {
        let at = |asked: &str, at: &str| reason(asked, at, 200, PAGE);
        for (asked, end, want) in [
            ("https://a.example/n/2024/ferry", "https://a.example/", Reason::Soft404Home),
            ("https://a.example/n/2024/ferry", "https://www.a.example/index.html", Reason::Soft404Home),
            ("https://a.example/ferry", "https://a.example/en/", Reason::Soft404Home),
            ("https://a.example/n/2024/05/ferry", "https://a.example/n/", Reason::Soft404Home),
            ("https://a.example/", "https://a.example/en/", Reason::Permanent),
            ("https://a.example/en", "https://a.example/", Reason::Permanent),
            ("https://short.example/x1", "https://harbour.example/", Reason::Permanent),
            ("https://a.example/?p=12", "https://a.example/ferry", Reason::Permanent),
            ("https://a.example/?p=12", "https://a.example/", Reason::Soft404Home),
            ("https://a.example/ferry", "https://a.example/404.html", Reason::Soft404Path),
            ("https://a.example/ferry", "https://a.example/errors/page-not-found", Reason::Soft404Path),
            ("https://a.example/n/404-ways", "https://a.example/n/404-ways/", Reason::Permanent),
            ("https://a.example/ferry", "https://a.example/login?next=/ferry", Reason::LoginRedirect),
            ("https://a.example/login-page-design", "https://b.example/login-page-design", Reason::Permanent),
        ] {
            assert_eq!(at(asked, end), want, "{asked} → {end}");
        }
    }

    #[test]
    fn pages_that_say_what_they_are() {
        let page = |title: &str, body: &str| {
            let url = "https://news.example/n/ferry";
            reason(url, url, 200, &format!("<title>{title}</title>{body}"))
        };
        let words = "<p>".to_owned() + &"The keeper of the lock opened the gate before the flood. ".repeat(30);
        for (title, body, want) in [
            ("Page not found | Harbour Times", "<p>Sorry.", Reason::Soft404Title),
            ("404", "<p>Sorry.", Reason::Soft404Title),
            ("Oops! Error 404 – Page Not Found", "<p>Sorry.", Reason::Soft404Title),
            ("Seite nicht gefunden - Hafenblatt", "<p>Sorry.", Reason::Soft404Title),
            ("ページが見つかりません｜港新聞", "<p>Sorry.", Reason::Soft404Title),
            ("404 ways to tie a knot", words.as_str(), Reason::Ok),
            ("HTTP 404 - An encyclopedia", words.as_str(), Reason::Ok),
            ("The draft has been removed", words.as_str(), Reason::Ok),
            ("news.example is for sale", "<p>Buy this domain.", Reason::Parked),
            ("Greenland is for sale, says minister", words.as_str(), Reason::Ok),
            ("Just a moment...", "<p>Enable JavaScript", Reason::Challenge),
            ("The ferry goes", "   ", Reason::Ok),
        ] {
            assert_eq!(page(title, body), want, "{title}");
        }
        assert_eq!(reason("https://a.example/x", "https://a.example/x", 200, "  \n"), Reason::Empty);
        assert_eq!(page("Redirecting", "<meta http-equiv=refresh content='0; url=/other'>"), Reason::MetaRefresh);
    }
}
