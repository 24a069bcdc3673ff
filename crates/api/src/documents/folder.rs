//! The kinds of documents there are: the folder below `content/` is the kind.

use serde::{Deserialize, Serialize};

use crate::paths;

/// The table of kinds: name of the folder, what people call one of its documents, the word they count it with, and the page
/// that lists them for readers. What each consists of is in `content::library`.
macro_rules! folders {
    ($($(#[$meta:meta])* $folder:ident: $name:literal, $chinese:literal, $counter:literal, $list:expr;)*) => {
        /// The folder a document belongs in.
        #[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Folder {
            $($(#[$meta])* $folder,)*
        }

        impl Folder {
            /// All there are.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$folder),*];

            /// As it is stored, sent, and part of an address.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$folder => $name,)*
                }
            }

            /// What people call one of its documents.
            pub fn chinese(self) -> &'static str {
                match self {
                    $(Self::$folder => $chinese,)*
                }
            }

            /// The word they count them with: 一张, 一篇.
            pub fn counter(self) -> &'static str {
                match self {
                    $(Self::$folder => $counter,)*
                }
            }

            /// The page that lists its documents for readers, below which each has its own; `None` where they have none.
            pub fn list(self) -> Option<&'static str> {
                match self {
                    $(Self::$folder => $list,)*
                }
            }
        }
    };
}

folders! {
    /// Quotations, each with its 读懂.
    #[default]
    Cards: "cards", "金句", "张", Some(paths::CARDS);
    /// Longer texts in our own words.
    Articles: "articles", "文章", "篇", Some(paths::ARTICLES);
    /// Choices of cards in an order.
    Decks: "decks", "卡组", "组", Some(paths::DECKS);
    /// Where a rider may sit down, charge, warm up and ask.
    Places: "places", "地方", "个", Some(paths::PLACES);
    /// What the district can do for somebody, and how one comes by it.
    Care: "care", "关爱", "项", Some(paths::CARE);
    /// What people do together: when, where, for how many.
    Activities: "activities", "活动", "个", Some(paths::ACTIVITIES);
    /// Who looks after what.
    Organisation: "organisation", "组织", "个", Some(paths::CONTACTS);
    /// What a street and a station have promised each other.
    Agreements: "agreements", "共建协议", "份", Some(paths::AGREEMENTS);
    /// What somebody with a letter of appointment looks at; guides, and the 倡议书.
    Roles: "roles", "聘书", "份", Some(paths::ROLES);
    /// What people and places can tell.
    Stories: "stories", "故事", "篇", Some(paths::STORIES);
    /// Public holidays and swapped workdays, a document a year.
    Holidays: "holidays", "节假日", "年", None;
    /// What quotations come from.
    Sources: "sources", "出处", "份", None;
    /// The deployer's own data: its one document is `site`.
    Site: "site", "站点", "份", None;
}

impl Folder {
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

    /// The page at which readers find a document.
    pub fn page(self, slug: &str) -> Option<String> {
        self.list().map(|list| format!("{list}{slug}/"))
    }

    /// The folder and slug of the document that has a page at this path.
    pub fn of_page(path: &str) -> Option<(Self, &str)> {
        Self::ALL.into_iter().find_map(|folder| Some((folder, paths::slug_below(folder.list()?, path)?)))
    }
}
