//! What a rider downloads, in bytes, against what the design allows.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::{compress, process, project};

/// The reader's WASM and JavaScript, the service worker included.
const APP: usize = 150_000;
/// The home page, complete with today's card.
const HOME: usize = 15_000;
/// Crates and modules that riders must never download, by what they leave in a binary.
const FOREIGN: [&str; 2] = ["pulldown", "desk::"];

/// Whether `dist/` holds something worth measuring.
pub(crate) fn is_release_build() -> bool {
    assets().is_ok_and(|files| files.iter().any(|file| file.to_string_lossy().ends_with(".wasm.br")))
}

pub(crate) fn budgets() -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut app = Vec::new();
    for file in assets()?.iter().chain([&project::dist().join("sw.js")]) {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if !(name.ends_with(".js") || name.ends_with(".wasm")) {
            continue;
        }
        let bytes = fs::read(file).map_err(Failure::file("read", file))?;
        if name.ends_with(".wasm") {
            faults.extend(foreign(&bytes).map(|trace| format!("{name} contains `{trace}`: the reader must not carry it")));
        }
        app.push(compress::brotli(&bytes)?.len());
        println!("{name}: {} bytes, {} compressed", bytes.len(), app[app.len() - 1]);
    }
    faults.extend(over("the reader's WASM and JavaScript", app.iter().sum(), APP));
    faults.extend(over("the home page", compress::brotli(&home_page()?)?.len(), HOME));
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Failure::say(faults.join("\n"))),
    }
}

fn over(what: &str, size: usize, limit: usize) -> Option<String> {
    println!("{what}: {size} of {limit} bytes");
    (size > limit).then(|| format!("{what}: {size} bytes compressed, {} over the limit of {limit}", size - limit))
}

fn foreign(wasm: &[u8]) -> impl Iterator<Item = &'static str> {
    let contains = |trace: &str| wasm.windows(trace.len()).any(|window| window == trace.as_bytes());
    FOREIGN.into_iter().filter(move |trace| contains(trace))
}

fn assets() -> Result<Vec<PathBuf>, Failure> {
    let folder = project::dist().join("assets");
    let entries = fs::read_dir(&folder).map_err(Failure::file("read", &folder))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.sort();
    Ok(files)
}

/// `/` as the server would send it, from a static export.
fn home_page() -> Result<Vec<u8>, Failure> {
    let folder = std::env::temp_dir().join(format!("nuanxin-budget-{}", std::process::id()));
    let page = export(&folder).and_then(|()| {
        let page = folder.join("index.html");
        fs::read(&page).map_err(Failure::file("read", &page))
    });
    fs::remove_dir_all(&folder).ok();
    page
}

fn export(folder: &Path) -> Result<(), Failure> {
    let mut server = process::command(project::server("release"));
    server.args(["export", "--dist", "dist", "--content-dir", "content"]).arg(folder);
    process::read(&mut server).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trace_of_the_markdown_parser_is_found() {
        assert_eq!(foreign(b"\0asm\x01src/pulldown-cmark").collect::<Vec<_>>(), ["pulldown"]);
        assert_eq!(foreign(b"\0asm nothing of the desk here").count(), 0);
    }

    #[test]
    fn a_limit_may_be_reached_but_not_passed() {
        assert_eq!(over("it", 10, 10), None);
        assert!(over("it", 11, 10).is_some_and(|said| said.contains("11 bytes") && said.contains("limit of 10")));
    }
}
