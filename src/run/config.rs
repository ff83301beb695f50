//! `wellcited config`.

use std::io;
use std::path::Path;

use wellcited::config::SCHEMA;
use wellcited::report::settings;

use super::Exit;
use super::articles::{Stop, configs};
use super::screen::print;
use crate::cli::{Color, ConfigArgs, ConfigCommand};

/// Prints what holds for an article, or the schema.
pub(super) fn run(args: &ConfigArgs) -> io::Result<Exit> {
    if let Some(ConfigCommand::Schema) = args.command {
        print(Color::Never, |out| out.write_all(SCHEMA.as_bytes()))?;
        return Ok(Exit::Clean);
    }
    let article = args.file.as_deref().unwrap_or(Path::new("")).to_string_lossy();
    let prepared = configs(&args.settings).and_then(|mut configs| configs.prepare([&*article]).map(|()| configs));
    match prepared {
        Ok(configs) => print(Color::Auto, |out| settings::write(&configs.settings(&article), out))?,
        Err(problem) => return Stop::from(problem).say(Color::Auto),
    }
    Ok(Exit::Clean)
}
