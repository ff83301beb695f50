//! Signs that a page is not there though a server says that all is well, the cheapest first.

use url::Url;

use super::Case;
use crate::outcome::{LEAST_SCORE, Reason, score};
use crate::verify::page::Page;

/// What the way to a page says.
pub(super) fn by_way(case: &Case<'_>) -> Option<Reason> {
    if case.hops.is_empty() {
        return None;
    }
    if leads_home(case.asked, case.at) {
        return Some(Reason::Soft404Home);
    }
    (says_not_found(case.at) && !says_not_found(case.asked)).then_some(Reason::Soft404Path)
}

/// What the way to a page and the page itself say.
pub(super) fn by_page(case: &Case<'_>) -> Option<Reason> {
    if let Some(reason) = by_way(case) {
        return Some(reason);
    }
    if has_not_found_title(case) {
        return Some(Reason::Soft404Title);
    }
    if is_parked(case) {
        return Some(Reason::Parked);
    }
    let leads_on = case.page.refresh.as_deref().and_then(|to| case.at.join(to).ok()).is_some_and(|to| to != *case.at);
    (leads_on && is_short(case.page)).then_some(Reason::MetaRefresh)
}

/// A page with fewer words holds no article.
const FEW_WORDS: usize = 60;

fn is_short(page: &Page) -> bool {
    page.text.split_whitespace().nth(FEW_WORDS).is_none()
}

/// Whether an address is the front page of its site.
fn is_front(url: &Url) -> bool {
    const FRONTS: &[&str] = &["", "index.html", "index.htm", "index.php", "home", "home.html", "start", "default.aspx"];
    let parts = parts(url);
    let has_query = url.query().is_some_and(|q| !q.is_empty());
    match parts.as_slice() {
        [] => !has_query,
        [one] => (FRONTS.contains(&one.as_str()) || is_language(one)) && !has_query,
        [one, two] => is_language(one) && FRONTS.contains(&two.as_str()) && !has_query,
        _ => false,
    }
}

/// `en`, `pt-br`
fn is_language(part: &str) -> bool {
    let letters = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_alphabetic());
    match part.split_once(['-', '_']) {
        Some((language, region)) => letters(language) && letters(region),
        None => letters(part),
    }
}

fn parts(url: &Url) -> Vec<String> {
    let parts = url.path_segments().into_iter().flatten().map(str::to_lowercase);
    parts.filter(|part| !part.is_empty()).collect()
}

