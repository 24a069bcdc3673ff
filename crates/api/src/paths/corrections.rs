//! URLs of corrections (更正) and of the round (问一轮).

use super::PLACES;

/// What was said to be wrong about places.
pub const DESK_CORRECTIONS: &str = "/desk/corrections/";
/// The same, for the desk.
pub const API_DESK_CORRECTIONS: &str = "/api/desk/corrections";
/// Places whose hours nobody has confirmed for long.
pub const DESK_ROUND: &str = "/desk/round/";
/// The same, for the desk.
pub const API_DESK_ROUND: &str = "/api/desk/round";

/// Saying what is wrong about a place.
pub fn api_corrections(place: &str) -> String {
    ["/api", PLACES, place, "/corrections"].concat()
}

/// What was said about a group of a place's fields, to be settled.
pub fn api_doubt(place: &str, group: &str) -> String {
    format!("{API_DESK_CORRECTIONS}/{place}/{group}")
}

/// A place whose hours are still so.
pub fn api_round(place: &str) -> String {
    format!("{API_DESK_ROUND}/{place}")
}
