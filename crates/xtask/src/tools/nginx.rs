//! nginx with its module for ready-made brotli files: the benchmark's host of all sites.

use std::env;
use std::path::Path;

use super::apt;
use crate::failure::Failure;
use crate::process;

const PACKAGES: [&str; 2] = ["nginx-light", "libnginx-mod-http-brotli-static"];
/// Where Debian puts it; `NGINX_BROTLI` names another place.
const MODULE: &str = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

pub(super) fn ensure() -> Result<(), Failure> {
    let module = env::var("NGINX_BROTLI").unwrap_or_else(|_| MODULE.into());
    if process::on_path("nginx").is_some() && Path::new(&module).is_file() {
        return Ok(());
    }
    if apt::can_install() {
        return apt::install(&PACKAGES);
    }
    Err(Failure::say(format!(
        "nginx and {module} are needed (Debian: apt install {}; elsewhere, NGINX_BROTLI is the module's path)",
        PACKAGES.join(" ")
    )))
}
