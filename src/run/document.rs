//! Articles that are made of several files: the settings say which.

use wellcited::config::Configs;
use wellcited::input::{Input, LoadOptions, Place, Source, Unread, load};

/// The other files of the document that a file is a part of, and its place among them; `None` if it is one by itself.
pub(super) fn others(
    input: &Input,
    configs: &Configs,
    options: LoadOptions,
) -> Result<Option<(Vec<Input>, usize)>, Unread> {
    let Some((document, own)) = configs.document_of(&input.path) else { return Ok(None) };
    let others = document.files.iter().enumerate().filter(|(at, _)| *at != own);
    let others = others.map(|(_, file)| {
        let shown = file.to_string_lossy().into_owned();
        load(&Source { shown, place: Place::File(file.clone()), named: true }, options)
    });
    let others: Vec<Input> = others.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect();
    if let Some(other) = others.iter().find(|other| other.format != input.format) {
        let why = format!("its document has a file of another format, {}", other.path);
        return Err(Unread::new(&input.path, why).help("a [[document]] is made of files of one format"));
    }
    Ok(Some((others, own)))
}

/// The files of a document in order.
pub(super) fn with<'a>(others: &'a [Input], own: &'a Input, at: usize) -> Vec<&'a Input> {
    let mut files: Vec<&Input> = others.iter().collect();
    files.insert(at.min(files.len()), own);
    files
}
