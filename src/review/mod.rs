//! Reviews: what a desk decided about findings, brought back from the table it worked in.
//!
//! Findings are known by their fingerprint. One whose words have changed keeps its note and who has it, and is open
//! again: what was decided about other words decides nothing about these.

mod table;

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::engine::{Change, Decision, Desk, FileReport, FindingReport, Reason, State};

pub use table::{Trouble, read};

/// One row of a table that a desk has worked in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// All its cells, by the name of their column.
    pub cells: BTreeMap<String, String>,
    /// What the desk decided; `None` where a comment, the settings or a baseline had silenced the finding.
    pub decision: Option<Decision>,
}

impl Row {
    /// The cell in a column; empty where there is none.
    pub fn cell(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    /// What makes two findings of a file the same although the words around them differ.
    fn subject(&self) -> Subject<'_> {
        (self.cell("file"), self.cell("rule"), self.cell("cite"))
    }
}

type Subject<'a> = (&'a str, &'a str, &'a str);

/// Gives findings what the rows say about them and sets aside what is waived or confirmed. Returns the rows whose
/// findings are gone.
pub fn apply(rows: Vec<Row>, files: &mut [FileReport]) -> Vec<Row> {
    let matched = Matched::new(&rows, files);
    for (at, file) in files.iter_mut().enumerate() {
        for (nth, finding) in file.findings.iter_mut().enumerate() {
            finding.desk = Some(Box::new(matched.desk(&rows, at, nth)));
        }
        file.set_aside(|finding| finding.desk.as_deref().and_then(reason));
    }
    let silenced = silenced(files);
    let is_gone = |row: &Row| !silenced.contains(&(row.cell("file"), row.cell("fingerprint")));
    let rows = rows.iter().zip(&matched.is_used);
    rows.filter(|(row, used)| !**used && row.decision.is_some() && is_gone(row)).map(|(row, _)| row.clone()).collect()
}

/// Why a finding does not count, if the desk says so.
fn reason(desk: &Desk) -> Option<Reason> {
    (desk.decision.state != State::Open).then(|| Reason::Desk(desk.decision.clone()))
}

/// The findings that something else than the desk has silenced since.
fn silenced(files: &[FileReport]) -> HashSet<(&str, &str)> {
    let aside = |file: &'_ FileReport| file.set_aside.len();
    let all = files.iter().filter(|file| aside(file) > 0);
    all.flat_map(|file| file.set_aside.iter().map(|a| (file.path.as_str(), a.finding.fingerprint.as_str()))).collect()
}

/// Which row belongs to which finding.
struct Matched {
    /// By file and finding.
    rows: HashMap<(usize, usize), (usize, Change)>,
    is_used: Vec<bool>,
}

impl Matched {
    fn new(rows: &[Row], files: &[FileReport]) -> Self {
        let mut matched = Self { rows: HashMap::new(), is_used: vec![false; rows.len()] };
        matched.pair(
            rows,
            files,
            Change::Same,
            |row| (row.cell("file"), row.cell("fingerprint"), ""),
            |file, finding| (file.path.as_str(), finding.fingerprint.as_str(), ""),
        );
        // The file may have been moved.
        matched.pair(
            rows,
            files,
            Change::Same,
            |row| ("", row.cell("fingerprint"), ""),
            |_, finding| ("", finding.fingerprint.as_str(), ""),
        );
        matched.pair(rows, files, Change::Words, Row::subject, |file, finding| {
            (file.path.as_str(), finding.rule.name, finding.tag.as_deref().unwrap_or_default())
        });
        matched
    }

    /// Pairs what is not paired yet and has the same name; equal ones in their order.
    fn pair<'a>(
        &mut self,
        rows: &'a [Row],
        files: &'a [FileReport],
        change: Change,
        name_of_row: impl Fn(&'a Row) -> Subject<'a>,
        name_of: impl Fn(&'a FileReport, &'a FindingReport) -> Subject<'a>,
    ) {
        let mut named: HashMap<Subject<'a>, std::collections::VecDeque<usize>> = HashMap::new();
        for (index, row) in
            rows.iter().enumerate().filter(|(index, row)| !self.is_used[*index] && row.decision.is_some())
        {
            named.entry(name_of_row(row)).or_default().push_back(index);
        }
        for (at, file) in files.iter().enumerate() {
            for (nth, finding) in file.findings.iter().enumerate() {
                if self.rows.contains_key(&(at, nth)) {
                    continue;
                }
                let Some(index) = named.get_mut(&name_of(file, finding)).and_then(|rows| rows.pop_front()) else {
                    continue;
                };
                self.is_used[index] = true;
                self.rows.insert((at, nth), (index, change));
            }
        }
    }

    fn desk(&self, rows: &[Row], file: usize, finding: usize) -> Desk {
        let Some(&(row, change)) = self.rows.get(&(file, finding)) else {
            return Desk { decision: Decision::default(), change: Change::New };
        };
        let known = rows[row].decision.clone().unwrap_or_default();
        let state = if change == Change::Same { known.state } else { State::Open };
        Desk { decision: Decision { state, ..known }, change }
    }
}
