//! From a place of the input to the place of the readable text that shows it.

use super::{Article, Run};
use crate::input::{Span, TextRange, floor_boundary};

/// The way back through [`Article::runs`]: which text an input span stands for.
#[derive(Debug)]
pub struct Locator<'a> {
    /// Runs with the end of their text, by their place in the input.
    runs: Vec<(Run, u32)>,
    article: &'a Article,
}

impl<'a> Locator<'a> {
    /// Prepares an article; worth it only where something is to be located.
    pub fn new(article: &'a Article) -> Self {
        let ends = article.runs.iter().skip(1).map(|r| r.at).chain([article.text.len() as u32]);
        let mut runs: Vec<(Run, u32)> =
            article.runs.iter().copied().zip(ends).filter(|(run, end)| !run.span.is_empty() && *end > run.at).collect();
        runs.sort_by_key(|(run, _)| run.span.start);
        Self { runs, article }
    }

    /// The text that `span` stands for; empty, between the neighbours, where it shows nothing (a tag, an address).
    pub fn text_range(&self, span: Span) -> TextRange {
        let start = self.start(span);
        TextRange::new(start, self.end(span).max(start))
    }

    /// The text at or after the span's start, if the span reaches it; else the end of the text before.
    fn start(&self, span: Span) -> u32 {
        let next = self.runs.partition_point(|(run, _)| run.span.start <= span.start);
        let Some((run, end)) = next.checked_sub(1).map(|i| self.runs[i]) else {
            return self.runs.first().map_or(0, |(run, _)| run.at);
        };
        if span.start < run.span.end {
            return self.boundary(run.at + offset_in(run, end, span.start));
        }
        match self.runs.get(next) {
            Some((following, _)) if following.span.start < span.end => following.at,
            _ => end,
        }
    }

    fn end(&self, span: Span) -> u32 {
        let next = self.runs.partition_point(|(run, _)| run.span.start < span.end);
        let Some((run, end)) = next.checked_sub(1).map(|i| self.runs[i]) else { return 0 };
        if span.end >= run.span.end { end } else { self.boundary(run.at + offset_in(run, end, span.end)) }
    }

    fn boundary(&self, at: u32) -> u32 {
        floor_boundary(&self.article.text, at as usize) as u32
    }
}

/// How far into a run's text the input offset `at` is; a run that is one unit counts as its start.
fn offset_in(run: Run, end: u32, at: u32) -> u32 {
    if end - run.at == run.span.len() { at - run.span.start } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Builder;

    #[test]
    fn input_places_find_their_text() {
        // <p>Low&nbsp;<sup></sup>tide</p>
        let mut builder = Builder::new(31, 11);
        builder.text("Low", Span::new(3, 6));
        builder.unit("\u{a0}", Span::new(6, 12));
        builder.text("tide", Span::new(23, 27));
        let article = builder.finish(31);
        let locator = Locator::new(&article);
        let shown = |start, end| article.slice(locator.text_range(Span::new(start, end)));
        assert_eq!(shown(4, 6), "ow");
        assert_eq!(shown(6, 12), "\u{a0}");
        assert_eq!(shown(20, 25), "ti");
        assert_eq!(locator.text_range(Span::new(12, 23)), TextRange::empty(5));
    }
}
