//! The words of verdicts.

use std::fmt::{self, Display};

use serde::{Deserialize, Serialize};

/// What is known about an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// It opens.
    Ok,
    /// The same work has a new address for good.
    Moved,
    /// Something is there and does not let programs in: to be checked by hand.
    Restricted,
    /// It answers, but what is there is probably not the source.
    Suspect,
    /// There is nothing there.
    Dead,
    /// No usable answer; it may be temporary.
    Unreachable,
    /// No request was sent: it is not safe to send one, or not allowed.
    Refused,
    /// No request was sent: nobody asked for it, or there was no time.
    Skipped,
    /// The source has no address.
    None,
}

impl Class {
    /// All classes, best first.
    pub const ALL: [Self; 9] = [
        Self::Ok,
        Self::Moved,
        Self::Restricted,
        Self::Suspect,
        Self::Dead,
        Self::Unreachable,
        Self::Refused,
        Self::Skipped,
        Self::None,
    ];

    /// The name in every output.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Moved => "moved",
            Self::Restricted => "restricted",
            Self::Suspect => "suspect",
            Self::Dead => "dead",
            Self::Unreachable => "unreachable",
            Self::Refused => "refused",
            Self::Skipped => "skipped",
            Self::None => "none",
        }
    }

    /// How much it matters: of several addresses of a source the one that matters most speaks for it.
    pub const fn gravity(self) -> u8 {
        match self {
            Self::None => 0,
            Self::Ok => 1,
            Self::Moved => 2,
            Self::Skipped => 3,
            Self::Restricted => 4,
            Self::Unreachable => 5,
            Self::Refused => 6,
            Self::Suspect => 7,
            Self::Dead => 8,
        }
    }

    /// The class of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|class| class.name() == name)
    }
}

impl Display for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Declares the reasons: each with its class, its name, and what an editor reads.
macro_rules! reasons {
    ($($reason:ident: $class:ident, $name:literal, $words:literal;)*) => {
        /// Why an address has its class. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Reason {
            $(#[doc = $words] #[serde(rename = $name)] $reason,)*
        }

        impl Reason {
            /// All reasons, by class.
            pub const ALL: &[Self] = &[$(Self::$reason),*];

            /// The class that it puts an address in.
            pub const fn class(self) -> Class {
                match self { $(Self::$reason => Class::$class,)* }
            }

            /// The name in every output for programs.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$reason => $name,)* }
            }

            /// What it means, for people: words that can stand behind a colon.
            pub const fn words(self) -> &'static str {
                match self { $(Self::$reason => $words,)* }
            }
        }
    };
}

