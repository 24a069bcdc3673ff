//! The slugs of kept cards, newest first, as they are stored: separated by spaces.

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeptList(Vec<String>);

impl KeptList {
    /// Reads a stored list; what is no slug is passed over, whoever wrote it.
    pub(super) fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for slug in text.split_whitespace() {
            let plain = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if plain && !list.contains(slug) {
                list.0.push(slug.to_string());
            }
        }
        list
    }

    /// The list as it is stored.
    pub(super) fn to_text(&self) -> String {
        self.0.join(" ")
    }

    /// Keeps a card, or lets it go; `true` if it is kept now.
    pub(super) fn toggle(&mut self, slug: &str) -> bool {
        if self.contains(slug) {
            self.0.retain(|kept| kept != slug);
            false
        } else {
            self.0.insert(0, slug.to_string());
            true
        }
    }

    /// Whether a card is kept.
    pub(super) fn contains(&self, slug: &str) -> bool {
        self.0.iter().any(|kept| kept == slug)
    }

    /// Every slug.
    pub(super) fn slugs(&self) -> &[String] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_card_comes_first_and_a_second_tap_lets_it_go() {
        let mut list = KeptList::parse("q001");
        assert!(list.toggle("q002"));
        assert_eq!(list.to_text(), "q002 q001");
        assert!(!list.toggle("q001"));
        assert_eq!(list.to_text(), "q002");
    }

    #[test]
    fn a_damaged_list_loses_only_what_is_damaged() {
        assert_eq!(KeptList::parse(" q1  <b> q1 q2\n金 ").slugs(), ["q1", "q2"]);
    }
}
