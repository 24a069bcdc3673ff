//! `cargo xtask check`: all that can be judged without running the app.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::steps::Steps;
use crate::{budgets, content, conventions, licences, process, tools};

pub(crate) fn check() -> ExitCode {
    let mut steps = Steps::default();
    sources(&mut steps);
    steps.run("content", content::check);
    if budgets::is_release_build() {
        steps.run("budgets", budgets::budgets);
    }
    steps.finish()
}

/// The part that needs no server.
pub(crate) fn sources(steps: &mut Steps) {
    steps.run("fmt", || cargo("fmt --all --check"));
    steps.run("clippy", || cargo("clippy --quiet --workspace --all-targets -- -D warnings"));
    // The reader's wasm-only code is invisible to a native build.
    steps.run("clippy (wasm)", || {
        cargo("clippy --quiet --package nuanxin --target wasm32-unknown-unknown -- -D warnings")
    });
    steps.run("scripts", tools::check_scripts);
    steps.run("conventions", conventions::conventions);
    steps.run("licences", licences::licences);
}

fn cargo(arguments: &str) -> Result<(), Failure> {
    process::run(process::command("cargo").args(arguments.split_whitespace()))
}
