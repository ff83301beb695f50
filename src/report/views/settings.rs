//! `wellcited config`: what holds, and where each setting comes from; a file of settings in itself.

use std::fmt::Display;
use std::io::{self, Write};
use std::path::PathBuf;

use crate::cite::Style;
use crate::config::{Key, Origin, Settings, Shown, write_duration};
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
        table("document", &[("files", paths(&document.files))], &document.origin, out)?;
    }
    for ignore in &settings.ignores {
        let rules: Vec<&str> = ignore.subjects.iter().map(|subject| subject.name()).collect();
        let lines = [
            ("files", array(&ignore.files)),
            ("rules", array(&rules)),
            ("fingerprints", array(&ignore.fingerprints)),
            ("reason", string(&ignore.reason)),
        ];
        table("ignore", &lines, &ignore.origin, out)?;
    }
    for copy in &settings.saved {
        let stated = [("url", &copy.url), ("doi", &copy.doi)];
        let stated = stated.into_iter().filter_map(|(name, value)| Some((name, string(value.as_ref()?))));
        let file = ("file", string(&copy.file.to_string_lossy()));
        table("source", &[file].into_iter().chain(stated).collect::<Vec<_>>(), &copy.origin, out)?;
    }
    network(settings, out)
}

/// How the web is asked. What nobody has set, and the program decides by the case, has no value to show.
fn network(settings: &Settings, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n[verify]")?;
    for (field, value) in settings.network.each() {
        let name = field.replace('_', "-");
        match value {
            Some(value) => line(settings, Key::Verify(field), &name, &shown(value), out)?,
            None => writeln!(out, "{}", faint(format!("{:<40} # not set", format!("# {name}"))))?,
        }
    }
    Ok(())
}

fn shown(value: Shown<'_>) -> String {
    match value {
        Shown::Count(number) => number.to_string(),
        Shown::Switch(is_on) => is_on.to_string(),
        Shown::Time(span) => string(&write_duration(span)),
        Shown::Word(text) => string(text),
        Shown::Words(texts) => array(texts),
        Shown::Files(files) => paths(files),
        // They may be passwords, and this may stand in the log of a build.
        Shown::Named(fields) => {
            let fields = fields.keys().map(|name| format!("{} = \"(left out)\"", string(name)));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(", "))
        }
    }
}

/// One table of several that are called the same.
fn table(name: &str, lines: &[(&str, String)], origin: &Origin, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n{:<40} {}", format!("[[{name}]]"), faint(format!("# {}", clean(&origin.to_string()))))?;
    lines.iter().try_for_each(|(name, value)| writeln!(out, "{name} = {value}"))
}

/// The settings that stand in no table. What a source must give shows as the rules that ask for it.
fn top(settings: &Settings) -> [(&'static str, String); 10] {
    let (article, citations) = (&settings.article, &settings.citations);
    let names = |styles: &[Style]| styles.iter().map(|style| style.name()).collect::<Vec<_>>();
    let (forced, ignored) = (names(&citations.forced_styles), names(&citations.ignored_styles));
    let files = citations.bibliography.as_ref().map_or(&[][..], |known| &known.files);
    [
        ("language", settings.language.as_deref().map_or_else(|| "\"\"".into(), string)),
        ("list-headings", array(&citations.headings)),
        ("list-selectors", array(&article.lists)),
        ("body-selectors", array(&article.bodies)),
        ("own-domains", array(&citations.own_domains)),
        ("read-styles", array(&forced)),
        ("ignore-styles", array(&ignored)),
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

fn paths(files: &[PathBuf]) -> String {
    array(&files.iter().map(|file| file.to_string_lossy()).collect::<Vec<_>>())
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
