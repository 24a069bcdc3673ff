//! `cargo xtask test`: everything, in one go; what CI runs.

use std::process::ExitCode;

use crate::failure::Failure;
use crate::steps::Steps;
use crate::{budgets, build, check, content, process, project, tools};

pub(crate) fn test() -> ExitCode {
    let mut steps = Steps::default();
    steps.run("tools", || {
        tools::for_build()?;
        tools::for_browser_tests()?;
        tools::for_store_tests()?;
        tools::for_api_checks()
    });
    check::sources(&mut steps);
    if steps.run("tests build", build::server_for_tests) {
        steps.run("content", || content::check_with(&project::server("debug")));
        steps.run("unit tests", unit_tests);
    } else {
        steps.skip("content", "tests build");
        steps.skip("unit tests", "tests build");
    }
    if steps.run("web build", build::web) {
        steps.run("budgets", budgets::budgets);
        steps.run("api", || process::run(&mut tools::check_api(&project::server("debug"))));
        steps.run("e2e", || process::run(&mut tools::playwright(&["test"])));
    } else {
        steps.skip("budgets", "web build");
        steps.skip("api", "web build");
        steps.skip("e2e", "web build");
    }
    steps.finish()
}

fn unit_tests() -> Result<(), Failure> {
    let postgres = tools::postgres::Postgres::start()?;
    let cargo = |arguments: &[&str]| {
        process::run(
            process::command("cargo").args(arguments).args(build::ALL).env("NUANXIN_TEST_POSTGRES", postgres.url()),
        )
    };
    if process::ask("cargo", &["nextest", "--version"]).is_none() {
        return cargo(&["test"]);
    }
    // nextest does not run documentation's examples.
    cargo(&["nextest", "run"])?;
    cargo(&["test", "--doc", "--quiet"])
}
