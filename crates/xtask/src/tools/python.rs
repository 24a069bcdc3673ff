//! Python packages: installed exactly as pinned, into a folder of their own, and only when the pins changed.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::{fingerprint, process, project};

const PINS: &str = "crates/xtask/python/requirements.txt";
const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// Installs what is pinned.
pub(super) fn ensure() -> Result<(), Failure> {
    let pins = project::root().join(PINS);
    let wanted = fingerprint::hex16(&fs::read(&pins).map_err(Failure::file("read", &pins))?);
    let (folder, stamp) = (folder(), folder().join(".installed"));
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    if process::ask(PYTHON, &["-m", "pip", "--version"]).is_none() {
        return Err(Failure::say(format!(
            "{PYTHON} with pip is needed (Debian: apt install python3-pip): the API is checked against its document with it"
        )));
    }
    println!("tools: installing schemathesis and openapi-spec-validator with pip");
    // What an earlier version brought must not be found beside this one.
    let _ = fs::remove_dir_all(&folder);
    let mut pip = process::command(PYTHON);
    // Into a folder, not an environment: Debian's Python comes without what makes those.
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--root-user-action=ignore",
        "--disable-pip-version-check",
        "--no-warn-conflicts",
    ]);
    process::run(pip.args(["--only-binary", ":all:", "--target"]).arg(&folder).arg("-r").arg(&pins))?;
    fs::write(&stamp, wanted).map_err(Failure::file("write", &stamp))
}

/// Runs a script of `crates/xtask/python` with these packages.
pub(super) fn script(name: &str) -> Command {
    let mut command = process::command(PYTHON);
    command.arg(project::root().join("crates/xtask/python").join(name)).env("PYTHONPATH", folder());
    command
}

fn folder() -> PathBuf {
    project::tools().join("python")
}
