//! `nuanxin-server`: complete pages, the published bundle, and the operator's commands.
//!
//! A house of floors, from the top: [`commands`] says what can be asked for; [`web`] answers requests, each subject in a file
//! of `web/routes/`; [`curation`] is the desk's work on documents; [`publishing`] makes what readers are given; [`people`] knows names
//! and passphrases, [`pictures`] the object store, [`store`] keeps the rest; [`tables`] reads what offices bring; [`config`] and [`infra`] carry all.
//! A folder imports only those below it (`cargo xtask check`). Markdown, fragments and the publisher live in the `content` crate.

// `console` prints: where nobody reads any more, it does not panic.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod commands;
mod config;
mod curation;
mod infra;
mod people;
mod pictures;
mod publishing;
mod recordings;
mod store;
mod tables;
mod web;

use std::process::ExitCode;

fn main() -> ExitCode {
    commands::main()
}
