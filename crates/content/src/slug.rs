//! File names that are also ids and parts of URLs.

/// Longest slug, in bytes: it must fit in a URL, a QR code and a database key.
pub const MAX: usize = 64;

/// Whether a file name (without `.md`) can be a slug: small letters, digits and single hyphens between them.
pub fn is_slug(text: &str) -> bool {
    let edge = |c: Option<char>| c.is_some_and(|c| c != '-');
    text.len() <= MAX
        && edge(text.chars().next())
        && edge(text.chars().next_back())
        && !text.contains("--")
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_that_need_no_escaping_are_slugs() {
        assert!(["q001", "new-work", "2026"].into_iter().all(is_slug));
        assert!(
            ["", "-a", "a-", "a--b", "A", "a b", "a_b", "金句", "a.b", &"a".repeat(65)]
                .into_iter()
                .all(|s| !is_slug(s))
        );
    }
}
