//! From inputs to reports: [`read`] and [`check`] are the two pure functions everything else is built from.
//!
//! Owns: running them over many inputs, and turning what they return into plain data that outlives the article.
//! Refuses: rendering.

mod batch;
mod code;
mod desk;
mod document;
mod file;
mod fingerprint;
mod pending;
mod quotation;
mod resolve;
mod sources;

use jiff::civil::Date;

use crate::article::{self, Article, ElementKind};
use crate::cite::{self, Citations};
use crate::config::Settings;
use crate::finding::{Finding, keep};
use crate::input::{Input, LineIndex};
use crate::outcome::Plan;
use crate::quote::{self, Wanted};
use crate::rules::{self, Checked, Context};

use document::Part;

pub use batch::{Batch, each, run};
pub use desk::{Change, Decision, Desk, State};
pub use file::{EditReport, Excerpt, FileReport, FindingReport, FixReport, LabelReport, ListReport, NamedElsewhere};
pub use file::{Place, ReadText, Reason, SetAside, SourceText, Status};
pub use pending::{Pending, check_pending};
pub use quotation::{QuotationReport, SourceReport};
pub use sources::{AddressVerdict, SourceKind, SourceVerdict};

/// What one input says: its readable text and its citations.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The readable text.
    pub article: Article,
    /// The citations.
    pub citations: Citations,
}

/// Reads an input. Pure and total: any text gives a reading.
pub fn read(input: &Input) -> Reading {
    read_with(input, &Settings::default())
}

/// Reads an input with what its user says about it.
pub fn read_with(input: &Input, settings: &Settings) -> Reading {
    let mut article = article::read_with(input, &settings.article);
    article.language = article.language.or_else(|| settings.language.clone());
    let citations = cite::read_with(input, &article, &settings.citations);
    let prose = cite::lists_in_code(input, &article, &citations, &settings.citations);
    if prose.is_empty() || !settings.article.prose.is_empty() {
        return Reading { article, citations };
    }
    // A list that is set as code is text after all: all is read once more, knowing that.
    let article = article::Options { prose, ..settings.article.clone() };
    read_with(input, &Settings { article, ..settings.clone() })
}

/// Checks what was read. Findings come sorted by place, then by rule.
pub fn check(input: &Input, reading: &Reading) -> Vec<Finding> {
    check_on(input, reading, None)
}

/// Checks what was read on a day: dates after `today` are wrong.
pub fn check_on(input: &Input, reading: &Reading, today: Option<Date>) -> Vec<Finding> {
    rules::check(&Context::new(input, &reading.article, &reading.citations).on(today))
}

/// Checks what was read with settings.
pub fn check_with(input: &Input, reading: &Reading, settings: &Settings) -> Vec<Finding> {
    rules::check_with(&context(input, reading, settings), &settings.rules).findings
}

/// What is to be found out about the sources of an article that is made of several files.
pub fn plan(files: &[&Input], settings: &Settings) -> Plan {
    if files.is_empty() {
        return Plan::default();
    }
    Pending::new(document::join(files, 0).0, settings).plan()
}

/// Reads and checks an input and keeps only what reports need.
pub fn report(input: &Input) -> FileReport {
    report_with(input, &Settings::default())
}

/// The same on a day.
pub fn report_on(input: &Input, today: Option<Date>) -> FileReport {
    report_with(input, &Settings { today, ..Settings::default() })
}

/// Reads and checks an input with the settings that hold for it, and keeps only what reports need.
pub fn report_with(input: &Input, settings: &Settings) -> FileReport {
    report_part(input, Part::whole(input), settings)
}

/// Reads and checks files of one format as one article and keeps what is about one of them.
pub fn report_in_document(files: &[&Input], own: usize, settings: &Settings) -> FileReport {
    let (article, part) = document::join(files, own);
    let alone = article::read(part.input);
    let report = report_part(&article, part, settings);
    FileReport {
        is_part: true,
        title: alone.title,
        language: alone.language.or_else(|| settings.language.clone()),
        ..report
    }
}

/// What rules see of an article.
fn context<'a>(input: &'a Input, reading: &'a Reading, settings: &'a Settings) -> Context<'a> {
    let context = Context::new(input, &reading.article, &reading.citations);
    let context = context.on(settings.today).in_house(&settings.house).with(settings.library.as_deref());
    context.verified(settings.outcomes.as_deref(), settings.is_strict)
}

/// What would have to be read to check the quotations of an input.
pub fn wanted(input: &Input, settings: &Settings) -> Wanted {
    let reading = read_with(input, settings);
    quote::wanted(&input.path, &reading.article, &reading.citations)
}

fn report_part(article: &Input, part: Part<'_>, settings: &Settings) -> FileReport {
    let reading = read_with(article, settings);
    let context = context(article, &reading, settings);
    let findings = rules::check_text(&context, &settings.rules);
    let report = complete(&context, part, findings, settings);
    with_text(report, article, reading, part, settings)
}

/// The report of an article whose text has been checked.
fn complete(context: &Context<'_>, part: Part<'_>, findings: Vec<Finding>, settings: &Settings) -> FileReport {
    let Checked { mut findings, mut suppressed } = rules::complete(context, &settings.rules, findings);
    let own: Vec<bool> = findings.iter().map(|finding| part.own(finding.span).is_some()).collect();
    keep(&mut findings, &own);
    suppressed.retain(|finding| part.own(finding.span).is_some());
    let mut file = resolve::resolve(part, context, findings, suppressed, settings.keep.surroundings);
    file.sources = sources::sources(part, context);
    accept(&mut file, settings);
    file
}

/// The report with what was read, where somebody wants to see it.
fn with_text(file: FileReport, article: &Input, reading: Reading, part: Part<'_>, settings: &Settings) -> FileReport {
    let text = settings.keep.text.then(|| Box::new(read_text(article, reading, part)));
    FileReport { text, ..file }
}

/// What was read, with the code that an article does not keep.
fn read_text(input: &Input, reading: Reading, part: Part<'_>) -> ReadText {
    let elements = reading.article.elements.iter().filter(|element| element.kind == ElementKind::Code);
    let code = elements.filter_map(|element| Some((element.range, code::shown(input, element.span)?.into())));
    ReadText { code: code.collect(), part: part.span(), reading, lines: LineIndex::new(&input.text) }
}

/// Takes away what the settings accept.
fn accept(file: &mut FileReport, settings: &Settings) {
    if settings.ignores.is_empty() {
        return;
    }
    let accepting = |finding: &FindingReport| {
        settings.ignores.iter().find(|ignore| {
            let is_meant = ignore.fingerprints.is_empty() || ignore.fingerprints.contains(&finding.fingerprint);
            is_meant && ignore.subjects.iter().any(|subject| subject.covers(finding.rule))
        })
    };
    file.set_aside(|finding| accepting(finding).map(|ignore| Reason::Settings(ignore.reason.clone())));
}
