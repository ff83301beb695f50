//! `--audit`: the tables of an audit, in a folder.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use wellcited::config::Configs;
use wellcited::input::{Digesting, digest};
use wellcited::report::Report;
use wellcited::report::audit::{self, Facts, Store};

/// Writes the tables. The error is a sentence for the user.
pub(super) fn write(report: &Report, folder: &Path, configs: &Configs) -> Result<(), String> {
    let written =
        fs::create_dir_all(folder).and_then(|()| audit::write(report, &facts(configs), &mut Folder(folder.to_owned())));
    written.map_err(|error| format!("--audit {}: it cannot be written ({error})", folder.display()))
}

fn facts(configs: &Configs) -> Facts {
    // Settings of the command line are no files; they stand among the arguments.
    let settings = configs.files().into_iter().filter_map(|file| Some((digest(&fs::read(&file).ok()?), file)));
    Facts {
        arguments: env::args().skip(1).collect(),
        started_at: Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        settings: settings.map(|(sha256, file)| (file, sha256)).collect(),
    }
}

/// A folder that takes files.
struct Folder(PathBuf);

impl Store for Folder {
    fn put(&mut self, name: &str, write: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<String> {
        let mut out = Digesting::new(BufWriter::new(File::create(self.0.join(name))?));
        write(&mut out)?;
        out.finish()
    }
}
