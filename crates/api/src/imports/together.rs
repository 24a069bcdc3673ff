//! What came with an import is published together, and withdrawn together.

use serde::{Deserialize, Serialize};

use super::ImportedDraft;

/// `POST /api/desk/imports/{id}/publish`: of places, for which one person suffices.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PublishImport {
    /// Drafts of the import, as they were looked at: [`super::PUBLISHED_AT_ONCE`] at most.
    pub drafts: Vec<ImportedDraft>,
}

/// What came of it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PublishedImport {
    /// So many are shown now, those that were before among them.
    pub published: i64,
    /// Those that are not.
    pub faulty: Vec<FaultyDraft>,
}

/// A draft that was not published.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct FaultyDraft {
    /// The document.
    pub slug: String,
    /// What it is called.
    pub title: String,
    /// Why, for whoever mends it.
    pub why: String,
}

/// `POST /api/desk/imports/{id}/withdraw`: what came of it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct WithdrawnImport {
    /// So many are shown no more, those that were withdrawn before among them.
    pub withdrawn: i64,
    /// Those that stay, as somebody has changed them since.
    pub kept: Vec<KeptPlace>,
    /// So many are to be asked for again: [`super::PUBLISHED_AT_ONCE`] go at once.
    pub left: i64,
}

/// A place that stays.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct KeptPlace {
    /// The document.
    pub slug: String,
    /// What it is called.
    pub title: String,
}
