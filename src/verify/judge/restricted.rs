//! Signs that something is there and programs may not see it.

use url::Url;

use super::Case;
use crate::outcome::Reason;
use crate::verify::exchange::ResponseHead;
use crate::verify::page::Page;

/// What the head of an answer says. One content network marks all its challenges, whatever the status.
pub(super) fn by_head(head: &ResponseHead) -> Option<Reason> {
    head.field("cf-mitigated").is_some_and(|v| v.eq_ignore_ascii_case("challenge")).then_some(Reason::Challenge)
}

/// What a page that was sent with success says.
pub(super) fn by_page(case: &Case<'_>) -> Option<Reason> {
    if is_challenge(case.page) {
        return Some(Reason::Challenge);
    }
    if leads_to_login(case) {
        return Some(Reason::LoginRedirect);
    }
    case.page.has_paywall.then_some(Reason::Paywall)
}

/// How the titles of pages begin that want to know whether their visitor is a person.
const CHALLENGES: &[&str] = &[
    "just a moment",
    "attention required!",
    "access denied",
    "access to this page has been denied",
    "are you a robot",
    "are you human",
    "checking your browser",
    "ddos-guard",
    "pardon our interruption",
    "human verification",
    "please verify you are a human",
    "verify you are human",
    "verifying you are human",
    "robot check",
    "bot verification",
    "security checkpoint",
    "one moment, please",
];

/// More words than this are a page of its own, whatever its title.
const FEW_WORDS: usize = 250;

/// Whether a page is a challenge and not what it stands in front of.
pub(super) fn is_challenge(page: &Page) -> bool {
    let title = page.head_title.as_deref().unwrap_or_default().to_lowercase();
    CHALLENGES.iter().any(|start| title.starts_with(start)) && page.text.split_whitespace().nth(FEW_WORDS).is_none()
}

/// Whether the way ends at a login that nobody cited.
fn leads_to_login(case: &Case<'_>) -> bool {
    if case.hops.is_empty() || is_login(case.asked) || !is_login(case.at) {
        return false;
    }
    case.at.query().is_some() || case.page.asks_password
}

/// Parts of addresses where one logs in.
const LOGINS: &[&str] = &[
    "login",
    "log-in",
    "log_in",
    "login.php",
    "login.aspx",
    "login.html",
    "wp-login.php",
    "signin",
    "sign-in",
    "sign_in",
    "sso",
    "auth",
    "authenticate",
    "authorize",
    "oauth",
    "saml",
    "anmelden",
    "einloggen",
    "connexion",
    "acceso",
    "entrar",
    "accedi",
    "inloggen",
];

fn is_login(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let by_host =
        ["login.", "signin.", "auth.", "sso.", "idp.", "accounts."].iter().any(|start| host.starts_with(start));
    let mut parts = url.path_segments().into_iter().flatten();
    by_host || parts.any(|part| LOGINS.contains(&part.to_ascii_lowercase().as_str()))
}
