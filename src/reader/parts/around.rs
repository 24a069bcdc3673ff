//! Part `around`: 身边, the places and whether they are open.

use crate::browser::dom::Node;
use crate::reader::around;

/// Brings its pages to life.
pub fn enliven(path: &str, page: &Node) {
    match path {
        api::paths::AROUND => around::enliven_around(page),
        api::paths::PLACES => around::enliven_places(page),
        api::paths::CARE => around::enliven_care_list(page),
        api::paths::ACTIVITIES => around::enliven_activities(page),
        api::paths::CONTACTS => around::enliven_contacts(page),
        _ if path.starts_with(api::paths::ACTIVITIES) => around::enliven_activity(page),
        _ if path.starts_with(api::paths::CONTACTS) => around::enliven_contact(page),
        _ if path.starts_with(api::paths::STORIES) => around::enliven_story(page),
        _ if path.starts_with(api::paths::ROLES) => around::enliven_role(page),
        _ if path.starts_with(api::paths::CARE) => around::enliven_care(page),
        _ => around::enliven_place(page),
    }
}
