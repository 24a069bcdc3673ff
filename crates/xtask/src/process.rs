//! Calls other programs from the root of the clone, with our tools first on PATH and failures that name the command.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::project;

/// A program, to be run at the root of the clone.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.current_dir(project::root()).env("PATH", path());
    command
}

/// Runs it with its output shown.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let status = command.status().map_err(|source| Failure::NotStarted { line: line(command), source })?;
    match status.success() {
        true => Ok(()),
        false => Err(Failure::Command { line: line(command), status: status.to_string() }),
    }
}

/// Runs it and gives back what it wrote to stdout; its stderr is shown.
pub(crate) fn read(command: &mut Command) -> Result<String, Failure> {
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .map_err(|source| Failure::NotStarted { line: line(command), source })?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Failure::Command { line: line(command), status: output.status.to_string() }),
    }
}

/// What a program answers, or nothing where it is missing or fails: for asking whether and which.
pub(crate) fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    let output = command(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_string())
}

/// Where PATH, without our own tools, has a program of this name.
pub(crate) fn on_path(program: &str) -> Option<PathBuf> {
    let own = project::tools();
    let name = format!("{program}{}", env::consts::EXE_SUFFIX);
    env::split_paths(&env::var_os("PATH").unwrap_or_default())
        .filter(|folder| !folder.starts_with(&own))
        .map(|folder| folder.join(&name))
        .find(|file| file.is_file())
}

/// The command as one would type it.
pub(crate) fn line(command: &Command) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words.map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

fn path() -> OsString {
    let tools = project::tools();
    let inherited = env::var_os("PATH").unwrap_or_default();
    // The fallback comes last: it stands in only for what is nowhere else.
    let folders = std::iter::once(tools.join("bin"))
        .chain(env::split_paths(&inherited))
        .chain(std::iter::once(tools.join("fallback")));
    env::join_paths(folders).unwrap_or(inherited)
}
