//! 身边: where it is open now. A place's hours stand in the page ([`content::opening`]); here numbers are compared, in Beijing's
//! time, and nothing of who looked for what leaves this phone.

mod around_page;
mod care;
mod care_list_page;
mod care_page;
mod contact;
mod corrections;
mod deadline;
mod deed;
mod distance;
mod needs;
mod notes;
mod outbox;
mod place_page;
mod places_page;
mod row;
mod sign_up;
mod slots;
mod standing;
mod street;
mod wish;
mod wishes;

pub use around_page::enliven_around;
pub use care_list_page::enliven_care_list;
pub use care_page::enliven_care;
pub use contact::{enliven_contact, enliven_contacts};
pub use deed::enliven_role;
pub use notes::enliven_story;
pub use place_page::enliven_place;
pub use places_page::enliven_places;
pub use slots::{enliven_activities, enliven_activity};

/// What was said or wished here is sent from now on, whatever page is on screen.
pub fn open() {
    corrections::open();
    wishes::open();
}
