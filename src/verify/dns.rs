//! Names and what they resolve to.

use std::collections::HashMap;
use std::fmt::{self, Debug, Display};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, PoisonError};

use dns_lookup::{LookupErrorKind, lookup_host};
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::guard::is_public;

/// Looks names up; blocks until it knows.
pub trait Resolver: Debug + Send + Sync {
    /// The addresses of a name.
    fn lookup(&self, name: &str) -> Result<Vec<IpAddr>, Unresolved>;
}

/// Why a name has no address that may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unresolved {
    /// There is no such name, or it has no address.
    NoSuchName,
    /// It could not be looked up now.
    Temporary,
    /// All its addresses are private.
    Private,
}

impl Display for Unresolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoSuchName => "there is no such name",
            Self::Temporary => "the name could not be looked up",
            Self::Private => "the name leads to a private address",
        })
    }
}

impl std::error::Error for Unresolved {}

/// The resolver of the system, as browsers use it: its files, its name servers.
#[derive(Debug, Default)]
pub struct SystemResolver;

impl Resolver for SystemResolver {
    fn lookup(&self, name: &str) -> Result<Vec<IpAddr>, Unresolved> {
        match lookup_host(name) {
            Ok(found) => Ok(found.collect()),
            Err(error) => Err(match error.kind() {
                LookupErrorKind::NoName | LookupErrorKind::NoData => Unresolved::NoSuchName,
                // What cannot be a name is none: a label that is too long, a sign that names may not hold.
                _ if io::Error::from(error).kind() == io::ErrorKind::InvalidInput => Unresolved::NoSuchName,
                _ => Unresolved::Temporary,
            }),
        }
    }
}

/// A resolver that hands out no private addresses unless they are allowed, and asks for a name once a run.
#[derive(Clone, Debug)]
pub(super) struct Guarded {
    inner: Arc<dyn Resolver>,
    allows_private: bool,
    /// Names that may be private: those of proxies that the user has named.
    exempt: Arc<[String]>,
    /// What is known for sure.
    known: Arc<Mutex<HashMap<String, Found>>>,
}

/// The addresses of a name, or why it has none.
type Found = Result<Vec<IpAddr>, Unresolved>;

impl Guarded {
    pub(super) fn new(inner: Arc<dyn Resolver>, allows_private: bool, exempt: Vec<String>) -> Self {
        Self { inner, allows_private, exempt: exempt.into(), known: Arc::default() }
    }

    fn lookup(&self, name: &str) -> Found {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known().get(name) {
            return found.clone();
        }
        let found = self.ask(name);
        if found != Err(Unresolved::Temporary) {
            known().insert(name.to_owned(), found.clone());
        }
        found
    }

    fn ask(&self, name: &str) -> Found {
        let mut found = self.inner.lookup(name)?;
        if found.is_empty() {
            return Err(Unresolved::NoSuchName);
        }
        let allows_private = self.allows_private || self.exempt.iter().any(|own| own.eq_ignore_ascii_case(name));
        found.retain(|&ip| allows_private || is_public(ip));
        if found.is_empty() { Err(Unresolved::Private) } else { Ok(found) }
    }
}

impl Resolve for Guarded {
    fn resolve(&self, name: Name) -> Resolving {
        let resolver = self.clone();
        Box::pin(async move {
            let found = tokio::task::spawn_blocking(move || resolver.lookup(name.as_str())).await??;
            let addresses: Addrs = Box::new(found.into_iter().map(|ip| SocketAddr::new(ip, 0)));
            Ok(addresses)
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[derive(Debug)]
    struct Fixed(Vec<IpAddr>);

    impl Resolver for Fixed {
        fn lookup(&self, _: &str) -> Result<Vec<IpAddr>, Unresolved> {
            Ok(self.0.clone())
        }
    }

    /// A public address first, then this machine.
    #[derive(Debug, Default)]
    struct Rebinding(AtomicUsize);

    impl Resolver for Rebinding {
        fn lookup(&self, _: &str) -> Result<Vec<IpAddr>, Unresolved> {
            let first = self.0.fetch_add(1, Ordering::SeqCst) == 0;
            Ok(vec![if first { [93, 184, 216, 34] } else { [127, 0, 0, 1] }.into()])
        }
    }

    #[test]
    fn a_name_that_changes_its_mind_is_not_asked_again() {
        let resolver = Guarded::new(Arc::new(Rebinding::default()), false, Vec::new());
        let first = resolver.lookup("a.example");
        assert_eq!(resolver.lookup("a.example"), first);
        assert_eq!(resolver.lookup("b.example"), Err(Unresolved::Private));
    }

    #[test]
    fn private_addresses_are_not_handed_out() {
        let mixed = vec![[127, 0, 0, 1].into(), [93, 184, 216, 34].into()];
        let resolver = |found, private| Guarded::new(Arc::new(Fixed(found)), private, Vec::new()).lookup("a.example");
        assert_eq!(resolver(mixed.clone(), false), Ok(vec![mixed[1]]));
        assert_eq!(resolver(mixed[..1].to_vec(), false), Err(Unresolved::Private));
        assert_eq!(resolver(mixed.clone(), true), Ok(mixed));
        assert_eq!(resolver(Vec::new(), true), Err(Unresolved::NoSuchName));
        let proxy = Guarded::new(Arc::new(Fixed(vec![[10, 0, 0, 1].into()])), false, vec!["proxy.example".into()]);
        assert!(proxy.lookup("Proxy.example").is_ok() && proxy.lookup("a.example").is_err());
    }
}
