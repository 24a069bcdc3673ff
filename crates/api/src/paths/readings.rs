//! URLs of 领读.

/// Following a reading, by four digits; below it, each by its room. Pages of their own: no app takes them over.
pub const READING: &str = "/reading/";
/// Starting one; of which deck stands behind `?deck=`.
pub const NEW_READING: &str = "/reading/new/";
/// Starting a reading; below it, each by its room.
pub const API_READINGS: &str = "/api/readings";

/// The page that follows a reading.
pub fn reading(room: &str) -> String {
    [READING, room, "/"].concat()
}

/// The same for a wall.
pub fn reading_wall(room: &str) -> String {
    [READING, room, "/wall/"].concat()
}

/// What is done with a reading: `position`, `offer`, `volunteer`, `take` or `end`.
pub fn api_reading(room: &str, deed: &str) -> String {
    [API_READINGS, "/", room, "/", deed].concat()
}

/// The room that something is asked of, at an address below [`API_READINGS`].
pub fn room_of(path: &str) -> Option<&str> {
    let room = path.strip_prefix(API_READINGS)?.strip_prefix('/')?.split('/').next()?;
    (!room.is_empty() && room != "code").then_some(room)
}