reasons! {
    Ok: Ok, "ok", "it opens";
    NotHtml: Ok, "not_html", "it opens and is no web page";
    DoiRegistered: Ok, "doi_registered", "the DOI is registered";

    Permanent: Moved, "permanent", "the page has moved for good";

    Auth: Restricted, "auth", "it asks for a login";
    Payment: Restricted, "payment", "it asks for payment";
    Forbidden: Restricted, "forbidden", "the site does not let programs in";
    NotAcceptable: Restricted, "not_acceptable", "the site does not answer programs";
    Challenge: Restricted, "challenge", "the site checks whether its visitor is a person";
    RateLimited: Restricted, "rate_limited", "the site asks programs to come back later";
    Legal: Restricted, "legal", "the site may not show it here for legal reasons";
    Denied: Restricted, "denied", "the site turned the request down";
    LoginRedirect: Restricted, "login_redirect", "it opens a login page";
    Paywall: Restricted, "paywall", "it stands behind a paywall";
    Unlisted: Restricted, "unlisted", "the catalogue of books does not list it";
    Robots: Restricted, "robots", "the site asks programs to stay away from it";

    Soft404Home: Suspect, "soft404.home", "it opens the front page of the site instead";
    Soft404Title: Suspect, "soft404.title", "the page that opens says that the page was not found";
    Soft404Path: Suspect, "soft404.path", "it leads to a page for addresses that do not exist";
    Soft404Cluster: Suspect, "soft404.cluster", "several sources of this site open one and the same page";
    Soft404Probe: Suspect, "soft404.probe", "the site shows the same page for any address";
    Parked: Suspect, "parked", "the name of the site is for sale";
    Empty: Suspect, "empty", "the page that opens is empty";
    MetaRefresh: Suspect, "meta_refresh", "the page that opens only leads on to another one";
    TitleMismatch: Suspect, "title_mismatch", "the page has another title than the source";
    QuoteMissing: Suspect, "quote_missing", "the quoted words are not on the page";
    Truncated: Suspect, "truncated", "the answer broke off";
    Undecodable: Suspect, "undecodable", "the answer cannot be decoded";

    NotFound: Dead, "404", "the page does not exist";
    Gone: Dead, "410", "the page was taken down for good";
    NoSuchHost: Dead, "nxdomain", "there is no site of that name";
    DoiNotFound: Dead, "doi_not_found", "no such DOI is registered";

    TimeoutConnect: Unreachable, "timeout.connect", "the site did not take the call in time";
    TimeoutHeaders: Unreachable, "timeout.headers", "the site did not answer in time";
    TimeoutBody: Unreachable, "timeout.body", "the answer did not arrive in time";
    ConnectionRefused: Unreachable, "refused", "the site takes no calls";
    Reset: Unreachable, "reset", "the site broke the connection";
    Closed: Unreachable, "closed", "the site closed the connection without an answer";
    Network: Unreachable, "network", "there is no way to the site from here";
    DnsTemporary: Unreachable, "dns_temporary", "the name of the site could not be looked up";
    TlsExpired: Unreachable, "tls.expired", "the certificate of the site has expired";
    TlsName: Unreachable, "tls.name", "the certificate is made out to another site";
    TlsUntrusted: Unreachable, "tls.untrusted", "nobody known vouches for the certificate of the site";
    TlsHandshake: Unreachable, "tls.handshake", "the site offers no safe connection";
    RequestTimeout: Unreachable, "408", "the site gave up waiting";
    ServerError: Unreachable, "5xx", "the site has an error of its own";
    Protocol: Unreachable, "protocol", "the answer does not follow the rules of the web";
    RedirectLoop: Unreachable, "redirect_loop", "it leads in a circle";
    RedirectLimit: Unreachable, "redirect_limit", "it leads on and on";
    RedirectInvalid: Unreachable, "redirect_invalid", "it leads to an address that is none";
    Internal: Unreachable, "internal", "the check itself failed";

    PrivateAddress: Refused, "private_address", "it lies in a private network: readers cannot open it";
    Scheme: Refused, "scheme", "it is no address of the web";
    ProxyPolicy: Refused, "proxy_policy", "a proxy is set and nobody said to use it";

    Excluded: Skipped, "excluded", "the settings leave it out";
    Offline: Skipped, "offline", "no request was allowed";
    Deadline: Skipped, "deadline", "the run ended before it was asked";
    Cut: Skipped, "cut", "the address is cut off";
    Malformed: Skipped, "malformed", "the address is no address";
    Placeholder: Skipped, "placeholder", "the address was never filled in";

    NoAddress: None, "no_address", "there is nothing to open";
}

impl Reason {
    /// The reason of that name.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.name() == name)
    }

    /// `class.reason`, as in `dead.404`; where the two agree, the one word.
    pub fn full(self) -> String {
        let class = self.class().name();
        if class == self.name() { class.to_owned() } else { format!("{class}.{}", self.name()) }
    }
}

impl Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn names_lead_back() {
        let names: HashSet<&str> = Reason::ALL.iter().map(|reason| reason.name()).collect();
        assert_eq!(names.len(), Reason::ALL.len());
        for &reason in Reason::ALL {
            assert_eq!(Reason::by_name(reason.name()), Some(reason));
        }
        for class in Class::ALL {
            assert_eq!(Class::by_name(class.name()), Some(class));
            assert!(Reason::ALL.iter().any(|reason| reason.class() == class), "{class}");
        }
        assert!(Reason::ALL.is_sorted_by_key(|reason| reason.class()));
        assert_eq!(Reason::NotFound.full(), "dead.404");
        assert_eq!(Reason::Ok.full(), "ok");
    }
}
