//! Media: pictures and recordings, which are kept, looked after and taken along alike. Their names say which they are.

use crate::picture::{self, Picture};
use crate::recording::{self, Recording};

/// Below a content folder, and beside everything that is exported: pictures, which are no texts.
pub const PICTURES: &str = "pictures";
/// The same of recordings.
pub const RECORDINGS: &str = "recordings";

/// The folder of one beside the texts; `None` for what is no such name.
pub fn folder(name: &str) -> Option<&'static str> {
    match (Picture::named(name), Recording::named(name)) {
        (Some(_), _) => Some(PICTURES),
        (_, Some(_)) => Some(RECORDINGS),
        _ => None,
    }
}

/// The path of one, below a folder of exports and below this site alike.
pub fn path(name: &str) -> String {
    format!("{}/{name}", folder(name).unwrap_or(PICTURES))
}

/// Everything of the kind that a text names: what is named is not thrown away.
pub fn names(text: &str) -> impl Iterator<Item = &str> {
    picture::names(text).chain(recording::names(text))
}
