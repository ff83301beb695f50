//! What is known about each quotation of an article, from the sources at hand.

use super::compare::Compared;
use super::library::{Held, Library};
use super::pieces::Query;
use super::{Difference, Flaw, Gap, Quotation, Source, Verdict};
use crate::article::Article;
use crate::cite::{Citations, EntryId, Target};

/// What is known about a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// What it comes to.
    pub verdict: Verdict,
    /// How it differs from its source.
    pub difference: Option<Difference>,
    /// The source that it stands in, or would stand in if it were right.
    pub found_in: Option<Source>,
    /// Why nobody could look.
    pub gap: Option<Gap>,
}

impl Judged {
    const fn unchecked(gap: Gap) -> Self {
        Self { verdict: Verdict::Unchecked, difference: None, found_in: None, gap: Some(gap) }
    }
}

/// Judges the quotations of the article at `path`, in their order.
pub fn judge(
    path: &str,
    article: &Article,
    citations: &Citations,
    quotations: &[Quotation],
    library: &Library,
) -> Vec<Judged> {
    let mut judge = Judge { path, article, citations, library, others: None };
    quotations.iter().map(|quotation| judge.one(quotation)).collect()
}

struct Judge<'a> {
    path: &'a str,
    article: &'a Article,
    citations: &'a Citations,
    library: &'a Library,
    /// All sources of the article that are at hand, once somebody asks.
    others: Option<Vec<(Source, &'a Held)>>,
}

impl<'a> Judge<'a> {
    fn one(&mut self, quotation: &Quotation) -> Judged {
        if quotation.sources.is_empty() && quotation.url.is_none() {
            return Judged::unchecked(Gap::NoSource);
        }
        let own = self.own(quotation);
        if own.is_empty() {
            return Judged::unchecked(Gap::NoCopy);
        }
        let query = Query::new(&quotation.text);
        let mut best: Option<(Source, Compared)> = None;
        let mut flaw = None;
        for (source, held) in &own {
            let page = match held.page() {
                Ok(page) => page,
                Err(found) => {
                    flaw = flaw.or(Some(found));
                    continue;
                }
            };
            let found = page.search(&query);
            if found.verdict.is_sound() {
                return sound(found.verdict, *source);
            }
            if found.verdict == Verdict::NotFound {
                let translated = page.is_in_other_language(self.article.language.as_deref());
                flaw = flaw.or(page.flaw()).or(translated.then_some(Flaw::OtherLanguage));
            }
            let rank = |c: &Compared| (c.verdict != Verdict::NotFound, c.matched);
            if best.as_ref().is_none_or(|(_, best)| rank(&found) > rank(best)) {
                best = Some((*source, found));
            }
        }
        let named = best.as_ref().is_some_and(|(_, found)| found.verdict != Verdict::NotFound);
        if let Some(flaw) = flaw.filter(|_| !named) {
            return Judged::unchecked(Gap::Flawed(flaw));
        }
        if !named && !self.all_held(quotation) {
            return Judged::unchecked(Gap::NoCopy);
        }
        if let Some((source, found)) = self.elsewhere(quotation, &query) {
            // Where the author does not say whose words they are, any source of the article will do.
            let verdict = if quotation.is_certain { Verdict::Elsewhere } else { found };
            return Judged { verdict, difference: None, found_in: Some(source), gap: None };
        }
        match best {
            Some((source, Compared { verdict, difference, .. })) => {
                let found_in = (verdict != Verdict::NotFound).then_some(source);
                Judged { verdict, difference, found_in, gap: None }
            }
            None => Judged::unchecked(Gap::NoCopy),
        }
    }

    /// The copies of the sources that a quotation is said to come from.
    fn own(&self, quotation: &Quotation) -> Vec<(Source, &'a Held)> {
        if let Some(url) = &quotation.url {
            let source = quotation.sources.first().copied().unwrap_or(Source::Link(usize::MAX));
            return self.library.of_url(url).into_iter().map(|held| (source, held)).collect();
        }
        quotation.sources.iter().flat_map(|&source| self.copies(source)).collect()
    }

    /// Whether every source it may come from is at hand.
    fn all_held(&self, quotation: &Quotation) -> bool {
        quotation.url.is_some() || quotation.sources.iter().all(|&source| !self.copies(source).is_empty())
    }

    fn copies(&self, source: Source) -> Vec<(Source, &'a Held)> {
        let held = match source {
            Source::Entry(entry) => self.of_entry(entry),
            Source::Link(link) => {
                self.citations.links.get(link).map(|link| self.library.of_url(&link.url)).unwrap_or_default()
            }
        };
        held.into_iter().map(|held| (source, held)).collect()
    }

    /// The copies of an entry; a note that only cites is what it cites.
    fn of_entry(&self, entry: EntryId) -> Vec<&'a Held> {
        let held = self.copies_of(entry);
        if !held.is_empty() {
            return held;
        }
        let inside = self.citations.markers.iter().filter(|marker| marker.inside == Some(entry));
        let cites = inside.flat_map(|marker| &self.citations.cites[marker.cites.clone()]);
        cites
            .filter_map(|cite| match cite.target {
                Target::Entry(other) if other != entry => Some(other),
                _ => None,
            })
            .flat_map(|other| self.copies_of(other))
            .collect()
    }

    fn copies_of(&self, entry: EntryId) -> Vec<&'a Held> {
        let data = &self.citations.entries[entry];
        let label = data.key.map_or("", |key| self.citations.key(key));
        self.library.of_entry(self.path, self.article, data, label)
    }

    /// Another source of the article in which the quotation stands.
    fn elsewhere(&mut self, quotation: &Quotation, query: &Query) -> Option<(Source, Verdict)> {
        if self.others.is_none() {
            let entries = (0..self.citations.entries.len()).map(Source::Entry);
            let links = (0..self.citations.links.len()).map(Source::Link);
            self.others = Some(entries.chain(links).flat_map(|source| self.copies(source)).collect());
        }
        let others = self.others.iter().flatten();
        others.filter(|(source, _)| !quotation.sources.contains(source)).find_map(|(source, held)| {
            let verdict = held.page().ok()?.search(query).verdict;
            verdict.is_sound().then_some((*source, verdict))
        })
    }
}

fn sound(verdict: Verdict, source: Source) -> Judged {
    Judged { verdict, difference: None, found_in: Some(source), gap: None }
}
