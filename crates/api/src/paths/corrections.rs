//! URLs of corrections (更正).

use super::PLACES;

/// What was said to be wrong about places.
pub const DESK_CORRECTIONS: &str = "/desk/corrections/";
/// The same, for the desk.
pub const API_DESK_CORRECTIONS: &str = "/api/desk/corrections";

/// Saying what is wrong about a place.
pub fn api_corrections(place: &str) -> String {
    ["/api", PLACES, place, "/corrections"].concat()
}

/// What was said about a group of a place's fields, to be settled.
pub fn api_doubt(place: &str, group: &str) -> String {
    format!("{API_DESK_CORRECTIONS}/{place}/{group}")
}
