//! The build: `dist/`, and the server beside it.

use std::process::Command;

use crate::failure::Failure;
use crate::web::App;
use crate::{process, project, tools};

/// `dist/` and `target/release/nuanxin-server`, ready to be served.
pub(crate) fn release() -> Result<(), Failure> {
    tools::for_build()?;
    println!("building the reader");
    App::Reader.build()?;
    println!("building the desk");
    App::Desk.build()?;
    println!("building the server");
    process::run(process::command("cargo").args(["build", "--release", "--locked", "--package", "server"]))?;
    println!("built: {} and {}", project::dist().display(), project::server("release").display());
    Ok(())
}

/// All there is to test: the desk's own tests too, which a build without its feature leaves out.
pub(crate) const ALL: [&str; 3] = ["--workspace", "--features", "nuanxin/desk"];

/// The server that `run` starts and that browser tests ask: compiling it once more for speed takes longer than all that
/// they ask of it. Of the whole workspace, so that what it is made of is what tests are made of, and compiled once.
pub(crate) fn debug_server() -> Result<(), Failure> {
    let mut cargo = process::command("cargo");
    process::run(cargo.args(["build", "--locked", "--quiet", "--bin", "nuanxin-server"]).args(ALL))
}

/// The unit tests, and with them the server.
pub(crate) fn tests(cargo: &mut Command) -> Result<(), Failure> {
    process::run(cargo.args(["test", "--locked", "--no-run", "--quiet"]).args(ALL))
}

/// The programs themselves: of one without tests of its own nothing else compiles what it is when nobody tests it.
pub(crate) fn programs(cargo: &mut Command) -> Result<(), Failure> {
    process::run(cargo.args(["build", "--locked", "--bins", "--quiet"]).args(ALL))
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// What cargo would compile, and with which features.
    fn compiled(edges: &str) -> BTreeSet<String> {
        let mut cargo = process::command("cargo");
        cargo.args(["tree", "--locked", "--prefix", "none", "--format", "{p} [{f}]", "--edges", edges]).args(ALL);
        let list = process::read(&mut cargo).unwrap_or_default();
        list.lines().map(|line| line.trim_end_matches(" (*)").to_string()).collect()
    }

    #[test]
    fn tests_compile_nothing_anew_that_the_server_is_made_of() {
        let (server, tests) = (compiled("normal,build"), compiled("normal,build,dev"));
        assert!(server.len() > 100);
        let anew: Vec<_> = server.difference(&tests).collect();
        assert!(anew.is_empty(), "give them these features in crates/server/Cargo.toml: {anew:?}");
    }
}
