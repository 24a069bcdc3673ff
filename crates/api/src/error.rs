//! The one error body of the JSON API.

use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success: a code for programs, a sentence for the person who caused it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct ErrorBody {
    /// Stable and snake_case: `not_found`.
    pub code: String,
    /// Plain Chinese, shown as it is.
    pub message: String,
    /// The field at fault, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
}
