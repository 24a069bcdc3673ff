//! 批量导入: rows of a table, what is to be said about each, and the drafts they become.

mod together;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::documents::Folder;

pub use together::{FaultyDraft, KeptPlace, PublishImport, PublishedImport, WithdrawnImport};

/// How alike a row's quotation and a card's are. Words alone count, no white space and no punctuation.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Likeness {
    /// The same words.
    Same,
    /// The row's are a part of the card's.
    Part,
    /// The card's are a part of the row's.
    Whole,
    /// Nearly the same words.
    Near,
}

/// A card that a row's quotation may already be on.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Twin {
    /// The card.
    pub slug: String,
    /// Its words.
    pub quote: String,
    /// How alike they are.
    pub likeness: Likeness,
}

/// A row of a table, by what its columns are called: of a card, or of a place.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// 金句; of a place its name.
    pub quote: String,
    /// 原句.
    #[serde(default)]
    pub sentence: String,
    /// The sentence right before it, as the source text has it: not taken from the table.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub before: String,
    /// The one right after it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub after: String,
    /// 出处, as it was written.
    #[serde(default)]
    pub source: String,
    /// 章节.
    #[serde(default)]
    pub section: String,
    /// 主题.
    #[serde(default)]
    pub theme: String,
    /// 读懂.
    #[serde(default)]
    pub gloss: String,
    /// Of a place what else it says, by [`Field::as_str`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub place: BTreeMap<String, String>,
}

/// What most tables are of.
fn is_usual(folder: &Folder) -> bool {
    *folder == Folder::default()
}

/// At most so many rows are checked in one request: a long import shows how far it is.
pub const CHECKED_AT_ONCE: usize = 50;
/// At most so many rows become drafts at once.
pub const MOST_ROWS: usize = 2_000;
/// So many drafts are published by a request at most: all others wait meanwhile.
pub const PUBLISHED_AT_ONCE: usize = 200;

/// `POST /api/desk/imports/read`, whose body is a file or what was pasted.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadRows {
    /// In their order, sheet by sheet. None where no column is known to be the quotations: then [`Self::columns`] are to be
    /// looked at.
    pub rows: Vec<ReadRow>,
    /// The tables in the file that have words. More than one where somebody may want others than those that were taken.
    pub sheets: Vec<ReadSheet>,
    /// The columns of the sheets that were taken; those with the same words above them are one.
    pub columns: Vec<ReadColumn>,
}

/// `POST /api/desk/imports/read?…`: what is read, and what of it, where that was asked before.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ReadTable {
    /// What its rows become: `cards` unless asked otherwise, or `places`.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub folder: Folder,
    /// The file's name; empty where it was pasted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How a text is encoded, where that was asked (`which_encoding`): `gb18030`, `big5`, `shift_jis`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub encoding: String,
    /// Which of [`ReadRows::sheets`] to take, by their places from 0, with commas between them: `0,2`. Else those that have a
    /// quotation's column, or the first.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sheets: String,
    /// What each of [`ReadRows::columns`] is, of the same sheets and in the same order: a [`Field`] or nothing, with commas
    /// between them: `quote,,theme`. Else what the words above them say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub columns: String,
}

/// The table of columns: each as the API writes it, and what it is called at the desk.
macro_rules! columns {
    ($($field:ident: $name:literal, $chinese:literal;)*) => {
        /// What a column can be.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
        #[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
        #[serde(rename_all = "snake_case")]
        pub enum Field {
            $(#[doc = $chinese] $field,)*
        }

        impl Field {
            /// As the API writes it.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$field => $name,)*
                }
            }

            /// What it is called.
            pub fn chinese(self) -> &'static str {
                match self {
                    $(Self::$field => $chinese,)*
                }
            }
        }
    };
}

columns! {
    Quote: "quote", "金句";
    Sentence: "sentence", "原句";
    Source: "source", "出处";
    Section: "section", "章节";
    Theme: "theme", "主题";
    Gloss: "gloss", "读懂";
    Title: "title", "名称";
    Address: "address", "地址";
    Hours: "hours", "开放时间";
    Services: "services", "服务";
    Phone: "phone", "电话";
    Street: "street", "在哪一带";
    Kind: "kind", "类型";
    Keeper: "keeper", "单位";
    Note: "note", "给骑手的话";
    Level: "level", "层级";
    Landmark: "landmark", "怎么认";
    Entrance: "entrance", "怎么进";
    Offers: "offers", "优惠";
    Coordinates: "coordinates", "坐标";
    Standing: "standing", "状态";
    Confirmed: "confirmed", "核实日期";
}

impl Field {
    const CARDS: [Self; 6] = [Self::Quote, Self::Sentence, Self::Source, Self::Section, Self::Theme, Self::Gloss];
    const PLACES: [Self; 16] = [
        Self::Title,
        Self::Address,
        Self::Hours,
        Self::Services,
        Self::Phone,
        Self::Street,
        Self::Kind,
        Self::Keeper,
        Self::Note,
        Self::Level,
        Self::Landmark,
        Self::Entrance,
        Self::Offers,
        Self::Coordinates,
        Self::Standing,
        Self::Confirmed,
    ];

