//! `markdown`: a summary for a pull request or the page of a CI run.

use std::collections::BTreeMap;
use std::io::{self, Write};

use crate::engine::{FileReport, FindingReport};
use crate::finding::{Meta, Severity};
use crate::report::Report;
use crate::report::shared::clean::clean;
use crate::report::shared::plan::causes_first;
use crate::report::shared::totals;
use crate::report::shared::wording::sentence;
use crate::report::shared::words::{message, relative, rule_page, word};

/// A comment on a pull request holds no more than 65,536 characters.
const ROOM: usize = 60_000;

/// Writes the sums, then the findings of each file as far as there is room.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let mut page = String::from("## Citations\n\n");
    page += &format!("{}\n", escaped(&totals::closing(report)));
    for unread in &report.unread {
        page += &format!("\n- ❌ {}: {}\n", code(&unread.path), escaped(&unread.message));
    }
    page += &rules(report);
    let mut left = 0;
    for file in report.files.iter().filter(|file| !file.findings.is_empty()) {
        let section = section(file, report);
        match page.len() + section.len() <= ROOM {
            true => page += &section,
            false => left += 1,
        }
    }
    if left > 0 {
        page += &format!("\nFindings of {left} more files are not shown here.\n");
    }
    out.write_all(page.as_bytes())
}

/// How often each rule fired.
fn rules(report: &Report) -> String {
    let mut counts: BTreeMap<(std::cmp::Reverse<Severity>, &'static str), (&'static Meta, usize)> = BTreeMap::new();
    for (_, finding) in report.findings() {
        let key = (std::cmp::Reverse(finding.severity), finding.rule.name);
        counts.entry(key).or_insert((finding.rule, 0)).1 += 1;
    }
    if counts.is_empty() {
        return String::new();
    }
    let mut table = String::from("\n| | rule | findings | what it means |\n|---|---|--:|---|\n");
    for ((severity, name), (rule, number)) in counts {
        let (sign, page, summary) = (sign(severity.0), rule_page(name), escaped(rule.summary));
        table += &format!("| {sign} | [`{name}`]({page}) | {number} | {summary} |\n");
    }
    table
}

fn section(file: &FileReport, report: &Report) -> String {
    let path = relative(&file.path, &report.base);
    let lines: String = causes_first(file).map(line).collect();
    format!("\n### {}\n\n{lines}", code(&path))
}

fn line(finding: &FindingReport) -> String {
    let start = finding.place.start;
    let rule = finding.rule.name;
    format!(
        "- {} {}:{} {} `{rule}`\n",
        sign(finding.severity),
        start.line,
        start.column,
        escaped(&sentence(&message(finding)))
    )
}

const fn sign(severity: Severity) -> &'static str {
    word(severity, ["ℹ️", "⚠️", "❌"])
}

/// Text as it is: no mark-up, no HTML, and nobody is called by name.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            // An empty comment keeps names, numbers of issues and addresses from becoming links.
            '@' | '#' => {
                safe.push(c);
                safe.push_str("<!-- -->");
            }
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe.replace("://", ":<!-- -->//").replace("www.", "www<!-- -->.")
}

/// Text in code marks that are longer than any in it.
fn code(text: &str) -> String {
    let text = clean(text).replace('|', "¦");
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let marks = "`".repeat(longest + 1);
    let gap = if text.starts_with('`') || text.ends_with('`') { " " } else { "" };
    format!("{marks}{gap}{text}{gap}{marks}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_from_articles_is_only_text() {
        assert_eq!(escaped("[6] *x* <b>|@desk"), "\\[6\\] \\*x\\* &lt;b&gt;\\|@<!-- -->desk");
        assert_eq!(escaped("see https://a.test #12"), "see https:<!-- -->//a.test #<!-- -->12");
        assert_eq!(code("a`b.md"), "``a`b.md``");
        assert_eq!(code("`"), "`` ` ``");
    }
}
