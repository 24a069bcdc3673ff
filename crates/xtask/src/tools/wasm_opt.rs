//! `wasm-opt`, which Trunk looks for on PATH: the system's, else binaryen's from npm, else a stand-in that copies.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::{process, project};

/// Enough of `wasm-opt` for Trunk: it answers the version, and copies the module as it is.
#[cfg(unix)]
const STAND_IN: &str = r#"#!/bin/sh
case "$1" in
  --version) echo "wasm-opt version 0" ;;
  --output=*) cp "$3" "${1#--output=}" ;;
esac
"#;

pub(super) fn ensure() -> Result<(), Failure> {
    let link = project::tools().join("bin/wasm-opt");
    if process::on_path("wasm-opt").is_some() {
        // A native one is three times as fast as npm's, and ours would hide it.
        fs::remove_file(&link).ok();
        return Ok(());
    }
    if !link.exists() {
        link_binaryen(&link)?;
    }
    if link.exists() {
        return Ok(());
    }
    // Left dangling, it would hide the stand-in.
    fs::remove_file(&link).ok();
    eprintln!("warning: no wasm-opt could be had: the app is larger than its budget allows; do not release this build");
    stand_in()
}

#[cfg(unix)]
fn link_binaryen(link: &Path) -> Result<(), Failure> {
    if let Some(folder) = link.parent() {
        fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    }
    // A dangling link of an earlier installation does not `exist`, and is in the way.
    fs::remove_file(link).ok();
    std::os::unix::fs::symlink("../npm/node_modules/.bin/wasm-opt", link).map_err(Failure::file("link", link))
}

#[cfg(unix)]
fn stand_in() -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;

    let folder = project::tools().join("fallback");
    let file = folder.join("wasm-opt");
    fs::create_dir_all(&folder).map_err(Failure::file("create", &folder))?;
    fs::write(&file, STAND_IN).map_err(Failure::file("write", &file))?;
    fs::set_permissions(&file, fs::Permissions::from_mode(0o755)).map_err(Failure::file("make executable", &file))
}

#[cfg(not(unix))]
fn link_binaryen(_: &Path) -> Result<(), Failure> {
    Ok(())
}

#[cfg(not(unix))]
fn stand_in() -> Result<(), Failure> {
    Err(Failure::say("wasm-opt is needed: put binaryen's bin folder (https://github.com/WebAssembly/binaryen) on PATH"))
}
