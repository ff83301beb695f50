//! All integration tests, in one binary.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests fail by panicking and say what they skip")]

mod architecture;
mod articles;
mod audit;
mod batch;
mod cache;
mod changes;
mod cli;
mod config;
mod corpus;
mod desk;
mod evidence;
mod fixes;
mod forms;
mod help;
mod html_report;
mod inputs;
mod invariants;
mod mutations;
mod oracle;
#[cfg(feature = "pdf")]
mod pdf;
mod properties;
mod quotations;
mod readme;
mod reports;
mod residue;
mod rules;
mod same_tree;
mod saved;
mod silence;
mod support;
#[cfg(target_os = "linux")]
mod terminal;
#[cfg(feature = "verify")]
mod verify;
