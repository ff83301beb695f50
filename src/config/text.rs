//! The text of a source of settings: where things stand in it, and how a mistake is shown.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;

use super::{Origin, Problem};
use crate::rules::{Subject, nearest};

/// The text of a source of settings.
#[derive(Debug)]
pub(super) struct Text {
    /// What it is called.
    pub(super) path: Arc<str>,
    text: Arc<str>,
    from_command_line: bool,
}

impl Text {
    /// The text of a file.
    pub(super) fn of_file(path: &str, text: &str) -> Self {
        Self { path: path.into(), text: text.into(), from_command_line: false }
    }

    /// A setting of the command line.
    pub(super) fn of_argument(text: &str) -> Self {
        Self { path: "--config".into(), text: text.into(), from_command_line: true }
    }

    /// All of it.
    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// What a setting at this place is said to come from.
    pub(super) fn origin(&self, at: usize) -> Origin {
        if self.from_command_line {
            return Origin::CommandLine;
        }
        let before = self.text.get(..at).unwrap_or(&self.text);
        Origin::File(self.path.clone(), 1 + before.matches('\n').count())
    }

    /// A mistake at this place; `near` is what was probably meant.
    pub(super) fn problem(&self, span: Range<usize>, message: String, near: Option<&str>, help: &str) -> Problem {
        Problem {
            path: self.path.clone(),
            text: self.text.clone(),
            span,
            message,
            label: near.map(|near| format!("did you mean “{near}”?")),
            help: Some(help.into()),
        }
    }

    /// What the parser says, in our words where a name is wrong: `unknown field `x`, expected one of `a`, `b``.
    pub(super) fn syntax(&self, error: &toml::de::Error) -> Problem {
        let span = error.span().unwrap_or(0..0);
        let quoted: Vec<&str> = error.message().split('`').skip(1).step_by(2).collect();
        if let (true, [typed, known @ ..]) = (error.message().starts_with("unknown field"), quoted.as_slice()) {
            let near = nearest(typed, known.iter().copied());
            let message = format!("there is no setting “{typed}”");
            return self.problem(span, message, near, "wellcited config shows all of them");
        }
        let message = error.message().lines().next().unwrap_or_default().to_owned();
        let value = self.from_command_line && !self.text.contains(['"', '\'']);
        let help = if value {
            "a value needs quotes: 'rules.unused-source=\"error\"'"
        } else {
            "wellcited config schema says what may stand here"
        };
        self.problem(span, message, None, help)
    }

    /// The rule, group or all of them that a name stands for.
    pub(super) fn subject(&self, name: &Spanned<String>) -> Result<Subject, Problem> {
        Subject::by_name(name.get_ref()).ok_or_else(|| {
            let message = format!("there is no rule “{}”", name.get_ref());
            self.unknown(name, message, Subject::names(), "wellcited rules lists all of them")
        })
    }

    /// A name that is none of those that are known.
    pub(super) fn unknown<'n>(
        &self,
        name: &Spanned<String>,
        message: String,
        known: impl IntoIterator<Item = &'n str>,
        help: &str,
    ) -> Problem {
        self.problem(self.inside(name), message, nearest(name.get_ref(), known), help)
    }

    /// The place of a name, without the quotation marks that it may have.
    pub(super) fn inside<T>(&self, name: &Spanned<T>) -> Range<usize> {
        let span = name.span();
        let quoted = self.text.get(span.clone()).is_some_and(|raw| raw.starts_with(['"', '\'']) && raw.len() > 2);
        if quoted { span.start + 1..span.end - 1 } else { span }
    }
}
