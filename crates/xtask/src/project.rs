//! Where things are in this repository.

use std::env;
use std::path::{Path, PathBuf};

/// The root of the clone. Cargo tells it at run time, so a moved clone needs no rebuild.
pub(crate) fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.ancestors().find(|folder| folder.join("Trunk.toml").is_file()).map_or(here.clone(), Path::to_path_buf)
}

/// Pinned tools live here: ignored by git, first on PATH, safe to delete.
pub(crate) fn tools() -> PathBuf {
    root().join(".tools")
}

/// The benchmark's peers and their sites: ignored by git, safe to delete.
pub(crate) fn peers() -> PathBuf {
    root().join(".peers")
}

/// The built web app.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Where cargo puts what it builds.
pub(crate) fn target() -> PathBuf {
    root().join(env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// What the linker made of one of the web apps.
pub(crate) fn wasm(name: &str, release: bool) -> PathBuf {
    let profile = if release { "web" } else { "debug" };
    target().join("wasm32-unknown-unknown").join(profile).join(format!("{name}.wasm"))
}

/// The server's binary; `profile` is `debug` or `release`.
pub(crate) fn server(profile: &str) -> PathBuf {
    target().join(profile).join(format!("nuanxin-server{}", env::consts::EXE_SUFFIX))
}
