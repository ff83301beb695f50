mod candidate;

use super::holes::Hole;
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::Meta;
use crate::input::{TextRange, floor_boundary};
use candidate::Candidates;

declare_rule! {
    /// ## What it finds
    /// A blank before a full stop (“own efforts insufficient .”), an empty superscript, a link without text, in an article
    /// where other signs say that a citation stood there. A blank before a comma, a semicolon or a closing bracket counts
    /// beside such holes, or where nothing cites one of the sources and the other citations stand behind a blank.
    ///
    /// ## Why it matters
    /// Pasting from a chat tool or another editor often loses the note and keeps the blank. The claim then stands without
    /// a source and nothing on the page shows it.
    ///
    /// ## What to do
    /// 1. Look in the first draft, or ask the author, what stood here.
    /// 2. Put the citation back; or remove the claim. Do not just close the gap.
    /// 3. “read [3], it may fit” only means shared words: read it before you cite it.
    ///
    /// ## Silent on
    /// Code, “.NET”, French spacing, converters that put blanks before commas too, a single blank without other signs,
    /// headings, and the source list itself.
    ///
    /// ## Examples
    /// ```md fail
    /// Exports fell in May . Imports rose [2].
    ///
    /// ## Sources
    ///
    /// [1] Customs bulletin, May.
    ///
    /// [2] Trade ledger.
    /// ```
    /// ```md pass
    /// Exports fell in May [1]. Imports rose [2].
    ///
    /// ## Sources
    ///
    /// [1] Customs bulletin, May.
    ///
    /// [2] Trade ledger.
    /// ```
    ///
    /// ## Fix
    /// None, on purpose: the blank is the evidence.
    pub(super) DroppedCitation { name: "dropped-citation", group: Markers, severity: Warning, rank: 40,
        summary: "a sentence seems to have lost its citation" }
}

impl Rule for DroppedCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let holes = cx.holes();
        if holes.is_empty() {
            return;
        }
        let candidates = Candidates::new(cx);
        for hole in holes.iter().filter(|hole| !is_filled(cx, hole)) {
            let before = TextRange::new(hole.gap.start.saturating_sub(1), hole.gap.start);
            let before = TextRange::new(floor(cx, before.start), before.end);
            let sentence = cx.article.sentence(before);
            let head = TextRange::new(sentence.start.min(hole.gap.start), hole.gap.start);
            out.at(&Self::META, hole.span, message(cx.text(head)))
                .help("look in the first draft what stood here; do not just close the gap")
                .confidence(hole.confidence)
                .aside(aside(cx, hole, cx.text(head), &candidates));
        }
    }
}

/// Whether what a tool left stands right beside the hole: then that is what has become of the citation.
fn is_filled(cx: &Context<'_>, hole: &Hole) -> bool {
    let left = cx.residue();
    let next = left.partition_point(|hit| hit.span.end < hole.span.start);
    left.get(next).is_some_and(|hit| hit.span.start <= hole.span.end)
}

fn floor(cx: &Context<'_>, at: u32) -> u32 {
    floor_boundary(&cx.article.text, at as usize) as u32
}

/// "a citation seems to be missing after “the premise of the plan”".
fn message(head: &str) -> String {
    const WORDS: usize = 5;
    let head = head.trim_end();
    let start = head.rmatch_indices(char::is_whitespace).nth(WORDS - 1).map_or(0, |(at, _)| at);
    let phrase = head[start..].trim_matches(|c: char| c.is_whitespace() || matches!(c, '“' | '”' | '"'));
    format!("a citation seems to be missing after “{}”", words::cut(phrase, 80))
}

/// What makes the hole worth looking at first, or where to look.
fn aside(cx: &Context<'_>, hole: &Hole, sentence: &str, candidates: &Candidates) -> Option<String> {
    if holds_quotation(sentence) {
        return Some("it holds a quotation".into());
    }
    if holds_figure(sentence) {
        return Some("it holds a figure".into());
    }
    if cx.in_table(hole.gap.start) {
        return Some("in a table".into());
    }
    let entry = candidates.best(sentence)?;
    Some(format!("read {}, it may fit", cx.shown_entry(entry)))
}

/// Whether words are quoted: at least three between quotation marks.
fn holds_quotation(sentence: &str) -> bool {
    let pairs = [('“', '”'), ('"', '"'), ('„', '“'), ('«', '»'), ('「', '」')];
    pairs.iter().any(|&(open, close)| {
        let inner = sentence.split_once(open).and_then(|(_, rest)| rest.split_once(close)).map(|(inner, _)| inner);
        inner.is_some_and(|i| i.split_whitespace().count() >= 3 || open == '「' && i.chars().count() > 5)
    })
}

/// Whether the sentence states a number: an amount, a share, a year. `19th` and `B12` are words.
fn holds_figure(sentence: &str) -> bool {
    sentence.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '–' | '—')).any(|token| {
        let token = token.trim_start_matches(['$', '€', '£', '¥', '<', '>', '~', '≈', '+', '-', '"', '“']);
        let number = token.trim_end_matches(['.', ',', ';', ':', '"', '”', '%', '‰', '°']);
        let digits = number.chars().filter(char::is_ascii_digit).count();
        let plain = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '’'));
        plain && (digits > 1 || digits == 1 && token.contains('%'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_may_hold_a_quotation_or_a_figure() {
        assert!(holds_quotation("She said, “the weir will hold,” and left"));
        assert!(!holds_quotation("The “weir” held"));
        for sentence in ["It cost 3.5 million", "about 12% of it", "in 1987", "for $40"] {
            assert!(holds_figure(sentence), "{sentence}");
        }
        for sentence in ["in the 19th century", "vitamin B12", "one of 4 men"] {
            assert!(!holds_figure(sentence), "{sentence}");
        }
    }

    #[test]
    fn the_message_quotes_the_last_words() {
        assert_eq!(
            message("The old weir broke in the flood "),
            "a citation seems to be missing after “weir broke in the flood”"
        );
    }
}
