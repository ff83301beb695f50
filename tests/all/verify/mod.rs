//! Verification against servers of our own, which do everything wrong that servers do.

mod faults;
mod server;
mod table;
