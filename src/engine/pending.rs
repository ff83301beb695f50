//! Articles whose sources are being asked: read once, checked meanwhile as far as the text decides, completed with what
//! the web says.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rayon::prelude::*;

use super::batch::pool;
use super::document::Part;
use super::{FileReport, Reading, complete, context, read_with, with_text};
use crate::config::Settings;
use crate::finding::Finding;
use crate::input::Input;
use crate::outcome::Plan;
use crate::quote::Quotation;
use crate::rules::{self, Noted};

/// An article that was read and is not reported yet.
#[derive(Debug)]
pub struct Pending {
    input: Input,
    reading: Reading,
    noted: Noted,
    /// What the rules say that the text alone decides, once they have run.
    findings: Option<Vec<Finding>>,
}

impl Pending {
    /// Reads an article and looks for what the web is to be asked.
    pub fn new(input: Input, settings: &Settings) -> Self {
        let reading = read_with(&input, settings);
        let noted = context(&input, &reading, settings).noted();
        Self { input, reading, noted, findings: None }
    }

    /// The article.
    pub const fn input(&self) -> &Input {
        &self.input
    }

    /// What is to be found out about its sources.
    pub fn plan(&self) -> Plan {
        let mut plan = rules::plan(&self.noted);
        // A quotation that is not in its source may be in any other.
        let quotes = self.noted.quoted.iter().any(Quotation::has_source);
        plan.wanted.values_mut().for_each(|wanted| wanted.needs_text = quotes);
        plan
    }

    /// The report, with settings that hold what the web says.
    pub fn report(self, settings: &Settings) -> FileReport {
        let Self { input, reading, noted, findings } = self;
        let part = Part::whole(&input);
        let context = context(&input, &reading, settings).knowing(noted);
        let findings = findings.unwrap_or_else(|| rules::check_text(&context, &settings.rules));
        let report = complete(&context, part, findings, settings);
        with_text(report, &input, reading, part, settings)
    }

    fn check(&mut self, settings: &Settings) {
        let context = context(&self.input, &self.reading, settings);
        self.findings = Some(rules::check_text(&context, &settings.rules));
    }
}

/// Runs the rules that the text alone decides on articles, while their sources are asked. One that fails on an article
/// will fail again when that is reported, and be caught there.
pub fn check_pending<'p>(
    articles: impl IntoIterator<Item = &'p mut Pending>,
    threads: Option<usize>,
    settings: impl Fn(&Input) -> Settings + Sync,
) {
    let mut articles: Vec<&mut Pending> = articles.into_iter().collect();
    let check = |article: &mut &mut Pending| {
        let settings = settings(article.input());
        let _ = catch_unwind(AssertUnwindSafe(|| article.check(&settings)));
    };
    match pool(articles.len(), threads) {
        Some(pool) => pool.install(|| articles.par_iter_mut().with_max_len(1).for_each(check)),
        None => articles.iter_mut().for_each(check),
    }
}
