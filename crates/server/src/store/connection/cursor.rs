//! Where a list goes on: opaque, with a version byte, so that its inside can change.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Below this place in the feed.
const FEED: u8 = 1;
/// Behind this post in the queue.
const QUEUE: u8 = 2;

/// Of the feed: its place is a number.
pub(crate) fn feed(seq: i64) -> String {
    let mut bytes = vec![FEED];
    bytes.extend(seq.to_be_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The number in a cursor of the feed.
pub(crate) fn parse_feed(cursor: &str) -> Option<i64> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (&FEED, seq) = bytes.split_first()? else { return None };
    Some(i64::from_be_bytes(seq.try_into().ok()?))
}

/// Of the queue: a time, and an id where times are equal.
pub(crate) fn queue(changed_at: i64, id: &str) -> String {
    let mut bytes = vec![QUEUE];
    bytes.extend(changed_at.to_be_bytes());
    bytes.extend(id.bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Time and id in a cursor of the queue.
pub(crate) fn parse_queue(cursor: &str) -> Option<(i64, String)> {
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok()?;
    let (&QUEUE, rest) = bytes.split_first()? else { return None };
    let (time, id) = rest.split_at_checked(8)?;
    let id = String::from_utf8(id.to_vec()).ok().filter(|id| id.bytes().all(|byte| byte.is_ascii_graphic()))?;
    Some((i64::from_be_bytes(time.try_into().ok()?), id))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_gives_back_its_place_and_anything_else_nothing() {
        assert_eq!(parse_feed(&feed(42)), Some(42));
        assert_eq!(parse_queue(&queue(7, "a")), Some((7, "a".to_string())));
        assert_eq!(parse_feed(&queue(7, "a")), None);
        assert_eq!(parse_queue(&feed(42)), None);
        for nonsense in ["", "AQ", "%%%", "AQAAAAAAAAAqKg"] {
            assert_eq!(parse_feed(nonsense), None, "{nonsense}");
        }
    }
}
