//! What went wrong on the way, in our words.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use super::dns::Unresolved;
use crate::outcome::Reason;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trouble {
    pub(super) reason: Reason,
    /// What the library says, for people who look closer.
    pub(super) detail: Option<String>,
    /// Whether another try may help.
    pub(super) may_pass: bool,
}

impl Trouble {
    /// Trouble that another try will not end.
    pub(super) fn lasting(reason: Reason) -> Self {
        Self { reason, detail: None, may_pass: false }
    }

    /// Trouble that another try may end.
    pub(super) fn passing(reason: Reason) -> Self {
        Self { reason, detail: None, may_pass: true }
    }

    /// Whether a request went out before it.
    pub(super) const fn was_sent(&self) -> bool {
        !matches!(
            self.reason,
            Reason::NoSuchHost
                | Reason::DnsTemporary
                | Reason::PrivateAddress
                | Reason::Scheme
                | Reason::ProxyPolicy
                | Reason::ConnectionRefused
                | Reason::TimeoutConnect
                | Reason::Network
                | Reason::TlsExpired
                | Reason::TlsName
                | Reason::TlsUntrusted
                | Reason::TlsHandshake
        )
    }

    fn saying(self, detail: impl Into<String>) -> Self {
        Self { detail: Some(detail.into()), ..self }
    }
}

/// What an error means that came in place of the head of an answer.
pub(super) fn explain(error: &reqwest::Error) -> Trouble {
    let is_timeout = error.is_timeout();
    if let Some(&unresolved) = cause::<Unresolved>(error) {
        return match unresolved {
            Unresolved::NoSuchName => Trouble::lasting(Reason::NoSuchHost),
            Unresolved::Temporary => Trouble::lasting(Reason::DnsTemporary),
            Unresolved::Private => Trouble::lasting(Reason::PrivateAddress),
        };
    }
    if let Some(error) = cause::<rustls::Error>(error) {
        return explain_tls(error);
    }
    if is_timeout {
        return Trouble::passing(if error.is_connect() { Reason::TimeoutConnect } else { Reason::TimeoutHeaders });
    }
    let http = cause::<hyper::Error>(error);
    if http.is_some_and(hyper::Error::is_parse) {
        return Trouble::lasting(Reason::Protocol).saying(innermost(error));
    }
    if let Some(broken) = cause::<io::Error>(error)
        && let Some(trouble) = explain_io(broken, error.is_connect())
    {
        return trouble;
    }
    match http {
        Some(http) if http.is_incomplete_message() || http.is_closed() || http.is_canceled() => {
            Trouble::passing(Reason::Closed)
        }
        Some(_) => Trouble::lasting(Reason::Protocol).saying(innermost(error)),
        None if error.is_connect() => Trouble::passing(Reason::Network).saying(innermost(error)),
        None => Trouble::lasting(Reason::Protocol).saying(innermost(error)),
    }
}

fn explain_io(error: &io::Error, connects: bool) -> Option<Trouble> {
    use io::ErrorKind as Kind;
    Some(match error.kind() {
        Kind::ConnectionRefused => Trouble::lasting(Reason::ConnectionRefused),
        Kind::ConnectionReset | Kind::BrokenPipe | Kind::ConnectionAborted => Trouble::passing(Reason::Reset),
        Kind::UnexpectedEof if connects => Trouble::passing(Reason::TlsHandshake),
        Kind::UnexpectedEof => Trouble::passing(Reason::Closed),
        Kind::TimedOut => Trouble::passing(Reason::TimeoutConnect),
        Kind::HostUnreachable | Kind::NetworkUnreachable | Kind::NetworkDown | Kind::AddrNotAvailable => {
            Trouble::passing(Reason::Network).saying(error.to_string())
        }
        _ => return None,
    })
}

fn explain_tls(error: &rustls::Error) -> Trouble {
    use CertificateError as Fault;
    let reason = match error {
        rustls::Error::InvalidCertificate(fault) => match fault {
            Fault::Expired | Fault::ExpiredContext { .. } | Fault::NotValidYet | Fault::NotValidYetContext { .. } => {
                Reason::TlsExpired
            }
            Fault::NotValidForName | Fault::NotValidForNameContext { .. } => Reason::TlsName,
            _ => Reason::TlsUntrusted,
        },
        _ => Reason::TlsHandshake,
    };
    Trouble::lasting(reason).saying(error.to_string())
}

/// The first error of a kind among an error and what it wraps; errors of streams wrap theirs out of sight.
fn cause<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref::<E>() {
            return Some(found);
        }
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        if let Some(found) = wrapped.and_then(|inner| cause::<E>(inner)) {
            return Some(found);
        }
        next = error.source();
    }
    None
}

fn innermost(error: &dyn Error) -> String {
    let mut last: &dyn Error = error;
    while let Some(source) = last.source() {
        last = source;
    }
    last.to_string()
}
