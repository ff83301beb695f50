//! The binary, run in a folder of its own.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

/// An article that no rule has anything to say about.
pub(crate) const CLEAN: &str =
    "# Tides\n\nThe water rose twice that day [1].\n\n## Sources\n\n[1] Harbour Office. Tide tables, 2024.\n";
/// An article with a citation that no source answers, and a source that nothing cites.
pub(crate) const BROKEN: &str = "# Tides\n\nThe water rose twice that day [1]. The quay held [4].\n\n## Sources\n\n\
    [1] Harbour Office. Tide tables, 2024.\n\n[2] Quay Board. Yearly report, 2023.\n";
/// An article that says nothing that could be checked.
pub(crate) const NOTHING: &str = "The water rose twice that day.\n";

/// A folder with files, and the binary run in it.
pub(crate) struct Desk {
    folder: TempDir,
}

impl Desk {
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        for (name, content) in files {
            let path = desk.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        desk
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wellcited"));
        command.args(args).current_dir(self.path()).env_clear();
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub(crate) fn run(&self, args: &[&str]) -> Ran {
        Ran::from(self.command(args).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        child.stdin.take().unwrap().write_all(input).unwrap();
        Ran::from(child.wait_with_output().unwrap())
    }

    /// The paths in the JSON report, and the paths that could not be read.
    pub(crate) fn paths(&self, args: &[&str]) -> (Vec<String>, Vec<String>) {
        let report = self.run(&[&["check", "--format", "json"], args].concat()).json();
        let paths = |field: &str| {
            let files = report[field].as_array().unwrap().iter();
            files.map(|f| f["path"].as_str().unwrap().to_owned()).collect()
        };
        (paths("files"), paths("unread"))
    }

    pub(crate) fn file(&self, args: &[&str]) -> Value {
        self.run(&[&["check", "--format", "json"], args].concat()).json()["files"][0].clone()
    }
}

pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }
}

impl Ran {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}{}", self.out, self.err))
    }
}

/// A zip archive with these files.
pub(crate) fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
