//! Baselines: what was found on the day it was accepted, so that only new findings count.
//!
//! Findings are known by file, rule and fingerprint, never by line: moving a paragraph makes no finding new.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::engine::{FileReport, FindingReport, Reason};

/// The version of the file.
const SCHEMA: &str = "wellcited.baseline/1";

/// Accepted findings by file.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    schema: String,
    files: BTreeMap<String, Vec<Accepted>>,
}

/// One accepted finding.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct Accepted {
    rule: String,
    fingerprint: String,
    /// For people who read the file.
    message: String,
}

impl Baseline {
    /// Reads a baseline; the error says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, String> {
        let baseline: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match baseline.schema == SCHEMA {
            true => Ok(baseline),
            false => Err(format!("it is of the kind “{}”, not “{SCHEMA}”", baseline.schema)),
        }
    }

    /// The text of the file.
    pub fn to_text(&self) -> String {
        // Strings and maps of strings are all there is; they always become JSON.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Accepts what was found in these files, in place of what was accepted there before; `name` is what a path is
    /// called here. What was accepted in other files stays if `exists` says they are still there.
    pub fn update(&mut self, files: &[FileReport], name: impl Fn(&str) -> String, exists: impl Fn(&str) -> bool) {
        self.schema = SCHEMA.into();
        self.files.retain(|file, _| exists(file));
        for file in files {
            let accepted: Vec<Accepted> = file.findings.iter().map(Accepted::new).collect();
            match accepted.is_empty() {
                true => self.files.remove(&name(&file.path)),
                false => self.files.insert(name(&file.path), accepted),
            };
        }
    }

    /// Takes accepted findings out of these files and counts them there; returns how many accepted ones are gone.
    pub fn apply(&self, files: &mut [FileReport], name: impl Fn(&str) -> String) -> usize {
        files.iter_mut().map(|file| self.files.get(&name(&file.path)).map_or(0, |known| settle(file, known))).sum()
    }
}

impl Accepted {
    fn new(finding: &FindingReport) -> Self {
        Self {
            rule: finding.rule.name.into(),
            fingerprint: finding.fingerprint.clone(),
            message: finding.message.clone(),
        }
    }
}

fn settle(file: &mut FileReport, known: &[Accepted]) -> usize {
    let accepted: HashSet<(&str, &str)> = known.iter().map(|a| (a.rule.as_str(), a.fingerprint.as_str())).collect();
    let is_known = |f: &FindingReport| accepted.contains(&(f.rule.name, f.fingerprint.as_str()));
    let met = file.set_aside(|finding| is_known(finding).then_some(Reason::Baseline));
    accepted.len() - met
}
