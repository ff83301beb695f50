//! Verification against servers of our own, which do everything wrong that servers do.

mod faults;
mod keeping;
mod manners;
mod safety;
mod server;
mod table;
