//! URLs of those who are asked to read aloud (请一位骑手来念).

/// Below it, what somebody is asked to read aloud, by the key of the link. The server's own pages, without the app.
pub const RECORD: &str = "/record/";
/// Links for those who are asked, and what came by them; `?path=cards/q010` says of which document.
pub const API_DESK_RECORDING_INVITES: &str = "/api/desk/recordings/invites";

/// What somebody is asked to read aloud.
pub fn record(key: &str) -> String {
    format!("{RECORD}{key}/")
}

/// An invite, or what came by it, that is let go.
pub fn api_recording_invite(id: &str) -> String {
    format!("{API_DESK_RECORDING_INVITES}/{id}")
}
