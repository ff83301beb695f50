//! `--baseline` and `--update-baseline`.

use std::path::{Component, Path, PathBuf};
use std::{env, fs, io};

use wellcited::baseline::Baseline;
use wellcited::report::Report;

/// The name that is proposed for the file.
const NAME: &str = "wellcited-baseline.json";

/// Takes what the baseline in `file` knows out of a report; with `update`, accepts all that is found first. The error
/// is a sentence for the user.
pub(super) fn settle(report: &mut Report, file: &Path, update: bool) -> Result<(), String> {
    let root = plain(file).parent().map(Path::to_owned).unwrap_or_default();
    let name = |path: &str| below(&plain(Path::new(path)), &root);
    let mut baseline = read(file, update)?;
    // What is accepted now was not resolved by being forgotten: count against what the file says, then write it anew.
    if update {
        let mut files = report.files.clone();
        report.resolved = baseline.apply(&mut files, name);
        baseline.update(&report.files, name, |path| root.join(path).exists());
        fs::write(file, baseline.to_text()).map_err(|error| trouble(file, &error))?;
        baseline.apply(&mut report.files, name);
    } else {
        report.resolved = baseline.apply(&mut report.files, name);
    }
    Ok(())
}

fn read(file: &Path, may_be_new: bool) -> Result<Baseline, String> {
    match fs::read_to_string(file) {
        Ok(text) => Baseline::parse(&text).map_err(|why| format!("--baseline {}: {why}", file.display())),
        Err(error) if error.kind() == io::ErrorKind::NotFound && may_be_new => Ok(Baseline::default()),
        Err(error) => Err(trouble(file, &error)),
    }
}

fn trouble(file: &Path, error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            format!("--baseline {}: there is no such file\n  --update-baseline writes it", file.display())
        }
        _ => format!("--baseline {}: {error}", file.display()),
    }
}

/// A path from the root, without dots.
fn plain(path: &Path) -> PathBuf {
    let mut plain = env::current_dir().unwrap_or_default();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// A path from `root`, joined with `/`; one that lies elsewhere stays whole.
fn below(path: &Path, root: &Path) -> String {
    let parts: Vec<_> = match path.strip_prefix(root) {
        Ok(way) => way.components().map(|part| part.as_os_str().to_string_lossy()).collect(),
        Err(_) => return path.to_string_lossy().into_owned(),
    };
    parts.join("/")
}

/// The command that accepts what this run finds: this run, with a baseline.
pub(super) fn accepting() -> String {
    let arguments = env::args().skip(1).map(|argument| quoted(&argument));
    let own = ["--baseline".to_owned(), NAME.to_owned(), "--update-baseline".to_owned()];
    ["wellcited".to_owned()].into_iter().chain(arguments).chain(own).collect::<Vec<_>>().join(" ")
}

/// An argument as a shell takes it.
fn quoted(argument: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=:,@%+".contains(c);
    match !argument.is_empty() && argument.chars().all(is_plain) {
        true => argument.to_owned(),
        false => format!("'{}'", argument.replace('\'', "'\\''")),
    }
}
