//! Source lists that are set as code: chat products and wikis export them so, between fences or in `<pre>`.

use super::list::heading::Headings;
use super::{Citations, Options, Target};
use crate::article::{Article, BlockId, BlockKind};
use crate::input::{Input, Span};
use crate::map::HashSet;

/// So many of its labels must be cited.
const LEAST: usize = 2;
/// Code that is longer, in bytes, is no list.
const LONGEST: usize = 200_000;

/// The blocks of code that are source lists beyond doubt: each stands right under a heading of one, every line of it
/// that is not indented begins with a number of its own, and the text cites most of these numbers and has no other
/// list for them.
pub fn lists_in_code(input: &Input, article: &Article, citations: &Citations, options: &Options) -> Vec<Span> {
    let cited: HashSet<u32> = citations
        .cites
        .iter()
        .filter(|cite| cite.target == Target::Missing)
        .filter_map(|cite| citations.keys.number(cite.key))
        .collect();
    if cited.len() < LEAST {
        return Vec::new();
    }
    let headings = Headings::new(&options.headings);
    let is_list = |&(block, span): &(BlockId, Span)| {
        let code = input.text.get(span.bounds()).filter(|code| code.len() <= LONGEST);
        let labels = code.and_then(labels).unwrap_or_default();
        let known = labels.iter().filter(|label| cited.contains(label)).count();
        known >= LEAST && known * 2 >= labels.len() && is_announced(article, &headings, block)
    };
    let blocks = article.blocks.iter().enumerate().filter(|(_, block)| block.kind == BlockKind::Code);
    blocks.map(|(id, block)| (id, block.span)).filter(is_list).map(|(_, span)| span).collect()
}

/// Whether the block in front of this one is the heading of a list.
fn is_announced(article: &Article, headings: &Headings, block: BlockId) -> bool {
    let Some(before) = block.checked_sub(1).map(|b| &article.blocks[b]) else { return false };
    matches!(before.kind, BlockKind::Heading(_) | BlockKind::Paragraph)
        && headings.announces(article.slice(before.range).trim()).is_some()
}

/// The numbers that lines begin with; `None` where a line is no source and no part of one.
fn labels(code: &str) -> Option<Vec<u32>> {
    let code = code.trim();
    // Between fences, or behind the tag of HTML.
    let code = match code.starts_with(['`', '~']) {
        true => code.trim_matches(['`', '~']).split_once('\n')?.1,
        false if code.starts_with('<') => code.split_once('>')?.1.rsplit_once("</")?.0,
        false => code,
    };
    let mut found = Vec::new();
    for line in code.lines().filter(|line| !line.trim().is_empty()) {
        match label(line.trim_start_matches(['>', ' ', '*', '-'])) {
            Some(label) if !found.contains(&label) => found.push(label),
            _ if line.starts_with([' ', '\t']) && !found.is_empty() => {}
            _ => return None,
        }
    }
    Some(found)
}

/// The number that a line with a source begins with: `[1] Tide tables`, `2. A log`.
fn label(line: &str) -> Option<u32> {
    let (number, rest) = match line.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => line.split_once(['.', ')'])?,
    };
    let says = rest.split_whitespace().any(|word| word.contains("://") || word.chars().all(char::is_alphabetic));
    let number = number.trim_start_matches('^');
    let plain = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    (plain && says && rest.starts_with([' ', ':', '\t'])).then(|| number.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_a_source_or_a_part_of_one() {
        for (code, want) in [
            ("```text\n[1] Tide tables\n    of 1911\n[2]: https://quay.test/a\n```", vec![1, 2]),
            ("<pre>\n1. Tide tables\n2. A log\n</pre>", vec![1, 2]),
        ] {
            assert_eq!(labels(code), Some(want), "{code}");
        }
        for code in
            ["```\n[1] 3.14 2.71\n[2] 1.41\n```", "```\nx = 1\n[1] Tide tables\n```", "<pre>[1, 2]</pre>", "~~~"]
        {
            assert_eq!(labels(code), None, "{code}");
        }
    }
}
