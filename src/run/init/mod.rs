//! `wellcited init`: looks at the articles of a folder and writes a commented file of settings.

mod site;
mod survey;

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, Write as _};

use wellcited::config::NAMES;

use self::site::Generator;
use self::survey::{Survey, survey};
use super::screen::print;
use super::{Exit, usage};
use crate::cli::{Color, InitArgs};

/// Writes the file. It never takes the place of one that is there.
pub(super) fn run(args: &InitArgs) -> io::Result<Exit> {
    let folder = &args.folder;
    if !folder.is_dir() {
        return usage(Color::Auto, &format!("there is no folder “{}”", folder.display()));
    }
    if let Some(there) = NAMES[..2].iter().map(|name| folder.join(name)).find(|path| path.exists()) {
        return usage(Color::Auto, &format!("{} is there already; nothing was written", there.display()));
    }
    let generator = Generator::of(folder);
    let left_out = generator.map_or(&[] as &[&str], |generator| generator.traits().built);
    let survey = survey(folder, left_out);
    let path = folder.join(NAMES[0]);
    let written = File::create_new(&path).and_then(|mut file| file.write_all(text(generator, &survey).as_bytes()));
    if let Err(error) = written {
        return usage(Color::Auto, &format!("{} cannot be written ({error})", path.display()));
    }
    print(Color::Auto, |out| {
        writeln!(out, "{}", seen(generator, &survey))?;
        let shown = path.strip_prefix(".").unwrap_or(&path);
        writeln!(out, "Written: {}. Next: wellcited {}", shown.display(), folder.display())
    })?;
    Ok(Exit::Clean)
}

/// What was seen, in one or two sentences.
fn seen(generator: Option<Generator>, survey: &Survey) -> String {
    let site = generator.map_or_else(String::new, |g| format!("It looks like {}. ", g.traits().name));
    let read = match survey.found {
        0 => "No article was found.".into(),
        1 if survey.citing == 1 => "The one article cites.".into(),
        1 => "The one article does not cite.".into(),
        n if n > survey.articles => format!("{} of {n} articles were read; {} cite.", survey.articles, survey.citing),
        n => format!("{n} articles were read; {} cite.", survey.citing),
    };
    let styles: Vec<String> = survey.styles.iter().map(|(style, n)| format!("{style} in {n}")).collect();
    match styles.is_empty() {
        true => format!("{site}{read}"),
        false => format!("{site}{read} Styles: {}.", styles.join(", ")),
    }
}

/// The file: what was found out as settings, the rest as comments to take up.
fn text(generator: Option<Generator>, survey: &Survey) -> String {
    let mut out = String::from("# Settings of wellcited. `wellcited config` shows what holds and why.\n");
    let mut line = |text: &str| {
        // Writing to a string does not fail.
        let _ = writeln!(out, "{text}");
    };
    line(&format!("# {}", seen(generator, survey)));
    if let Some(note) = generator.and_then(|generator| generator.traits().note) {
        line(&format!("# {note}"));
    }
    line("");
    line("# The language of articles that do not state one.");
    match survey.language.as_deref().filter(|l| survey.without_language > 0 && l.chars().all(is_plain)) {
        Some(language) => line(&format!("language = \"{language}\"")),
        None => line("# language = \"en\""),
    }
    line("\n# Headings that announce a source list here, beside those that are known anyway.");
    line("# list-headings = [\"What we read\"]");
    line("\n# Your own site: links to it are no sources.");
    line("# own-domains = [\"example.org\"]");
    line("\n# The source list is made when the page is built, or kept in another file.");
    match survey.list_elsewhere > 0 && survey.list_elsewhere == survey.citing {
        true => line("list-elsewhere = true"),
        false => line("# list-elsewhere = true"),
    }
    line("\n# Styles of markers that are citations here, also where a text by itself would not show it.");
    line("# read-styles = [\"parenthesis\"]");
    line("\n# Styles of markers that are no citations here.");
    line("# ignore-styles = [\"superscript\"]");
    line("\n# In HTML: elements that hold the article, and elements that are source lists.");
    line("# body-selectors = [\"main\"]\n# list-selectors = [\"div.refs > ul\"]");
    line("\n# Where keys such as [@smith2020] are defined: BibTeX or CSL-JSON.");
    line("# bibliography = [\"refs.bib\"]");
    line("\n# What each source must give: author, title, date, url.");
    line("# required-fields = [\"date\"]");
    line("\n# What a search of folders leaves out.");
    match generator {
        Some(generator) => {
            let built: Vec<String> = generator.traits().built.iter().map(|name| format!("\"{name}\"")).collect();
            line(&format!("exclude = [{}]", built.join(", ")));
        }
        None => line("# exclude = [\"drafts\"]"),
    }
    line("\n# off, on, info, warning or error, for a rule or a group; `wellcited rules` lists them.\n[rules]");
    line("# unused-source = \"info\"\n# sources = \"warning\"");
    line(
        "\n# Other settings for some files.\n# [[override]]\n# files = [\"notes/**\"]\n# rules.unused-source = \"off\"",
    );
    line("\n# Sites that are no sources here.");
    line("# [[deny-domains]]\n# domains = [\"rumours.example\"]\n# reason = \"it prints what it hears\"");
    line("\n# Several files that are read as one article.\n# [[document]]\n# files = [\"chapter.md\", \"sources.md\"]");
    line("\n# Findings that are known and accepted, where the article cannot carry a comment.");
    line("# [[ignore]]\n# files = [\"old/page.html\"]\n# rules = [\"missing-source\"]\n# reason = \"printed so\"");
    out
}

/// What the tag of a language is made of.
const fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '-'
}
