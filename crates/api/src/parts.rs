//! Which part of the reader's app a page needs, by the first segment of its path: the app asks before it brings a page to
//! life (`src/reader/shell/pages.rs`), and the build writes the same table into the loader, which then fetches the part beside the start.

/// Members' words: reading, writing, joining, one's own; and the page about this phone.
pub const SAY: &str = "say";
/// Everything else that a rider does not need in the first minute: sharing, ordering what is kept, search, the voice.
pub const REST: &str = "rest";

/// 身边: what is open now.
pub const AROUND: &str = "around";

/// First segments of pages, each with its part. What is not here needs the start alone.
pub const OF_PAGES: [(&str, &str); 12] = [
    ("posts", SAY),
    ("join", SAY),
    ("me", SAY),
    ("kept", REST),
    ("search", REST),
    ("around", AROUND),
    ("places", AROUND),
    ("care", AROUND),
    ("activities", AROUND),
    ("contacts", AROUND),
    ("roles", AROUND),
    ("stories", AROUND),
];

/// The part that the page at a path needs; `None` where the start is enough.
pub fn of_page(path: &str) -> Option<&'static str> {
    let segment = path.split('/').nth(1)?;
    OF_PAGES.iter().find(|(first, _)| *first == segment).map(|(_, part)| *part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paths;

    #[test]
    fn what_is_read_needs_the_start_alone() {
        for path in
            [paths::HOME, paths::CARDS, "/cards/q010/", paths::MINUTE, "/decks/a/", "/articles/a/", paths::ABOUT, ""]
        {
            assert_eq!(of_page(path), None, "{path}");
        }
        for path in
            [paths::POSTS, paths::NEW_POST, paths::MY_POSTS, paths::ME, "/join/Abcdefgh1234/", &paths::post("x")]
        {
            assert_eq!(of_page(path), Some(SAY), "{path}");
        }
        for path in [paths::KEPT, paths::KEPT_DECK, paths::SEARCH] {
            assert_eq!(of_page(path), Some(REST), "{path}");
        }
    }
}
