//! What tools, templates and drafts leave behind: forms that are data (`residue.toml`), and one search for all of them.
//!
//! One pass over the text for literals decides which forms can occur, and in which lines; the pattern of a form is
//! compiled when it is first needed. Most articles hold none and cost that one pass.

mod form;
mod guard;
mod literals;
mod search;
mod setting;
mod unread;
mod windows;

use self::form::Mend;
use self::guard::Guards;
use self::search::{Match, Scope, matches};
use self::unread::Unread;
use super::Context;
use super::sink::{Draft, Sink};
use crate::article::BlockKind;
use crate::finding::{Confidence, Edit, Fix, Meta, Severity};
use crate::input::{Format, Span, TextRange};
use crate::map::HashMap;

pub(super) use self::form::{Family, Form};

/// One place of one form.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    pub form: &'static Form,
    pub span: Span,
    /// Its text; empty where it was found in the markup.
    pub range: TextRange,
    /// Its other places, where it stands in blocks of code: it is then reported once.
    pub elsewhere: Vec<Span>,
    in_code: bool,
}

/// A form as users read of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownForm {
    /// What it looks like.
    pub example: &'static str,
    /// Where it is sound; nowhere, if this is empty.
    pub sound_in: Vec<&'static str>,
}

/// The forms that a rule reports, in the order of the catalogue; none for most rules.
pub fn forms_of(rule: &Meta) -> Vec<KnownForm> {
    let own = form::forms().iter().filter(|form| form.family.rule() == rule.name);
    own.map(|form| KnownForm { example: form.example(), sound_in: form.sound_in().collect() }).collect()
}

/// Finds everything that was left behind, in order of place; of forms that overlap, the first and longest.
pub(super) fn scan(cx: &Context<'_>) -> Vec<Hit> {
    let mut hits = in_text(cx);
    hits.extend(in_markup(cx));
    hits.extend(in_addresses(cx));
    hits.extend(in_code(cx));
    let mut legal: HashMap<&str, bool> = HashMap::default();
    hits.retain(|h| !*legal.entry(&h.form.id).or_insert_with(|| h.form.legal_in.iter().any(|s| s.holds(cx))));
    hits.sort_by_key(|h| (h.span.start, std::cmp::Reverse(h.span.end), h.form.order));
    let mut end = 0;
    hits.retain(|h| {
        let first = h.span.start >= end;
        end = end.max(h.span.end);
        first
    });
    hits
}

impl Hit {
    /// Whether it says that the text was made or kept by a tool that loses citations.
    pub(super) fn is_evidence(&self) -> bool {
        self.severity(Severity::Error) > Severity::Info
    }

    /// What is left over, as written, without characters that nobody sees.
    pub(super) fn shown(&self, cx: &Context<'_>) -> String {
        let raw = cx.input.text.get(self.span.bounds()).unwrap_or_default();
        let raw = if self.range.is_empty() { raw } else { cx.text(self.range) };
        let seen = |c: &char| !matches!(c, '\u{e000}'..='\u{f8ff}' | '\r');
        raw.chars().filter(seen).map(|c| if c == '\n' { ' ' } else { c }).collect()
    }

    /// Reports it by `rule`.
    pub(super) fn report<'a>(
        &self,
        cx: &Context<'_>,
        out: &'a mut Sink,
        rule: &'static Meta,
        message: String,
    ) -> Draft<'a> {
        out.at(rule, self.span, message)
            .severity(self.severity(rule.severity))
            .confidence(Confidence::High)
            .also(self.elsewhere.iter().copied())
            .fix(self.fix(cx))
    }

    fn severity(&self, of_rule: Severity) -> Severity {
        if self.in_code { Severity::Info } else { self.form.severity().unwrap_or(of_rule) }
    }

    fn fix(&self, cx: &Context<'_>) -> Option<Fix> {
        if self.in_code {
            return None;
        }
        if let Some(rewrite) = &self.form.rewrite {
            let raw = cx.input.text.get(self.span.bounds())?;
            let caught = self.form.pattern()?.captures(raw)?;
            let mut text = String::new();
            caught.expand(rewrite, &mut text);
            return Some(Fix::on_request(format!("write {text}"), vec![Edit { span: self.span, text }]));
        }
        (self.form.mend == Some(Mend::Remove)).then(|| {
            let span = with_a_blank(&cx.input.text, self.span);
            Fix::safe("take it out", vec![Edit { span, text: String::new() }])
        })
    }
}

