//! `wellcited config` and `wellcited schema`.

use std::io;
use std::path::Path;

use wellcited::config::SCHEMA;
use wellcited::report::json;
use wellcited::report::views::settings;

use super::Exit;
use super::articles::{Stop, configs};
use super::screen::print;
use super::verify;
use crate::cli::{Color, ConfigArgs, ConfigCommand, Described};

/// Prints what holds for an article, or the schema.
pub(super) fn run(args: &ConfigArgs) -> io::Result<Exit> {
    if let Some(ConfigCommand::Schema) = args.command {
        return schema(Described::Config);
    }
    let article = args.file.as_deref().unwrap_or(Path::new("")).to_string_lossy();
    let prepared = configs(&args.settings).and_then(|mut configs| configs.prepare([&*article]).map(|()| configs));
    match prepared {
        Ok(configs) => {
            let mut holds = configs.settings(&article);
            holds.network = holds.network.over(verify::by_itself());
            print(Color::Auto, |out| settings::write(&holds, out))?;
        }
        Err(problem) => return Stop::from(problem).say(Color::Auto),
    }
    Ok(Exit::Clean)
}

/// Prints a schema.
pub(super) fn schema(of: Described) -> io::Result<Exit> {
    let schema = match of {
        Described::Config => SCHEMA,
        Described::Report => json::SCHEMA,
    };
    print(Color::Never, |out| out.write_all(schema.as_bytes()))?;
    Ok(Exit::Clean)
}
