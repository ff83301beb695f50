//! The name by which an address is known.

use std::borrow::Borrow;
use std::fmt::{self, Display};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use url::{Position, Url};

/// An address in the form in which it is requested, which is its name everywhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Key(Arc<str>);

impl Key {
    /// The name of an address that is parsed already; see [`key`].
    pub fn of(url: &Url) -> Self {
        Self(url[..Position::AfterQuery].into())
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Borrow<str> for Key {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<String> for Key {
    fn from(url: String) -> Self {
        Self(url.into())
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.0.to_string()
    }
}

/// The name of an address as written: as the URL Standard writes it, without its fragment, which is never sent.
///
/// `None` for what is no absolute address. Addresses of any scheme have a name; which are requested is not said here.
pub fn key(url: &str) -> Option<Key> {
    Url::parse(url.trim()).ok().as_ref().map(Key::of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_address_have_one_name() {
        let name = |url: &str| key(url).map(|key| key.to_string());
        for url in [
            "HTTPS://Harbour.example:443/a#top",
            " https://harbour.example/a#:~:text=x ",
            "https://harbour.example/./a",
        ] {
            assert_eq!(name(url).as_deref(), Some("https://harbour.example/a"), "{url}");
        }
        assert_eq!(name("http://2130706433/").as_deref(), Some("http://127.0.0.1/"));
        assert_eq!(name("www.harbour.example"), None);
        assert_ne!(name("https://harbour.example/a/"), name("https://harbour.example/a"));
    }
}
