//! `cargo xtask content …`: the server's content commands, on this clone's content.

use std::env;
use std::process::Command;

use crate::failure::Failure;
use crate::{build, process, project};

/// Stays in the folder it is called from, so that a `--source FILE` means what the person sees.
pub(crate) fn content(arguments: &[String]) -> Result<(), Failure> {
    build::debug_server()?;
    let mut command = command(arguments);
    if let Ok(here) = env::current_dir() {
        command.current_dir(here);
    }
    process::run(&mut command)
}

/// `cargo xtask content check`, also a step of `check`.
pub(crate) fn check() -> Result<(), Failure> {
    build::debug_server()?;
    check_as_built()
}

/// The same where the server is built already.
pub(crate) fn check_as_built() -> Result<(), Failure> {
    process::run(&mut command(&["check".to_string()]))
}

fn command(arguments: &[String]) -> Command {
    let mut command = process::command(project::server("debug"));
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
