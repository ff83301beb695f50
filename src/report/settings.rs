//! `wellcited config`: what holds, and where each setting comes from; a file of settings in itself.

use std::io::{self, Write};

use super::clean::clean;
use super::style::faint;
use crate::config::{Key, Settings};
use crate::rules::RULES;

/// Writes what holds for one article.
pub fn write(settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    let citations = &settings.citations;
    let styles: Vec<String> = citations.ignored_styles.iter().map(|style| style.name().to_owned()).collect();
    let language = settings.language.as_deref().map_or_else(|| "\"\"".into(), string);
    let top = [
        ("language", language),
        ("list-headings", array(&citations.headings)),
        ("own-domains", array(&citations.own_domains)),
        ("ignore-styles", array(&styles)),
        ("list-elsewhere", citations.list_elsewhere.to_string()),
    ];
    for (name, value) in top {
        line(settings, Key::Top(name), name, &value, out)?;
    }
    writeln!(out, "\n[rules]")?;
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let level = settings.rules.level(meta);
        // A rule that runs as it declares shows the severity it declares.
        let name = if level == crate::rules::Level::On { meta.severity.name() } else { level.name() };
        line(settings, Key::Rule(meta.name), meta.name, &string(name), out)?;
    }
    for ignore in &settings.ignores {
        writeln!(out, "{}", faint(format!("# accepted: {}", clean(&ignore.reason))))?;
    }
    Ok(())
}

fn line(settings: &Settings, key: Key, name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    let origin = settings.origins.get(&key).map_or_else(|| "default".into(), ToString::to_string);
    let setting = format!("{name} = {value}");
    writeln!(out, "{setting:<40} {}", faint(format!("# {}", clean(&origin))))
}

fn array(values: &[String]) -> String {
    let values: Vec<String> = values.iter().map(|value| string(value)).collect();
    format!("[{}]", values.join(", "))
}

/// A string of TOML.
fn string(value: &str) -> String {
    let mut out = String::from("\"");
    for c in value.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out += &format!("\\u{:04X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}
