//! `wellcited rules` and `wellcited explain`.

use clap::Args;
use wellcited::rules;

use super::PageFormat;
use super::values::Names;

#[derive(Args, Debug)]
pub(crate) struct RulesArgs {
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// The rule's name, as in brackets in the report
    #[arg(value_name = "RULE", value_parser = Names(rules::names), hide_possible_values = true)]
    pub(crate) rule: String,
    /// What to print
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub(crate) format: PageFormat,
}
