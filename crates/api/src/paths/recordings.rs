//! URLs of recordings of cards, articles and stories.

/// Recordings, by names that carry a hash of their bytes.
pub const RECORDINGS: &str = "/recordings/";
/// Below it, what somebody is asked to read aloud, by the key of the link. The server's own pages, without the app.
pub const RECORD: &str = "/record/";
/// Where they are sent.
pub const API_DESK_RECORDINGS: &str = "/api/desk/recordings";
/// Links for those who are asked to read aloud, and what came by them; `?path=cards/q010` says of which document.
pub const API_DESK_RECORDING_INVITES: &str = "/api/desk/recordings/invites";

/// A recording, by its name.
pub fn recording(name: &str) -> String {
    format!("{RECORDINGS}{name}")
}

/// What somebody is asked to read aloud.
pub fn record(key: &str) -> String {
    format!("{RECORD}{key}/")
}

/// A recording that its speaker takes back.
pub fn api_recording(name: &str) -> String {
    format!("{API_DESK_RECORDINGS}/{name}")
}

/// An invite, or what came by it, that is let go.
pub fn api_recording_invite(id: &str) -> String {
    format!("{API_DESK_RECORDING_INVITES}/{id}")
}
