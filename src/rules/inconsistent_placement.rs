use super::{Context, Rule, Sink, declare_rule};
use crate::article::BlockKind;
use crate::cite::{Form, Marker, Style};
use crate::finding::{Confidence, Meta};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// Citations in front of the full stop (`fell [1].`) in an article that mostly sets them behind it (`fell.[1]`), or the other
    /// way round. One finding, at the rarer form.
    ///
    /// ## Why it matters
    /// It looks like two hands; and where a citation covers a whole paragraph or one sentence, the place says which.
    ///
    /// ## What to do
    /// Set all of them as the house does.
    ///
    /// ## Silent on
    /// Articles without a clear habit, citations behind quotations, headings, tables and source lists.
    ///
    /// ## Examples
    /// ```md fail
    /// The tide turned [1]. It rose [2]. It fell [1]. The boats came in.[2] Nobody slept.
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    /// ```md pass
    /// The tide turned [1]. It rose [2]. It fell [1]. The boats came in [2]. Nobody slept.
    ///
    /// ## Sources
    ///
    /// [1] Tide tables.
    ///
    /// [2] Harbour log.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) InconsistentPlacement { name: "inconsistent-placement", group: Markers, severity: Info, rank: 93,
        summary: "citations stand in front of full stops here and behind them there" }
}

impl Rule for InconsistentPlacement {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let (mut before, mut behind) = (Vec::new(), Vec::new());
        for marker in &cx.citations.markers {
            match side(cx, marker) {
                Some(Side::Before) => before.push(marker.span),
                Some(Side::Behind) => behind.push(marker.span),
                None => {}
            }
        }
        let (rare, usual, habit) = if before.len() < behind.len() {
            (before, behind.len(), "in front of the full stop, while most stand behind it")
        } else {
            (behind, before.len(), "behind the full stop, while most stand in front of it")
        };
        let Some((first, others)) = rare.split_first().filter(|_| usual >= HABIT * rare.len()) else { return };
        out.at(&Self::META, *first, format!("this citation stands {habit}"))
            .help("set all of them as the house does")
            .confidence(Confidence::High)
            .also(others.iter().copied());
    }
}

/// So many times as often as the rare form is a habit.
const HABIT: usize = 3;

enum Side {
    Before,
    Behind,
}

/// On which side of a full stop a citation at the end of a sentence stands.
fn side(cx: &Context<'_>, marker: &Marker) -> Option<Side> {
    let block = &cx.article.blocks[marker.block];
    let counts = marker.form == Form::Sound && !marker.hidden && marker.inside.is_none() && !marker.range.is_empty();
    let prose = block.kind == BlockKind::Paragraph && !cx.in_table(marker.range.start);
    if !counts || !prose || cx.in_list(marker.range.start) {
        return None;
    }
    let head = cx.text(TextRange::new(block.range.start, marker.range.start));
    let tail = cx.text(TextRange::new(marker.range.end, block.range.end));
    // A run of citations is read at its end.
    if tail.starts_with('.') && !tail.starts_with("..") {
        let ends = tail[1..].chars().next().is_none_or(char::is_whitespace);
        return ends.then_some(Side::Before);
    }
    // A label with a blank before it may be the subject of the next sentence.
    let ends = head.strip_suffix('.').or_else(|| head.strip_suffix(". ").filter(|_| marker.style != Style::Label))?;
    let next = tail.trim_start();
    let over = next.is_empty() || tail.starts_with(' ') && next.starts_with(char::is_uppercase);
    let start = ends.trim_end_matches(char::is_alphanumeric).len();
    let word = &ends[start..];
    let short = ABBREVIATIONS.contains(&word.to_lowercase().as_str()) || word.chars().nth(1).is_none();
    (over && !short).then_some(Side::Behind)
}

/// Short forms whose stop ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "al", "approx", "ca", "cf", "co", "corp", "ed", "eds", "etc", "ff", "fig", "ibid", "inc", "jr", "ltd", "no", "nr",
    "op", "pp", "sec", "seq", "sr", "vol", "vs",
];
