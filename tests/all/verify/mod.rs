//! Verification against servers of our own, which do everything wrong that servers do.

mod audit;
mod command;
mod faults;
mod keeping;
mod manners;
mod safety;
pub(crate) mod server;
mod services;
mod settings;
mod table;
mod tls;
