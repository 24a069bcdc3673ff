//! URLs of recordings of cards, articles and stories.

/// Recordings, by names that carry a hash of their bytes.
pub const RECORDINGS: &str = "/recordings/";
/// Where they are sent.
pub const API_DESK_RECORDINGS: &str = "/api/desk/recordings";

/// A recording, by its name.
pub fn recording(name: &str) -> String {
    format!("{RECORDINGS}{name}")
}

/// A recording that its speaker takes back.
pub fn api_recording(name: &str) -> String {
    format!("{API_DESK_RECORDINGS}/{name}")
}
