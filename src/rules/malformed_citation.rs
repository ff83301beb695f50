use super::{Context, Rule, Sink, declare_rule, words};
use crate::cite::{Form, Marker};
use crate::finding::{Edit, Fix, Guard, Meta};

declare_rule! {
    /// ## What it finds
    /// A citation with separators or brackets that do not match, or a letter for a digit: `[1,,2]`, `[1;]`, `[3.`,
    /// `[[1], [4]`, `[1O]`.
    ///
    /// ## Why it matters
    /// A number may have been lost between the separators, and tools that link citations pass over such a one.
    ///
    /// ## What to do
    /// See in the first draft whether a number is missing; then write it out.
    ///
    /// ## Silent on
    /// Quotations, formulas, code.
    ///
    /// ## Examples
    /// ```md fail
    /// Two chapels were rebuilt [1,,2] after the quake.
    ///
    /// ## Sources
    ///
    /// [1] Parish letter.
    ///
    /// [2] Mason's bill.
    /// ```
    /// ```md fixed
    /// Two chapels were rebuilt [1, 2] after the quake.
    ///
    /// ## Sources
    ///
    /// [1] Parish letter.
    ///
    /// [2] Mason's bill.
    /// ```
    /// ```md pass
    /// Two chapels were rebuilt [1, 2] after the quake.
    ///
    /// ## Sources
    ///
    /// [1] Parish letter.
    ///
    /// [2] Mason's bill.
    /// ```
    ///
    /// ## Fix
    /// On request: separators and brackets are made to match. Where a number may have been lost, that waits until no
    /// source stands unused.
    pub(super) MalformedCitation { name: "malformed-citation", group: Markers, severity: Error, rank: 20,
        summary: "a citation with separators or brackets that do not match" }
}

impl Rule for MalformedCitation {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        for marker in cx.citations.markers.iter().filter(|m| !m.hidden) {
            if let Form::Malformed(why) = marker.form {
                let shown = words::cut(cx.text(marker.range), 40);
                out.at(&Self::META, marker.span, format!("“{shown}” is not well formed: {why}"))
                    .help("see whether a number is missing, then write it out")
                    .fix(fix(cx, marker));
            }
        }
    }
}

/// Whether there is room for a number that is not there.
fn lost_number(raw: &str) -> bool {
    let tight: String = raw.chars().filter(|c| !matches!(c, ' ' | '[' | ']' | '.')).collect();
    let is_separator = |c: char| matches!(c, ',' | ';' | '-' | '–');
    tight.split(is_separator).any(str::is_empty)
}

fn fix(cx: &Context<'_>, marker: &Marker) -> Option<Fix> {
    let raw = cx.input.text.get(marker.span.bounds())?;
    let mended = mended(raw).filter(|m| m != raw)?;
    let guard = if lost_number(raw) { Guard::Holes } else { Guard::None };
    Some(Fix::on_request(format!("write {mended}"), vec![Edit { span: marker.span, text: mended }]).guarded(guard))
}

/// The citation as it should have been written; `None` where that cannot be told.
fn mended(raw: &str) -> Option<String> {
    let plain = |c: char| {
        c.is_ascii_digit() || matches!(c, '[' | ']' | ')' | ',' | ';' | ' ' | '-' | '–' | 'O' | 'o' | 'l' | 'I' | '.')
    };
    if !raw.starts_with('[') || !raw.chars().all(plain) {
        return None;
    }
    let nested = raw.starts_with("[[");
    let numbers = raw.split(['[', ']', ')', ',', ';', ' ', '.']).filter(|n| !n.is_empty());
    let digits = numbers.map(|n| n.replace(['O', 'o'], "0").replace(['l', 'I'], "1"));
    let digits: Vec<String> = digits.map(|n| if nested { format!("[{n}]") } else { n }).collect();
    (!digits.is_empty()).then(|| format!("[{}]", digits.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn citations_are_mended_where_it_can_be_told_how() {
        for (raw, want) in [
            ("[1,,2]", "[1, 2]"),
            ("[1;]", "[1]"),
            ("[[1], [4]", "[[1], [4]]"),
            ("[1O]", "[10]"),
            ("[3.", "[3]"),
            ("[3)", "[3]"),
            ("[3,4", "[3, 4]"),
        ] {
            assert_eq!(mended(raw).as_deref(), Some(want), "{raw}");
        }
        assert_eq!(mended("&#91;1;&#93;"), None);
    }
}
