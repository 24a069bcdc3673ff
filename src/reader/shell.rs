//! Shell: what every page of the reader has around it and below it.

pub mod actions;
pub mod app;
pub mod document;
pub mod frame;
pub mod keys;
pub mod mounted;
mod on_screen;
pub mod pages;
pub mod repair;
pub mod root;
pub mod router;
