//! The slugs of kept cards in their owner's order, the newest first until that is changed; stored separated by spaces.

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct KeptList(Vec<String>);

impl KeptList {
    /// Reads a stored list; what is no slug is passed over, whoever wrote it.
    pub(super) fn parse(text: &str) -> Self {
        let mut list = Self::default();
        for slug in text.split_whitespace().filter(|slug| is_slug(slug)) {
            list.insert(usize::MAX, slug);
        }
        list
    }

    /// The list as it is stored.
    pub(super) fn to_text(&self) -> String {
        self.0.join(" ")
    }

    /// Keeps a card at a place, or at the end where there is none; one that is kept already stays where it is.
    pub(super) fn insert(&mut self, at: usize, slug: &str) {
        if !self.contains(slug) {
            self.0.insert(at.min(self.0.len()), slug.to_string());
        }
    }

    /// Lets a card go; the place where it was.
    pub(super) fn remove(&mut self, slug: &str) -> Option<usize> {
        let at = self.0.iter().position(|kept| kept == slug)?;
        self.0.remove(at);
        Some(at)
    }

    /// Moves a card one place up or down; its new place, or nothing where it is at the end already.
    pub(super) fn shift(&mut self, slug: &str, is_up: bool) -> Option<usize> {
        let at = self.0.iter().position(|kept| kept == slug)?;
        let to = if is_up { at.checked_sub(1)? } else { at + 1 };
        let is_there = to < self.0.len();
        is_there.then(|| self.0.swap(at, to)).map(|()| to)
    }

    /// Moves a card before all others; its new place, or nothing where it is there already.
    pub(super) fn lift(&mut self, slug: &str) -> Option<usize> {
        let at = self.0.iter().position(|kept| kept == slug).filter(|at| *at > 0)?;
        self.0[..=at].rotate_right(1);
        Some(0)
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

/// Whether a text can be the slug of a card.
pub(super) fn is_slug(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_removed_card_goes_back_to_its_place() {
        let mut list = KeptList::parse("q001 q002 q003");
        assert_eq!(list.remove("q002"), Some(1));
        assert_eq!(list.to_text(), "q001 q003");
        assert_eq!(list.remove("q002"), None);
        list.insert(1, "q002");
        list.insert(0, "q003");
        list.insert(9, "q004");
        assert_eq!(list.to_text(), "q001 q002 q003 q004");
    }

    #[test]
    fn a_card_moves_one_place_and_not_beyond_the_ends() {
        let mut list = KeptList::parse("q001 q002 q003");
        assert_eq!(list.shift("q003", true), Some(1));
        assert_eq!(list.to_text(), "q001 q003 q002");
        assert_eq!(list.shift("q001", true), None);
        assert_eq!(list.shift("q002", false), None);
        assert_eq!(list.shift("q009", false), None);
        assert_eq!(list.shift("q001", false), Some(1));
        assert_eq!(list.to_text(), "q003 q001 q002");
        assert_eq!((list.lift("q002"), list.lift("q002"), list.lift("q009")), (Some(0), None, None));
        assert_eq!(list.to_text(), "q002 q003 q001");
    }

    #[test]
    fn a_damaged_list_loses_only_what_is_damaged() {
        assert_eq!(KeptList::parse(" q1  <b> q1 q2\n金 ").slugs(), ["q1", "q2"]);
    }
}
