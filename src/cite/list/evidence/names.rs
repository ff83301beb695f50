//! What roles, classes and ids say about a place in a page.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::article::{Attrs, CHOSEN_LIST, Container};

/// Whether a role, class or id names a list of notes or sources.
pub(in super::super) fn names_list(attrs: &Attrs) -> bool {
    const ROLES: &[&str] = &[
        "doc-bibliography",
        "doc-endnotes",
        "doc-endnote",
        "doc-footnote",
        "doc-biblioentry",
        "footnotes",
        "footnote",
        "endnotes",
        "rearnotes",
        "bibliography",
        "data-footnotes",
        CHOSEN_LIST,
    ];
    const IDS: &[&str] = &["references", "footnotes", "endnotes", "bibliography", "reflist", "refs", "citations"];
    ROLES.iter().any(|r| attrs.has_role(r))
        || attrs.has_class(names_list_class)
        || IDS.iter().any(|id| attrs.id.eq_ignore_ascii_case(id))
}

/// Whether an element is a source as processors of citation styles set it.
pub(in super::super) fn is_source(container: &Container) -> bool {
    container.attrs.has_class(|class| class == "csl-entry") || container.attrs.has_role("doc-biblioentry")
}

fn names_list_class(class: &str) -> bool {
    const WHOLE: &[&str] = &[
        "references",
        "reflist",
        "footnotes",
        "endnotes",
        "footnote",
        "footnotelist",
        "bibliography",
        "citationlist",
        "ref-list",
        "reference-list",
        "footnote-list",
        "easy-footnotes-wrapper",
        "footnote_container",
        "mw-references-wrap",
        "csl-bib-body",
        "ltx_biblist",
        "ltx_bibliography",
        "wp-block-footnotes",
        "simple-footnotes",
        "footdef",
        "footnote-definition",
        "citation",
    ];
    WHOLE.contains(&class)
        || class.ends_with("footnotes")
        || class.ends_with("endnotes")
        || class.starts_with("footnotes")
        || class.starts_with("footnote-item")
        || class.ends_with("footnote-list")
        || class.ends_with("bibliography")
        || class.starts_with("bibliography")
        || class.ends_with("-references")
}

/// What stands in the ids of places that cite.
static BACK: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    any_of(&[
        "fnref",
        "cite_ref",
        "cite-ref",
        "noteref",
        "note-ref",
        "ftnref",
        "ftnt_ref",
        "footnote-ref",
        "footnote_ref",
        "footnoteref",
        "backref",
        "fn-ref",
        "anchor",
        "anc",
        "fnr.",
        "back",
    ])
});

/// What stands in the ids of notes and sources.
static NOTE: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    any_of(&[
        "cite_note",
        "cite-note",
        "footnote",
        "endnote",
        "ftn",
        "mfn-",
        "foot",
        "note-",
        "note_",
        "bib",
        "cit",
        "reference",
        "source",
        "quelle",
        "nota",
        "sdfoot",
    ])
});

/// Finds words in any case.
fn any_of(words: &[&str]) -> Option<AhoCorasick> {
    AhoCorasick::builder().ascii_case_insensitive(true).build(words).ok()
}

/// Whether an id is one that notes and sources get (and not one of the places that cite them).
pub(in crate::cite) fn names_note(name: &str) -> bool {
    let holds = |words: &Option<AhoCorasick>| words.as_ref().is_some_and(|words| words.is_match(name));
    !holds(&BACK) && (holds(&NOTE) || is_numbered(name))
}

/// Whether a name begins with a word, in any case.
fn begins(name: &str, word: &str) -> bool {
    name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

/// `fn3`, `ref-12`, `n.4`
fn is_numbered(name: &str) -> bool {
    let numbered = |prefix: &str| {
        begins(name, prefix).then(|| &name[prefix.len()..]).is_some_and(|r| {
            r.trim_start_matches([':', '-', '_', '.']).bytes().next().is_some_and(|b| b.is_ascii_digit())
                || r.starts_with([':', '-', '_', '.'])
        })
    };
    ["fn", "note", "ref", "n", "f", "r", "en", "cr", "b", "src"].iter().any(|p| numbered(p))
}

/// Whether an id names a page, an affiliation, a figure or a section: raised and linked numbers lead there too.
pub(in crate::cite) fn names_other(name: &str) -> bool {
    const OTHER: &[&str] =
        &["page", "pg", "aff", "auth", "corr", "sec", "fig", "tab", "eq", "chap", "toc", "idx", "index"];
    OTHER.iter().any(|other| begins(name, other)) && !names_note(name)
        || name.contains('.') && names_part(&name.to_ascii_lowercase())
}

/// Whether an id is a path of sections, figures, tables and equations: `s2.e4`, `s1.f3`.
fn names_part(name: &str) -> bool {
    let mut steps = 0;
    let parts = name.split('.').all(|step| {
        steps += 1;
        let digits = step.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let kind = &step[..step.len() - digits.len()];
        !digits.is_empty()
            && digits.bytes().all(|b| b.is_ascii_digit())
            && matches!(kind, "s" | "ss" | "sss" | "a" | "e" | "ex" | "f" | "sf" | "t" | "st" | "thm" | "p")
    });
    parts && steps > 1
}
