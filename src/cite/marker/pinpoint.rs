//! Pinpoints: numbers in brackets that name a paragraph of a judgment, not a source: `[2019] UKSC 5, [23]`,
//! `at [12]–[14]`, `para [7]`.
//!
//! Neutral citations (since 2001 in England, since 1998 in Australia) number the paragraphs of a judgment, and lawyers
//! cite them in square brackets.

use super::{Candidate, Candidates, Shape};
use crate::article::Article;
use crate::cite::{Keys, Style};
use crate::input::{TextRange, ceil_boundary, floor_boundary};

/// A report and what leads from it to the paragraph are no longer than this, in bytes.
const MAX_REPORT: usize = 80;
/// Words that always lead to a paragraph.
const SURE: [&str; 14] =
    ["para", "paras", "para.", "paras.", "§", "§§", "¶", "¶¶", "rn", "rn.", "rz", "rz.", "tz.", "rdnr."];
/// Things that are counted, and whose number may stand in square brackets.
const COUNTED: [&str; 19] = [
    "bar",
    "bars",
    "measure",
    "measures",
    "line",
    "lines",
    "row",
    "rows",
    "column",
    "columns",
    "step",
    "steps",
    "item",
    "items",
    "verse",
    "verses",
    "vv.",
    "paragraph",
    "paragraphs",
];
/// Words behind which one thing of many is named: "in line [4]"; not "the front row [4]".
const POINTING: [&str; 24] = [
    "", "in", "at", "on", "of", "to", "from", "see", "cf.", "after", "before", "by", "and", "or", "with", "until",
    "through", "into", "under", "per", "also", "than", "for", "as",
];
/// Words behind which "at" leads to a place in a judgment: "she said at [12]".
const SAYING: [&str; 28] = [
    "says",
    "said",
    "held",
    "holds",
    "stated",
    "states",
    "noted",
    "notes",
    "observed",
    "observes",
    "concluded",
    "concludes",
    "explained",
    "explains",
    "ruled",
    "wrote",
    "writes",
    "reasoned",
    "accepted",
    "added",
    "judgment",
    "judgement",
    "ruling",
    "decision",
    "opinion",
    "reasons",
    "per",
    "see",
];
/// Words after which "at" names the place where something is kept.
const KEPT: [&str; 16] = [
    "available",
    "accessed",
    "found",
    "online",
    "hosted",
    "published",
    "look",
    "looking",
    "looked",
    "retrieved",
    "viewed",
    "archived",
    "see",
    "seen",
    "documented",
    "described",
];
/// Reports whose abbreviation is no row of capitals.
const REPORTS: [&str; 4] = ["Ch", "Fam", "Lloyd's", "Lloyd’s"];
/// What joins a paragraph to the next.
const JOINERS: [&str; 12] = [",", ";", "-", "–", "—", "and", "or", "to", ", and", ", or", "&", "et"];

/// How sure it is that a number names a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Pinpoint {
    /// Unless a list holds the number.
    Perhaps,
    Sure,
}

/// Takes out the numbers that name paragraphs, and notes those that perhaps do.
pub(super) fn set_apart(article: &Article, keys: &Keys, candidates: &mut Candidates) {
    let in_brackets = |c: &Candidate| c.shape == Shape::Numbers && c.style == Style::Bracket;
    let legal = candidates.list.iter().any(|c| in_brackets(c) && begins_report(article, keys, candidates, c));
    let mut last: Option<(TextRange, Pinpoint)> = None;
    let mut key_end = None;
    candidates.list.retain_mut(|candidate| {
        // `@smith2004 [33]`: pandoc reads a page there.
        let behind_key = key_end.take().filter(|&end| end < candidate.range.start);
        if candidate.shape == Shape::BareCitekey {
            key_end = Some(candidate.range.end);
        }
        if !in_brackets(candidate) || candidate.overlay.link.is_some() {
            return true;
        }
        let block = article.blocks[candidate.block].range;
        let before = article.slice(TextRange::new(block.start, candidate.range.start));
        let before = &before[ceil_boundary(before, before.len().saturating_sub(MAX_REPORT))..];
        let is_page =
            behind_key.is_some_and(|end| article.slice(TextRange::new(end, candidate.range.start)).trim().is_empty());
        let found = if is_page { Some(Pinpoint::Perhaps) } else { leads_to_paragraph(before, legal) };
        let found = found.or_else(|| {
            let (range, kind) = last.filter(|(range, _)| range.start >= block.start)?;
            joins(article.slice(TextRange::new(range.end, candidate.range.start))).then_some(kind)
        });
        last = found.map(|kind| (candidate.range, kind));
        candidate.perhaps_pinpoint = found == Some(Pinpoint::Perhaps);
        found != Some(Pinpoint::Sure)
    });
}

/// Whether a candidate is the year of a report: `[2019] UKSC 5`.
fn begins_report(article: &Article, keys: &Keys, candidates: &Candidates, candidate: &Candidate) -> bool {
    let [part] = candidates.parts_of(candidate) else { return false };
    let block = article.blocks[candidate.block].range;
    let after = article.slice(TextRange::new(candidate.range.end, block.end));
    keys.number(part.key).is_some_and(is_year) && behind_report(&after[..floor_boundary(after, MAX_REPORT)]).is_some()
}

const fn is_year(number: u32) -> bool {
    matches!(number, 1800..=2100)
}

fn joins(between: &str) -> bool {
    JOINERS.contains(&between.trim())
}

