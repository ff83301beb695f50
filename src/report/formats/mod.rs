//! The formats of a report: what each is called, what it is for, and who writes it. One file or folder each.

pub mod azure;
pub mod checkstyle;
pub mod concise;
pub mod csv;
pub mod full;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod rdjson;
pub mod sarif;
pub mod sources;
pub mod text;

use std::fmt;
use std::io::{self, Write};

use crate::config::Keep;
use crate::report::{Look, Report, json};

/// One format.
pub struct Format {
    /// What `--format` and `--report` call it.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What it needs beyond findings.
    pub needs: Needs,
    /// Whether people read it: then it may have colours, and what could not be read is told apart from it.
    pub is_for_people: bool,
    /// Writes a report; formats for programs do not care how it looks.
    pub write: fn(&Report, &Look, &mut dyn Write) -> io::Result<()>,
}

/// What a format needs beyond findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Needs {
    /// The digest of each file.
    pub digest: bool,
    /// What must be kept of articles.
    pub keep: Keep,
}

const NOTHING: Needs = Needs { digest: false, keep: Keep { text: false, surroundings: false } };
const DIGEST: Needs = Needs { digest: true, ..NOTHING };
const TEXT: Needs = Needs { keep: Keep { text: true, surroundings: false }, ..NOTHING };
const WHOLE: Needs = Needs { digest: true, ..TEXT };
const SURROUNDINGS: Needs = Needs { digest: true, keep: Keep { text: false, surroundings: true } };

/// All formats, in the order in which help lists them.
pub static FORMATS: &[Format] = &[
    person("text", "Findings by cause and rule, for reading", text::write),
    person("full", "One block a finding, with the sentence and what to do", full::write),
    person("concise", "One line a finding, for editors and CI", concise::write),
    person("sources", "Every source with what is known about it; with --verify", sources::write),
    program("json", "Everything, for programs", DIGEST, |report, _, out| json::write(report, out)),
    program(
        "html",
        "The articles with their findings in the margin, one page for a browser",
        TEXT,
        |report, _, out| html::write(report, out),
    ),
    program("jsonl", "The same, one line a finding", DIGEST, |report, _, out| jsonl::write(report, out)),
    program("sarif", "SARIF 2.1.0, for code scanning", SURROUNDINGS, |report, _, out| sarif::write(report, out)),
    program("github", "Annotations for GitHub Actions", NOTHING, |report, _, out| github::write(report, out)),
    program("gitlab", "A GitLab Code Quality report", NOTHING, |report, _, out| gitlab::write(report, out)),
    program("azure", "Logging commands for Azure Pipelines", NOTHING, |report, _, out| azure::write(report, out)),
    program("junit", "Test results as JUnit XML", NOTHING, |report, _, out| junit::write(report, out)),
    program("checkstyle", "Checkstyle XML", NOTHING, |report, _, out| checkstyle::write(report, out)),
    program("csv", "The findings as a table", WHOLE, |report, _, out| csv::write(report, out)),
    program("markdown", "A summary for a pull request", NOTHING, |report, _, out| markdown::write(report, out)),
    program("rdjson", "Reviewdog, one document", NOTHING, |report, _, out| rdjson::write(report, out)),
    program("rdjsonl", "Reviewdog, one line a finding", NOTHING, |report, _, out| rdjson::write_lines(report, out)),
];

type Writer = fn(&Report, &Look, &mut dyn Write) -> io::Result<()>;

const fn person(name: &'static str, about: &'static str, write: Writer) -> Format {
    Format { name, about, needs: NOTHING, is_for_people: true, write }
}

const fn program(name: &'static str, about: &'static str, needs: Needs, write: Writer) -> Format {
    Format { name, about, needs, is_for_people: false, write }
}

impl Format {
    /// The format of that name.
    pub fn named(name: &str) -> Option<&'static Self> {
        FORMATS.iter().find(|format| format.name == name)
    }
}

impl Needs {
    /// What any of these needs.
    pub fn of<'f>(formats: impl IntoIterator<Item = &'f Format>) -> Self {
        formats.into_iter().fold(NOTHING, |all, format| Self {
            digest: all.digest || format.needs.digest,
            keep: Keep {
                text: all.keep.text || format.needs.keep.text,
                surroundings: all.keep.surroundings || format.needs.keep.surroundings,
            },
        })
    }
}

impl fmt::Debug for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl PartialEq for Format {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}
