//! Configuration: what users say about their articles and about the rules, found, checked and laid over each other.
//!
//! Owns: the files, what may stand in them, which of them holds for which article. Refuses: rendering what is wrong
//! with them; that is a [`Problem`].
//!
//! Settings come in layers: what the program does by itself, then the nearest file upward from the article, or the files
//! that are named, then single settings of the command line. In a layer the parts for some files follow those for all.

mod bibliography;
mod discover;
mod file;
mod layer;
mod network;
mod part;
mod pattern;
mod problem;
mod schema;
mod settings;
mod text;

pub use discover::{Configs, NAMES, Named};
pub use layer::Layer;
pub use network::{Method, Network, Shown, parse_duration, write_duration};
pub use problem::Problem;
pub use schema::SCHEMA;
pub use settings::{Document, Ignore, Keep, Key, Origin, SavedSource, Settings};
