//! Shell: what every page of the desk has around it: coming in, who is in, where one can go, and what is live.

pub mod account;
pub mod api;
pub mod badge;
pub mod failed;
pub mod frame;
pub mod leaving;
pub mod live;
pub mod navigation;
pub mod room;
pub mod session;
pub mod sign_in;
