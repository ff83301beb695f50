//! `wellcited config`: what holds, and where each setting comes from; a file of settings in itself.

use std::fmt::Display;
use std::io::{self, Write};

use crate::config::{Key, Settings};
use crate::report::shared::clean::clean;
use crate::report::shared::style::faint;
use crate::rules::{Level, RULES, Sites, Value};

/// Writes what holds for one article.
pub fn write(settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for (name, value) in top(settings) {
        line(settings, Key::Top(name), name, &value, out)?;
    }
    writeln!(out, "\n[rules]")?;
    for meta in RULES.iter().map(|rule| rule.meta()) {
        let level = settings.rules.level(meta);
        // A rule that runs as it declares shows the severity it declares.
        let name = if level == Level::On { meta.severity.name() } else { level.name() };
        line(settings, Key::Rule(meta.name), meta.name, &string(name), out)?;
    }
    options(settings, out)?;
    sites(settings, "deny-domains", &settings.house.denied, out)?;
    sites(settings, "allow-domains", &settings.house.allowed, out)?;
    if let Some(document) = &settings.document {
        let files: Vec<String> = document.files.iter().map(|file| file.to_string_lossy().into_owned()).collect();
        writeln!(out, "\n[[document]]\nfiles = {}", array(&files))?;
    }
    for ignore in &settings.ignores {
        writeln!(out, "{}", faint(format!("# accepted: {}", clean(&ignore.reason))))?;
    }
    Ok(())
}

/// The settings that stand in no table. What a source must give shows as the rules that ask for it.
fn top(settings: &Settings) -> [(&'static str, String); 9] {
    let (article, citations) = (&settings.article, &settings.citations);
    let styles: Vec<&str> = citations.ignored_styles.iter().map(|style| style.name()).collect();
    let files = citations.bibliography.as_ref().map_or(&[][..], |known| &known.files);
    [
        ("language", settings.language.as_deref().map_or_else(|| "\"\"".into(), string)),
        ("list-headings", array(&citations.headings)),
        ("list-selectors", array(&article.lists)),
        ("body-selectors", array(&article.bodies)),
        ("own-domains", array(&citations.own_domains)),
        ("ignore-styles", array(&styles)),
        ("list-elsewhere", citations.list_elsewhere.to_string()),
        ("bibliography", array(files)),
        ("exclude", array(&settings.exclude)),
    ]
}

fn options(settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    for meta in RULES.iter().map(|rule| rule.meta()).filter(|meta| !meta.options.is_empty()) {
        writeln!(out, "\n[options.{}]", meta.name)?;
        for knob in meta.options {
            let value = match settings.house.value(meta, knob) {
                Value::Words(words) => array(&words),
                number => number.to_string(),
            };
            line(settings, Key::Option(meta.name, knob.name), knob.name, &value, out)?;
        }
    }
    Ok(())
}

fn sites(settings: &Settings, name: &'static str, all: &[Sites], out: &mut dyn Write) -> io::Result<()> {
    for sites in all {
        writeln!(out, "\n[[{name}]]")?;
        line(settings, Key::Top(name), "domains", &array(&sites.domains), out)?;
        writeln!(out, "reason = {}", string(&sites.reason))?;
    }
    Ok(())
}

fn line(settings: &Settings, key: Key, name: &str, value: &str, out: &mut dyn Write) -> io::Result<()> {
    let origin = settings.origins.get(&key).map_or_else(|| "default".into(), ToString::to_string);
    let setting = format!("{name} = {value}");
    writeln!(out, "{setting:<40} {}", faint(format!("# {}", clean(&origin))))
}

fn array(values: &[impl Display]) -> String {
    let values: Vec<String> = values.iter().map(|value| string(&value.to_string())).collect();
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
