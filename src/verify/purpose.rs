//! What an errand is for.

use super::hosts::HostId;
use super::page::Shape;
use super::robots::Rules;
use super::store::PageText;
use crate::outcome::{Archive, Verdict};

/// The place of an address among those that are wanted.
pub(super) type WantedId = usize;

/// What an errand is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// To see what a source is.
    Source(WantedId),
    /// To see what a folder of a site shows for an address that cannot exist.
    Probe(String),
    /// To read what a host asks of programs.
    Robots(HostId),
    /// To ask whether a DOI is registered.
    Handle(WantedId),
    /// To ask what stands behind a DOI.
    Work(WantedId),
    /// To look for a copy in an archive.
    Copy(WantedId),
}

impl Purpose {
    /// Whether the errand goes where programs may be asked to stay away.
    pub(super) const fn heeds_robots(&self) -> bool {
        matches!(self, Self::Source(_) | Self::Probe(_))
    }
}

/// What an errand has brought home.
#[derive(Debug)]
pub(super) enum Yield {
    Source(Box<Found>),
    /// The page that stands for what does not exist; `None` if the server says so properly.
    Probe(Option<Shape>),
    Robots(Rules),
    Handle(Box<Found>),
    /// The title of a work.
    Work(Option<String>),
    /// The copy, and whether no more may be asked.
    Copy(Archive, bool),
}

/// What is known about a source.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) verdict: Verdict,
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
    pub(super) text: Option<PageText>,
    /// The page, where its site may show it for any address.
    pub(super) suspect: Option<Shape>,
    /// Whether nothing has changed since an earlier run.
    pub(super) is_unchanged: bool,
}

impl Found {
    pub(super) fn new(verdict: Verdict) -> Self {
        Self { verdict, etag: None, last_modified: None, text: None, suspect: None, is_unchanged: false }
    }
}
