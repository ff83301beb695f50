//! `wellcited extract`.

use std::io;

use wellcited::engine;
use wellcited::input::LoadOptions;
use wellcited::report::json::extract::{self, File};
use wellcited::report::views::{reading, unread};

use super::articles::{self, Articles};
use super::screen::{complain, plain_look, print};
use super::{Exit, inputs};
use crate::cli::{Color, DataFormat, ExtractArgs};

/// Reads what the arguments name and prints what was read.
pub(super) fn run(args: &ExtractArgs) -> io::Result<Exit> {
    let Articles { sources, mut unread, configs, .. } = match articles::find(&args.input, &args.settings) {
        Ok(articles) => articles,
        Err(stop) => return stop.say(Color::Auto),
    };
    let options = LoadOptions { format: inputs::format(&args.input), digest: false };
    let batch = engine::run(&sources, options, args.input.threads, |input| {
        File::new(input, &engine::read_with(input, &configs.settings_of(input)))
    });
    unread.extend(batch.unread);
    match args.format {
        DataFormat::Json => print(Color::Never, |out| extract::write(&batch.done, &unread, out))?,
        DataFormat::Table => {
            complain(Color::Auto, |out| unread::write(&unread, out))?;
            print(Color::Auto, |out| reading::write(&batch.done, &plain_look(), out))?;
        }
    }
    Ok(if unread.is_empty() { Exit::Clean } else { Exit::Trouble })
}
