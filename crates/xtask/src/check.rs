//! `cargo xtask check`: all that can be judged without running the app.

use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::steps::Steps;
use crate::{budgets, build, content, conventions, layers, licences, process, tools, unused};

/// What clippy is told; also by `cargo clippy`'s own way to tell it to the driver, which takes them one by one.
const STRICT: [&str; 2] = ["-D", "warnings"];

pub(crate) fn check() -> ExitCode {
    let is_release_build = budgets::is_release_build();
    let mut steps = Steps::of(if is_release_build { 11 } else { 10 });
    quick(&mut steps);
    steps.run("scripts", "20 s", tools::check_scripts);
    steps.run("clippy", "6 min", || {
        process::run(cargo("clippy --quiet --all-targets").args(build::ALL).arg("--").args(STRICT))
    });
    steps.run("clippy (wasm)", "3 min", clippy_wasm);
    steps.run("docs", "1 min", docs);
    steps.run("licences", "5 s", licences::licences);
    steps.run("unused crates", "1 s", unused::unused);
    steps.run("content", "1 min", content::check);
    if is_release_build {
        steps.run("budgets", "20 s", budgets::budgets);
    }
    steps.finish()
}

/// What needs no compiler, and says no at once.
pub(crate) fn quick(steps: &mut Steps) {
    steps.run("fmt", "2 s", || process::run(&mut cargo("fmt --all --check")));
    steps.run("conventions", "1 s", conventions::conventions);
    steps.run("layers", "1 s", layers::layers);
}

/// The apps' wasm-only code is invisible to a native build. In the profile of the web build: what compilers themselves load is
/// compiled once for both.
pub(crate) fn clippy_wasm() -> Result<(), Failure> {
    let mut cargo = cargo("clippy --quiet --package nuanxin --target wasm32-unknown-unknown --profile web");
    process::run(cargo.arg("--").args(STRICT))
}

/// What is said of our own code, of what is private too: links that lead nowhere, and angle brackets that vanish. After
/// clippy, which has checked all that it stands on. (One lint that is off asks not to speak of
/// what is private, the other would put brackets around addresses in `--help`.)
fn docs() -> Result<(), Failure> {
    let mut cargo = cargo("doc --quiet --workspace --no-deps --document-private-items --features nuanxin/desk");
    process::run(cargo.env("RUSTDOCFLAGS", "-D warnings -A rustdoc::private_intra_doc_links -A rustdoc::bare_urls"))
}

/// cargo, with clippy in the compiler's place for our own crates: what others wrote is compiled once for lints and tests,
/// and not checked before it is compiled.
pub(crate) fn linting() -> Command {
    let mut cargo = process::command("cargo");
    cargo.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver").env("CLIPPY_ARGS", STRICT.join("__CLIPPY_HACKERY__"));
    cargo
}

fn cargo(arguments: &str) -> Command {
    let mut cargo = process::command("cargo");
    cargo.args(arguments.split_whitespace());
    cargo
}
