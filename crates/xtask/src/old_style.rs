//! A page's style for browsers that are too old for the app: esbuild and PostCSS rewrite what they do not know. Nobody
//! else fetches it, so that it may be as long as it likes.

use std::path::Path;

use crate::failure::Failure;
use crate::{esbuild, process, project};

/// A script for Node, run where its parts are installed.
const SCRIPT: &str = include_str!("old_style.mjs");
/// What only such a browser is shown.
const OLD: &str = "style/old.css";

/// All of a page's style. `minify`: for a release.
pub(crate) fn old_style(entry: &Path, minify: bool) -> Result<String, Failure> {
    rewritten(&(esbuild::old_style(entry)? + &esbuild::old_style(&project::root().join(OLD))?), minify)
}

/// The style of a page that is the same in every browser.
pub(crate) fn for_all(entry: &Path, minify: bool) -> Result<String, Failure> {
    rewritten(&esbuild::old_style(entry)?, minify)
}

fn rewritten(css: &str, minify: bool) -> Result<String, Failure> {
    let mut node = process::command("node");
    node.current_dir(project::tools().join("npm-css")).args(["--input-type=module", "--eval", SCRIPT]);
    let css = esbuild::pipe(&mut node, css)?;
    if minify { esbuild::minify_old_style(&css) } else { Ok(css) }
}