/// Whether what stands before a bracket leads to a paragraph.
fn leads_to_paragraph(before: &str, legal: bool) -> Option<Pinpoint> {
    let mut words = before.split_whitespace().rev();
    let word = words.next()?.trim_start_matches(['(', '[', '“', '"']).to_lowercase();
    let spaced = before.ends_with(char::is_whitespace);
    if spaced && SURE.contains(&&*word) {
        return Some(Pinpoint::Sure);
    }
    if let Some(tail) = report_before(before) {
        let set_off = tail.contains(',') || tail.split_whitespace().any(|w| w == "at");
        return Some(if set_off { Pinpoint::Sure } else { Pinpoint::Perhaps });
    }
    if !spaced {
        return None;
    }
    let (second, third) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let legally = Some(if legal { Pinpoint::Sure } else { Pinpoint::Perhaps });
    match &*word {
        "at" if leads_to_place(second, third) => legally,
        "at" => (legal && !KEPT.contains(&&*second.to_lowercase())).then_some(Pinpoint::Perhaps),
        _ if !COUNTED.contains(&&*word) || !names_one(second) => None,
        "verse" | "verses" | "vv." => Some(Pinpoint::Sure),
        "paragraph" | "paragraphs" => legally,
        _ => Some(Pinpoint::Perhaps),
    }
}

/// Whether "at" behind these two words, the nearer first, leads to a place in a judgment: "held at", "Lord Oake at"; not
/// "is available at", "good at".
fn leads_to_place(second: &str, third: &str) -> bool {
    let named = second.starts_with(char::is_uppercase) && !begins_clause(third);
    SAYING.contains(&&*second.to_lowercase()) || named || second.ends_with([')', ']']) || is_page(second)
}

/// Whether one of many things is named behind this word: "as in bar"; not "the front row".
fn names_one(second: &str) -> bool {
    begins_clause(second) || POINTING.contains(&&*second.to_lowercase())
}

/// Whether a clause begins behind a word, or behind the citation that closes the one before.
fn begins_clause(word: &str) -> bool {
    word.is_empty() || word.ends_with(['.', ',', ';', ':', '!', '?', '—', '–', ']'])
}

/// What stands between the report that `before` ends with and its end.
fn report_before(before: &str) -> Option<&str> {
    if before.trim_end_matches([' ', ',']).rsplit(' ').next().is_some_and(|w| w.contains("EU:C:")) {
        return Some(&before[before.trim_end_matches([' ', ',']).len()..]);
    }
    let year = before.rmatch_indices([']', ')']).map(|(at, _)| at).find(|&at| ends_with_year(&before[..at]))?;
    let tail = behind_report(&before[year + 1..])?;
    let plain = |w: &str| {
        let bare = w.trim_matches([',', ' ']);
        matches!(bare, "" | "at") || bare.starts_with('(') && bare.ends_with(')') || is_page(bare)
    };
    tail.split(' ').all(plain).then_some(tail)
}

/// `… [2019`, `… (1992`
fn ends_with_year(text: &str) -> bool {
    let Some(head) = text.len().checked_sub(4).filter(|&at| text.is_char_boundary(at)) else { return false };
    text[..head].ends_with(['[', '(']) && text[head..].parse().is_ok_and(is_year)
}

/// What follows ` UKSC 5`, ` 175 CLR 1`, ` EWCA Civ 412`; `None` where no report begins.
fn behind_report(text: &str) -> Option<&str> {
    let mut rest = text.strip_prefix([' ', '\u{a0}'])?;
    let mut named = false;
    for nth in 0..5 {
        let word = rest.split([' ', '\u{a0}', ',']).next().unwrap_or_default();
        let after = &rest[word.len()..];
        if is_page(word) {
            if named {
                return Some(after);
            }
            (nth == 0).then_some(())?;
        } else {
            let capitals = word.chars().filter(|c| c.is_uppercase()).count();
            word.starts_with(|c: char| c.is_uppercase()).then_some(())?;
            named |= capitals >= 2 || REPORTS.contains(&word.trim_end_matches('.'));
        }
        rest = after.strip_prefix([' ', '\u{a0}'])?;
    }
    None
}

/// `412`, `I-1234`, `42–43`
fn is_page(word: &str) -> bool {
    let digits = word.trim_start_matches("I-").trim_end_matches(['.', ';', ':']);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_judgments() {
        let leads = |before, legal| leads_to_paragraph(before, legal);
        for before in [
            "held in Mortlake v Ferris [2019] UKSC 5, ",
            "[2010] EWCA Civ 412 at ",
            "[2018] EWHC 1234 (Ch), ",
            "(1992) 175 CLR 1, 42 ",
            "[2004] 1 WLR 23, ",
            "as in para ",
            "EU:C:2021:45, ",
        ] {
            assert_eq!(leads(before, false), Some(Pinpoint::Sure), "{before}");
        }
        for before in ["see HCA v B [2021] HCA 9 ", "she says at "] {
            assert_eq!(leads(before, false), Some(Pinpoint::Perhaps), "{before}");
        }
        assert_eq!(leads("she says at ", true), Some(Pinpoint::Sure));
        for before in ["as Tarn says (2019) ", "the code is available at ", "in 2019 ", "the UKSC 5 ", "that"] {
            assert_eq!(leads(before, false), None, "{before}");
        }
        for before in ["Bar ", "as in line ", "then, step ", "in paragraph "] {
            assert_eq!(leads(before, false), Some(Pinpoint::Perhaps), "{before}");
        }
        for before in
            ["by the railway line ", "the first step ", "a drastic measure ", "The bar ", "in the final paragraph "]
        {
            assert_eq!(leads(before, true), None, "{before}");
        }
        for before in ["bad at ", "is what they aim at ", "Available at "] {
            assert_eq!(leads(before, false), None, "{before}");
        }
        assert_eq!(leads("as she put it at ", true), Some(Pinpoint::Perhaps));
    }
}
