//! nuanxin's two apps. A room knows only those below it (`cargo xtask check`):
//!
//! - [`reader`]: what a rider opens between two orders; `desk`: the secretary's desk, in a build of its own (feature `desk`).
//!   Neither knows the other.
//! - [`ui`]: parts of a page that know no domain word; [`client`]: the way to the server.
//! - [`browser`]: the only place that touches `web_sys`.

#![allow(unreachable_pub, reason = "leptos writes `pub` for components that only this crate sees")]

pub mod browser;
pub mod client;
#[cfg(feature = "desk")]
pub mod desk;
pub mod reader;
pub mod ui;
