//! Trunk, wasm-bindgen and mdBook: a ready binary of the right version if there is one, built from crates.io if not.

use std::{env, fs};

use crate::failure::Failure;
use crate::{process, project};

const TRUNK: &str = "0.21.14";
const MDBOOK: &str = "0.5.4";

struct CargoTool {
    package: &'static str,
    binary: &'static str,
    version: String,
    flags: &'static [&'static str],
}

pub(super) fn trunk() -> Result<(), Failure> {
    // Its default features are its own downloads and its update check; all our tools come from registries.
    let flags = &["--locked", "--no-default-features"];
    CargoTool { package: "trunk", binary: "trunk", version: TRUNK.into(), flags }.ensure()
}

/// One of the benchmark's peers.
pub(super) fn mdbook() -> Result<(), Failure> {
    CargoTool { package: "mdbook", binary: "mdbook", version: MDBOOK.into(), flags: &["--locked"] }.ensure()
}

/// Always the version in Cargo.lock: the tool refuses modules of any other.
pub(super) fn wasm_bindgen() -> Result<(), Failure> {
    let path = project::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(Failure::file("read", &path))?;
    let version = locked(&lock, "wasm-bindgen")
        .ok_or_else(|| Failure::say("Cargo.lock has no wasm-bindgen: restore it with `git checkout Cargo.lock`"))?;
    // Not --locked: its own lock file names a package that was taken back from the registry.
    CargoTool { package: "wasm-bindgen-cli", binary: "wasm-bindgen", version: version.into(), flags: &[] }.ensure()
}

impl CargoTool {
    fn ensure(&self) -> Result<(), Failure> {
        let wanted = format!("{} {}", self.binary, self.version);
        if self.is(&wanted) || self.fetched(&wanted) {
            return Ok(());
        }
        self.build()?;
        match self.is(&wanted) {
            true => Ok(()),
            false => Err(Failure::say(format!(
                "`{} --version` does not answer {wanted} after it was installed",
                self.binary
            ))),
        }
    }

    fn is(&self, wanted: &str) -> bool {
        // mdBook says `mdbook v0.5.4`.
        let says = process::ask(self.binary, &["--version"]).map(|version| version.replacen(" v", " ", 1));
        says.is_some_and(|version| version.starts_with(wanted))
    }

    /// Whether cargo-binstall is here and found a ready binary. Its fallback to compiling would use the wrong flags.
    fn fetched(&self, wanted: &str) -> bool {
        if process::ask("cargo", &["binstall", "-V"]).is_none() {
            return false;
        }
        println!("tools: fetching {wanted}");
        let package = format!("{}@{}", self.package, self.version);
        let mut binstall = process::command("cargo");
        binstall.args(["binstall", "--no-confirm", "--disable-strategies", "compile", "--root"]).arg(project::tools());
        process::run(binstall.arg(package)).is_ok() && self.is(wanted)
    }

    fn build(&self) -> Result<(), Failure> {
        println!("tools: building {} {} (once; some minutes)", self.package, self.version);
        let target = project::tools().join("build");
        let mut install = process::command("cargo");
        install
            // Away from the clone: its cargo settings and target folder are not the tool's.
            .current_dir(env::temp_dir())
            .args(["install", self.package, "--force", "--version", &self.version, "--root"])
            .arg(project::tools())
            .arg("--target-dir")
            .arg(&target)
            .args(self.flags)
            // A tool's speed matters less than the minutes its own release profile takes to build.
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
        let built = process::run(&mut install);
        // Half a gigabyte that nothing needs again; a failed removal harms nobody.
        fs::remove_dir_all(&target).ok();
        built
    }
}

fn locked<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let (_, after) = lock.split_once(&format!("name = \"{package}\"\nversion = \""))?;
    after.split('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked(lock, "absent"), None);
    }
}
