//! Study content, from a markdown file to what a phone receives.
//!
//! By default only the types of a published bundle ([`bundle`], [`day`], [`pages_file`], [`search`]), what a search folds ([`fold`]), whether a place is open ([`opening`]), where it is ([`street`]) and what both sides
//! make of posts ([`feed`]) are compiled: they are all that the reader carries. `render` adds the documents themselves: front matter, the kinds of them, their checks, markdown and the HTML
//! fragments (also for wasm: the desk's preview). `publish` adds what needs a file system: reading a content folder,
//! verifying quotations against a source text, and the publisher. Nothing here knows HTTP.

pub mod bundle;
pub mod day;
pub mod feed;
pub mod fold;
pub mod opening;
pub mod pages_file;
pub mod search;
pub mod street;

#[cfg(feature = "render")]
pub mod activity;
#[cfg(feature = "render")]
pub mod agreement;
#[cfg(feature = "render")]
pub mod article;
#[cfg(feature = "render")]
pub mod breaks;
#[cfg(feature = "render")]
pub mod card;
#[cfg(feature = "render")]
pub mod care;
#[cfg(feature = "render")]
pub mod check;
#[cfg(feature = "render")]
pub mod collate;
#[cfg(feature = "render")]
pub mod deck;
#[cfg(feature = "render")]
pub mod differ;
#[cfg(feature = "render")]
pub mod document;
#[cfg(feature = "render")]
pub mod duplicates;
#[cfg(feature = "render")]
pub mod fault;
#[cfg(feature = "render")]
pub mod fields;
#[cfg(feature = "render")]
pub mod fragment;
#[cfg(feature = "render")]
pub mod front_matter;
#[cfg(feature = "render")]
pub mod gloss;
#[cfg(feature = "render")]
mod habits;
#[cfg(feature = "render")]
pub mod holidays;
#[cfg(feature = "render")]
pub mod hours;
#[cfg(feature = "render")]
pub mod library;
#[cfg(feature = "render")]
pub mod lock;
#[cfg(feature = "render")]
pub mod media;
#[cfg(feature = "render")]
pub mod numbers;
#[cfg(feature = "render")]
pub mod organisation;
#[cfg(feature = "render")]
pub mod parted;
#[cfg(feature = "render")]
pub mod picture;
#[cfg(feature = "render")]
pub mod place;
#[cfg(feature = "render")]
mod read_field;
#[cfg(feature = "render")]
pub mod recording;
#[cfg(feature = "render")]
pub mod render;
#[cfg(feature = "render")]
pub mod role;
#[cfg(feature = "render")]
pub mod site;
#[cfg(feature = "render")]
pub mod slug;
#[cfg(feature = "render")]
pub mod source;
#[cfg(feature = "render")]
pub mod spacing;
#[cfg(feature = "render")]
pub mod story;
#[cfg(feature = "render")]
mod words;
#[cfg(feature = "render")]
pub mod write;

#[cfg(feature = "publish")]
pub mod folder;
#[cfg(feature = "publish")]
pub mod publish;
#[cfg(feature = "publish")]
pub mod verify;
