//! esbuild: bundles and shortens JavaScript and CSS.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::{process, project};

/// The oldest engines that run the WASM which Rust and wasm-bindgen emit: newer syntax is rewritten for them.
const TARGET: &str = "--target=chrome96,safari15,firefox100";

/// Pictures that a style names are fetched by the browser when it needs them: no files to bundle.
const PICTURES: [&str; 3] = ["--external:*.svg", "--external:*.png", "--external:*.webp"];

/// Bundles a script with all it imports; minified where `minify` says so.
pub(crate) fn script(entry: &Path, format: &str, minify: bool) -> Result<String, Failure> {
    let mut esbuild = esbuild(minify);
    process::read(esbuild.arg(there(entry)?).args(["--bundle", &format!("--format={format}")]))
}

/// Bundles a style with all it imports.
pub(crate) fn style(entry: &Path, minify: bool) -> Result<String, Failure> {
    let mut esbuild = esbuild(minify);
    process::read(esbuild.arg(there(entry)?).arg("--bundle").args(PICTURES))
}

/// Shortens a script that stands in a page.
pub(crate) fn minify_inline(script: &str) -> Result<String, Failure> {
    let mut esbuild = esbuild(true);
    esbuild.arg("--loader=js");
    Ok(pipe(&mut esbuild, script)?.trim_end().to_string())
}

fn esbuild(minify: bool) -> Command {
    let folder = project::tools().join("npm/node_modules/.bin");
    let mut esbuild = process::command(folder.join(if cfg!(windows) { "esbuild.cmd" } else { "esbuild" }));
    esbuild.args([TARGET, "--charset=utf8", "--log-level=warning", "--legal-comments=none"]);
    if minify {
        esbuild.arg("--minify");
    }
    esbuild
}

fn pipe(command: &mut Command, input: &str) -> Result<String, Failure> {
    let line = process::line(command);
    let not_started = |source| Failure::NotStarted { line: line.clone(), source };
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().map_err(not_started)?;
    // Dropped at once, which is the end of the input. A write that fails shows in the exit code.
    child.stdin.take().map(|mut stdin| stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(not_started)?;
    match output.status.success() {
        true => Ok(String::from_utf8_lossy(&output.stdout).into_owned()),
        false => Err(Failure::Command { line, status: output.status.to_string() }),
    }
}

fn there(entry: &Path) -> Result<&Path, Failure> {
    match entry.is_file() {
        true => Ok(entry),
        false => {
            Err(Failure::say(format!("{} is missing: the web app cannot be finished without it", entry.display())))
        }
    }
}
