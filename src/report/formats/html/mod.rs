//! `html`: one page for an editor: the batch at a glance, then each article with its findings in the margin.
//!
//! The page needs no network and runs nothing of an article: its policy names its own style and script by their hashes,
//! and whatever comes from outside goes through the escaping of the templates and through `clean`.
//! Without its script it still reads, folds and links; the script adds the cards, the filters and the keys.

mod article;
mod causes;
mod chart;
mod figures;
mod gather;
mod glossary;
mod inline;
mod marks;
mod names;
mod nesting;
mod note;
mod overview;
mod place;
mod policy;
mod readable;
mod sources;
mod sweep;
mod tables;
mod text;
mod toolbar;
mod verdict;
mod words;

use std::io::{self, Write};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::report::Report;
use article::Context;

/// The style of the page.
const STYLE: &str = include_str!("style.css");
/// The script of the page.
const SCRIPT: &str = include_str!("script.js");

/// Writes the page. It is made article by article: no more than one of them is held as a page.
pub fn write(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let outcomes = report.outcomes.as_deref();
    let alone = match report.files.as_slice() {
        [file] => Some(Context::new(1, file, outcomes)),
        _ => None,
    };
    put(out, &html! { (DOCTYPE) (PreEscaped("<html lang=\"en\">")) (head(report)) (PreEscaped("<body><main>")) })?;
    put(out, &overview::lead(report, alone.as_ref()))?;
    match alone {
        Some(cx) => {
            put(out, &html! { (toolbar::toolbar(report)) (article::alone(&cx)) (figures::figures(report)) })?;
        }
        None => {
            put(out, &html! { (figures::figures(report)) (toolbar::toolbar(report)) })?;
            for (number, file) in (1..).zip(&report.files) {
                put(out, &article::folded(&Context::new(number, file, outcomes)))?;
            }
        }
    }
    put(
        out,
        &html! { (figures::unchecked(report)) (glossary::glossary(report)) (PreEscaped("</main>")) (toolbar::card()) },
    )?;
    put(out, &html! { script { (PreEscaped(SCRIPT)) } (PreEscaped("</body></html>\n")) })
}

fn put(out: &mut dyn Write, part: &Markup) -> io::Result<()> {
    out.write_all(part.0.as_bytes())
}

fn head(report: &Report) -> Markup {
    html! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(policy::policy(STYLE, SCRIPT));
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="referrer" content="no-referrer";
            meta name="robots" content="noindex";
            meta name="generator" content=(concat!("wellcited ", env!("CARGO_PKG_VERSION")));
            title { (overview::page_title(report)) }
            style { (PreEscaped(STYLE)) }
        }
    }
}
