//! 身边: where it is open now. A place's hours stand in the page ([`content::opening`]); here numbers are compared, in Beijing's
//! time, and nothing of who looked for what leaves this phone.

mod around_page;
mod distance;
mod needs;
mod place_page;
mod places_page;
mod row;
mod standing;
mod street;

pub use around_page::enliven_around;
pub use place_page::enliven_place;
pub use places_page::enliven_places;
