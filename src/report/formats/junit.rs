//! `junit`: test results. A file is a suite, a finding a case that fails, and a file without findings one that passes.

use std::io::{self, Write};

use crate::engine::{FileReport, FindingReport, Status};
use crate::finding::Severity;
use crate::input::Unread;
use crate::report::Report;
use crate::report::shared::totals;
use crate::report::shared::words::{advice, message, relative};
use crate::report::shared::xml::{Xml, document};

/// Writes the results. Notes pass, with what they say; what does not count is skipped, with the reason.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let suites: Vec<Suite<'_>> = report.files.iter().map(|file| Suite::new(file, &report.base)).collect();
    let tests = suites.iter().map(Suite::tests).sum::<usize>() + report.unread.len();
    let failures: usize = suites.iter().map(|suite| suite.failures).sum();
    let [tests, failures, errors] = [tests, failures, report.unread.len()].map(|n| n.to_string());
    let counts = [("name", "wellcited"), ("tests", &tests), ("failures", &failures), ("errors", &errors)];
    document(out, "testsuites", &counts, |xml| {
        report.unread.iter().try_for_each(|unread| write_unread(unread, xml))?;
        suites.iter().try_for_each(|suite| suite.write(xml))
    })
}

fn write_unread(unread: &Unread, xml: &mut Xml<'_>) -> io::Result<()> {
    let counts = [("name", unread.path.as_str()), ("tests", "1"), ("failures", "0"), ("errors", "1")];
    xml.element("testsuite", &counts, |xml| {
        xml.element("testcase", &[("classname", &unread.path), ("name", "can be read")], |xml| {
            xml.element("error", &[("type", "unreadable"), ("message", &unread.message)], |xml| {
                xml.text(&[unread.help.as_deref().unwrap_or_default()])
            })
        })
    })
}

/// The cases of one file.
struct Suite<'a> {
    file: &'a FileReport,
    path: String,
    failures: usize,
}

impl<'a> Suite<'a> {
    fn new(file: &'a FileReport, base: &str) -> Self {
        let failures = file.findings.iter().filter(|finding| fails(finding)).count();
        Self { file, path: relative(&file.path, base).into_owned(), failures }
    }

    /// At least one: a suite without cases looks as if nothing had been checked.
    fn tests(&self) -> usize {
        self.file.findings.len() + self.file.set_aside.len() + usize::from(self.failures == 0)
    }

    fn write(&self, xml: &mut Xml<'_>) -> io::Result<()> {
        let [tests, failures] = [self.tests(), self.failures].map(|n| n.to_string());
        let skipped = self.file.set_aside.len().to_string();
        let counts = [
            ("name", self.path.as_str()),
            ("tests", &tests),
            ("failures", &failures),
            ("errors", "0"),
            ("skipped", &skipped),
        ];
        xml.element("testsuite", &counts, |xml| {
            if self.failures == 0 {
                xml.empty("testcase", &[("classname", &self.path), ("name", passing(self.file.status))])?;
            }
            self.file.findings.iter().try_for_each(|finding| self.write_finding(finding, xml))?;
            self.file.set_aside.iter().try_for_each(|aside| {
                self.write_case(&aside.finding, xml, |xml| {
                    xml.empty("skipped", &[("message", &totals::reason(&aside.by))])
                })
            })
        })
    }

    fn write_finding(&self, finding: &FindingReport, xml: &mut Xml<'_>) -> io::Result<()> {
        let place = format!("{}:{}:{}", self.path, finding.place.start.line, finding.place.start.column);
        self.write_case(finding, xml, |xml| match fails(finding) {
            true => {
                xml.element("failure", &[("type", finding.severity.name()), ("message", &message(finding))], |xml| {
                    xml.text(&[&place, &finding.excerpt.text, &advice(finding)])
                })
            }
            false => xml.element("system-out", &[], |xml| xml.text(&[&place, &advice(finding)])),
        })
    }

    fn write_case(
        &self,
        finding: &FindingReport,
        xml: &mut Xml<'_>,
        inner: impl FnOnce(&mut Xml<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let start = finding.place.start;
        let name = format!("{} at {}:{}", finding.rule.name, start.line, start.column);
        xml.element("testcase", &[("classname", &self.path), ("name", &name)], inner)
    }
}

/// Notes do not fail.
fn fails(finding: &FindingReport) -> bool {
    finding.severity > Severity::Info
}

/// What the case is called that passes.
const fn passing(status: Status) -> &'static str {
    match status {
        Status::Checked => "no citation is broken",
        Status::LinksOnly => "links only",
        Status::NoCitations => "no citations",
    }
}
