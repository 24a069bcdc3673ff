//! `cargo xtask test`: everything, in one go; what CI runs.
//!
//! Two cores are kept busy by two lanes: linking the web apps, installing and type-checking scripts use one core, and stand
//! beside the one long compilation. What is measured in time (unit tests, browser tests) has the machine to itself.

use std::process::{Command, ExitCode};

use crate::failure::Failure;
use crate::steps::{Beside, Steps};
use crate::{budgets, build, check, content, licences, process, project, tools, unused};

/// Hidden tasks of our own (`main.rs`), in this order.
const BESIDE: [Beside; 5] = [
    ("tools", "2 min, once", &["step", "tools"]),
    ("scripts", "20 s", &["step", "scripts"]),
    ("reader", "4 min", &["step", "reader"]),
    ("desk", "5 min", &["step", "desk"]),
    ("clippy (wasm)", "3 min", &["step", "clippy-wasm"]),
];

pub(crate) fn test() -> ExitCode {
    let mut steps = Steps::of(17);
    let beside = steps.beside(&BESIDE);
    check::quick(&mut steps);
    let linted = steps.run("clippy", "14 min, with what the tests are made of", || {
        build::tests(&mut check::linting())?;
        build::programs(&mut check::linting())
    });
    // A lint keeps nobody from being told what else is wrong.
    let cargo: fn() -> Command = if linted { check::linting } else { || process::command("cargo") };
    let built = steps.run("tests build", "at once, after clippy", || build::tests(&mut cargo()));
    steps.run("licences", "5 s", licences::licences);
    steps.run("unused crates", "1 s", unused::unused);
    let beside = steps.join(beside);
    if built {
        steps.run("content", "5 s", content::check_as_built);
        steps.run("unit tests", "3 min", || unit_tests(cargo));
    } else {
        steps.skip("content", "tests build");
        steps.skip("unit tests", "tests build");
    }
    if built && beside.contains(&"reader") && beside.contains(&"desk") {
        steps.run("budgets", "20 s", budgets::budgets);
        steps.run("api", "2 min", || process::run(&mut tools::check_api(&project::server("debug"))));
        steps.run("e2e", "17 min", || process::run(&mut tools::playwright(&["test"])));
    } else {
        steps.skip("budgets", "the server, the reader and the desk");
        steps.skip("api", "the server, the reader and the desk");
        steps.skip("e2e", "the server, the reader and the desk");
    }
    steps.finish()
}

fn unit_tests(cargo: fn() -> Command) -> Result<(), Failure> {
    let postgres = tools::postgres::Postgres::start()?;
    // As they were built, or they are built anew.
    let cargo = |arguments: &[&str]| {
        process::run(cargo().args(arguments).args(build::ALL).env("NUANXIN_TEST_POSTGRES", postgres.url()))
    };
    if process::ask("cargo", &["nextest", "--version"]).is_none() {
        return cargo(&["test"]);
    }
    // nextest does not run documentation's examples.
    cargo(&["nextest", "run"])?;
    cargo(&["test", "--doc", "--quiet"])
}
