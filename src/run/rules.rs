//! `wellcited rules` and `wellcited explain`.

use std::io;

use wellcited::finding::Meta;
use wellcited::report::views::{catalogue, explain};
use wellcited::rules::{self, RULES, nearest};

use super::screen::{plain_look, print};
use super::{Exit, usage};
use crate::cli::{Color, ExplainArgs, PageFormat, RulesArgs};

/// Prints all rules.
pub(super) fn list(args: &RulesArgs) -> io::Result<Exit> {
    let rules: Vec<&Meta> = RULES.iter().map(|r| r.meta()).collect();
    match args.format {
        PageFormat::Json => print(Color::Never, |out| catalogue::write_json(&rules, out))?,
        PageFormat::Markdown => print(Color::Never, |out| catalogue::write_markdown(&rules, out))?,
        PageFormat::Text => print(Color::Auto, |out| catalogue::write_table(&rules, &plain_look(), out))?,
    }
    Ok(Exit::Clean)
}

/// Prints the page of one rule.
pub(super) fn explain(args: &ExplainArgs) -> io::Result<Exit> {
    let Some(rule) = rules::by_name(&args.rule) else {
        let near = nearest(&args.rule, RULES.iter().map(|r| r.meta().name));
        let help = near.map_or_else(|| "wellcited rules lists all of them".into(), |n| format!("did you mean “{n}”?"));
        return usage(Color::Auto, &format!("there is no rule “{}”\n  {help}", args.rule));
    };
    match args.format {
        PageFormat::Json => print(Color::Never, |out| explain::write_json(rule.meta(), out))?,
        PageFormat::Markdown => print(Color::Never, |out| explain::write_markdown(rule.meta(), out))?,
        PageFormat::Text => print(Color::Auto, |out| explain::write(rule.meta(), &plain_look(), out))?,
    }
    Ok(Exit::Clean)
}
