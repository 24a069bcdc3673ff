//! wrk, which asks servers for the same thing over and over: the benchmark's load.

use super::apt;
use crate::failure::Failure;
use crate::process;

pub(super) fn ensure() -> Result<(), Failure> {
    if process::on_path("wrk").is_some() {
        return Ok(());
    }
    if apt::can_install() {
        return apt::install(&["wrk"]);
    }
    Err(Failure::say("wrk is needed (Debian: apt install wrk)"))
}
