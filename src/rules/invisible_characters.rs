use super::addresses::Address;
use super::{Context, Rule, Sink, declare_rule, urls};
use crate::finding::{Edit, Fix, Meta};
use crate::input::Span;

declare_rule! {
    /// ## What it finds
    /// Characters that nobody sees in an address or a citation: zero-width blanks, marks of writing direction,
    /// control characters. One finding per article.
    ///
    /// ## Why it matters
    /// The link is dead, or the citation is not recognised, and nothing on the screen shows why.
    ///
    /// ## What to do
    /// Take them out.
    ///
    /// ## Silent on
    /// Such characters in running text, and joiners between letters of scripts that need them.
    ///
    /// ## Examples
    /// ```md fail
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. https://harbourtimes.example/fer​ry
    /// ```
    /// ```md fixed
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. https://harbourtimes.example/ferry
    /// ```
    /// ```md pass
    /// The ferry line will close [1].
    ///
    /// ## Sources
    ///
    /// [1] Harbour Times. https://harbourtimes.example/ferry
    /// ```
    ///
    /// ## Fix
    /// Safe: they are taken out.
    pub(super) InvisibleCharacters { name: "invisible-characters", group: Sources, severity: Warning, rank: 107,
        summary: "an address or citation holds characters that nobody sees" }
}

impl Rule for InvisibleCharacters {
    fn meta(&self) -> &'static Meta {
        &Self::META
    }

    fn check(&self, cx: &Context<'_>, out: &mut Sink) {
        let shown = |a: &Address<'_>| (a.is_behind && urls::is_web(cx.text(a.shown))).then(|| cx.article.span(a.shown));
        let addresses = cx.addresses().iter().flat_map(|a| [Some(a.span), shown(a)]).flatten();
        let markers = cx.citations.markers.iter().filter(|m| !m.hidden).map(|m| m.span);
        let mut places: Vec<Span> = addresses.chain(markers).flat_map(|span| invisible(&cx.input.text, span)).collect();
        places.sort_unstable();
        places.dedup();
        let Some(first) = places.first() else { return };
        let message = match places.len() {
            1 => "a character that nobody sees stands in an address or citation".to_owned(),
            n => format!("{n} characters that nobody sees stand in addresses or citations"),
        };
        let edits = places.iter().map(|&span| Edit { span, text: String::new() }).collect();
        out.at(&Self::META, *first, message)
            .help("take them out")
            .everywhere(places[1..].iter().copied())
            .fix(Some(Fix::safe("take them out", edits)));
    }
}

/// The same characters as addresses write them.
const ESCAPED: &[&str] = &[
    "%E2%80%8B",
    "%E2%80%8E",
    "%E2%80%8F",
    "%E2%81%A0",
    "%EF%BB%BF",
    "%C2%AD",
    "%e2%80%8b",
    "%e2%80%8e",
    "%e2%80%8f",
    "%e2%81%a0",
    "%ef%bb%bf",
    "%c2%ad",
];

/// Where characters that nobody sees stand.
fn invisible(text: &str, span: Span) -> Vec<Span> {
    let Some(raw) = text.get(span.bounds()) else { return Vec::new() };
    let place = |at: usize, len: usize| Span::new(span.start + at as u32, span.start + (at + len) as u32);
    let mut found = Vec::new();
    if !raw.is_ascii() || raw.bytes().any(|b| b.is_ascii_control()) {
        let signs = raw.char_indices().filter(|&(at, c)| is_invisible(c) && !joins(raw, at, c));
        found.extend(signs.map(|(at, c)| place(at, c.len_utf8())));
    }
    let escaped = |at: usize| ESCAPED.iter().find(|e| raw[at..].starts_with(**e)).map(|e| place(at, e.len()));
    found.extend(memchr::memchr_iter(b'%', raw.as_bytes()).filter_map(escaped));
    found
}

fn is_invisible(c: char) -> bool {
    let control = c.is_control() && !c.is_whitespace();
    control
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// Whether a joiner stands between letters of a script that needs it.
fn joins(raw: &str, at: usize, c: char) -> bool {
    let needs = |c: Option<char>| c.is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    matches!(c, '\u{200c}' | '\u{200d}')
        && (needs(raw[..at].chars().next_back()) || needs(raw[at + c.len_utf8()..].chars().next()))
}
