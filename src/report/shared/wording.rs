//! The headline of each rule: what an editor reads above the places.

use crate::engine::FindingReport;
use crate::finding::Meta;

/// How findings of one rule are put into words.
struct Wording {
    rule: &'static str,
    /// One finding; `{}` is the citation or source it is about.
    one: &'static str,
    /// Several; `{}` is their number.
    many: &'static str,
    /// Whether the message is worth a line of its own.
    detail: Detail,
}

/// Whether a message says more than the headline and the words of the place.
enum Detail {
    Always,
    Never,
    /// Unless it is the plain case, known by words of the message; what follows a semicolon is more than plain.
    UnlessItHolds(&'static str),
    /// Unless it is the plain case, known by how the message begins.
    UnlessItBegins(&'static str),
}

/// Rules that are not listed speak through their summary.
const WORDINGS: &[Wording] = &[
    Wording {
        rule: "missing-source",
        one: "A citation has no source",
        many: "{} citations have no source",
        detail: Detail::UnlessItHolds(" and is "),
    },
    Wording {
        rule: "unused-source",
        one: "A source is cited nowhere",
        many: "{} sources are cited nowhere",
        detail: Detail::UnlessItBegins("nothing in the text cites"),
    },
    Wording {
        rule: "no-source-list",
        one: "There is no source list",
        many: "{} source lists are not there",
        detail: Detail::Always,
    },
    Wording {
        rule: "uncited-source-list",
        one: "Nothing in the text cites the source list",
        many: "Nothing in the text cites {} source lists",
        detail: Detail::Always,
    },
    Wording {
        rule: "pruned-source-list",
        one: "The source list is incomplete",
        many: "{} source lists are incomplete",
        detail: Detail::Always,
    },
    Wording {
        rule: "cut-source-list",
        one: "The source list does not match the numbers in the text",
        many: "{} source lists do not match the numbers in the text",
        detail: Detail::Always,
    },
    Wording {
        rule: "duplicate-number",
        one: "Number {} is given to several sources",
        many: "{} numbers are given to several sources",
        detail: Detail::Always,
    },
    Wording {
        rule: "broken-anchor",
        one: "A click leads nowhere",
        many: "{} clicks lead nowhere",
        detail: Detail::Always,
    },
    Wording {
        rule: "mismatched-anchor",
        one: "A citation opens another source than it names",
        many: "{} citations open another source than they name",
        detail: Detail::Always,
    },
    Wording {
        rule: "number-url-conflict",
        one: "A citation and its source give different addresses",
        many: "{} citations and their sources give different addresses",
        detail: Detail::Always,
    },
    Wording {
        rule: "duplicate-anchor",
        one: "Two places on the page have the same name",
        many: "{} names stand for two places on the page",
        detail: Detail::Always,
    },
    Wording {
        rule: "dropped-citation",
        one: "A sentence seems to have lost its citation",
        many: "{} sentences seem to have lost their citation",
        detail: Detail::Never,
    },
    Wording {
        rule: "dangling-lead-in",
        one: "A sentence leads to something that is not there",
        many: "{} sentences lead to something that is not there",
        detail: Detail::Always,
    },
    Wording {
        rule: "empty-citation",
        one: "A citation is empty",
        many: "{} citations are empty",
        detail: Detail::Never,
    },
    Wording {
        rule: "malformed-citation",
        one: "A citation is written wrongly",
        many: "{} citations are written wrongly",
        detail: Detail::Always,
    },
    Wording {
        rule: "invalid-range",
        one: "A range of numbers cannot be right",
        many: "{} ranges of numbers cannot be right",
        detail: Detail::Always,
    },
    Wording {
        rule: "duplicate-citation",
        one: "A citation names the same source twice",
        many: "{} citations name the same source twice",
        detail: Detail::Always,
    },
    Wording {
        rule: "out-of-order-citation",
        one: "The sources are not cited in order",
        many: "Sources are not cited in order in {} places",
        detail: Detail::Always,
    },
    Wording {
        rule: "citation-needed",
        one: "A source is still asked for",
        many: "{} places still ask for a source",
        detail: Detail::Never,
    },
    Wording { rule: "empty-source", one: "Source {} is empty", many: "{} sources are empty", detail: Detail::Never },
    Wording {
        rule: "numbering-gap",
        one: "The source list skips numbers",
        many: "{} source lists skip numbers",
        detail: Detail::Always,
    },
    Wording {
        rule: "split-source-list",
        one: "Two source lists use the same numbers",
        many: "{} pairs of source lists use the same numbers",
        detail: Detail::Always,
    },
    Wording {
        rule: "truncated-url",
        one: "The web address of source {} is cut off",
        many: "{} web addresses are cut off",
        detail: Detail::Never,
    },
    Wording {
        rule: "private-url",
        one: "The web address of source {} is private",
        many: "{} web addresses are private",
        detail: Detail::Always,
    },
    Wording {
        rule: "placeholder-url",
        one: "The web address of source {} was never filled in",
        many: "{} web addresses were never filled in",
        detail: Detail::Never,
    },
    Wording {
        rule: "malformed-url",
        one: "The web address of source {} does not work",
        many: "{} web addresses do not work",
        detail: Detail::Always,
    },
    Wording {
        rule: "redirector-url",
        one: "An address is not that of the page",
        many: "{} times an address is not that of the page",
        detail: Detail::Always,
    },
    Wording {
        rule: "tracking-url",
        one: "An address says where its reader came from",
        many: "{} parameters of addresses say where a reader came from",
        detail: Detail::Always,
    },
    Wording {
        rule: "homepage-url",
        one: "A source gives the front page of a site",
        many: "The front pages of {} sites are given as sources",
        detail: Detail::Always,
    },
    Wording {
        rule: "bare-url",
        one: "Sources are an address and nothing else",
        many: "{} times sources are an address and nothing else",
        detail: Detail::Always,
    },
    Wording {
        rule: "mismatched-link-text",
        one: "A link shows one address and opens another",
        many: "{} links show one address and open another",
        detail: Detail::Always,
    },
    Wording {
        rule: "invalid-identifier",
        one: "Source {} has a number that cannot exist",
        many: "{} numbers of sources cannot exist",
        detail: Detail::Always,
    },
    Wording {
        rule: "impossible-date",
        one: "Source {} has a date that cannot be",
        many: "{} dates of sources cannot be",
        detail: Detail::Always,
    },
    Wording {
        rule: "vague-source",
        one: "Source {} names nothing a reader can look up",
        many: "{} sources name nothing a reader can look up",
        detail: Detail::Never,
    },
    Wording {
        rule: "copied-title",
        one: "A paragraph repeats the title of a source",
        many: "{} paragraphs repeat the title of a source",
        detail: Detail::Always,
    },
    Wording {
        rule: "truncated-title",
        one: "The title of source {} is cut off",
        many: "{} titles of sources are cut off",
        detail: Detail::Never,
    },
    Wording {
        rule: "merged-sources",
        one: "Source {} seems to hold two works",
        many: "{} sources seem to hold two works",
        detail: Detail::Never,
    },
    Wording {
        rule: "duplicate-source",
        one: "Two sources are the same work",
        many: "{} sources are the same work as another",
        detail: Detail::Always,
    },
    Wording {
        rule: "unsorted-sources",
        one: "The source list is out of order",
        many: "{} source lists are out of order",
        detail: Detail::Always,
    },
    Wording {
        rule: "invisible-characters",
        one: "Characters that nobody sees stand in addresses or citations",
        many: "Characters that nobody sees stand in addresses or citations",
        detail: Detail::Always,
    },
    Wording {
        rule: "missing-url",
        one: "Sources do not say where to find them",
        many: "Sources of {} lists do not say where to find them",
        detail: Detail::Always,
    },
    Wording {
        rule: "missing-date",
        one: "Sources have no date",
        many: "Sources of {} lists have no date",
        detail: Detail::Always,
    },
    Wording {
        rule: "missing-title",
        one: "Sources have no title",
        many: "Sources of {} lists have no title",
        detail: Detail::Always,
    },
    Wording {
        rule: "missing-author",
        one: "Sources have no author",
        many: "Sources of {} lists have no author",
        detail: Detail::Always,
    },
    Wording {
        rule: "quotation-altered",
        one: "A quotation is not what its source says",
        many: "{} quotations are not what their sources say",
        detail: Detail::Always,
    },
    Wording {
        rule: "quotation-elsewhere",
        one: "A quotation stands in another source than the one cited",
        many: "{} quotations stand in other sources than those cited",
        detail: Detail::Always,
    },
    Wording {
        rule: "quotation-not-found",
        one: "The words of a quotation are not in its source",
        many: "The words of {} quotations are not in their sources",
        detail: Detail::Always,
    },
    Wording {
        rule: "placeholder",
        one: "A placeholder was never filled in",
        many: "{} placeholders were never filled in",
        detail: Detail::Never,
    },
    Wording {
        rule: "chat-residue",
        one: "Something is left over from a chat tool",
        many: "{} things are left over from a chat tool",
        detail: Detail::Never,
    },
    Wording {
        rule: "chat-talk",
        one: "A chat assistant talks to its user",
        many: "A chat assistant talks to its user in {} places",
        detail: Detail::Never,
    },
];

/// The headline for `count` findings of a rule; `tag` is the citation or source that a single one is about.
pub(in crate::report) fn headline(rule: &Meta, count: usize, tag: Option<&str>) -> String {
    let Some(wording) = wording(rule) else { return from_summary(rule, count) };
    match (count, tag) {
        (1, Some(tag)) => wording.one.replace("{}", tag),
        // Without a name for it, the sentence must do without: “source {} is empty” → “a source is empty”.
        (1, None) if wording.one.contains("{}") => from_summary(rule, 1),
        (1, None) => wording.one.to_owned(),
        (n, _) => wording.many.replace("{}", &n.to_string()),
    }
}

/// Whether the headline of a single finding names what it is about.
pub(in crate::report) fn names_its_tag(rule: &Meta) -> bool {
    wording(rule).is_some_and(|w| w.one.contains("{}"))
}

/// Whether the message of a finding is worth a line of its own under the place.
pub(in crate::report) fn has_detail(finding: &FindingReport) -> bool {
    let message = finding.message.as_str();
    wording(finding.rule).is_none_or(|wording| match wording.detail {
        Detail::Always => true,
        Detail::Never => false,
        Detail::UnlessItHolds(plain) => !message.contains(plain) || message.contains(';'),
        Detail::UnlessItBegins(plain) => !message.starts_with(plain),
    })
}

/// What a cause says about the findings that follow it.
pub(in crate::report) fn explains(number: usize) -> String {
    let below = if number == 1 { "finding below".into() } else { format!("{number} findings below") };
    format!("This probably explains the {below}.")
}

/// A message as a sentence: messages have no full stop of their own.
pub(in crate::report) fn sentence(message: &str) -> String {
    let mut characters = message.trim().chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    let text: String = first.chain(characters).collect();
    let ends = text.trim_end_matches(['”', '"', ')']).ends_with(['.', '!', '?', '…']);
    if ends { text } else { format!("{text}.") }
}

fn wording(rule: &Meta) -> Option<&'static Wording> {
    WORDINGS.iter().find(|w| w.rule == rule.name)
}

fn from_summary(rule: &Meta, count: usize) -> String {
    let mut summary = rule.summary.chars();
    let first = summary.next().into_iter().flat_map(char::to_uppercase);
    let sentence: String = first.chain(summary).collect();
    if count == 1 { sentence } else { format!("{sentence} ({count} times)") }
}
