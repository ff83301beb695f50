//! Where a form is no residue: formats and systems in which it is sound.

use serde::Deserialize;

use crate::input::{Dialect, Format, Input};
use crate::rules::Context;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Setting {
    /// Markdown of any kind.
    Markdown,
    /// Quarto and R Markdown.
    Quarto,
    /// MDX.
    Mdx,
    /// reStructuredText.
    Rst,
    /// Wiki text.
    Wiki,
    /// An article whose list is made when it is built.
    Bibliography,
    /// TeX, by its name or its preamble.
    Tex,
    /// A page on which a script sets formulas, references to them included.
    Formulas,
    /// A template that another program fills in.
    Template,
    /// The raw text of a WordPress post.
    Wordpress,
}

impl Setting {
    /// Whether the article is of this kind.
    pub(super) fn holds(self, cx: &Context<'_>) -> bool {
        let Input { format, dialect, path, text, .. } = cx.input;
        let named = |endings: &[&str]| endings.iter().any(|e| path.to_ascii_lowercase().ends_with(e));
        match self {
            Self::Markdown => *format == Format::Markdown,
            Self::Quarto => *dialect == Dialect::Quarto,
            Self::Mdx => *dialect == Dialect::Mdx,
            Self::Rst => *dialect == Dialect::Rst,
            Self::Wiki => named(&[".wiki", ".mediawiki", ".wikitext"]) || is_wiki(text),
            Self::Bibliography => cx.list_elsewhere(),
            Self::Tex => named(&[".tex", ".latex", ".bib", ".rnw"]) || text.contains("\\begin{document}"),
            Self::Formulas => {
                *format == Format::Html && ["MathJax", "mathjax", "katex"].iter().any(|s| text.contains(s))
            }
            Self::Template => {
                text.starts_with("---")
                    || ["{% if ", "{% for ", "{% include ", "{% extends "].iter().any(|s| text.contains(s))
            }
            Self::Wordpress => text.contains("<!-- wp:"),
        }
    }
}

/// Whether headings are set between equals signs and links between double brackets.
fn is_wiki(text: &str) -> bool {
    let heading =
        |line: &str| line.starts_with("==") && line.trim_end().ends_with("==") && line.len() > 5 && line.contains(' ');
    text.contains("[[") && text.lines().any(heading)
}
