//! `cargo xtask content …`: the server's content commands, on this clone's content.

use std::env;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{process, project};

/// Stays in the folder it is called from, so that a `--source FILE` means what the person sees.
pub(crate) fn content(arguments: &[String]) -> Result<(), Failure> {
    let mut command = command(arguments);
    if let Ok(here) = env::current_dir() {
        command.current_dir(here);
    }
    process::run(&mut command)
}

/// `cargo xtask content check`, also a step of `check`.
pub(crate) fn check() -> Result<(), Failure> {
    process::run(&mut command(&["check".to_string()]))
}

/// The same by a server that is built already: `cargo run` chooses other features of shared crates than the tests do, and
/// compiles them anew.
pub(crate) fn check_with(server: &Path) -> Result<(), Failure> {
    process::run(&mut on_this_content(process::command(server), &["check".to_string()]))
}

fn command(arguments: &[String]) -> Command {
    let mut command = process::command("cargo");
    command.args(["run", "--quiet", "--package", "server", "--manifest-path"]).arg(project::root().join("Cargo.toml"));
    command.arg("--");
    on_this_content(command, arguments)
}

fn on_this_content(mut command: Command, arguments: &[String]) -> Command {
    let root = project::root();
    // Faults name their file: short where we stand at the root, whole elsewhere.
    let at_root = env::current_dir().is_ok_and(|here| here == root);
    let folder = if at_root { "content".into() } else { root.join("content") };
    command.arg("content").args(arguments);
    // A variable, because not every content command has the flag; a flag of the person's own still wins.
    if env::var_os("NUANXIN_CONTENT_DIR").is_none() {
        command.env("NUANXIN_CONTENT_DIR", folder);
    }
    command
}
