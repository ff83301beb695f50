//! What went over the wire: one request and its answer.

use std::net::SocketAddr;

use jiff::Timestamp;

/// One request and its answer, whole or as far as it came.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The address that was asked.
    pub url: String,
    /// Who answered; unknown behind a proxy.
    pub peer: Option<SocketAddr>,
    /// When the request was sent.
    pub at: Timestamp,
    /// What was asked.
    pub request: RequestHead,
    /// What was answered.
    pub response: ResponseHead,
    /// The body as it came: without chunks, with its content coding (`Content-Encoding`) as it was.
    pub raw: Vec<u8>,
    /// Why the body is not whole, if so.
    pub cut: Option<Cut>,
}

/// Fields of a head, in order, each with its name as sent and its bytes.
pub type Fields = Vec<(String, Vec<u8>)>;

/// The head of a request.
#[derive(Clone, Debug)]
pub struct RequestHead {
    /// `GET` or `HEAD`.
    pub method: &'static str,
    /// The fields that were sent.
    pub fields: Fields,
}

/// The head of an answer.
#[derive(Clone, Debug)]
pub struct ResponseHead {
    /// `HTTP/1.0`, `HTTP/1.1` or `HTTP/2.0`.
    pub version: &'static str,
    /// The status.
    pub status: u16,
    /// The fields that came.
    pub fields: Fields,
}

/// Why a body is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It is longer than what is read of a page.
    Length,
    /// There was no more time.
    Time,
    /// The server broke off.
    Disconnect,
}

impl ResponseHead {
    /// The first value of a field, as text.
    pub fn field(&self, name: &str) -> Option<&str> {
        self.all(name).next()
    }

    /// All values of a field, as text; those that are no text are left out.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let found = self.fields.iter().filter(move |(known, _)| known.eq_ignore_ascii_case(name));
        found.filter_map(|(_, value)| std::str::from_utf8(value).ok()).map(str::trim)
    }
}
