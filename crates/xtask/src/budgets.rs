//! What a rider downloads, in bytes, against what the design allows; and what a secretary does, so that it grows no more
//! than somebody means it to.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::{compress, process, project};

/// The reader's WASM and JavaScript, the service worker included.
const APP: u64 = 215_000;
/// The home page, complete with today's card.
const HOME: u64 = 15_000;
/// All that a phone stores of today's content: 146 cards with the sentences beside them, 23 articles, 34 decks, and the search
/// over them are 143,015 bytes. More content may raise it, by what the content needs.
const CONTENT: u64 = 145_000;
/// The desk's WASM and JavaScript, with the markdown parser for the preview: nobody's design says how large it may be, but
/// an office PC is not everywhere. It has the tables of line breaks and look-alikes since drafts are checked as they are typed.
const DESK: u64 = 680_000;
/// What riders must never download, by the traces it leaves in a binary: the markdown parser and the desk.
const FOREIGN: [&str; 2] = ["pulldown", "desk::"];

/// Whether `dist/` holds something worth measuring: a debug build has no compressed files.
pub(crate) fn is_release_build() -> bool {
    app_files().is_ok_and(|files| !files.is_empty() && files.iter().all(|file| compress::sibling(file).is_file()))
}

pub(crate) fn budgets() -> Result<(), Failure> {
    let mut faults = Vec::new();
    let mut app = 0;
    for file in app_files()? {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let bytes = fs::read(&file).map_err(Failure::file("read", &file))?;
        let size = size(&file)?;
        println!("{name}: {} bytes, {size} compressed", bytes.len());
        app += size;
        faults.extend(foreign(&bytes).map(|trace| format!("{name} contains `{trace}`: the reader must not carry it")));
    }
    faults.extend(over("the reader's WASM and JavaScript", app, APP));
    let desk = code(&project::dist().join("desk"))?.iter().map(|file| size(file)).sum::<Result<u64, Failure>>()?;
    faults.extend(over("the desk's WASM and JavaScript", desk, DESK));
    let (home, content) = exported()?;
    faults.extend(over("the home page", home, HOME));
    faults.extend(over("the whole content", content, CONTENT));
    match faults.is_empty() {
        true => Ok(()),
        false => Err(Failure::say(faults.join("\n"))),
    }
}

fn over(what: &str, size: u64, limit: u64) -> Option<String> {
    println!("{what}: {size} of {limit} bytes");
    (size > limit).then(|| format!("{what}: {size} bytes compressed, {} over the limit of {limit}", size - limit))
}

fn foreign(bytes: &[u8]) -> impl Iterator<Item = &'static str> {
    let contains = |trace: &str| bytes.windows(trace.len()).any(|window| window == trace.as_bytes());
    FOREIGN.into_iter().filter(move |trace| contains(trace))
}

/// All code that the reader loads.
fn app_files() -> Result<Vec<PathBuf>, Failure> {
    let mut files = code(&project::dist().join("assets"))?;
    files.push(project::dist().join("sw.js"));
    Ok(files)
}

fn code(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut files = compress::files(folder)?;
    files.retain(|file| file.extension().is_some_and(|kind| kind == "js" || kind == "wasm"));
    Ok(files)
}

/// As sent: the size of the compressed sibling.
fn size(file: &Path) -> Result<u64, Failure> {
    let sibling = compress::sibling(file);
    fs::metadata(&sibling).map(|file| file.len()).map_err(Failure::file("read", &sibling))
}

/// The sizes of `/` and of the whole bundle as the server would send them, from a static export.
fn exported() -> Result<(u64, u64), Failure> {
    let folder = std::env::temp_dir().join(format!("nuanxin-budget-{}", std::process::id()));
    let measured = export(&folder).and_then(|()| {
        let page = folder.join("index.html");
        let bundle = compress::files(&folder.join("bundle"))?;
        compress::siblings(&[bundle.as_slice(), std::slice::from_ref(&page)].concat())?;
        let sizes = bundle.iter().map(|file| size(file));
        Ok((size(&page)?, sizes.sum::<Result<u64, Failure>>()?))
    });
    fs::remove_dir_all(&folder).ok();
    fs::remove_dir_all(data(&folder)).ok();
    measured
}

fn export(folder: &Path) -> Result<(), Failure> {
    // Whichever was built: what it writes is the same.
    let built = ["debug", "release"].map(project::server).into_iter().find(|server| server.is_file());
    let missing = || Failure::say("no server to publish with: `cargo xtask build` makes one");
    let mut server = process::command(built.ok_or_else(missing)?);
    server.args(["export", "--dist", "dist", "--content-dir", "content", "--data-dir"]).arg(data(folder)).arg(folder);
    process::read(&mut server).map(drop)
}

/// Not the project's own `data/`: a measurement must not count as a publication.
fn data(folder: &Path) -> PathBuf {
    folder.with_extension("data")
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
