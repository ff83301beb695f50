//! `wellcited check`.

use std::collections::HashMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::{env, mem};

use wellcited::config::Configs;
use wellcited::engine::{self, Batch, FileReport, Pending};
use wellcited::input::{Input, LoadOptions, Source, Unread, load};
use wellcited::outcome::Outcomes;
use wellcited::quote::Page;
use wellcited::report::Report;
use wellcited::report::formats::sources as source_table;
use wellcited::report::views::{fixes, statistics, unread};

use super::articles::{self, Articles};
use super::asking::{self, Answers};
use super::fail_on::FailOn;
use super::progress::Progress;
use super::screen::{complain, look, print, print_raw};
use super::{Exit, audit, baseline, changed, deliver, document, fix, inputs, open, review, saved, today, usage, watch};
use crate::cli::{CheckArgs, Color};

/// Checks what the arguments name, once or whenever it changes.
pub(super) fn run(args: &CheckArgs) -> io::Result<Exit> {
    if args.watch { watch::run(args) } else { once(args) }
}

/// Checks what the arguments name and prints the report.
pub(super) fn once(args: &CheckArgs) -> io::Result<Exit> {
    let color = args.screen.color;
    let fail_on = match FailOn::parse(&args.fail_on, args.verify.strict) {
        Ok(fail_on) => fail_on,
        Err(problem) => return usage(color, &problem),
    };
    let articles = match articles::find(&args.input, &args.settings) {
        Ok(articles) => articles,
        Err(stop) => return stop.say(color),
    };
    if args.show_files {
        return show_files(&articles, args);
    }
    if fix::prints_text(args) && articles.sources.len() > 1 {
        return usage(color, "fixes of standard input go to standard output: name no other file");
    }
    let Articles { mut sources, mut unread, mut excluded, configs } = articles;
    let met = sources.len();
    sources.retain(|source| source.named || !deliver::is_written(args, Path::new(&source.shown)));
    excluded += met - sources.len();
    let unchanged = match args.changed_since.as_deref().map(|reference| changed::keep(&mut sources, reference)) {
        None => 0,
        Some(Ok(unchanged)) => unchanged,
        Some(Err(problem)) => return usage(color, &problem),
    };
    let configs = configs.on(today(args));
    let needs = deliver::needs(args);
    let configs = configs.keeping(needs.keep);
    let options = LoadOptions { format: inputs::format(&args.input), digest: needs.digest };
    let Answers { verified, pending, connections } = match args.verify.verify {
        true => match asking::ask(&mut sources, options, args, &configs)? {
            Ok(answers) => answers,
            Err(problem) => return usage(color, &problem),
        },
        false => Answers::default(),
    };
    let (outcomes, texts) = verified.map(|found| (Arc::new(found.outcomes), found.texts)).unzip();
    let configs = configs.verified(outcomes.clone(), args.verify.strict);
    let copies = saved::gather(args, &mut sources, &configs, options)?;
    let saved = copies.as_ref().map(|copies| copies.saved);
    let mut library = copies.map(|copies| {
        unread.extend(copies.unread);
        copies.library
    });
    if outcomes.is_some() {
        library.get_or_insert_default();
    }
    for (key, text) in texts.into_iter().flatten() {
        let library = library.get_or_insert_default();
        let copy = library.add(Ok(Page::new(text)));
        library.at_url(copy, key.as_str());
    }
    let quotations = library.is_some();
    let configs = configs.with(library.map(Arc::new));
    let mended = match fix::is_wanted(&args.fix) {
        true => fix::run(sources, options, args, &configs)?,
        false => {
            let batch = check(&sources, options, args, &configs, pending);
            fix::Mended { batch, ..fix::Mended::default() }
        }
    };
    let fix::Mended { batch, fixes, refused, differs } = mended;
    let unread = unread.into_iter().chain(batch.unread).collect();
    let mut report = Report {
        files: batch.done,
        unread,
        skipped: batch.skipped,
        fixes,
        excluded,
        unchanged,
        saved,
        outcomes,
        quotations,
        base: here(),
        ..Report::default()
    };
    complain(color, |out| unread::write_unchanged(&refused, out))?;
    match &args.baseline {
        Some(file) => {
            if let Err(problem) = baseline::settle(&mut report, file, args.update_baseline) {
                return usage(color, &problem);
            }
        }
        None => report.accepted_by = Some(baseline::accepting()),
    }
    if let Err(problem) = review::apply(&mut report, &args.review) {
        return usage(color, &problem);
    }
    show(&report, args)?;
    if let Some(folder) = &args.audit
        && let Err(problem) = audit::write(&report, folder, &configs)
    {
        return usage(color, &problem);
    }
    if let Err(problem) = deliver::write_files(&report, &args.report, &look(&args.screen)) {
        return usage(color, &problem);
    }
    if let Err(problem) = deliver::write_step_summary(&report, args) {
        return usage(color, &problem);
    }
    open::open(&report, args, &look(&args.screen))?;
    let exit = match () {
        () if !report.unread.is_empty() || !refused.is_empty() => Exit::Trouble,
        () if is(&report, |outcomes| outcomes.interrupted) => Exit::Interrupted,
        () if is(&report, Outcomes::reached_nothing) => Exit::Unreached,
        () if args.fix.diff && differs => Exit::Findings,
        () if args.fix.diff || args.fix.fix_only => Exit::Clean,
        () if fail_on.fails(&report) => Exit::Findings,
        () => Exit::Clean,
    };
    if !args.watch {
        // The process ends now, and all at once the system takes memory and connections back faster than piece by piece.
        mem::forget((report, connections));
    }
    Ok(exit)
}

