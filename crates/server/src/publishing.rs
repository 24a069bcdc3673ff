//! Publishing: from content and what was published at the desk to the pages, bundles and pictures that readers are given.

pub(crate) mod activity_slots;
pub(crate) mod archive;
pub(crate) mod feed_cache;
pub(crate) mod frontend;
pub(crate) mod manifest;
pub(crate) mod merge;
pub(crate) mod publish;
pub(crate) mod refresh;
pub(crate) mod sign_up_counts;
pub(crate) mod site;
pub(crate) mod texts;
pub(crate) mod unused_pictures;
pub(crate) mod visible;
pub(crate) mod visible_pictures;
pub(crate) mod watch;
