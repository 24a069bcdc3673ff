//! `cargo xtask test`: everything, in one go; what CI runs.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::steps::Steps;
use crate::{budgets, build, check, process, project, tools};

pub(crate) fn test() -> ExitCode {
    let mut steps = Steps::default();
    steps.run("tools", || {
        tools::for_build()?;
        tools::for_browser_tests()?;
        tools::for_store_tests()?;
        tools::for_api_checks()
    });
    check::sources(&mut steps);
    steps.run("unit tests", unit_tests);
    if steps.run("build", build::for_tests) {
        steps.run("budgets", budgets::budgets);
        steps.run("api", || process::run(&mut tools::check_api(&project::server("debug"))));
        steps.run("e2e", || process::run(&mut tools::playwright(&["test"])));
    } else {
        steps.skip("budgets", "build");
        steps.skip("api", "build");
        steps.skip("e2e", "build");
    }
    steps.finish()
}

fn unit_tests() -> Result<(), Failure> {
    let postgres = tools::postgres::Postgres::start()?;
    let cargo = |arguments: &[&str]| {
        process::run(process::command("cargo").args(arguments).env("NUANXIN_TEST_POSTGRES", postgres.url()))
    };
    if process::ask("cargo", &["nextest", "--version"]).is_none() {
        return cargo(&["test", "--workspace"]);
    }
    // nextest does not run documentation's examples.
    cargo(&["nextest", "run", "--workspace"])?;
    cargo(&["test", "--workspace", "--doc", "--quiet"])
}
