//! `cargo xtask bench`: sees to it that the build and the peers are there; what is measured is in `benches/`.

use clap::ValueEnum;

use crate::failure::Failure;
use crate::{bind::bind, build, process, project, tools};

/// A part of the benchmark.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Words of the first visit beside static pages with the same words
    Words,
    /// Page load beside other ways to make such a site
    Load,
    /// Markdown to safe HTML in the browser beside other renderers
    Markdown,
    /// Start and search as cards go from 120 to 12,000
    Growth,
    /// The list of places and its filters beside an article, with 123 places and with 5,000
    Places,
    /// The feed and new posts beside a static file, the disk and a plain Node server
    Posts,
    /// What is left of acknowledged posts after the server was killed, again and again
    Kills,
    /// A live reading's followers beside a socket.io room
    Reading,
}

/// Runs the parts asked for, or all, one after the other, and brings plots and tables up to date.
pub(crate) fn bench(only: &[Part], rounds: Option<u32>) -> Result<(), Failure> {
    let parts = if only.is_empty() { Part::value_variants() } else { only };
    build::release()?;
    tools::for_browser_benches()?;
    if parts.iter().any(|part| matches!(part, Part::Load | Part::Markdown)) {
        tools::for_peers()?;
    }
    if parts.iter().any(|part| matches!(part, Part::Posts | Part::Kills)) {
        tools::for_feed()?;
    }
    if parts.contains(&Part::Reading) {
        tools::for_room()?;
    }
    if parts.contains(&Part::Markdown) {
        markdown_module()?;
    }
    let names: Vec<String> = parts.iter().filter_map(Part::to_possible_value).map(|it| it.get_name().into()).collect();
    let mut run = tools::node_with_browser(&["benches/run.mjs", "--only", &names.join(",")]);
    if let Some(rounds) = rounds {
        run.arg("--rounds").arg(rounds.to_string());
    }
    process::run(&mut run)?;
    process::run(process::command("node").arg("benches/report.mjs"))
}

/// Our renderer alone, with the app's own profile and tools.
fn markdown_module() -> Result<(), Failure> {
    println!("building the markdown renderer");
    let target = ["--target", "wasm32-unknown-unknown", "--profile", "web"];
    process::run(process::command("cargo").args(["build", "--locked", "--package", "markdown-bench"]).args(target))?;
    let out = project::peers().join("markdown");
    let built = project::target().join("wasm32-unknown-unknown/web/markdown_bench.wasm");
    bind(&built, "markdown_bench", &out, false)?;
    let small = format!("--output={}", out.join("markdown_bench.wasm").display());
    process::run(process::command("wasm-opt").arg(small).arg("-Oz").arg(out.join("markdown_bench_bg.wasm")))
}
