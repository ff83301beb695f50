//! `--sources`: saved copies of sources, found and read before any article is checked.

use std::io;
use std::path::Path;

use wellcited::article;
use wellcited::config::{Configs, SavedSource};
use wellcited::engine;
use wellcited::input::{Input, LoadOptions, Place, Source, Unread, discover_copies, is_pdf};
use wellcited::quote::{Claim, Claims, Identity, Library, Page, PageText, Wanted, identity};
use wellcited::report::Saved;

use super::{fix, pdf};
use crate::cli::CheckArgs;

/// The copies that are at hand.
pub(super) struct Copies {
    pub(super) library: Library,
    pub(super) saved: Saved,
    /// What was named and cannot be read.
    pub(super) unread: Vec<Unread>,
}

/// Reads the copies that the arguments and the settings name, as far as an article cites what they are copies of.
/// `None` where nothing is named.
pub(super) fn gather(
    args: &CheckArgs,
    articles: &mut [Source],
    configs: &Configs,
    options: LoadOptions,
) -> io::Result<Option<Copies>> {
    let listed = configs.saved();
    if args.sources.is_empty() && listed.is_empty() {
        return Ok(None);
    }
    for article in articles.iter_mut() {
        fix::keep_stdin(article)?;
    }
    let claims = Claims::new(wanted(args, articles, configs, options));
    let found = discover_copies(&args.sources);
    let mut copies = Copies { library: Library::default(), saved: Saved::default(), unread: found.unread };
    let is_listed =
        |source: &Source| matches!(&source.place, Place::File(file) if listed.iter().any(|l| l.file == *file));
    let files = found.sources.into_iter().filter(|source| !is_listed(source));
    let (pdfs, files): (Vec<Source>, Vec<Source>) = files.partition(|source| is_pdf(&source.shown));
    let batch = engine::run(&files, LoadOptions::default(), args.input.threads, |input| read(input, &claims));
    copies.saved.files = batch.done.len() + batch.unread.len();
    copies.unread.extend(batch.unread);
    copies.saved.files += pdfs.len();
    let pdfs = pdfs.iter().filter_map(|source| read_pdf(source, &claims));
    for (claim, page) in batch.done.into_iter().flatten().chain(pdfs) {
        copies.saved.used += 1;
        let copy = copies.library.add(Ok(page));
        copies.library.at(copy, claim);
    }
    copies.add_listed(&listed, args.input.threads);
    Ok(Some(copies))
}

/// What the articles would need to have their quotations checked.
fn wanted(args: &CheckArgs, articles: &[Source], configs: &Configs, options: LoadOptions) -> Wanted {
    let options = LoadOptions { digest: false, ..options };
    let work = |input: &Input| engine::wanted(input, &configs.settings_of(input));
    let mut all = Wanted::default();
    // What cannot be read is said when it is to be checked.
    engine::run(articles, options, args.input.threads, work).done.into_iter().for_each(|wanted| all.merge(wanted));
    all
}

/// Reads a PDF if it is a copy of a source that is wanted. One that cannot be read is known by its name alone.
fn read_pdf(source: &Source, claims: &Claims) -> Option<(Claim, Page)> {
    let Place::File(file) = &source.place else { return None };
    let document = pdf::of_file(file);
    let known = document.clone().unwrap_or_default();
    let input = known.input(&source.shown);
    let identity =
        Identity { title: known.seen_title().map(str::to_owned), ..identity(&input, &article::read(&input)) };
    let claim = claims.claim(&identity, Path::new(&source.shown));
    (!claim.is_empty()).then(|| (claim, Page::new(PageText::of_document(document.as_ref()))))
}

/// Reads a copy if it is one of a source that is wanted.
fn read(input: &Input, claims: &Claims) -> Option<(Claim, Page)> {
    let article = article::read(input);
    let claim = claims.claim(&identity(input, &article), Path::new(&input.path));
    (!claim.is_empty()).then(|| (claim, Page::new(PageText::of(input, article))))
}

impl Copies {
    /// Adds the copies that the settings list.
    fn add_listed(&mut self, listed: &[SavedSource], threads: Option<usize>) {
        let source = |copy: &SavedSource| {
            let shown = copy.file.to_string_lossy().into_owned();
            Source { shown, place: Place::File(copy.file.clone()), named: true }
        };
        for copy in listed {
            self.saved.files += 1;
            if is_pdf(&copy.file.to_string_lossy()) {
                let page = PageText::of_document(pdf::of_file(&copy.file).as_ref());
                self.add(copy, Page::new(page));
                continue;
            }
            let batch =
                engine::run(&[source(copy)], LoadOptions::default(), threads, |input| Page::new(PageText::read(input)));
            self.unread.extend(batch.unread);
            batch.done.into_iter().for_each(|page| self.add(copy, page));
        }
    }

    fn add(&mut self, copy: &SavedSource, page: Page) {
        self.saved.used += 1;
        let id = self.library.add(Ok(page));
        copy.url.iter().for_each(|url| self.library.at_url(id, url));
        copy.doi.iter().for_each(|doi| self.library.at_doi(id, doi));
    }
}
