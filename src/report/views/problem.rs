//! A mistake in the settings, over the line it stands in.

use std::fmt::{self, Display};
use std::io::{self, Write};

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode, SourceSpan};

use crate::config::Problem;
use crate::report::Look;
use crate::report::shared::clean::clean;

/// Longer files are not quoted: their lines may be of any length.
const LONGEST: usize = 1 << 20;

/// Writes a mistake, with the place and what to write there.
pub fn write(problem: &Problem, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let theme = if look.unicode { GraphicalTheme::unicode() } else { GraphicalTheme::ascii() };
    let handler = GraphicalReportHandler::new_themed(theme).with_width(look.width).with_context_lines(1);
    let mut text = String::new();
    // Writing to a string fails only if a `Display` does; then the block is left as far as it came.
    let _ = handler.render_report(&mut text, &Page::new(problem));
    writeln!(out, "{}", text.trim_end())
}

#[derive(Debug)]
struct Page {
    message: String,
    help: String,
    label: String,
    source: Option<(NamedSource<String>, SourceSpan)>,
}

impl Page {
    fn new(problem: &Problem) -> Self {
        let text = problem.text.to_string();
        let quoted = !text.is_empty() && text.len() <= LONGEST && problem.span.end <= text.len();
        let advice = problem.help.as_deref().unwrap_or_default();
        Self {
            message: clean(&problem.message).into_owned(),
            help: clean(&format!("{advice}. No file was checked.")).into_owned(),
            label: problem.label.clone().unwrap_or_else(|| "here".into()),
            source: quoted.then(|| (NamedSource::new(clean(&problem.path), text), problem.span.clone().into())),
        }
    }
}

impl Display for Page {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Page {}

impl Diagnostic for Page {
    fn help<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.source.as_ref().map(|(source, _)| source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (_, span) = self.source.as_ref()?;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(Some(self.label.clone()), *span))))
    }
}