/// A place with one of the two blanks around it, so that no double blank stays.
fn with_a_blank(text: &str, span: Span) -> Span {
    let (head, tail) = (&text[..span.start as usize], &text[span.end as usize..]);
    let opens = head.is_empty() || head.ends_with(['\n', ' ']);
    if opens && tail.starts_with(' ') {
        Span::new(span.start, span.end + 1)
    } else if head.ends_with(' ') && !tail.starts_with(char::is_alphanumeric) {
        Span::new(span.start - 1, span.end)
    } else {
        span
    }
}

fn in_text(cx: &Context<'_>) -> Vec<Hit> {
    let text = cx.text(TextRange::new(0, cx.article.visible_end));
    let guards = Guards::new(cx);
    let hit = |m: Match| {
        let range = TextRange::new(m.start as u32, m.end as u32);
        let counts = !is_quoted(text, range) && m.form.guards.iter().all(|g| guards.hold(*g, range));
        counts.then(|| Hit { form: m.form, span: cx.article.span(range), range, elsewhere: Vec::new(), in_code: false })
    };
    matches(text, Scope::Text).into_iter().filter_map(hit).collect()
}

fn in_markup(cx: &Context<'_>) -> Vec<Hit> {
    let text = &cx.input.text;
    let scope = if cx.input.format == Format::Markdown { Scope::Markdown } else { Scope::Markup };
    let matches = matches(text, scope);
    if matches.is_empty() {
        return Vec::new();
    }
    let unread = Unread::of(cx);
    let hit = |m: Match| {
        let span = Span::new(m.start as u32, m.end as u32);
        let counts = !unread.overlaps(span) && !is_quoted(text, TextRange::new(span.start, span.end));
        counts.then(|| Hit { form: m.form, span, range: TextRange::default(), elsewhere: Vec::new(), in_code: false })
    };
    matches.into_iter().filter_map(hit).collect()
}

fn in_addresses(cx: &Context<'_>) -> Vec<Hit> {
    let mut hits = Vec::new();
    for href in cx.article.elements.iter().filter_map(|e| e.href.as_ref()) {
        let span = href.span;
        let found = matches(&href.url, Scope::Url).into_iter().next();
        hits.extend(found.map(|m| Hit {
            form: m.form,
            span,
            range: TextRange::default(),
            elsewhere: Vec::new(),
            in_code: false,
        }));
    }
    hits
}

/// Forms that occur nowhere else, in blocks of code: each once, with all its places.
fn in_code(cx: &Context<'_>) -> Vec<Hit> {
    let mut hits: Vec<Hit> = Vec::new();
    for block in cx.article.blocks.iter().filter(|b| b.kind == BlockKind::Code) {
        let Some(code) = cx.input.text.get(block.span.bounds()) else { continue };
        for m in matches(code, Scope::Code) {
            let span = Span::new(block.span.start + m.start as u32, block.span.start + m.end as u32);
            match hits.iter_mut().find(|h| h.form.id == m.form.id) {
                Some(hit) => hit.elsewhere.push(span),
                None => hits.push(Hit {
                    form: m.form,
                    span,
                    range: TextRange::default(),
                    elsewhere: Vec::new(),
                    in_code: true,
                }),
            }
        }
    }
    hits
}

/// Whether a form stands in quotation marks of its own: then the text is about it.
fn is_quoted(text: &str, range: TextRange) -> bool {
    let (head, tail) = (&text[..range.start as usize], &text[range.end as usize..]);
    let pairs = [('"', '"'), ('“', '”'), ('‘', '’'), ('\'', '\''), ('„', '“'), ('«', '»'), ('「', '」'), ('`', '`')];
    pairs.iter().any(|&(open, close)| head.ends_with(open) && tail.starts_with(close))
}
