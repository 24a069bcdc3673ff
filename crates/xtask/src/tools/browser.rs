//! Chromium for browser tests, and a font with Chinese characters, without which screenshots show boxes.

use std::env;
use std::path::{Path, PathBuf};

use super::apt;
use crate::failure::Failure;
use crate::process;

/// Asks Playwright whether it has downloaded its own.
const OWN: &str =
    "process.exit(require('fs').existsSync(require('@playwright/test').chromium.executablePath()) ? 0 : 1)";

/// A Chromium that is not Playwright's own: `CHROMIUM` if set, else the system's package.
pub(super) fn system() -> Option<PathBuf> {
    let chosen = env::var_os("CHROMIUM").map(PathBuf::from);
    chosen.or_else(|| Some(Path::new("/usr/bin/chromium").to_path_buf()).filter(|file| file.is_file()))
}

pub(super) fn ensure() -> Result<(), Failure> {
    let chromium = system().is_none();
    let font = cfg!(target_os = "linux") && process::ask("fc-list", &[":lang=zh"]).unwrap_or_default().is_empty();
    if (chromium || font) && apt::can_install() {
        let packages = [("chromium", chromium), ("fonts-noto-cjk", font)];
        let missing = packages.iter().filter(|(_, missing)| *missing).map(|(name, _)| *name);
        return apt::install(&missing.collect::<Vec<_>>());
    }
    if font {
        eprintln!(
            "warning: no font with Chinese characters: screenshots will show boxes (Debian: apt install fonts-noto-cjk)"
        );
    }
    match chromium {
        true => playwrights_own(),
        false => Ok(()),
    }
}

fn playwrights_own() -> Result<(), Failure> {
    let mut node = process::command("node");
    let asked = node.current_dir(crate::project::root().join("e2e")).args(["-e", OWN]).status();
    if asked.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    println!("tools: downloading Playwright's Chromium");
    process::run(&mut super::playwright(&["install", "chromium"])).map_err(|failure| {
        Failure::say(format!("{failure}\nno browser for the tests: install Chromium, and set CHROMIUM to its path"))
    })
}
