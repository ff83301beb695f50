use super::{Context, Rule, Sink, declare_rule};
use crate::article::BlockKind;
use crate::cite::{Form, Marker, Style};
use crate::finding::{Confidence, Edit, Fix, Meta};
use crate::input::{Format, Span, TextRange};

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
    /// ```md fixed
    /// The tide turned [1]. It rose [2]. It fell [1]. The boats came in [2]. Nobody slept.
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
    /// On request, in Markdown and text, where each of the rarer ones stands alone: they go to the other side of the stop.
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
                Some(Side::Before) => before.push(marker),
                Some(Side::Behind) => behind.push(marker),
                None => {}
            }
        }
        let (rare, usual, habit) = if before.len() < behind.len() {
            (before, behind, "in front of the full stop, while most stand behind it")
        } else {
            (behind, before, "behind the full stop, while most stand in front of it")
        };
        let Some((first, others)) = rare.split_first().filter(|_| usual.len() >= HABIT * rare.len()) else { return };
        out.at(&Self::META, first.span, format!("this citation stands {habit}"))
            .help("set all of them as the house does")
            .confidence(Confidence::High)
            .also(others.iter().map(|marker| marker.span))
            .fix(alike(cx, &rare, &usual));
    }
}

/// The change that sets the rare ones as the usual ones stand; in HTML a citation is more than its characters.
fn alike(cx: &Context<'_>, rare: &[&Marker], usual: &[&Marker]) -> Option<Fix> {
    if cx.input.format == Format::Html {
        return None;
    }
    let blank = |marker: &&&Marker| cx.input.text[..marker.span.start as usize].ends_with(' ');
    let gap = if usual.iter().filter(blank).count() * 2 > usual.len() { " " } else { "" };
    let edits: Option<Vec<Edit>> = rare.iter().map(|marker| moved(&cx.input.text, marker.span, gap)).collect();
    Some(Fix::on_request("set all citations on one side of the full stop", edits?))
}

/// Takes a citation to the other side of the full stop beside it; `gap` is what stands in front of it there.
fn moved(text: &str, marker: Span, gap: &str) -> Option<Edit> {
    let (head, raw, tail) =
        (text.get(..marker.start as usize)?, text.get(marker.bounds())?, text.get(marker.end as usize..)?);
    let near = head.strip_suffix(' ').unwrap_or(head);
    if let Some(word) = near.strip_suffix('.') {
        let span = Span::new(word.len() as u32, marker.end);
        return Some(Edit { span, text: format!("{gap}{raw}.") });
    }
    // In front of another citation it would be parted from that one.
    let follows_word = near.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '”' | '"' | '%' | ')'));
    let span = Span::new(near.len() as u32, marker.end + 1);
    (follows_word && tail.starts_with('.')).then(|| Edit { span, text: format!(".{gap}{raw}") })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_change_sides() {
        let moved = |text: &str, gap: &str| {
            let at = text.find('[').unwrap() as u32;
            let edit = moved(text, Span::new(at, text.find(']').unwrap() as u32 + 1), gap)?;
            let mut text = text.to_owned();
            text.replace_range(edit.span.bounds(), &edit.text);
            Some(text)
        };
        assert_eq!(moved("It fell.[3] Then", " ").as_deref(), Some("It fell [3]. Then"));
        assert_eq!(moved("It fell. [3] Then", "").as_deref(), Some("It fell[3]. Then"));
        assert_eq!(moved("It fell [3]. Then", "").as_deref(), Some("It fell.[3] Then"));
        assert_eq!(moved("It fell — [3]. Then", ""), None);
    }
}
