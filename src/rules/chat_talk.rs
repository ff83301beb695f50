use super::residue::{Family, Hit};
use super::{Context, Rule, Sink, declare_rule, words};
use crate::finding::{Confidence, Meta, Severity};
use crate::input::TextRange;

declare_rule! {
    /// ## What it finds
    /// Sentences in which a chat product speaks to the person who asked (“Please let me know if this meets your
    /// requirements”), and the tags of an agent's transcript (`</think>`).
    ///
    /// ## Why it matters
    /// It is no part of the article, and a sign that nobody has read it to the end.
    ///
    /// ## What to do
    /// Take it out; then read what stands around it.
    ///
    /// ## Silent on
    /// Quotations and code.
    ///
    /// ## Examples
    /// ```md fail
    /// The lake is stocked each spring [1].
    ///
    /// Please let me know if this meets your requirements!
    ///
    /// ## Sources
    ///
    /// [1] Anglers' calendar.
    /// ```
    /// ```md pass
    /// The lake is stocked each spring [1]. “Let me know if this meets your needs,” the warden wrote.
    ///
    /// ## Sources
    ///
    /// [1] Anglers' calendar.
    /// ```
    ///
    /// ## Fix
    /// None.
    pub(super) ChatTalk { name: "chat-talk", group: Residue, severity: Warning, rank: 11,
        summary: "a chat tool speaks to the person who asked" }
}

impl Rule for ChatTalk {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for hit in cx.residue() {
            match hit.form.family {
                Family::Talk => talk(cx, out, hit),
                Family::Tag => tag(cx, out, hit),
                _ => {}
            }
        }
    }
}

fn talk(cx: &Context<'_>, out: &mut Sink, hit: &Hit) {
    let range = address(cx, hit.range);
    let shown = words::cut(cx.text(range), 60);
    out.at(
        &ChatTalk::META,
        cx.article.span(range),
        format!("“{shown}” speaks to the person who asked, not to readers"),
    )
    .help("take it out, and read what stands around it")
    .confidence(Confidence::High);
}

/// A line longer than this has more in it than an address to the person who asked.
const LONGEST_LINE: u32 = 800;

/// What is said to the person who asked: the line that opens so, or else the sentence.
fn address(cx: &Context<'_>, phrase: TextRange) -> TextRange {
    let article = cx.article;
    let sentence = article.sentence(phrase);
    let Some(block) = article.block_at(phrase.start).map(|b| article.blocks[b].range) else { return sentence };
    if block.start != phrase.start && !article.is_line_start(phrase.start) {
        return sentence;
    }
    let next = article.breaks.partition_point(|&b| b <= phrase.start);
    let end = article.breaks.get(next).map_or(block.end, |&b| b.min(block.end));
    let line =
        TextRange::new(phrase.start, phrase.start + cx.text(TextRange::new(phrase.start, end)).trim_end().len() as u32);
    if line.len() <= LONGEST_LINE { line } else { TextRange::new(phrase.start, sentence.end) }
}

fn tag(cx: &Context<'_>, out: &mut Sink, hit: &Hit) {
    let shown = cx.input.text.get(hit.span.bounds()).unwrap_or_default();
    out.at(&ChatTalk::META, hit.span, format!("“{shown}” is a mark of a chat tool's transcript"))
        .help("take it out, and read what stands around it")
        .severity(Severity::Error)
        .confidence(Confidence::High);
}
