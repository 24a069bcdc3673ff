//! Where a path's document is to be found, by the index in use and the one before it.

use std::rc::Rc;

use content::bundle::Index;
use content::day::Day;

/// The indexes this phone knows. Files of the earlier one are still stored while those of the current one arrive, so a
/// phone that loses its network in between has every document in one version or the other.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    current: Option<Rc<Index>>,
    previous: Option<Rc<Index>>,
}

/// One place to look.
#[derive(Debug)]
pub(super) enum Place {
    /// Nowhere: it was taken back.
    Withdrawn,
    /// A file that holds the fragment.
    Page(String),
    /// A shard that may hold the card.
    Card {
        /// Whose templates make a page of it.
        index: Rc<Index>,
        /// The shard.
        file: String,
        /// The card.
        slug: String,
    },
}

impl Place {
    /// The file to look into.
    pub(super) fn file(&self) -> Option<&str> {
        match self {
            Self::Withdrawn => None,
            Self::Page(file) | Self::Card { file, .. } => Some(file),
        }
    }
}

impl Catalog {
    /// The index in use.
    pub(super) fn current(&self) -> Option<Rc<Index>> {
        self.current.clone()
    }

    /// The one before it.
    pub(super) fn previous(&self) -> Option<Rc<Index>> {
        self.previous.clone()
    }

    /// Takes indexes as they were stored.
    pub(super) fn open(&mut self, current: Option<Index>, previous: Option<Index>) {
        self.current = current.map(Rc::new);
        self.previous = previous.map(Rc::new);
    }

    /// Takes a newer index into use; `false` for one that is not newer. The one in use so far is kept behind it if all
    /// its files are stored, else the one behind that is.
    pub(super) fn advance(&mut self, index: Index, is_complete: bool) -> bool {
        if self.current.as_ref().is_some_and(|current| current.seq >= index.seq) {
            return false;
        }
        let before = self.current.replace(Rc::new(index));
        if is_complete || self.previous.is_none() {
            self.previous = before;
        }
        true
    }

    /// Where to look for the document at a path, best place first; nothing where no index knows it.
    pub(super) fn places(&self, path: &str, today: Day) -> Vec<Place> {
        let mut places = Vec::new();
        if self.current.as_ref().is_some_and(|index| index.is_withdrawn(path)) {
            return vec![Place::Withdrawn];
        }
        let withdrawn_card =
            |slug: &str| self.current.as_ref().is_some_and(|index| index.is_withdrawn(&api::paths::card(slug)));
        for index in [&self.current, &self.previous].into_iter().flatten() {
            if let Some(file) = index.pages.get(api::paths::template(path)) {
                places.push(Place::Page(file.clone()));
                continue;
            }
            let slug = if path == api::paths::HOME { index.card_of(today) } else { api::paths::card_slug(path) };
            let Some(slug) = slug.filter(|slug| !withdrawn_card(slug)) else { continue };
            if let Some(shard) = index.shard_of(slug) {
                places.push(Place::Card { index: index.clone(), file: shard.file.clone(), slug: slug.to_string() });
            }
        }
        places
    }
}

#[cfg(test)]
mod tests {
    use content::bundle::ShardRef;

    use super::*;

    const TODAY: Day = Day(20_000);

    fn index(seq: u64, shard: &str) -> Index {
        let shards = vec![ShardRef { file: shard.into(), first: "q001".into(), cards: 2 }];
        let pages = [("/articles/".to_string(), format!("page-{seq}"))].into();
        Index { seq, shards, pages, days: [(TODAY.to_string(), "q002".into())].into(), ..Index::default() }
    }

    fn files(catalog: &Catalog, path: &str) -> Vec<String> {
        let file = |place| match place {
            Place::Withdrawn => "withdrawn".into(),
            Place::Page(file) => file,
            Place::Card { file, slug, .. } => format!("{file} {slug}"),
        };
        catalog.places(path, TODAY).into_iter().map(file).collect()
    }

    #[test]
    fn a_lower_or_equal_sequence_number_is_ignored() {
        let mut catalog = Catalog::default();
        assert!(catalog.advance(index(5, "a"), true));
        assert!(!catalog.advance(index(5, "b"), true));
        assert!(!catalog.advance(index(4, "c"), true));
        assert!(catalog.advance(index(6, "d"), true));
    }

    #[test]
    fn two_updates_that_broke_off_leave_the_last_complete_version() {
        let mut catalog = Catalog::default();
        catalog.open(Some(index(1, "whole")), None);
        assert!(catalog.advance(index(2, "half"), true));
        assert!(catalog.advance(index(3, "none"), false));
        assert_eq!(files(&catalog, "/cards/q001/"), ["none q001", "whole q001"]);
    }

    #[test]
    fn an_earlier_version_serves_until_the_new_one_is_stored() {
        let mut catalog = Catalog::default();
        catalog.open(Some(index(2, "new")), Some(index(1, "old")));
        assert_eq!(files(&catalog, "/cards/q001/"), ["new q001", "old q001"]);
        assert_eq!(files(&catalog, "/articles/"), ["page-2", "page-1"]);
        assert_eq!(files(&catalog, "/"), ["new q002", "old q002"]);
        assert!(files(&catalog, "/nowhere/").is_empty());
    }

    #[test]
    fn what_was_taken_back_is_not_found_in_an_earlier_version() {
        let mut catalog = Catalog::default();
        let mut newer = index(2, "new");
        newer.withdrawn = vec!["/cards/q002/".into()];
        newer.days.insert(TODAY.to_string(), "q001".into());
        catalog.open(Some(newer), Some(index(1, "old")));
        assert_eq!(files(&catalog, "/cards/q002/"), ["withdrawn"]);
        assert_eq!(files(&catalog, "/"), ["new q001"]);
    }
}
