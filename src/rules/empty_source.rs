use super::{Context, Rule, Sink, declare_rule};
use crate::article::{Element, ElementKind, OBJECT};
use crate::cite::Entry;
use crate::finding::Meta;
use crate::input::{Dialect, TextRange};

declare_rule! {
    /// ## What it finds
    /// A source with a number and nothing else.
    ///
    /// ## Why it matters
    /// The citation seems to be supported and is not.
    ///
    /// ## What to do
    /// Fill in what stood here, or ask the author.
    ///
    /// ## Silent on
    /// Sources that are an image or a formula.
    ///
    /// ## Examples
    /// ```md fail
    /// The choir sang at noon [1] and at dusk [2].
    ///
    /// ## Sources
    ///
    /// [1] Programme of the day.
    ///
    /// [2]
    ///
    /// [3] Choir archive.
    /// ```
    /// ```md pass
    /// The choir sang at noon [1] and at dusk [2].
    ///
    /// ## Sources
    ///
    /// [1] Programme of the day.
    ///
    /// [2] Choir archive.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) EmptySource { name: "empty-source", group: Sources, severity: Error, rank: Meta::APART,
        summary: "a source has a number and no text" }
}

impl Rule for EmptySource {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for (id, entry) in cx.citations.entries.iter().enumerate() {
            let Some(key) = entry.key.filter(|_| is_empty(cx, entry)) else { continue };
            out.at(
                &Self::META,
                cx.entry_place(id),
                format!("{} {} has no text", cx.noun(entry.list), cx.shown_entry(id)),
            )
            .help("fill in what stood here, or ask the author")
            .key(cx.citations.key(key))
            .list(entry.list)
            .entry(id);
        }
    }
}

/// Whether a source says nothing; the links back to the text do not count.
fn is_empty(cx: &Context<'_>, entry: &Entry) -> bool {
    if !entry.urls.is_empty() || !entry.identifiers.is_empty() {
        return false;
    }
    // Pandoc reads on in the next line.
    let goes_on = || {
        let rest = cx.input.text.get(entry.span.start as usize..).unwrap_or_default();
        rest.split_once('\n').is_some_and(|(_, next)| next.starts_with(char::is_alphanumeric))
    };
    if cx.input.dialect == Dialect::Quarto && goes_on() {
        return false;
    }
    let says = |text: &str| text.contains(|c: char| c.is_alphanumeric() || c == OBJECT);
    let body = TextRange::new(entry.label.end.max(entry.range.start), entry.range.end);
    if !says(cx.text(body)) {
        return true;
    }
    // Some lists have only the letters of their ways back: `a b`.
    let back = |e: &&Element| e.href.as_ref().is_some_and(|h| h.url.starts_with('#')) && !shows_year(cx.text(e.range));
    let links = cx.article.elements_in(body).iter().filter(|e| e.kind == ElementKind::Link).filter(back);
    let mut at = body.start;
    for link in links {
        let between = TextRange::new(at, link.range.start.max(at));
        if says(cx.text(between)) {
            return false;
        }
        at = link.range.end.max(at);
    }
    at > body.start && !says(cx.text(TextRange::new(at, body.end.max(at))))
}

/// Whether a link shows a year: "Reed 1990" in a note names a work.
fn shows_year(text: &str) -> bool {
    text.split(|c: char| !c.is_ascii_digit()).any(|digits| digits.len() == 4)
}

#[cfg(test)]
mod tests {
    use crate::engine;
    use crate::input::{Dialect, Format, Input};

    #[test]
    fn pandoc_reads_a_note_on_in_the_next_line() {
        let text = "The lock is narrow.[^1]\n\n[^1]:\nAs its keeper says.\n\nAnd deep.[^2]\n\n[^2]:\n\nEnd.\n";
        let mut input = Input::from_text("lock.Rmd", Format::Markdown, text);
        let empty = |input: &Input| {
            let found = engine::check(input, &engine::read(input));
            found.into_iter().filter(|f| f.rule.name == "empty-source").filter_map(|f| f.key).collect::<Vec<_>>()
        };
        input.dialect = Dialect::Plain;
        assert_eq!(empty(&input), ["1", "2"]);
        input.dialect = Dialect::Quarto;
        assert_eq!(empty(&input), ["2"]);
    }
}
