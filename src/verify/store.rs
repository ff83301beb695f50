//! Where verification meets what it does not do itself: remembering, keeping evidence, reading documents.

use std::fmt::Debug;

use super::exchange::Exchange;
use crate::outcome::{Key, Verdict};
use crate::quote::Document;
pub use crate::quote::PageText;

/// What earlier runs found out, and what later ones will know.
///
/// What [`Memory::keep`] was given is safe when [`Memory::flush`] returns.
pub trait Memory: Debug + Send + Sync {
    /// What is known about an address.
    fn recall(&self, key: &Key) -> Known;
    /// Keeps what was found out about an address. The verdict that is returned is the one that is reported: history may
    /// add its strikes to it.
    fn keep(&self, key: &Key, kept: Kept) -> Verdict;
    /// Makes everything safe that was given to keep; called before anything is reported.
    fn flush(&self);
}

/// Keeps evidence of what was fetched.
pub trait Witness: Debug + Send + Sync {
    /// Writes one exchange down; the id of its record.
    fn witness(&self, exchange: &Exchange) -> Option<String>;
}

/// Reads documents that are no pages.
pub trait Documents: Debug + Send + Sync {
    /// What stands in a PDF, of which anything may be wrong; `None` where nothing of it can be read. It may take its
    /// time, but not for ever.
    fn pdf(&self, bytes: &[u8]) -> Option<Document>;
}

/// What earlier runs found out about an address.
#[derive(Clone, Debug, Default)]
pub enum Known {
    /// Nothing.
    #[default]
    Nothing,
    /// It still holds: no request is sent.
    Fresh(Kept),
    /// It has to be asked again; the server may say that nothing has changed.
    Stale(Kept),
}

/// What is kept about an address.
#[derive(Clone, Debug)]
pub struct Kept {
    /// The verdict.
    pub verdict: Verdict,
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer.
    pub last_modified: Option<String>,
    /// What stood on the page, where a quotation is looked for in it.
    pub text: Option<PageText>,
}
