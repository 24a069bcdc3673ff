//! The kinds of documents: the folder below `content/` is the kind.

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A quotation with its 读懂.
    Card,
    /// A longer text in our own words.
    Article,
    /// A choice of cards in an order.
    Deck,
    /// A text that quotations come from.
    Source,
    /// The deployer's own data: one file, `site.md`.
    Site,
}

impl Kind {
    /// The kinds that have a folder.
    pub const WITH_FOLDER: [Self; 4] = [Self::Card, Self::Article, Self::Deck, Self::Source];

    /// The folder's name; the site is a single file and has none.
    pub fn folder(self) -> &'static str {
        match self {
            Self::Card => "cards",
            Self::Article => "articles",
            Self::Deck => "decks",
            Self::Source => "sources",
            Self::Site => "",
        }
    }

    /// What kind of document belongs at a path like `cards/q001.md`.
    pub fn at(path: &str) -> Option<Self> {
        if path == "site.md" {
            return Some(Self::Site);
        }
        let (folder, _) = path.split_once('/')?;
        Self::WITH_FOLDER.into_iter().find(|kind| kind.folder() == folder)
    }
}
