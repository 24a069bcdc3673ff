//! Where words of a card stand besides the card.

use serde::{Deserialize, Serialize};

/// An article that has words of a card in its text.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct Quoting {
    /// Its name.
    pub slug: String,
    /// Its title.
    pub title: String,
}
