//! `cargo xtask content …`: the server's content commands, on this clone's content.

use std::{env, process::Command};

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

fn command(arguments: &[String]) -> Command {
    let root = project::root();
    // Faults name their file: short where we stand at the root, whole elsewhere.
    let at_root = env::current_dir().is_ok_and(|here| here == root);
    let folder = if at_root { "content".into() } else { root.join("content") };
    let mut command = process::command("cargo");
    command.args(["run", "--quiet", "--package", "server", "--manifest-path"]).arg(root.join("Cargo.toml"));
    command.args(["--", "content"]).args(arguments);
    // A variable, because not every content command has the flag; a flag of the person's own still wins.
    if env::var_os("NUANXIN_CONTENT_DIR").is_none() {
        command.env("NUANXIN_CONTENT_DIR", folder);
    }
    command
}
