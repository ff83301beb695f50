//! Findings in the words of other tools: what every format for programs needs.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::clean::clean;
use super::wording::sentence;
use crate::engine::FindingReport;
use crate::finding::Severity;

/// Where the rules are described.
const RULE_PAGES: &str = concat!(env!("CARGO_PKG_REPOSITORY"), "/blob/main/docs/rules.md");

/// What stands in a URI as it is: unreserved characters and the slash between names (RFC 3986).
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The word for a severity in another tool, given for notes, warnings and errors.
pub(in crate::report) const fn word(severity: Severity, [info, warning, error]: [&'static str; 3]) -> &'static str {
    match severity {
        Severity::Info => info,
        Severity::Warning => warning,
        Severity::Error => error,
    }
}

/// A path with `/` between names, from the folder in which the run started if it lies below.
pub(in crate::report) fn relative<'p>(path: &'p str, base: &str) -> Cow<'p, str> {
    let below = path.strip_prefix(base).filter(|_| !base.is_empty()).and_then(|rest| rest.strip_prefix(['/', '\\']));
    let path = below.unwrap_or(path);
    let path = path.strip_prefix("./").unwrap_or(path);
    match path.contains('\\') && cfg!(windows) {
        true => Cow::Owned(path.replace('\\', "/")),
        false => Cow::Borrowed(path),
    }
}

/// A path as a URI: relative to where the run started, or absolute with its scheme.
pub(in crate::report) fn uri(path: &str, base: &str) -> String {
    let path = relative(path, base);
    let encoded = utf8_percent_encode(&path, PATH);
    match (path.starts_with('/'), cfg!(windows) && path.get(1..2) == Some(":")) {
        (true, _) => format!("file://{encoded}"),
        (_, true) => format!("file:///{encoded}"),
        // A first name that looks like a scheme was encoded with its colon: it cannot be taken for one.
        (false, false) => encoded.to_string(),
    }
}

/// Where a rule is described.
pub(in crate::report) fn rule_page(rule: &str) -> String {
    format!("{RULE_PAGES}#{rule}")
}

/// The message on one line, with how often it holds.
pub(in crate::report) fn message(finding: &FindingReport) -> String {
    match finding.occurrences {
        0 | 1 => clean(&finding.message).into_owned(),
        n => format!("{} ({n} times)", clean(&finding.message)),
    }
}

/// What is wrong and what to do, as sentences on one line.
pub(in crate::report) fn advice(finding: &FindingReport) -> String {
    let help = finding.help.as_deref().map(|help| format!(" {}", sentence(&clean(help))));
    format!("{}{}", sentence(&message(finding)), help.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_relative_addresses() {
        assert_eq!(uri("./a b/ü:1?.md", ""), "a%20b/%C3%BC%3A1%3F.md");
        assert_eq!(uri("/home/desk/a.md", "/home/desk"), "a.md");
        assert_eq!(uri("/home/desks/a.md", "/home/desk"), "file:///home/desks/a.md");
        assert_eq!(uri("javascript:alert(1)", ""), "javascript%3Aalert%281%29");
        assert_eq!(relative("../a.md", "/x"), "../a.md");
    }
}
