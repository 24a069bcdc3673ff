//! `.br` and `.gz` siblings of what phones fetch.
//!
//! Node compresses: it is here anyhow, and native. A Rust encoder in this unoptimised binary takes ten seconds for the
//! app's WASM, and a minute more to build.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::{process, project};

const KINDS: [&str; 6] = ["js", "wasm", "svg", "webmanifest", "css", "json"];
/// Read by the server, never sent.
const PRIVATE: &str = "app.json";

/// Writes the siblings of all files below `folder` that gain from it.
pub(crate) fn folder(folder: &Path) -> Result<(), Failure> {
    siblings(&files(folder)?.into_iter().filter(|file| worth_it(file)).collect::<Vec<_>>())
}

/// Writes the siblings of these files.
pub(crate) fn siblings(files: &[PathBuf]) -> Result<(), Failure> {
    let script = project::root().join("crates/xtask/src/compress.mjs");
    process::run(process::command("node").arg(script).args(files))
}

/// `x.js` is `x.js.br` when compressed.
pub(crate) fn sibling(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_os_string();
    name.push(".br");
    name.into()
}

/// All files below a folder, sorted, so that whatever is made of them is the same everywhere.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::file("read", folder))? {
        let path = entry.map_err(Failure::file("read", folder))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn worth_it(file: &Path) -> bool {
    let kind = file.extension().and_then(|kind| kind.to_str()).unwrap_or_default();
    let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    KINDS.contains(&kind) && name != PRIVATE
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_phone_fetches_and_gains_from_is_compressed() {
        let worth = ["app-0.js", "app-0.wasm", "icon.svg", "manifest.webmanifest", "x.json"];
        assert!(worth.iter().all(|name| worth_it(Path::new(name))));
        let not = ["shell.html", "app.json", "icon-192.png", "app-0.js.br"];
        assert!(not.iter().all(|name| !worth_it(Path::new(name))));
    }
}
