//! A document's words that nobody is shown yet.

use serde::{Deserialize, Serialize};

/// A revision that readers will be shown later.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema))]
pub struct PlannedText {
    /// The whole file.
    pub text: String,
    /// From when on, by the server's clock.
    pub publish_from: i64,
}
