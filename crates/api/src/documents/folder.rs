//! Where documents are.

use serde::{Deserialize, Serialize};

/// The folder a document belongs in.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Folder {
    /// Quotations.
    #[default]
    Cards,
    /// Longer texts in our own words.
    Articles,
    /// Choices of cards.
    Decks,
    /// What quotations come from.
    Sources,
    /// The deployer's own data: its one document is `site`.
    Site,
}

impl Folder {
    /// All there are.
    pub const ALL: [Self; 5] = [Self::Cards, Self::Articles, Self::Decks, Self::Sources, Self::Site];

    /// As it is stored, sent, and part of an address.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::Articles => "articles",
            Self::Decks => "decks",
            Self::Sources => "sources",
            Self::Site => "site",
        }
    }

    /// What people call one of its documents.
    pub fn chinese(self) -> &'static str {
        match self {
            Self::Cards => "金句",
            Self::Articles => "文章",
            Self::Decks => "卡组",
            Self::Sources => "出处",
            Self::Site => "站点",
        }
    }

    /// By its name in an address.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|folder| folder.as_str() == name)
    }

    /// Where a document's file is, below the content folder.
    pub fn path(self, slug: &str) -> String {
        match self {
            Self::Site => "site.md".into(),
            folder => format!("{}/{slug}.md", folder.as_str()),
        }
    }

    /// The folder and slug of a file.
    pub fn of(path: &str) -> Option<(Self, &str)> {
        if path == "site.md" {
            return Some((Self::Site, "site"));
        }
        let (folder, file) = path.split_once('/')?;
        let folder = Self::named(folder).filter(|folder| *folder != Self::Site)?;
        Some((folder, file.strip_suffix(".md")?))
    }
}
