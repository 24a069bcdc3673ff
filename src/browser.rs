//! The only place that touches `web_sys`. Each file is one capability of the browser; every one works or degrades on
//! plain http, in private windows and inside other apps' browsers.

pub mod audio;
mod by_name;
pub mod canvas;
pub mod clock;
pub mod composing;
pub mod database;
pub mod details;
pub mod dialog;
pub mod dom;
#[cfg(feature = "desk")]
pub mod drag;
#[cfg(feature = "desk")]
pub mod events;
pub mod files;
pub mod haystack;
pub mod highlight;
pub mod history;
pub mod http;
#[cfg(feature = "desk")]
pub mod inset;
pub mod install;
pub mod kept_recordings;
pub mod lock;
pub mod look;
pub mod network;
pub mod part;
#[cfg(feature = "desk")]
pub mod picture;
pub mod position;
pub mod random;
pub mod repair;
pub mod screen;
pub mod scroll;
pub mod service_worker;
pub mod share;
pub mod speech;
pub mod storage;
#[cfg(feature = "desk")]
pub mod tab_storage;
pub mod taps;
#[cfg(feature = "desk")]
pub mod typing;
pub mod watch;
pub mod way_back;