fn site(url: &Url) -> &str {
    let host = url.host_str().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a page of a site leads to its front page, or to the front of a section high above it.
fn leads_home(asked: &Url, at: &Url) -> bool {
    if is_front(asked) {
        return false;
    }
    let (from, to) = (parts(asked), parts(at));
    if is_front(at) {
        // What a short address of another site stands for may well be a front page.
        let is_short_link = site(asked) != site(at) && from.len() == 1 && from[0].len() < 12;
        return !is_short_link;
    }
    to.len() == 1 && from.len() >= 4 && from[0] == to[0] && site(asked) == site(at) && at.query().is_none()
}

/// Whether an address names a page for addresses that do not exist.
fn says_not_found(url: &Url) -> bool {
    parts(url).iter().any(|part| {
        let name = part.split('.').next().unwrap_or_default().replace('_', "-");
        matches!(
            name.as_str(),
            "404"
                | "error404"
                | "error-404"
                | "404-error"
                | "notfound"
                | "not-found"
                | "404notfound"
                | "404-not-found"
                | "pagenotfound"
                | "page-not-found"
                | "page404"
                | "nicht-gefunden"
                | "page-introuvable"
        )
    })
}

/// What titles of such pages say, in the languages of many newspapers.
const NOT_FOUND: &[&str] = &[
    "404",
    "404 error",
    "404 not found",
    "404 page not found",
    "404 page",
    "error 404",
    "http 404 not found",
    "error 404 not found",
    "error 404 page not found",
    "not found",
    "page not found",
    "page not found 404",
    "page not found error 404",
    "file not found",
    "content not found",
    "article not found",
    "story not found",
    "document not found",
    "page cannot be found",
    "page could not be found",
    "page can't be found",
    "page can’t be found",
    "the page cannot be found",
    "the page you requested could not be found",
    "page doesn't exist",
    "page does not exist",
    "this page does not exist",
    "this page isn't available",
    "nothing found",
    "page missing",
    "seite nicht gefunden",
    "seite wurde nicht gefunden",
    "nicht gefunden",
    "seite existiert nicht",
    "page introuvable",
    "page non trouvée",
    "page inexistante",
    "erreur 404",
    "página no encontrada",
    "no se encontró la página",
    "página não encontrada",
    "pagina non trovata",
    "errore 404",
    "pagina niet gevonden",
    "niet gevonden",
    "siden blev ikke fundet",
    "siden ble ikke funnet",
    "sidan hittades inte",
    "sidan kunde inte hittas",
    "sivua ei löytynyt",
    "nie znaleziono strony",
    "strona nie istnieje",
    "strona nie została znaleziona",
    "stránka nenalezena",
    "stránka nebola nájdená",
    "az oldal nem található",
    "pagina nu a fost găsită",
    "страница не найдена",
    "сторінку не знайдено",
    "страницата не е намерена",
    "sayfa bulunamadı",
    "η σελίδα δεν βρέθηκε",
    "الصفحة غير موجودة",
    "הדף לא נמצא",
    "ページが見つかりません",
    "お探しのページは見つかりませんでした",
    "页面不存在",
    "页面未找到",
    "找不到页面",
    "找不到網頁",
    "頁面不存在",
    "페이지를 찾을 수 없습니다",
    "halaman tidak ditemukan",
    "không tìm thấy trang",
];

/// Whether the title says so and nothing else; a source about such pages has such a title itself.
fn has_not_found_title(case: &Case<'_>) -> bool {
    let Some(title) = case.page.head_title.as_deref() else { return false };
    let whole = plain(title);
    let parts = title.split(['|', '–', '—', '-', ':', '·', '»', '•', '｜', '!', '，', ',']);
    let says_so =
        NOT_FOUND.contains(&whole.as_str()) || parts.map(plain).any(|part| NOT_FOUND.contains(&part.as_str()));
    says_so && !case.titles.iter().any(|source| score(source, title).is_some_and(|score| score >= LEAST_SCORE))
}

/// A title as it is compared.
fn plain(title: &str) -> String {
    let lower = title.to_lowercase();
    let words =
        lower.split(|c: char| c.is_whitespace() || matches!(c, '.' | ',' | '-' | '(' | ')' | '"' | '…' | '!' | '?'));
    let words: Vec<&str> = words.filter(|w| !w.is_empty() && !matches!(*w, "oops" | "sorry" | "ooops")).collect();
    words.join(" ")
}

/// Whether the name of the site is for sale.
fn is_parked(case: &Case<'_>) -> bool {
    let title = case.page.head_title.as_deref().unwrap_or_default().to_lowercase();
    let host = site(case.at);
    let offers = title.contains("for sale") && (title.contains(host) || title.contains("domain"))
        || ["buy this domain", "domain parking", "parked domain", "domain is parked", "hugedomains.com"]
            .iter()
            .any(|words| title.contains(words))
        || is_offered_by_name(&title);
    offers && case.page.text.split_whitespace().nth(FEW_WORDS * 4).is_none()
}

/// `any-name.com is for sale`
fn is_offered_by_name(title: &str) -> bool {
    let Some((before, _)) = title.split_once(" is for sale") else { return false };
    let name = before.split_whitespace().next_back().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(stem, end)| {
        !stem.is_empty() && (2..=10).contains(&end.len()) && end.bytes().all(|b| b.is_ascii_alphabetic())
    })
}

/// Phrases of pages that stand in for one that is gone.
const GONE: &[&str] = &[
    "no longer available",
    "could not be found",
    "cannot be found",
    "can't be found",
    "page not found",
    "does not exist",
    "doesn't exist",
    "has been removed",
    "nicht mehr verfügbar",
    "nicht gefunden",
    "n'existe pas",
    "introuvable",
    "no encontrada",
    "no existe",
    "non trovata",
    "не найдена",
    "404",
];

/// Whether a page that opens says so little about itself that its site may show it for any address.
pub(in crate::verify) fn looks_generic(case: &Case<'_>) -> bool {
    if is_front(case.asked) || parts(case.at).is_empty() {
        return false;
    }
    let page = case.page;
    let fits =
        |title: &String| page.titles.iter().filter_map(|own| score(title, own)).any(|score| score >= LEAST_SCORE);
    if !case.titles.is_empty() {
        return !case.titles.iter().any(fits);
    }
    let title = page.head_title.as_deref().unwrap_or_default();
    let text = page.text.to_lowercase();
    is_bare(case, title) || (is_short(page) && GONE.iter().any(|phrase| text.contains(phrase)))
}

/// Whether a title is none, or the name of the site.
pub(in crate::verify) fn is_bare(case: &Case<'_>, title: &str) -> bool {
    let is_named = case.page.site.as_deref().is_some_and(|site| site.eq_ignore_ascii_case(title.trim()));
    let host = site(case.at).split('.').next().unwrap_or_default();
    is_named || title.trim().is_empty() || plain(title).replace(' ', "") == host
}

/// An address beside another one that nobody can have made a page for.
pub(in crate::verify) fn sibling(url: &Url) -> Url {
    const NOBODY: &str = "wc-7f3a9c-no-such-page-k2x8";
    let mut sibling = url.clone();
    sibling.set_query(None);
    let last = parts(url).pop().unwrap_or_default();
    let end = last.rsplit_once('.').map(|(_, end)| end).filter(|end| ["html", "htm", "php", "aspx"].contains(end));
    if let Ok(mut path) = sibling.path_segments_mut() {
        path.pop_if_empty().pop().push(&match end {
            Some(end) => format!("{NOBODY}.{end}"),
            None => NOBODY.to_owned(),
        });
    }
    sibling
}
