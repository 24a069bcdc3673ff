//! npm packages: installed exactly as locked, and only when the lock changed.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{fingerprint, process};

const FILES: [&str; 2] = ["package.json", "package-lock.json"];

/// Installs what `from` locks into `into` (the same folder, or one that gets copies of the two files).
pub(super) fn install(what: &str, from: &Path, into: &Path) -> Result<(), Failure> {
    install_with(what, from, into, None)
}

/// As [`install`], with one of npm's settings, by the name of its variable.
pub(super) fn install_with(
    what: &str,
    from: &Path,
    into: &Path,
    setting: Option<(&str, &OsStr)>,
) -> Result<(), Failure> {
    let mut wanted = Vec::new();
    for name in FILES {
        let path = from.join(name);
        wanted.extend(fs::read(&path).map_err(Failure::file("read", &path))?);
    }
    let wanted = fingerprint::hex16(&wanted);
    // Inside node_modules, because `npm ci` removes that first: a stamp never outlives what it stands for.
    let stamp = into.join("node_modules/.installed");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    println!("tools: installing {what} with npm");
    if from != into {
        fs::create_dir_all(into).map_err(Failure::file("create", into))?;
        for name in FILES {
            let copy = into.join(name);
            fs::copy(from.join(name), &copy).map_err(Failure::file("write", &copy))?;
        }
    }
    // A lock made on one system may lack what others leave out or add: `ci` refuses it, where our own must be exact.
    // Beside a copy, `install` keeps to it and adds what is missing.
    let verb = if from == into { "ci" } else { "install" };
    let mut npm = process::command(if cfg!(windows) { "npm.cmd" } else { "npm" });
    if let Some((name, value)) = setting {
        npm.env(name, value);
    }
    process::run(npm.current_dir(into).args([verb, "--no-audit", "--no-fund", "--loglevel=error"]))?;
    fs::write(&stamp, wanted).map_err(Failure::file("write", &stamp))
}

/// Runs programs of installed packages.
pub(super) fn npx() -> Command {
    process::command(if cfg!(windows) { "npx.cmd" } else { "npx" })
}
