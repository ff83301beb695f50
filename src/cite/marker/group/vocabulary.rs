//! Words that stand beside numbers in a marker.

use std::sync::LazyLock;

use crate::map::HashSet;

/// Words after a number that say where in the source to look.
static LOCATORS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "p pp page pages pag pg s ss seite seiten sec sect section sections ch chap chapter chapters chaps kap \
     kapitel cap capítulo chapitre fig figs figure figures abb table tables tab eq eqs eqn equation vol vols \
     volume bd no nos nr note notes fn art article para paras par paragraph l ll line lines app appendix \
     annex anhang part pt bk book col cols item items step thm theorem lemma prop proposition def definition \
     cor corollary rem remark ex example examples slide slides min at loc f ff стр с гл 頁 页 第 see"
        .split_whitespace()
        .collect()
});

/// Words in front of a number that lead to it.
static LEADS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "see cf cf. e.g. eg i.e. also vgl vgl. siehe s. voir ver véase см. ref ref. refs refs. reference \
     references compare"
        .split_whitespace()
        .collect()
});

/// Whether a word says where in a source to look: `p.`, `§1`, `Section`, `pp.3`.
pub(in super::super) fn is_locator(word: &str) -> bool {
    let folded = word.trim_end_matches(['.', ':']).to_lowercase();
    let numbered = folded.trim_end_matches(|c: char| c.is_ascii_digit() || super::is_dash(c)).trim_end_matches('.');
    word.starts_with(['§', '¶']) || LOCATORS.contains(folded.as_str()) || LOCATORS.contains(numbered)
}

/// Whether a word leads to the number behind it: `see`, `cf.`, `refs.`.
pub(in super::super::super) fn is_lead(word: &str) -> bool {
    LEADS.contains(word.to_lowercase().as_str())
}
