//! Handlers, one file for each kind of thing that is asked for.

pub(crate) mod activities;
pub(crate) mod archive;
pub(crate) mod bundle;
pub(crate) mod calendar;
pub(crate) mod claims;
pub(crate) mod corrections;
pub(crate) mod docs;
pub(crate) mod documents;
pub(crate) mod feed;
pub(crate) mod files;
pub(crate) mod first_steps;
pub(crate) mod imports;
pub(crate) mod join;
pub(crate) mod live;
pub(crate) mod me;
pub(crate) mod moderation;
pub(crate) mod pages;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod posts;
pub(crate) mod previews;
pub(crate) mod readings;
pub(crate) mod round;
pub(crate) mod source_texts;
pub(crate) mod version;
pub(crate) mod waiting;
