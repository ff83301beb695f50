//! Colours. Whoever writes to something that shows none strips them.

use std::fmt::Display;

use anstyle::{AnsiColor, Style};

use crate::finding::Severity;

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const INFO: Style = AnsiColor::Cyan.on_default();

fn styled(style: Style, text: impl Display) -> String {
    format!("{style}{text}{style:#}")
}

/// What is read first.
pub(in crate::report) fn strong(text: impl Display) -> String {
    styled(STRONG, text)
}

/// What is read last.
pub(in crate::report) fn faint(text: impl Display) -> String {
    styled(FAINT, text)
}

/// Text in the colour of a severity.
pub(in crate::report) fn severity(severity: Severity, text: impl Display) -> String {
    let style = match severity {
        Severity::Error => ERROR,
        Severity::Warning => WARNING,
        Severity::Info => INFO,
    };
    styled(style, text)
}
