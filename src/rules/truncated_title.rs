use super::sources::titles::quoted;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::article::ElementKind;
use crate::cite::Entry;
use crate::finding::{Confidence, Meta};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// A source whose title ends in `…` or `...`: it was copied from a page of search results.
    ///
    /// ## Why it matters
    /// The title cannot be searched for as it stands, and the page itself was perhaps never opened.
    ///
    /// ## What to do
    /// Open the page and copy its whole title.
    ///
    /// ## Silent on
    /// Addresses that are shortened on purpose, titles that trail off before a question or exclamation mark, and words
    /// that are neither in quotation marks nor linked nor followed by an address.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close after …”
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. “Ferry line to close after ninety years.”
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) TruncatedTitle { name: "truncated-title", group: Sources, severity: Info, rank: Meta::APART,
        summary: "the title of a source is cut off" }
}

impl Rule for TruncatedTitle {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            let Some(title) = cut_title(cx, entry) else { continue };
            let shown = words::cut(cx.text(title).trim(), 60);
            let message = format!("the title of {} {} is cut off: “{shown}”", cx.noun(entry.list), cx.shown_entry(id));
            out.at(&Self::META, cx.article.span(title), message)
                .help("open the page and copy its whole title")
                .key(entry.key.map(|k| cx.citations.key(k)).unwrap_or_default())
                .list(entry.list)
                .entry(id)
                .confidence(Confidence::High);
        }
    }
}

/// The first title that is cut off: in quotation marks, the words of a link, or all that stands before the address.
fn cut_title(cx: &Context<'_>, entry: &Entry) -> Option<TextRange> {
    if cx.noun(entry.list) != "source" {
        return None;
    }
    let start = entry.body.start;
    let titles = quoted(cx.text(entry.body)).into_iter();
    let titles = titles.map(|r| TextRange::new(start + r.start as u32, start + r.end as u32));
    let links = cx.article.elements_in(entry.body).iter();
    let links = links.filter(|e| e.kind == ElementKind::Link && e.range.end <= entry.body.end).map(|e| e.range);
    titles.chain(links).chain(lead(cx, entry)).find(|r| is_cut(cx.text(*r)))
}

/// What stands before the first address of a source, if that is in words.
fn lead(cx: &Context<'_>, entry: &Entry) -> Option<TextRange> {
    let text = cx.text(entry.body);
    let address = ["https://", "http://", "www."].iter().filter_map(|start| text.find(start)).min()?;
    let title = text[..address].trim_end_matches([' ', ':', '-', '–', '—', ',', '<', '(']);
    Some(TextRange::new(entry.body.start, entry.body.start + title.len() as u32))
}

/// The longest name of a site that search results set behind a title, in words.
const SITE: usize = 3;

/// Whether words end in dots, with or without the name of a site behind them; an address that is shortened has no blank.
fn is_cut(title: &str) -> bool {
    if !title.contains('…') && !title.contains("...") {
        return false;
    }
    let title = title.trim();
    let site =
        [" - ", " – ", " | "].iter().filter_map(|dash| title.rsplit_once(dash)).max_by_key(|(head, _)| head.len());
    let bare = site.filter(|(_, name)| name.split_whitespace().count() <= SITE).map_or(title, |(head, _)| head);
    let dots = |text: &str| {
        let text = text.trim_end_matches([' ', ')']);
        text.ends_with('…') || text.ends_with("...")
    };
    title.contains(' ') && !title.contains("://") && (dots(title) || dots(bare))
}

#[cfg(test)]
mod tests {
    use super::is_cut;

    #[test]
    fn titles_that_search_results_cut() {
        for title in ["Ferry line to close …", "Ferries in the north...", "Ferries ... - GitHub", "Ferries (that ...)"]
        {
            assert!(is_cut(title), "{title}");
        }
        for title in
            ["Ferry line to close", "quay.example/…", "https://quay.example/a …", "Wait ... for the ferry", "..."]
        {
            assert!(!is_cut(title), "{title}");
        }
    }
}
