//! esbuild: bundles and shortens JavaScript and CSS.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::failure::Failure;
use crate::{floor, process, project};

/// Pictures that a style names are fetched by the browser when it needs them: no files to bundle.
const PICTURES: [&str; 3] = ["--external:*.svg", "--external:*.png", "--external:*.webp"];

/// Bundles a script with all it imports; minified where `minify` says so.
pub(crate) fn script(entry: &Path, format: &str, minify: bool) -> Result<String, Failure> {
    let mut esbuild = esbuild(&floor::app()?.target(), minify);
    process::read(esbuild.arg(there(entry)?).args(["--bundle", &format!("--format={format}")]))
}

/// The same for every browser that shows words: one that runs by itself, in a page without the app.
pub(crate) fn script_for_all(entry: &Path, minify: bool) -> Result<String, Failure> {
    let mut esbuild = esbuild(&floor::words()?.target(), minify);
    process::read(esbuild.arg(there(entry)?).args(["--bundle", "--format=iife"]))
}

/// Bundles a style with all it imports.
pub(crate) fn style(entry: &Path, minify: bool) -> Result<String, Failure> {
    let mut esbuild = esbuild(&floor::app()?.target(), minify);
    process::read(esbuild.arg(there(entry)?).arg("--bundle").args(PICTURES))
}

/// The same for old browsers, in full: as far as esbuild can rewrite it.
pub(crate) fn old_style(entry: &Path) -> Result<String, Failure> {
    let mut esbuild = esbuild(&floor::words()?.target(), false);
    process::read(esbuild.arg(there(entry)?).arg("--bundle").args(PICTURES))
}

/// Shortens a style for old browsers.
pub(crate) fn minify_old_style(css: &str) -> Result<String, Failure> {
    pipe(esbuild(&floor::words()?.target(), true).arg("--loader=css"), css)
}

/// Shortens a script that stands in a page: browsers run it that are too old for the app.
pub(crate) fn minify_inline(script: &str) -> Result<String, Failure> {
    Ok(pipe(esbuild(&floor::words()?.target(), true).arg("--loader=js"), script)?.trim_end().to_string())
}

/// Shortens a script in ES5; newer syntax in it is a failure.
pub(crate) fn minify_es5(script: &str) -> Result<String, Failure> {
    pipe(esbuild("es5", true).arg("--loader=js"), script)
}

/// A script as it would be written for a target: in full, with what the target does not parse rewritten.
pub(crate) fn written_for(target: &str, script: &str) -> Result<String, Failure> {
    pipe(esbuild(target, false).arg("--loader=js"), script)
}

fn esbuild(target: &str, minify: bool) -> Command {
    let folder = project::tools().join("npm/node_modules/.bin");
    let mut esbuild = process::command(folder.join(if cfg!(windows) { "esbuild.cmd" } else { "esbuild" }));
    esbuild.args([&format!("--target={target}"), "--charset=utf8", "--log-level=warning", "--legal-comments=none"]);
    // What wasm-bindgen writes has some keys twice, once its names are short.
    esbuild.arg("--log-override:duplicate-object-key=silent");
    if minify {
        esbuild.arg("--minify");
    }
    esbuild
}

/// A program's answer to an input.
pub(crate) fn pipe(command: &mut Command, input: &str) -> Result<String, Failure> {
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
