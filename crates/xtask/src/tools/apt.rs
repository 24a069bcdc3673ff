//! Debian's packages, for what lives outside a clone by nature: a browser, a font, a web server.

use crate::failure::Failure;
use crate::process;

/// Whether this is Debian or one of its kin, and we may install.
pub(super) fn can_install() -> bool {
    process::on_path("apt-get").is_some() && process::ask("id", &["-u"]).as_deref() == Some("0")
}

pub(super) fn install(packages: &[&str]) -> Result<(), Failure> {
    println!("tools: installing {} with apt-get", packages.join(" and "));
    // Another apt may be at work on a fresh machine: wait for it.
    let mut apt = process::command("apt-get");
    process::run(apt.args(["update", "-qq", "-o", "DPkg::Lock::Timeout=300"]))?;
    let mut apt = process::command("apt-get");
    apt.args(["install", "-y", "-qq", "-o", "DPkg::Lock::Timeout=300"]).args(packages);
    process::run(apt.env("DEBIAN_FRONTEND", "noninteractive"))
}
