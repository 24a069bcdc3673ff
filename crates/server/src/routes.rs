//! Handlers, one file for each kind of thing that is asked for.

pub(crate) mod bundle;
pub(crate) mod files;
pub(crate) mod live;
pub(crate) mod pages;
pub(crate) mod version;
