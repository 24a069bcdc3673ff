//! `nuanxin-server`: complete pages, the published bundle, and the operator's commands.
//!
//! [`cli`] says what can be asked for; [`router`] holds the whole URL table; `routes/` answers; [`site`] keeps what is
//! published; [`store`] keeps people and what they say; [`who`] says who may do what. Markdown, fragments and the publisher live in the `content` crate.

// `console` prints: where nobody reads any more, it does not panic.
#![deny(clippy::print_stdout, clippy::print_stderr)]

mod app;
mod asset;
mod blocking;
mod cli;
mod clock;
mod close;
mod closed;
mod connections;
mod console;
mod content_commands;
mod content_takeout;
mod data_commands;
mod export;
mod files;
mod gate;
mod imports;
mod limits;
mod manifest;
mod nickname;
mod openapi;
mod passphrase;
mod people_commands;
mod pictures;
mod posts;
mod proof;
mod refusal;
mod router;
mod routes;
mod security;
mod sent;
mod serve;
mod shelf;
mod site;
mod source;
mod sources;
mod speaking;
mod stop;
mod store;
mod streams;
mod tables;
mod takeout;
mod watch;
mod who;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
