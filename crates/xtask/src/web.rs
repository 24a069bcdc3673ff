//! The two web apps, from cargo to `dist/`. In the edit loop Trunk stands here, and calls the same hook (`finish.rs`); it takes
//! minutes to compile, which nobody waits for who wants a page.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;
use crate::{compress, finish, page, process, project};

/// One of the apps in `dist/`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum App {
    /// What a rider reads.
    Reader,
    /// What a secretary works at; below `dist/desk/`.
    Desk,
}

const DESK: &str = "desk";

impl App {
    /// Its WASM, by the name that cargo gives it.
    fn binary(self) -> &'static str {
        if self == Self::Desk { "desk" } else { "nuanxin" }
    }

    fn page(self) -> &'static str {
        if self == Self::Desk { "desk.html" } else { "index.html" }
    }

    fn dist(self) -> PathBuf {
        if self == Self::Desk { project::dist().join(DESK) } else { project::dist() }
    }

    /// Builds it as its readers get it, in place of what was there.
    pub(crate) fn build(self) -> Result<(), Failure> {
        let mut cargo = process::command("cargo");
        cargo.args(["build", "--locked", "--package", "nuanxin", "--target", "wasm32-unknown-unknown"]);
        cargo.args(["--profile", "web", "--bin", self.binary()]);
        if self == Self::Desk {
            cargo.args(["--features", DESK]);
        }
        process::run(&mut cargo)?;
        let staging = self.stage()?;
        finish::finish(staging.clone(), self == Self::Desk, true)?;
        replace(&staging, &self.dist(), self == Self::Reader)
    }

    /// Has its address say something, where it has not been built even once; whether it does.
    pub(crate) fn announce(self, said: &str, looks_again: bool) -> Result<bool, Failure> {
        if self.dist().join("assets").is_dir() {
            return Ok(false);
        }
        let staging = self.stage()?;
        finish::announce(staging.clone(), said, looks_again)?;
        replace(&staging, &self.dist(), false).map(|()| true)
    }

    /// A folder with what needs no compiler.
    fn stage(self) -> Result<PathBuf, Failure> {
        // Beside `dist/`, into which its files are moved: `target` may be on another disk. One for each build that runs.
        let staging = project::tools().join("staging").join(format!("{}-{}", self.binary(), std::process::id()));
        fs::remove_dir_all(&staging).ok();
        fs::create_dir_all(&staging).map_err(Failure::file("create", &staging))?;
        let page = project::root().join(self.page());
        let html = fs::read_to_string(&page).map_err(Failure::file("read", &page))?;
        let index = staging.join("index.html");
        fs::write(&index, page::without_trunk(&html)).map_err(Failure::file("write", &index))?;
        let public = project::root().join("public");
        let files = if self == Self::Reader { compress::files(&public)? } else { Vec::new() };
        for file in files {
            let copy = staging.join(file.strip_prefix(&public).unwrap_or(&file));
            let folder = copy.parent().unwrap_or(&staging);
            fs::create_dir_all(folder).map_err(Failure::file("make", folder))?;
            fs::copy(&file, &copy).map_err(Failure::file("write", &copy))?;
        }
        Ok(staging)
    }
}

/// Moves all files there, and removes what is of an earlier build. What names the others comes last: whoever is served
/// meanwhile has a whole app.
fn replace(from: &Path, into: &Path, keep_desk: bool) -> Result<(), Failure> {
    let mut files = compress::files(from)?;
    files.sort_by_key(|file| (file.parent() == Some(from), file.ends_with("app.json")));
    let mut new = BTreeSet::new();
    for file in files {
        let target = into.join(file.strip_prefix(from).unwrap_or(&file));
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        }
        fs::rename(&file, &target).map_err(Failure::file("write", &target))?;
        new.insert(target);
    }
    let kept = |file: &PathBuf| new.contains(file) || keep_desk && file.starts_with(into.join(DESK));
    for old in compress::files(into)?.iter().filter(|file| !kept(file)) {
        fs::remove_file(old).map_err(Failure::file("remove", old))?;
    }
    fs::remove_dir_all(from).map_err(Failure::file("remove", from))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_build_replaces_the_one_before_and_leaves_the_other_app() {
        let folder = std::env::temp_dir().join(format!("nuanxin-replace-{}", std::process::id()));
        let (from, into) = (folder.join("new"), folder.join("dist"));
        let write = |file: PathBuf, text: &str| {
            file.parent()
                .map(fs::create_dir_all)
                .transpose()
                .and_then(|_| fs::write(&file, text))
                .map_err(Failure::file("write", &file))
        };
        let done = write(into.join("assets/old.js"), "old")
            .and_then(|()| write(into.join("app.json"), "old"))
            .and_then(|()| write(into.join("desk/index.html"), "desk"))
            .and_then(|()| write(from.join("assets/new.js"), "new"))
            .and_then(|()| write(from.join("app.json"), "new"))
            .and_then(|()| replace(&from, &into, true))
            .and_then(|()| compress::files(&into));
        let read = fs::read_to_string(into.join("app.json")).unwrap_or_default();
        fs::remove_dir_all(&folder).ok();
        let expected = ["app.json", "assets/new.js", "desk/index.html"].map(|name| into.join(name));
        assert_eq!((done.unwrap_or_default(), read.as_str()), (expected.to_vec(), "new"));
    }
}
