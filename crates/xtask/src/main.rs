//! `cargo xtask`: the one entry point for people and CI.
//!
//! A command a person types is a file here (`run.rs`, `test.rs`, …). What they share is how programs are called
//! (`process.rs`), what must be installed first (`tools.rs`) and how the web app's files are finished (`finish.rs`).

mod bench;
mod bind;
mod budgets;
mod build;
mod check;
mod compress;
mod content;
mod conventions;
mod dev;
mod esbuild;
mod failure;
mod fingerprint;
mod finish;
mod floor;
mod lan;
mod layers;
mod licences;
mod old_style;
mod page;
mod precache;
mod process;
mod project;
mod run;
mod seed;
mod shorten;
mod split;
mod steps;
mod test;
mod tools;
mod unused;
mod web;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, runs and checks nuanxin; installs the tools it needs into .tools/")]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Build everything and serve it at http://127.0.0.1:8080
    Run {
        /// Listen on all interfaces, and show the address as a QR code
        #[arg(long, conflicts_with = "sample")]
        lan: bool,
        /// With sample branches, accounts and posts (示例数据) in a data folder of their own, and how to come in
        #[arg(long)]
        sample: bool,
        /// Further arguments for `nuanxin-server serve`, after `--`
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// Build dist/ and target/release/nuanxin-server
    Build,
    /// The edit loop: a debug build that follows your edits to code, style and content
    Dev {
        /// Further arguments for `nuanxin-server serve`, after `--`
        #[arg(last = true)]
        server: Vec<String>,
    },
    /// The server's content commands: check, verify, render …
    Content {
        /// Passed on as they are
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        arguments: Vec<String>,
    },
    /// Add sample posts, the same for the same number
    Seed {
        /// How many
        #[arg(long)]
        posts: u64,
    },
    /// Everything: check, unit tests, build, budgets, browser tests
    Test,
    /// Format, lints, scripts, content, conventions, licences; budgets where a release build is there
    Check,
    /// Measure beside named peers; results go to benches/results/, tables and plots to docs/
    Bench {
        /// Only these parts
        #[arg(long, value_delimiter = ',')]
        only: Vec<bench::Part>,
        /// Rounds of each measurement, instead of each part's own number
        #[arg(long)]
        rounds: Option<u32>,
    },
    /// What a rider downloads, in bytes, and whether the oldest browsers know it; after `build`
    Budgets,
    /// One step of `run` and `test`, in a process of its own
    #[command(hide = true)]
    Step { step: Step },
    /// Trunk's hook: finishes the files of the web app
    #[command(hide = true)]
    FinishWeb,
}

#[derive(Clone, Copy, ValueEnum)]
enum Step {
    Tools,
    Scripts,
    Reader,
    Desk,
    DeskBehind,
    ClippyWasm,
}

impl Step {
    fn run(self) -> Result<(), failure::Failure> {
        match self {
            Self::Tools => tools::for_tests(),
            Self::Scripts => tools::check_scripts(),
            Self::Reader => web::App::Reader.build(),
            Self::Desk => web::App::Desk.build(),
            Self::DeskBehind => run::desk_behind(),
            Self::ClippyWasm => check::clippy_wasm(),
        }
    }
}

fn main() -> ExitCode {
    let done = match Arguments::parse().task {
        Task::Run { lan, sample, server } => run::run(lan, sample, &server),
        Task::Build => build::release(),
        Task::Dev { server } => dev::dev(&server),
        Task::Content { arguments } => content::content(&arguments),
        Task::Seed { posts } => seed::seed(posts),
        Task::Bench { only, rounds } => bench::bench(&only, rounds),
        Task::Budgets => budgets::budgets(),
        Task::Step { step } => step.run(),
        Task::FinishWeb => finish::finish_web(),
        Task::Test => return test::test(),
        Task::Check => return check::check(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
