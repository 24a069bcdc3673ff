//! The build: `dist/` through Trunk and our hook, and the server beside it.

use std::process::Command;

use crate::failure::Failure;
use crate::{process, project, tools};

/// `dist/` and `target/release/nuanxin-server`, ready to be served.
pub(crate) fn release() -> Result<(), Failure> {
    web()?;
    println!("building the server");
    process::run(process::command("cargo").args(["build", "--release", "--locked", "--package", "server"]))?;
    println!("built: {} and {}", project::dist().display(), project::server("release").display());
    Ok(())
}

/// All there is to test: the desk's own tests too, which a build without its feature leaves out.
pub(crate) const ALL: [&str; 3] = ["--workspace", "--features", "nuanxin/desk"];

/// The unit tests, and with them the server that the browser tests ask: compiling it once more for speed takes longer than
/// all that they ask of it.
pub(crate) fn server_for_tests() -> Result<(), Failure> {
    // With what the tests depend on: `cargo build` chooses other features of shared crates, and compiles them anew.
    process::run(process::command("cargo").args(["test", "--locked", "--no-run", "--quiet"]).args(ALL))
}

/// `dist/` as riders get it.
pub(crate) fn web() -> Result<(), Failure> {
    tools::for_build()?;
    fetch()?;
    println!("building the web app");
    process::run(trunk("build").arg("--release"))?;
    // Behind the reader, whose build empties the folder.
    println!("building the desk");
    process::run(trunk("build").args(["desk.html", "--release", "--dist", "dist/desk", "--public-url", "/desk/"]))
}

/// Trunk itself runs offline, so that it downloads no tools; what cargo needs is fetched before.
pub(crate) fn fetch() -> Result<(), Failure> {
    process::run(process::command("cargo").args(["fetch", "--locked", "--quiet"]))
}

/// `trunk …`. Trunk reads the usual `NO_COLOR=1` as a wrong value for its own flag, and refuses to start.
pub(crate) fn trunk(verb: &str) -> Command {
    let mut trunk = process::command("trunk");
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env_remove("NO_COLOR").arg("--color=never");
    }
    trunk.arg(verb);
    trunk
}
