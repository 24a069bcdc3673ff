//! URLs of what waits for somebody at the desk.

/// Drafts that wait for somebody, or came back to them.
pub const API_DESK_WAITING: &str = "/api/desk/waiting";
/// Rooms in which something waits.
pub const API_DESK_TODAY: &str = "/api/desk/today";