fn is(report: &Report, test: impl Fn(&Outcomes) -> bool) -> bool {
    report.outcomes.as_deref().is_some_and(test)
}

/// The folder in which the run starts.
fn here() -> String {
    env::current_dir().map(|folder| folder.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Checks what is named; of what was read before, only what is left to do.
fn check(
    sources: &[Source],
    options: LoadOptions,
    args: &CheckArgs,
    configs: &Configs,
    pending: HashMap<String, Pending>,
) -> Batch<FileReport> {
    let progress = Progress::new(sources.len(), args.screen.quiet);
    let pending = Mutex::new(pending);
    engine::each(sources, args.input.threads, |source| {
        let known = pending.lock().unwrap_or_else(PoisonError::into_inner).remove(&source.shown);
        let report = match known {
            Some(article) => {
                let settings = configs.settings_of(article.input());
                Ok(article.report(&settings))
            }
            None => match load(source, options)? {
                Some(input) => report(&input, configs, options),
                None => return Ok(None),
            },
        };
        progress.done(report.as_ref().map_or(0, |file| file.findings.len()));
        report.map(Some)
    })
}

/// Puts what failed while it was worked on to what could not be read.
pub(super) fn flatten<T>(batch: Batch<Result<T, Unread>>) -> Batch<T> {
    let mut flat = Batch { done: Vec::new(), unread: batch.unread, skipped: batch.skipped };
    batch.done.into_iter().for_each(|outcome| match outcome {
        Ok(done) => flat.done.push(done),
        Err(unread) => flat.unread.push(unread),
    });
    flat
}

/// Reads and checks one file, with the others of its document.
pub(super) fn report(input: &Input, configs: &Configs, options: LoadOptions) -> Result<FileReport, Unread> {
    let settings = configs.settings_of(input);
    Ok(match document::others(input, configs, options)? {
        None => engine::report_with(input, &settings),
        Some((others, own)) => {
            engine::report_in_document(&document::with(&others, input, own), own.min(others.len()), &settings)
        }
    })
}

/// Prints one line a file: its path, and the settings that were found for it.
fn show_files(articles: &Articles, args: &CheckArgs) -> io::Result<Exit> {
    let color = args.screen.color;
    complain(color, |out| unread::write(&articles.unread, out))?;
    print(color, |out| {
        articles.sources.iter().try_for_each(|source| {
            let found = articles.configs.found_for(&source.shown).map(|layer| format!("  ({})", layer.path()));
            writeln!(out, "{}{}", source.shown, found.unwrap_or_default())
        })
    })?;
    Ok(if articles.unread.is_empty() { Exit::Clean } else { Exit::Trouble })
}

fn show(report: &Report, args: &CheckArgs) -> io::Result<()> {
    let (look, color) = (look(&args.screen), args.screen.color);
    // Where standard output holds an article or a diff, the report goes to standard error.
    let is_taken = args.fix.diff || fix::prints_text(args);
    let put = |color, write: &dyn Fn(&mut dyn Write) -> io::Result<()>| match is_taken {
        true => complain(color, write),
        false => print(color, write),
    };
    if !args.format.is_for_people {
        let write = |out: &mut dyn Write| (args.format.write)(report, &look, out);
        return if is_taken { complain(Color::Never, write) } else { print_raw(write) };
    }
    complain(color, |out| unread::write(&report.unread, out))?;
    if args.verify.sources_report {
        return put(color, &|out| source_table::write(report, &look, out));
    }
    if args.statistics {
        return put(color, &|out| statistics::write(report, &look, out));
    }
    if args.fix.diff {
        return put(color, &|out| fixes::write_preview(report, &look, out));
    }
    if args.fix.fix_only {
        return put(color, &|out| fixes::write_alone(report, &look, out));
    }
    put(color, &|out| (args.format.write)(report, &look, out))
}
