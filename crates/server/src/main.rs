//! `nuanxin-server`: complete pages, the published bundle, and the operator's commands.
//!
//! [`cli`] says what can be asked for; [`router`] holds the whole URL table; `routes/` answers; [`site`] keeps what is
//! published. Markdown, fragments and the publisher live in the `content` crate.

mod app;
mod asset;
mod cli;
mod content_commands;
mod export;
mod files;
mod router;
mod routes;
mod security;
mod serve;
mod site;
mod store;
mod watch;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main()
}
