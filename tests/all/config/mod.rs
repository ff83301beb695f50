//! Settings: each key has an effect, each mistake is shown in its place.

mod commands;
mod files;
mod keys;
mod mistakes;
mod reading;
mod rules;
mod shown;
mod sources;

use super::desk::Desk;
pub(crate) use commands::taken_up;

/// What a check prints, one line a finding, without totals.
fn findings(desk: &Desk, args: &[&str]) -> Vec<String> {
    let ran = desk.run(&[&["check", "--quiet", "--show", "info", "--format", "concise"], args].concat());
    assert_eq!(ran.err, "", "{args:?}");
    let rule = |line: &str| Some(line.split_once(": ")?.1.split_once(']')?.0.replace('[', " "));
    ran.out.lines().filter_map(rule).collect()
}

fn with<'a>(settings: &'a str, article: &'a str) -> Desk {
    Desk::new(&[("wellcited.toml", settings.as_bytes()), ("a.md", article.as_bytes())])
}

const BIB: &str = "@article{hale1998,\n  title = {The weir},\n}\n@book{moss2004, title = {The mill}}\n";
