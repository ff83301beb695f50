//! Where a form is no residue: formats and systems in which it is sound.

use serde::Deserialize;

use crate::input::{Dialect, Format, Input};
use crate::rules::Context;

/// A kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Setting {
    /// Code: text about the form. In-line code and code blocks are passed over; where this is not named, a block of code
    /// with the form is worth a word.
    Code,
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
    /// A file that is a template by its name or folder, and waits to be filled in.
    TemplateFile,
    /// A list of changes by its name, whose next version has no date yet.
    Changelog,
    /// The record of a talk with a chat product, which shows what it said as it said it.
    Transcript,
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
            Self::TemplateFile => is_template(path),
            Self::Changelog => file_name(path).starts_with("change") || file_name(path).starts_with("history"),
            Self::Transcript => is_transcript(text),
            // Code is passed over place by place.
            Self::Code => false,
        }
    }

    /// What it is called where forms are listed.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::Markdown => "Markdown",
            Self::Quarto => "Quarto and R Markdown",
            Self::Mdx => "MDX",
            Self::Rst => "reStructuredText",
            Self::Wiki => "the text of a wiki",
            Self::Bibliography => "an article whose list is made when it is built",
            Self::Tex => "TeX",
            Self::Formulas => "a page whose formulas a script sets",
            Self::Template => "text with template tags",
            Self::Wordpress => "the raw text of a WordPress post",
            Self::TemplateFile => "a file that is a template by its name",
            Self::Changelog => "a list of changes",
            Self::Transcript => "the record of a chat",
        }
    }
}

/// The name of a file in lower case.
fn file_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or_default().to_ascii_lowercase()
}

/// `pull_request_template.md`, `archetypes/default.md`, `templates/report.html`
fn is_template(path: &str) -> bool {
    let folder = |part: &str| matches!(part, "templates" | "archetypes" | "ISSUE_TEMPLATE" | "PULL_REQUEST_TEMPLATE");
    file_name(path).contains("template") || path.split(['/', '\\']).any(folder)
}

/// Whether both sides of a talk are named in front of their lines, each more than once.
fn is_transcript(text: &str) -> bool {
    const ASKS: [&str; 4] = ["user", "human", "you", "you said"];
    const ANSWERS: [&str; 7] = ["assistant", "chatgpt", "chatgpt said", "claude", "gemini", "copilot", "grok"];
    let (mut asked, mut answered) = (0, 0);
    for line in text.lines() {
        let line = line.trim_start_matches(['#', '*', '>', ' ', '-', '[', '<']);
        let name = line.split([':', '*', ']', '>']).next().unwrap_or_default().trim();
        // A name is short; nearly all lines are not.
        if name.len() <= 12 {
            let name = name.to_ascii_lowercase();
            asked += usize::from(ASKS.contains(&name.as_str()));
            answered += usize::from(ANSWERS.contains(&name.as_str()));
        }
    }
    asked > 1 && answered > 1
}

/// Whether headings are set between equals signs, and links or lists as wikis write them.
fn is_wiki(text: &str) -> bool {
    let heading =
        |line: &str| line.starts_with("==") && line.trim_end().ends_with("==") && line.len() > 5 && line.contains(' ');
    ["[[", "{{reflist", "{{Reflist", "<references"].iter().any(|sign| text.contains(sign)) && text.lines().any(heading)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_name_and_by_what_they_say() {
        for path in ["a/TEMPLATE.md", "site/archetypes/post.md", "templates\\report.html"] {
            assert!(is_template(path), "{path}");
        }
        assert!(!is_template("posts/weir.md"));
        assert!(is_transcript("**User:** Why?\n\n**Assistant:** So.\n\n**User:** And?\n\n**Assistant:** Yes.\n"));
        assert!(!is_transcript("User: press here.\nThe user said so.\nUser: again.\n"));
    }
}
