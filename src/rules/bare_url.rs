use super::addresses::Class;
use super::{Context, Rule, Sink, declare_rule};
use crate::cite::Entry;
use crate::finding::Meta;
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// Sources that are an address and nothing else. One finding per article.
    ///
    /// ## Why it matters
    /// When the page moves, nobody knows what it was: who wrote it, what it was called, from when it is.
    ///
    /// ## What to do
    /// Add author, title and date.
    ///
    /// ## Silent on
    /// Addresses that another rule speaks about, definitions of links in Markdown, and links with words of their own.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] https://harbourtimes.example/ferry
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close.” https://harbourtimes.example/ferry
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) BareUrl { name: "bare-url", group: Sources, severity: Info, rank: 106,
        summary: "a source is an address and nothing else" }
}

impl Rule for BareUrl {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let bare: Vec<_> = cx
            .addresses()
            .iter()
            .filter(|a| a.class == Class::Sound && a.entry().is_some_and(|id| is_bare(cx, &cx.citations.entries[id])))
            .collect();
        let Some(first) = bare.first() else { return };
        let message = match bare.len() {
            1 => format!("{} is all that is said of it", first.name(cx)),
            n => format!("{n} sources are a web address and nothing else"),
        };
        first
            .report_with(cx, out.at(&Self::META, first.span, message), bare[1..].iter().map(|a| a.span))
            .help("add author, title and date");
    }
}

/// Whether a source says no more than one address.
fn is_bare(cx: &Context<'_>, entry: &Entry) -> bool {
    let text = cx.text(TextRange::new(entry.body.start, entry.body.end)).trim();
    let text = text.trim_matches(['<', '>', '(', ')', '[', ']', '.', ',', '"']);
    let is_address = text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www.");
    entry.urls.len() == 1 && is_address && !text.contains(char::is_whitespace)
}
