//! A picture that was sent.

use serde::{Deserialize, Serialize};

/// `POST /api/desk/pictures`: a picture as it is kept.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PictureMade {
    /// Below this site: what a text shows it by.
    pub path: String,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// In bytes.
    pub size: i64,
    /// What is wrong with it all the same, and what to do: of a long screenshot no letter can be read any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warning: Option<String>,
}