    /// Those of what becomes documents of a folder, the main one first: the order of a table without words above it.
    pub fn of(folder: Folder) -> &'static [Self] {
        if folder == Folder::Places { &Self::PLACES } else { &Self::CARDS }
    }

    /// The one without which there is no row.
    pub fn main(folder: Folder) -> Self {
        if folder == Folder::Places { Self::Title } else { Self::Quote }
    }
}

/// A table in a file.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadSheet {
    /// What it is called: a sheet by its name, a table of a document by its number; empty for what is one table alone.
    pub name: String,
    /// How many rows with words it has, those above the columns counted too.
    pub rows: usize,
    /// How many rows are hidden in it, and were not read.
    pub hidden: usize,
    /// Its rows are among [`ReadRows::rows`].
    pub is_taken: bool,
}

/// A column of the sheets that were taken.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadColumn {
    /// The words above it; empty where there are none.
    pub heading: String,
    /// The beginnings of the first cells that are not empty, at most three.
    pub samples: Vec<String>,
    /// What it was taken for; nothing where it was left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The words above it say so, the request did, or there is no word in it. Else somebody should be asked: 这一列是？
    pub is_sure: bool,
}

/// A row as it was read.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ReadRow {
    /// What it says.
    pub row: Row,
    /// The earlier row that says nearly the same, counted from 0.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeats: Option<usize>,
    /// Why it may have been taken apart wrongly, for whoever looks at it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doubt: Option<String>,
}

/// `POST /api/desk/imports/check`: at most [`CHECKED_AT_ONCE`].
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CheckRows {
    /// What they become.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub folder: Folder,
    /// As they were read, or corrected.
    pub rows: Vec<Row>,
}

/// Stands in [`CheckedRow::read`] where a place's hours say nothing of holidays.
pub const NO_HOLIDAYS: &str = "没写节假日";

/// What is to be said about a row.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckedRow {
    /// The row, its source by its slug. Where the quotation stands in a source text, in the source's own characters, with
    /// the whole sentence, and with the headings above it where it named none.
    pub row: Row,
    /// Where the quotation stands, or how it differs. Its paragraph is left out.
    pub collation: crate::sources::Collation,
    /// Cards that it may already be on.
    pub twins: Vec<Twin>,
    /// What else keeps it from being published.
    pub faults: Vec<crate::documents::Fault>,
    /// Of a place its hours, as they were read; empty where nobody can.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub read: String,
    /// A withdrawn place with the same name, where no other has it: it keeps nobody from making this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<String>,
}

/// The answer to [`CheckRows`].
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct CheckedRows {
    /// In their order.
    pub rows: Vec<CheckedRow>,
}

/// `POST /api/desk/imports`: all of them become drafts, or none.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// Made by whoever sends it: the same one sent again is the same import. 16 to 64 letters and digits.
    pub token: String,
    /// What they become.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub folder: Folder,
    /// The chosen rows.
    pub rows: Vec<Row>,
}

/// Drafts that were made together.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Import {
    /// Which.
    pub id: i64,
    /// Of what it is, as long as there are drafts, or something was published.
    #[serde(default, skip_serializing_if = "is_usual")]
    pub folder: Folder,
    /// How many drafts were made.
    pub total: i64,
    /// How many of them are still as they were, and go when the import is undone.
    pub untouched: i64,
    /// Those that are still drafts, changed or not: what can be handed on together.
    pub drafts: Vec<ImportedDraft>,
    /// How many were handed on, and wait for somebody's look.
    pub in_review: i64,
    /// How many were published, and may have been changed or withdrawn since.
    pub published: i64,
    /// How many of them `POST /api/desk/imports/{id}/withdraw` takes down: places that are as they were published.
    pub withdrawable: i64,
    /// When.
    pub at: i64,
}

impl Import {
    /// Whether some of it are drafts still, with whomever.
    pub fn has_drafts(&self) -> bool {
        !self.drafts.is_empty() || self.in_review > 0
    }
}

/// A draft that came with an import.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct ImportedDraft {
    /// The document.
    pub slug: String,
    /// [`crate::documents::Draft::version`]: 1 as it came.
    pub version: i64,
    /// Whether its 读懂 is empty: that is asked about before it is handed on.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_bare: bool,
}

/// `GET /api/desk/imports`: one's own of the last days, newest first.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Imports {
    /// Newest first.
    pub imports: Vec<Import>,
}

/// `DELETE /api/desk/imports/{id}`.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Undone {
    /// How many drafts are gone.
    pub removed: i64,
    /// How many stay: somebody has changed them, handed them on, or thrown them away already.
    pub kept: i64,
}
